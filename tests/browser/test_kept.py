"""What is written is never lost: not when the server stops, the network goes, or the page is loaded again."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.people import LANDSCAPE, PHONE, Cable, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import Play
from tests.web.waiting import until

QUESTION, WORD, NOTE = "Questions pertinentes", "Mot pour le débriefing", "Votre note"
WAITS, SAVED, REFUSED = "Gardé ici, en attente", "Enregistré", "Gardé ici, pas envoyé"
A_WHILE = 20_000
# Letters and two presses of the Enter key, all before the screen is drawn again.
QUICK = """(field, words) => {
  for (const letter of words) {
    field.value += letter;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  for (const _ of [1, 2]) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}"""
NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
}
"""


@pytest.fixture(autouse=True)
def cut_off(crowd: Crowd) -> None:
    """Browsers complain of a network that goes: that is what happens here."""
    crowd.bears("net::ERR_", "WebSocket connection to")


def observer(crowd: Crowd, play: Play, name: str, size: tuple[int, int] = PHONE) -> Person:
    """Somebody who comes to observe, at a screen."""
    seat = play.session.seat(name)
    person = crowd.seated(size, {f"seat:{play.session.code}": seat})
    person.goes_to(f"{crowd.url}/s/{play.session.code}")
    person.reads_title("Vous observez")
    return person


@contextmanager
def stopped(server: NewServer) -> Iterator[None]:
    """The server is stopped meanwhile."""
    assert server.stop() == 0
    try:
        yield
    finally:
        server.start()


def with_cable(person: Person) -> Cable:
    cable = Cable(person)
    person.page.reload()
    person.reads_title("Vous observez")
    return cable


def writes(person: Person, words: str, state: str) -> None:
    person.field(QUESTION).fill(words)
    person.touches("Noter")
    expect(person.slip(words)).to_contain_text(state)
    expect(person.field(QUESTION)).to_have_value("")


def is_saved_once(play: Play, words: str) -> None:
    assert len(until(lambda: play.entries(words), what=words)) == 1


def test_what_is_written_while_the_server_is_stopped_waits_and_is_saved_once(
    crowd: Crowd, server: NewServer, play: Play
) -> None:
    noemie = observer(crowd, play, "Noémie")
    writes(noemie, "Avant la coupure.", SAVED)
    play.session.leave()
    with stopped(server):
        noemie.reads("Vos notes sont gardées ici.")
        writes(noemie, "Pendant la coupure.", WAITS)
        noemie.chooses_column("Mot")
        noemie.field(WORD).fill("Un mot, sans le serveur.")
        noemie.field(WORD).press("Enter")
        expect(noemie.slip("Un mot, sans le serveur.")).to_contain_text(WAITS)
        noemie.reads("2 envois en attente.")
    for words in ("Pendant la coupure.", "Un mot, sans le serveur."):
        expect(noemie.slip(words)).to_contain_text(SAVED, timeout=A_WHILE)
        expect(noemie.slip(words)).to_have_count(1)
    told = Play(play.session, play.session.host(), play.adviser, play.jobseeker)
    assert len(told.entries("Pendant la coupure.")) == 1
    assert len(told.entries("Un mot, sans le serveur.")) == 1


def test_a_quick_hand_writes_one_whole_entry(crowd: Crowd, play: Play) -> None:
    noemie = observer(crowd, play, "Noémie")
    noemie.field(QUESTION).evaluate(QUICK, "Tapé en une fois, touché deux fois.")
    expect(noemie.slip("Tapé en une fois, touché deux fois.")).to_contain_text(SAVED)
    expect(noemie.slip("Tapé")).to_have_count(1)
    expect(noemie.field(QUESTION)).to_have_value("")
    is_saved_once(play, "Tapé en une fois, touché deux fois.")


def test_three_loads_in_a_row_keep_the_seat_the_draft_and_what_waits(
    crowd: Crowd, play: Play
) -> None:
    beatrice = observer(crowd, play, "Béatrice", LANDSCAPE)
    cable = with_cable(beatrice)
    beatrice.chooses_column("Mot")
    beatrice.field(WORD).fill("Un mot que je cherche enc")
    for time in range(3):
        words = f"Question numéro {time}, sans réseau."
        cable.pull()
        beatrice.chooses_column("Question")
        writes(beatrice, words, WAITS)
        beatrice.page.reload()
        beatrice.reads("La séance s’ouvre…")
        cable.put_back()
        beatrice.page.reload()
        expect(beatrice.slip(words)).to_contain_text(SAVED)
        beatrice.chooses_column("Mot")
        expect(beatrice.field(WORD)).to_have_value("Un mot que je cherche enc")
        is_saved_once(play, words)
    assert beatrice.page.url.endswith(f"/s/{play.session.code}")
    names = [one["name"] for key, one in play.host.records.items() if key.startswith("particip")]
    assert names.count("Béatrice") == 1


def test_two_tabs_of_one_seat_agree(crowd: Crowd, play: Play) -> None:
    first = observer(crowd, play, "Sofiane")
    cable = with_cable(first)
    second = Person(first.page.context.new_page())
    second.goes_to(first.page.url)
    writes(first, "Écrit dans le premier onglet.", SAVED)
    writes(second, "Écrit dans le second.", SAVED)
    for tab in (first, second):
        expect(tab.slip("Écrit dans le premier onglet.")).to_contain_text(SAVED)
        expect(tab.slip("Écrit dans le second.")).to_contain_text(SAVED)
    cable.pull()
    writes(first, "Écrit sans réseau.", WAITS)
    cable.put_back()
    second.page.reload()
    first.touches("Réessayer")
    for tab in (first, second):
        expect(tab.slip("Écrit sans réseau.")).to_contain_text(SAVED, timeout=A_WHILE)
        expect(tab.slip("Écrit sans réseau.")).to_have_count(1)
    is_saved_once(play, "Écrit sans réseau.")


def test_a_refused_entry_keeps_its_words_and_the_way_to_copy_them(crowd: Crowd, play: Play) -> None:
    jean_marc = observer(crowd, play, "Jean-Marc")
    cable = with_cable(jean_marc)
    cable.pull()
    writes(jean_marc, "Arrivé après la fin.", WAITS)
    play.to_step("takeaways")
    play.host.does("close_round")
    cable.put_back()
    slip = jean_marc.slip("Arrivé après la fin.")
    expect(slip).to_contain_text(REFUSED, timeout=A_WHILE)
    jean_marc.page.reload()
    expect(slip).to_contain_text(REFUSED)
    jean_marc.button("Copier le texte", slip).click()
    jean_marc.reads("Texte copié.")
    assert play.entries("Arrivé après la fin.") == []


def test_a_note_half_written_follows_its_writer_from_step_to_step_and_beyond(
    crowd: Crowd, play: Play
) -> None:
    noemie = observer(crowd, play, "Noémie")
    play.to_step("doors")
    noemie.field(NOTE).press_sequentially("Je pense que la question")
    play.host.does("go_to_step", step="practices")
    noemie.reads_title("Pratiques")
    noemie.reads("Commencée à l’étape « Portes et dispositifs »")
    noemie.field(NOTE).press_sequentially(" sur les nuits a ouvert")
    noemie.touches("Noter")
    noemie.reads("Je pense que la question sur les nuits a ouvert")
    expect(noemie.field(NOTE)).to_have_value("")
    noemie.does_not_read("Commencée à l’étape")
    noemie.field(NOTE).press_sequentially("Et demain je")
    play.host.does("close_round")
    kept = noemie.part("Gardé sur cet appareil")
    expect(kept).to_contain_text("Et demain je")
    noemie.page.reload()
    noemie.button("Copier le texte", kept).click()
    noemie.reads("Texte copié.")
    noemie.button("Oublier", kept).click()
    noemie.does_not_read("Et demain je")
    notes = [one for key, one in play.host.records.items() if key.startswith("note/")]
    assert [one["step"] for one in notes] == ["doors"]


def test_a_browser_that_refuses_to_keep_anything_takes_part_and_says_so(
    crowd: Crowd, play: Play
) -> None:
    luce = crowd.comes(PHONE)
    luce.page.add_init_script(NO_STORAGE)
    luce.goes_to(f"{crowd.url}/j/{play.session.code}")
    luce.reads("Ce navigateur refuse de garder votre place.")
    luce.field("Votre prénom").fill("Luce")
    luce.touches("Prendre place")
    luce.reads_title("Vous observez")
    luce.reads("Ce navigateur ne peut rien garder")
    assert "#" not in luce.page.url
    writes(luce, "Écrite sans rien garder.", SAVED)
    is_saved_once(play, "Écrite sans rien garder.")


def test_who_leaves_a_shared_tablet_leaves_no_name_to_the_next(crowd: Crowd, play: Play) -> None:
    tablet = crowd.comes(PHONE)
    tablet.goes_to(f"{crowd.url}/j/{play.session.code}")
    tablet.field("Votre prénom").fill("Luce")
    tablet.field("Votre structure").fill("Mission locale")
    tablet.touches("Prendre place")
    tablet.reads_title("Vous observez")
    tablet.touches("Menu")
    tablet.agrees("Quitter cette tablette")
    tablet.reads("Le code affiché à l’écran")
    tablet.goes_to(f"{crowd.url}/j/{play.session.code}")
    expect(tablet.field("Votre prénom")).to_have_value("")
    expect(tablet.field("Votre structure")).to_have_value("")
    assert "Luce" not in tablet.text()
