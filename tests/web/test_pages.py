"""The pages that the server writes: the way in, the sessions, the seats, and what goes wrong."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from game.session.messages import Settings
from tests.web.visitor import Visitor
from web import locale
from web.accounts import Account
from web.journal import Unavailable
from web.locale import pages
from web.pages import read_code
from web.parts import Parts

pytest_plugins = ("tests.web.visiting",)

Open = Callable[..., tuple[str, str]]
XSS = """"><script>alert(1)</script><img src=x onerror=alert(1)>' {{7777*7777}} {0} \u202e"""
PUBLIC = ("/", "/login", "/privacy", "/accessibility", "/nothing-here", "/?code=abc")
POSTED = (
    "/logout",
    "/language",
    "/account/password",
    "/account/token",
    "/account/token/delete",
    "/host/ID/seat",
    "/screen/ID/seat",
    "/sessions/ID/delete",
)


@pytest.mark.parametrize(
    "typed",
    [
        "K7M4PX",
        "k7m 4px",
        " K7M-4PX ",
        "k 7 m 4 p x",
        "K7M\u202f4PX",
        "Ｋ７Ｍ４ＰＸ",
        "http://192.168.1.20:8000/j/K7M4PX",
        "http://tablette.local/j/k7m-4px?from=qr#top",
        "0K7M4OP1XI",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert read_code(typed) == "K7M4PX"


def test_typing_a_code_leads_to_the_session(visitor: Visitor) -> None:
    answer = visitor.get("/?code=k7m+4px")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/j/K7M4PX")


def test_half_a_code_is_explained_and_kept(visitor: Visitor) -> None:
    page = visitor.get("/?code=k7m").text
    assert 'value="k7m"' in page
    assert pages("fr")["pages.home.not_a_code"] in page


def test_an_unknown_code_is_explained_without_blame(visitor: Visitor) -> None:
    page = visitor.get("/j/K7M4PX")
    assert page.status_code == 404
    assert "Aucune séance ne porte le code K7M 4PX." in page.text


def test_the_page_to_join_says_what_and_with_whom(visitor: Visitor, opened: Open) -> None:
    _, code = opened("Journée SPRO du Blaisois", date="2026-11-24")
    page = visitor.get(f"/j/{code}").text
    assert "Journée SPRO du Blaisois" in page
    assert "Mardi 24\u00a0novembre 2026, avec Hélène." in page
    assert f"{code[:3]} {code[3:]}" in page
    assert "lues par vous et par Hélène, puis par le groupe au débriefing" in page
    assert pages("fr")["pages.kept.report_nameless"] in page


def test_the_page_to_join_tells_other_rules_when_there_are_others(
    visitor: Visitor, parts: Parts, helene: Account
) -> None:
    settings = Settings(grid="private", names=True)
    made = parts.sessions.open(helene.id, title="À part", host_name="Hélène", settings=settings)
    page = visitor.get(f"/j/{made.code}").text
    assert "puis par le groupe" not in page
    assert pages("fr")["pages.kept.report_named"] in page


def test_a_code_in_small_letters_finds_its_page(visitor: Visitor, opened: Open) -> None:
    _, code = opened()
    assert visitor.get(f"/j/{code.lower()}").headers["Location"] == f"/j/{code}"


def test_whoever_guesses_codes_learns_nothing_and_keeps_nobody_out(
    visitor: Visitor, opened: Open
) -> None:
    _, code = opened("Titre réservé")
    missed = [f"/j/AAA{a}{b}A" for a in "BCDEF" for b in "BCDEFGH"]
    statuses = [visitor.get(path).status_code for path in missed]
    assert statuses[0] == 404
    assert statuses[-1] == 200
    page = visitor.get(f"/j/{code}")
    assert page.status_code == 200
    assert "Titre réservé" not in page.text
    assert 'id="join"' in page.text


def test_live_pages_are_shells_without_anything_of_the_session(
    visitor: Visitor, opened: Open
) -> None:
    session_id, code = opened("Titre réservé")
    for path, kind, name in (
        (f"/s/{code}", "participant", code),
        (f"/host/{session_id}", "host", session_id),
        (f"/screen/{session_id}", "screen", session_id),
    ):
        page = visitor.get(path).text
        assert f'data-kind="{kind}"' in page
        assert f'data-session="{name}"' in page
        assert "Titre réservé" not in page


def test_what_people_write_is_shown_and_never_run(
    app: Flask, host: Visitor, parts: Parts, helene: Account, opened: Open
) -> None:
    parts.accounts.rename(helene.id, XSS[:40])
    session_id, code = opened(XSS, place=XSS)
    for path in (
        "/sessions",
        f"/sessions?query={XSS}",
        "/account",
        f"/sessions/{session_id}",
        f"/j/{code}",
        f"/?code={XSS}",
        f"/login?next={XSS}",
        f"/j/{XSS}",
    ):
        text = Visitor(app).get(path).text if path.startswith("/login") else host.get(path).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "60481729" not in text


@pytest.mark.parametrize("path", [*PUBLIC, "/sessions", "/sessions/new", "/account"])
def test_no_page_is_kept_by_a_cache(host: Visitor, path: str) -> None:
    headers = host.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


@pytest.mark.parametrize("path", POSTED)
def test_reading_an_address_changes_nothing(host: Visitor, path: str) -> None:
    answer = host.get(path)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert pages("fr")["pages.error.405.title"] in answer.text


@pytest.mark.parametrize("path", ["/sessions", "/sessions/new", "/account", "/sessions/any"])
def test_a_hosts_pages_ask_who_is_there(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/login?next={path}")


def test_every_post_of_the_pages_asks_for_its_proof(app: Flask, host: Visitor) -> None:
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.endpoint.startswith("pages.")
    ]
    assert len(rules) >= 11
    for rule in rules:
        assert host.client.post(re.sub("<.*?>", "any", rule.rule)).status_code == 403, rule.rule


@pytest.mark.parametrize("path", PUBLIC)
def test_pages_obey_their_own_policy(visitor: Visitor, path: str) -> None:
    page = visitor.get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\s(style|on[a-z]+)=", page)
    assert "//" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.S).replace("<!doctype html>", "")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", PUBLIC)
def test_pages_have_a_language_landmarks_and_named_fields(
    visitor: Visitor, path: str, language: str
) -> None:
    page = visitor.get(path, **{"Accept-Language": language}).text
    assert f'<html lang="{language}">' in page
    assert page.count("<h1") == 1
    assert '<main id="main"' in page
    assert 'href="#main"' in page
    assert "</footer>" in page
    for name in re.findall(r'<input (?!type="hidden")[^>]* id="([^"]+)"', page):
        assert f'<label for="{name}"' in page


def test_the_language_is_chosen_by_hand_and_kept(visitor: Visitor) -> None:
    answer = visitor.post("/language", language="en", next="/privacy")
    assert answer.headers["Location"] == "/privacy"
    assert "What is kept, and who reads it" in visitor.get("/privacy").text
    assert (
        visitor.post("/language", language="xx", next="//evil").headers["Location"] == "/sessions"
    )
    assert '<html lang="en">' in visitor.get("/").text


@pytest.mark.parametrize(
    ("language", "heading", "named"),
    [
        ("fr", "Dans votre navigateur", ("place", "prénom", "structure", "notes", "Quitter")),
        ("en", "In your browser", ("seat", "first name", "organisation", "notes", "Leave")),
    ],
)
def test_the_privacy_page_names_what_a_browser_keeps_and_how_to_take_it_off(
    visitor: Visitor, language: str, heading: str, named: tuple[str, ...]
) -> None:
    page = visitor.get("/privacy", **{"Accept-Language": language}).text
    said = page.partition(heading)[2].partition("<h2>")[0]
    for one in named:
        assert one in said


def test_errors_say_what_is_kept_and_what_to_do(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Unavailable("the disk is full")

    monkeypatch.setattr("web.accounts.Accounts.exist", fail)
    answer = Visitor(app).get("/login")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "the disk is full" not in answer.text
    assert pages("fr")["pages.error.503.hint"] in answer.text


def test_an_error_page_does_not_need_the_database(
    host: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Unavailable("no such file")

    monkeypatch.setattr("web.accounts.Accounts.logged_in", fail)
    assert host.get("/sessions").status_code == 503


def test_a_fault_of_ours_is_told_without_its_details(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("web.accounts.Accounts.exist", fail)
    app.config["TESTING"] = False
    answer = Visitor(app).get("/login")
    assert answer.status_code == 500
    assert pages("fr")["pages.error.500.title"] in answer.text
    assert "secret detail" not in answer.text


def test_both_languages_say_the_same_things() -> None:
    here = Path(locale.__file__).parent
    french, english = ((here / one / "pages.json").read_text("utf-8") for one in ("fr", "en"))
    keys = re.compile(r'^  "([^"]+)"', re.M)
    assert keys.findall(french) == keys.findall(english)


def test_french_has_its_typography() -> None:
    for key, text in pages("fr").items():
        if key.startswith("pages."):
            assert not re.search(r"'|[^\s\u202f][!?;»]|«[^\u202f]|[^\u00a0\d/]:(?!\d)", text), key
