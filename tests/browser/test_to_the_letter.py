"""What people typed is said back to the letter, whatever signs are in it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import begin, open_session, session_of


@pytest.fixture(autouse=True)
def refused(crowd: Crowd) -> None:
    """Browsers complain of an answer that is a refusal."""
    crowd.bears("the server responded with a status of 409")


def test_signs_in_a_name_and_in_a_title_are_said_as_they_were_typed(
    host: Person, crowd: Crowd, server: NewServer
) -> None:
    host.goes_to(f"{server.url}/sessions")
    open_session(host)
    play = begin(session_of(host, server))
    play.session.seat("Luce $&")
    luce = crowd.comes(PHONE)
    luce.goes_to(f"{server.url}/j/{play.session.code}")
    luce.field("Votre prénom").fill("Luce $&")
    luce.touches("Prendre place")
    expect(luce.button(re.compile("^Prendre place comme"))).to_contain_text("« Luce $& 2 »")
    play.host.does("edit_session", title="Accueil $& conseil")
    play.session.leave()
    host.goes_to(f"{server.url}/sessions")
    acts = host.page.get_by_role("group").filter(has_text="Autres actions, Accueil $& conseil")
    acts.locator("summary").click()
    host.button("Supprimer…", acts).click()
    host.reads("« Accueil $& conseil » et tout ce qui y a été écrit seront effacés")
    host.touches("Garder la séance")
