"""While somebody types, what others do never moves their cursor, their selection or what they read."""

from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.people import LANDSCAPE, PHONE, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import Play
from tests.web.servers import Client

LONG = "Une longue note, pour que la liste déborde. " * 12
TYPED = "Et vos nuits, vous les vivez comment ?"
# Where the cursor is, and how far everything on the page has been scrolled.
PLACE = """() => {
  const { activeElement: field } = document;
  const scrolled = [...document.querySelectorAll("*")].map((one) => [one, one.scrollTop])
    .filter(([, top]) => top > 0).map(([one, top]) => [one.tagName, one.className, Math.round(top)]);
  return { label: field.getAttribute("aria-label"), text: field.value, from: field.selectionStart,
    to: field.selectionEnd, scrolled };
}"""


def adds(client: Client, words: str, column: str = "relevant_questions") -> None:
    client.does("add_entry", entry_id=str(uuid4()), column=column, text=words)


def types(person: Person, field: str) -> None:
    """Type, then go back into the middle, and select two words there."""
    written = person.field(field)
    written.press_sequentially(TYPED)
    written.evaluate("it => it.setSelectionRange(4, 13)")


def place(person: Person) -> dict[str, Any]:
    return dict(person.page.evaluate(PLACE))


def scrolls_up(person: Person, part: str) -> None:
    """Scroll a list to some way from its end, and from its beginning."""
    listed = person.part(part)
    listed.evaluate("it => { it.scrollTop = Math.floor((it.scrollHeight - it.clientHeight) / 2) }")
    assert listed.evaluate("it => it.scrollTop") > 20


@pytest.mark.parametrize("size", [PHONE, LANDSCAPE], ids=["phone", "tablet"])
def test_an_observer_who_types_is_left_alone(
    crowd: Crowd, play: Play, size: tuple[int, int]
) -> None:
    seat = play.session.seat("Noémie")
    other_tablet = play.session.client(seat["seat_token"])
    for _ in range(3):
        adds(other_tablet, LONG)
    noemie = crowd.seated(size, {f"seat:{play.session.code}": seat})
    noemie.goes_to(f"{crowd.url}/s/{play.session.code}")
    expect(noemie.slip(LONG.strip())).to_have_count(3)
    types(noemie, "Questions pertinentes")
    if size == PHONE:
        scrolls_up(noemie, "Vos notes")
    before = place(noemie)
    assert before["text"] == TYPED
    assert (before["from"], before["to"]) == (4, 13)
    others = play.session.person("Sofiane")
    for number in range(14):
        adds(other_tablet, f"Une note de plus, la {number + 1}.", "note")
    for number in range(6):
        adds(others, f"Une note d’une autre personne, {number}.")
    play.host.does("pause_timer")
    play.session.person("Quelqu’un qui arrive")
    expect(noemie.slip("Une note de plus, la 14.")).to_be_visible()
    if size == LANDSCAPE:
        noemie.reads("en pause")
    assert place(noemie) == before


def test_a_host_who_notes_is_left_alone(host: Person, server: NewServer, play: Play) -> None:
    noemie, sofiane = play.session.person("Noémie"), play.session.person("Sofiane")
    for number in range(10):
        adds(noemie, f"{number} : {LONG}")
    play.to_step("doors")
    host.goes_to(f"{server.url}/host/{play.session.id}")
    host.touches("Tout 10")
    types(host, "Votre note")
    scrolls_up(host, "Les notes, la plus récente d’abord")
    expect(host.button("Une nouvelle note")).to_have_count(0)
    before = place(host)
    assert (before["from"], before["to"]) == (4, 13)
    for number in range(18):
        adds(sofiane, f"Une note qui arrive, {number}.")
    note = {"step": "doors", "text": "Une note du groupe."}
    noemie.does("add_note", note_id=str(uuid4()), **note)
    entry_id = next(key.split("/")[2] for key in play.host.records if key.startswith("entry/"))
    play.host.does("pin_entry", entry_id=entry_id, pinned=True)
    expect(host.button("18 nouvelles notes")).to_be_visible()
    host.reads("Une note du groupe.")
    assert place(host) == before
    host.page.keyboard.type("les soirées")
    expect(host.field("Votre note")).to_have_value(TYPED.replace(TYPED[4:13], "les soirées", 1))
