"""On plain http over the room's network, where browsers hold back what needs a secure page."""

from playwright.sync_api import expect

from tests.browser.people import PHONE, Crowd
from tests.browser.servers import NewServer
from tests.browser.table import Play

WORDS = "Qu’est-ce qui vous a décidé à venir ?"


def test_a_tablet_on_plain_http_takes_a_seat_and_writes(
    crowd: Crowd, play: Play, server: NewServer
) -> None:
    site = server.url.replace("127.0.0.1", "tablette.test").replace("localhost", "tablette.test")
    ines = crowd.comes(PHONE)
    ines.goes_to(f"{site}/j/{play.session.code}")
    assert ines.page.evaluate("isSecureContext") is False
    assert ines.page.evaluate("typeof crypto.randomUUID") == "undefined"
    ines.field("Votre prénom").fill("Inès")
    ines.touches("Prendre place")
    ines.notes("Question", "Questions pertinentes", WORDS)
    ines.page.reload()
    expect(ines.slip(WORDS)).to_have_count(1)
    assert len(play.entries(WORDS)) == 1
