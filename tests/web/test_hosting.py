"""The pages of hosts: opening, finding, reading and erasing their sessions, and nobody else's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from game import Refusal
from game.session.messages import Settings
from tests.web.visitor import Visitor
from web import create_app, parts_of
from web.accounts import Account
from web.locale import pages
from web.parts import Parts
from web.tickets import Replaced

pytest_plugins = ("tests.web.visiting",)

Open = Callable[..., tuple[str, str]]


def test_only_the_owner_is_given_the_hosts_seat(
    host: Visitor, somebody_else: Visitor, visitor: Visitor, opened: Open, parts: Parts
) -> None:
    session_id, _ = opened()
    for kind in ("host", "screen"):
        path = f"/{kind}/{session_id}/seat"
        stranger = visitor.post(path)
        assert stranger.status_code == 401
        assert stranger.json
        assert stranger.json["code"] == "unauthorised"
        assert somebody_else.post(path).status_code == 404
        assert host.client.post(path).status_code == 403

    given = host.client.post(f"/host/{session_id}/seat", headers={"X-CSRF-Token": host.csrf()}).json
    assert given
    ticket = parts.sessions.ticket(given["seat_token"])
    assert ticket
    assert (ticket.session_id, ticket.viewer.seat) == (session_id, "host")

    shown = host.post(f"/screen/{session_id}/seat").json
    assert shown
    wall = parts.sessions.ticket(shown["seat_token"])
    assert wall
    assert wall.viewer.seat == "screen"
    assert "screen_token" not in shown


def test_a_session_is_opened_with_its_title_alone(host: Visitor, parts: Parts) -> None:
    answer = host.post("/sessions/new", **_form(title="Journée SPRO"))
    session_id = answer.headers["Location"].removeprefix("/host/")
    session = parts.sessions.session(session_id)
    assert session
    assert (session.title, session.host, session.deck.head.id) == ("Journée SPRO", "Hélène", "spro")
    assert session.settings == Settings()


def test_the_settings_of_a_new_session_are_kept(host: Visitor, parts: Parts) -> None:
    asked = _form(draw="adviser_draws_case", grid="private", capacity="12")
    asked |= {"names": "yes", "compatible_draw": "yes"}
    del asked["cues"]
    answer = host.post("/sessions/new", **asked)
    session = parts.sessions.session(answer.headers["Location"].removeprefix("/host/"))
    assert session
    assert session.settings == Settings(
        draw="adviser_draws_case",
        cues=False,
        compatible_draw=True,
        grid="private",
        names=True,
        capacity=12,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("place", "x" * 201),
        ("date", "demain"),
        ("host_name", " "),
        ("capacity", "1"),
        ("capacity", "beaucoup"),
        ("capacity", "9" * 400),
    ],
)
def test_a_new_session_says_beside_the_field_what_is_missing(
    host: Visitor, field: str, value: str
) -> None:
    answer = host.post("/sessions/new", **_form(**{"place": "Blois", field: value}))
    assert answer.status_code == 400
    assert f'id="{field}-wrong"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    if field != "place":
        assert 'value="Blois"' in answer.text
    assert "pas encore de partie" not in host.get("/sessions").text


def test_a_new_session_takes_nothing_that_the_form_does_not_ask(
    host: Visitor, parts: Parts, helene: Account
) -> None:
    answer = host.post("/sessions/new", **_form(account_id="karim", owner="karim", id="mine"))
    session_id = answer.headers["Location"].removeprefix("/host/")
    assert session_id != "mine"
    assert parts.sessions.owner(session_id) == helene.id


def test_the_list_shows_ones_own_sessions_and_no_others(
    host: Visitor, somebody_else: Visitor, opened: Open
) -> None:
    opened("Échanges de pratiques", place="Contres")
    session_id, _ = opened("Journée SPRO")
    page = host.get("/sessions").text
    assert "Échanges de pratiques" in page
    assert f'href="/host/{session_id}"' in page
    theirs = somebody_else.get("/sessions").text
    assert "Journée SPRO" not in theirs
    assert pages("fr")["pages.sessions.none"] in theirs


def test_the_list_is_searched_and_paged(host: Visitor, opened: Open) -> None:
    for number in range(22):
        opened(f"Séance {number:02}", place="Blois" if number else "Vendôme")
    found = host.get("/sessions?query=vendôme").text
    assert "Séance 00" in found
    assert "Séance 01" not in found
    assert "Page 1 sur 2" in host.get("/sessions").text
    assert "Séance 00" in host.get("/sessions?page=2").text
    assert pages("fr")["pages.sessions.none_found"] in host.get("/sessions?query=100%25_").text


@pytest.mark.parametrize("page", ["3", "9" * 20, "9" * 4000])
def test_after_the_last_page_comes_the_last_page(host: Visitor, opened: Open, page: str) -> None:
    for number in range(22):
        opened(f"Séance {number:02}")
    after = host.client.get(f"/sessions?query=Séance&page={page}", follow_redirects=True)
    assert after.status_code == 200
    assert "Page 2 sur 2" in after.text
    assert "Séance 00" in after.text


@pytest.mark.parametrize("page", ["0", "-9", "x", "9" * 5000])
def test_what_is_no_page_is_the_first(host: Visitor, opened: Open, page: str) -> None:
    opened("Journée SPRO")
    assert "Journée SPRO" in host.get(f"/sessions?page={page}").text


def test_nobody_elses_session_exists(somebody_else: Visitor, opened: Open, parts: Parts) -> None:
    session_id, _ = opened()
    for path in (f"/sessions/{session_id}", f"/sessions/{session_id}/export.json"):
        assert somebody_else.get(path).status_code == 404
        assert somebody_else.get(path.replace(session_id, "nowhere")).status_code == 404
    refused = somebody_else.post(f"/sessions/{session_id}/delete", confirmed="yes")
    assert refused.status_code == 404
    assert parts.sessions.session(session_id)


def test_a_report_is_read_and_taken_away_at_any_moment(host: Visitor, opened: Open) -> None:
    session_id, _ = opened("Journée SPRO du Blaisois")
    page = host.get(f"/sessions/{session_id}")
    assert page.status_code == 200
    assert "Journée SPRO du Blaisois" in page.text
    file = host.get(f"/sessions/{session_id}/export.json")
    assert file.json
    assert file.json["title"] == "Journée SPRO du Blaisois"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert host.get(f"/sessions/{session_id}/export.exe").status_code == 404


def test_a_session_is_erased_after_one_question(host: Visitor, opened: Open, parts: Parts) -> None:
    session_id, code = opened("À effacer")
    question = host.post(f"/sessions/{session_id}/delete")
    assert question.status_code == 200
    assert "À effacer" in question.text
    assert parts.sessions.session(session_id)
    assert host.post(f"/sessions/{session_id}/delete", confirmed="yes").status_code == 303
    assert parts.sessions.session(session_id) is None
    assert host.get(f"/sessions/{session_id}").status_code == 404
    assert Visitor(host.client.application).get(f"/j/{code}").status_code == 404


def _form(**changed: str) -> dict[str, str]:
    """What a browser sends when nothing but a title is written."""
    blank = {
        "title": "Journée SPRO",
        "place": "",
        "date": "2026-11-24",
        "host_name": "Hélène",
        "deck": "spro",
        "language": "fr",
        "draw": "jobseeker_draws_case",
        "grid": "shared",
        "cues": "yes",
        "capacity": "60",
    }
    return blank | changed


def test_the_sheet_has_the_code_and_the_hosts_own_recovery_code(
    host: Visitor, somebody_else: Visitor, opened: Open, parts: Parts
) -> None:
    session_id, code = opened()
    page = host.get(f"/sessions/{session_id}/sheet").text
    recovery = parts.sessions.host_code(session_id)
    assert f"{code[:3]} {code[3:]}" in page
    assert recovery in page
    assert somebody_else.get(f"/sessions/{session_id}/sheet").status_code == 404


def test_the_hosts_code_takes_the_seat_on_another_device_once(opened: Open, parts: Parts) -> None:
    session_id, code = opened()
    earlier, _ = parts.sessions.host_seat(session_id)
    seated = parts.sessions.recover(code, parts.sessions.host_code(session_id).lower())
    assert seated.participant_id is None
    ticket = parts.sessions.ticket(seated.seat_token)
    assert ticket
    assert ticket.viewer.seat == "host"
    with pytest.raises(Replaced):
        parts.sessions.ticket(earlier)
    with pytest.raises(Refusal) as refused:
        parts.sessions.recover(code, parts.sessions.host_code(session_id))
    assert refused.value.code == "unknown_code"


def test_the_hosts_code_is_given_with_the_seat_until_it_has_served(
    host: Visitor, opened: Open, parts: Parts
) -> None:
    session_id, code = opened()
    recovery = parts.sessions.host_code(session_id)
    given = host.post(f"/host/{session_id}/seat").json
    assert given
    assert given["recovery_code"] == recovery
    parts.sessions.recover(code, recovery)
    again = host.post(f"/host/{session_id}/seat").json
    assert again
    assert again["recovery_code"] == ""
    page = host.get(f"/sessions/{session_id}/sheet").text
    assert recovery not in page
    assert "a déjà servi" in page


def test_a_sheet_printed_elsewhere_before_a_backup_was_put_back_is_not_said_to_have_served(
    helene: Account, opened: Open, parts: Parts
) -> None:
    session_id, code = opened()
    printed = parts.sessions.host_code(session_id)
    other = create_app(replace(parts.config, secret=b"o" * 32))
    there = Visitor(other)
    there.log_in(helene.login)
    page = there.get(f"/sessions/{session_id}/sheet").text
    assert "une feuille imprimée avant reste bonne" in page
    assert parts_of(other).sessions.recover(code, printed).seat_token
    parts_of(other).database.dispose()


def test_a_projector_takes_nothing_from_the_host(opened: Open, parts: Parts) -> None:
    session_id, _ = opened()
    seat_token, _ = parts.sessions.host_seat(session_id)
    parts.sessions.screen_seat(session_id)
    ticket = parts.sessions.ticket(seat_token)
    assert ticket
    assert ticket.viewer.seat == "host"
