"""A field that did not get what it waits for says so in words of ours, and keeps the keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE, Crowd, Person
from tests.browser.table import Play

WRITE_FIRST = "Écrivez quelques mots, puis touchez"


@pytest.fixture
def noemie(crowd: Crowd, play: Play) -> Person:
    """Somebody who observes, on a phone."""
    person = crowd.seated(PHONE, {f"seat:{play.session.code}": play.session.seat("Noémie")})
    person.goes_to(f"{crowd.url}/s/{play.session.code}")
    person.reads_title("Vous observez")
    return person


@pytest.fixture
def table(begun: Play) -> Play:
    """A round whose cards are still to be drawn."""
    people = {"adviser": begun.adviser.id, "jobseeker": begun.jobseeker.id}
    begun.host.does("start_round", format="roleplay", **people)
    begun.host.does("go_to_phase", phase="draw")
    return begun


def test_noting_nothing_says_what_to_do_and_gives_the_field_the_keyboard(
    noemie: Person, play: Play
) -> None:
    noemie.does_not_read(WRITE_FIRST)
    noemie.touches("Noter")
    noemie.reads(WRITE_FIRST)
    expect(noemie.field("Questions pertinentes")).to_be_focused()
    noemie.page.keyboard.type("Et vos nuits ?")
    noemie.does_not_read(WRITE_FIRST)
    noemie.touches("Noter")
    expect(noemie.slip("Et vos nuits ?")).to_contain_text("Enregistré")
    noemie.does_not_read(WRITE_FIRST)
    play.to_step("doors")
    noemie.touches("Noter")
    noemie.reads(WRITE_FIRST)
    expect(noemie.field("Votre note")).to_be_focused()


def test_a_field_that_is_full_says_that_the_rest_of_what_was_pasted_is_not_in_it(
    noemie: Person,
) -> None:
    noemie.field("Questions pertinentes").click()
    noemie.page.keyboard.insert_text("mot " * 499)
    noemie.does_not_read("Ce champ est plein")
    noemie.page.keyboard.insert_text("mot " * 10)
    noemie.reads("Ce champ est plein")
    expect(noemie.field("Questions pertinentes")).to_have_value("mot " * 500)
    noemie.touches("Noter")
    noemie.does_not_read("Ce champ est plein")


@pytest.mark.parametrize("typed", ["abc", "-3", "3.5", ""])
def test_a_card_number_that_is_none_is_refused_in_words_of_ours(
    crowd: Crowd, table: Play, typed: str
) -> None:
    kept = {"session_id": table.session.id}
    seat = kept | {"seat_token": table.adviser.token, "participant_id": table.adviser.id}
    aurelie = crowd.seated(PHONE, {f"seat:{table.session.code}": seat})
    aurelie.goes_to(f"{crowd.url}/s/{table.session.code}")
    aurelie.touches("J’ai tiré une carte en papier")
    number = aurelie.field("Numéro imprimé sur la carte")
    number.fill(typed)
    aurelie.touches("Poser cette carte")
    said = number.evaluate("it => it.validationMessage")
    assert said == "Écrivez un nombre entier en chiffres, par exemple 36."
    number.fill("12")
    assert number.evaluate("it => it.validationMessage") == ""
