"""The network goes, for long, or somebody else answers in our place: it is said, and nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE, Crowd, Person
from tests.browser.portal import PAGES, portal
from tests.browser.servers import NewServer
from tests.browser.table import Play
from tests.browser.test_kept import A_WHILE, SAVED, WAITS, is_saved_once, writes
from tests.faults.between import Between, between
from tests.web.waiting import until


@pytest.fixture(autouse=True)
def cut_off(crowd: Crowd) -> None:
    """Browsers complain of a network that goes: that is what happens here."""
    crowd.bears("net::ERR_", "WebSocket connection to")


@pytest.fixture
def line(server: NewServer) -> Iterator[Between]:
    """The room's network, between the tablets and the server."""
    with between(server.port) as made:
        yield made


@pytest.fixture
def noemie(crowd: Crowd, play: Play, line: Between) -> Person:
    """An observer who reaches the server through that network, and whose time can be hurried on."""
    person = crowd.comes(PHONE)
    person.page.clock.install()
    person.goes_to(f"{line.url}/j/{play.session.code}")
    person.field("Votre prénom").fill("Noémie")
    person.touches("Prendre place")
    person.reads_title("Vous observez")
    return person


def test_after_a_minute_without_network_a_calm_state_fills_the_width_and_one_may_resume(
    noemie: Person, line: Between, play: Play
) -> None:
    line.cut()
    noemie.reads("Connexion perdue. Vos notes sont gardées ici.")
    writes(noemie, "Pendant la minute.", WAITS)
    noemie.page.clock.fast_forward("01:05")
    rest = noemie.part("Le réseau n’est pas là.")
    expect(rest).to_contain_text("Un envoi en attente.", timeout=A_WHILE)
    box, size = rest.bounding_box(), noemie.page.viewport_size
    assert box
    assert size
    assert box["width"] > 0.9 * size["width"]
    line.mend()
    noemie.touches("Reprendre")
    expect(noemie.slip("Pendant la minute.")).to_contain_text(SAVED, timeout=A_WHILE)
    expect(rest).to_have_count(0)
    is_saved_once(play, "Pendant la minute.")


@pytest.mark.parametrize("kind", PAGES)
def test_another_server_in_our_place_is_told_apart_and_takes_nothing(
    kind: str, noemie: Person, line: Between, play: Play, server: NewServer
) -> None:
    with portal(kind) as (port, asked):
        line.turn(port)
        noemie.reads("Connexion perdue. Vos notes sont gardées ici.")
        writes(noemie, "Devant la page du Wi-Fi.", WAITS)
        noemie.page.clock.fast_forward("00:30")
        noemie.reads("Une autre page répond à la place de la séance, peut-être celle du Wi-Fi.")
        noemie.page.clock.fast_forward("01:30")
        noemie.reads("Une autre page répond à la place de la séance, peut-être celle du Wi-Fi.")
        expect(noemie.slip("Devant la page du Wi-Fi.")).to_contain_text(WAITS)
        assert "GET /socket.io/" in asked
        line.turn(server.port)
    noemie.page.clock.fast_forward("00:30")
    expect(noemie.slip("Devant la page du Wi-Fi.")).to_contain_text(SAVED, timeout=A_WHILE)
    is_saved_once(play, "Devant la page du Wi-Fi.")


@pytest.mark.parametrize("kind", PAGES)
def test_a_plain_request_that_somebody_else_answers_counts_as_unanswered(
    kind: str, noemie: Person, line: Between, play: Play, server: NewServer
) -> None:
    with portal(kind, poses=True) as (port, asked):
        line.turn(port)
        noemie.reads("Connexion perdue. Vos notes sont gardées ici.")
        writes(noemie, "Prise par un autre.", WAITS)
        noemie.page.clock.fast_forward("00:30")
        sent = f"POST /api/v1/sessions/{play.session.id}/commands"
        until(lambda: sent in asked, 20, "a plain request")
        expect(noemie.slip("Prise par un autre.")).to_contain_text(WAITS)
        line.turn(server.port)
    noemie.page.clock.fast_forward("00:30")
    expect(noemie.slip("Prise par un autre.")).to_contain_text(SAVED, timeout=A_WHILE)
    is_saved_once(play, "Prise par un autre.")
