"""Acronyms are explained wherever they stand: in what people type, on the server's pages, on the wall."""

from uuid import uuid4

from playwright.sync_api import Locator, expect

from tests.browser.looks import faults_of, violations_of
from tests.browser.people import LANDSCAPE, PHONE, WALL, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import Play

MEANING = "reconnaissance de la qualité de travailleur handicapé"


def word(within: Person | Locator) -> Locator:
    page = within.page if isinstance(within, Person) else within
    return page.locator(".term", has_text="RQTH").locator("visible=true").first


def explains(person: Person) -> None:
    expect(person.page.get_by_role("tooltip")).to_have_text(MEANING)


def explains_nothing(person: Person) -> None:
    expect(person.page.get_by_role("tooltip")).to_have_count(0)


def test_on_a_page_of_the_server_the_meaning_comes_to_the_word(
    host: Person, server: NewServer
) -> None:
    host.goes_to(f"{server.url}/decks/spro")
    host.page.locator("summary", has_text="Structures").click()
    word(host).click()
    explains(host)
    assert "#" not in host.page.url
    host.page.keyboard.press("Escape")
    explains_nothing(host)
    host.page.keyboard.press("Tab")
    host.page.keyboard.press("Shift+Tab")
    explains(host)


def test_pages_with_acronyms_fit_and_can_be_read_by_all(host: Person, server: NewServer) -> None:
    for path in ("/decks", "/decks/spro", "/decks/employment"):
        host.goes_to(f"{server.url}{path}")
        host.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        for width, height in (PHONE, LANDSCAPE):
            host.page.set_viewport_size({"width": width, "height": height})
            assert faults_of(host) == []
        assert violations_of(host) == []


def test_without_scripts_the_word_leads_to_its_meaning(
    host: Person, crowd: Crowd, server: NewServer
) -> None:
    state = host.page.context.storage_state()
    plain = crowd.comes(PHONE, storage_state=state, java_script_enabled=False)
    plain.goes_to(f"{server.url}/decks/spro")
    plain.page.locator("summary", has_text="Structures").click()
    word(plain).click()
    target = plain.page.locator(":target")
    expect(target).to_have_text(MEANING)
    expect(target).to_be_in_viewport()


def test_what_somebody_typed_is_explained_but_never_where_one_types(
    host: Person, crowd: Crowd, server: NewServer, play: Play
) -> None:
    typed = "Et une <b>RQTH</b>, vous y avez pensé ?"
    writer = play.session.person("Noémie")
    kept = {"session_id": play.session.id, "seat_token": writer.token, "participant_id": writer.id}
    seat = {f"seat:{play.session.code}": kept}
    noemie = crowd.seated(LANDSCAPE, seat)
    noemie.goes_to(f"{server.url}/s/{play.session.code}")
    writer.does("add_entry", entry_id=str(uuid4()), column="relevant_questions", text=typed)
    slip = host.slip("vous y avez pensé")
    expect(slip).to_contain_text("<b>RQTH</b>")
    word(slip).click()
    explains(host)
    noemie.page.get_by_role("button", name="Modifier").first.click()
    field = noemie.dialog().get_by_role("textbox")
    expect(field).to_have_value(typed)
    expect(field.locator(".term")).to_have_count(0)
    play.adviser.does("end_interview")
    play.host.does("go_to_step", step="doors")
    play.host.does("add_note", note_id=str(uuid4()), step="doors", text="Demander une RQTH.")
    word(host.slip("Demander une")).click()
    explains(host)
    host.goes_to(f"{server.url}/sessions/{play.session.id}")
    word(host.page.get_by_role("listitem").filter(has_text="Demander une")).click()
    explains(host)


def test_on_the_wall_meanings_are_written_and_there_is_nothing_to_press(
    crowd: Crowd, server: NewServer, play: Play
) -> None:
    wall = crowd.comes(WALL)
    wall.goes_to(f"{server.url}/screen/{play.session.id}#{play.session.made['screen_token']}")
    line = wall.page.get_by_text(f"RQTH\u00a0: {MEANING}")
    expect(line).to_be_in_viewport(ratio=1)
    assert line.evaluate("it => parseFloat(getComputedStyle(it).fontSize)") >= 30
    expect(wall.page.locator(".term")).to_have_count(0)


def test_on_the_wall_a_meaning_without_room_stays_out_of_sight(
    crowd: Crowd, server: NewServer, play: Play
) -> None:
    play.host.does("go_to_phase", phase="reading")
    wall = crowd.comes((1280, 480))
    wall.goes_to(f"{server.url}/screen/{play.session.id}#{play.session.made['screen_token']}")
    card = wall.page.locator(".card-structure")
    expect(card).to_be_visible()
    seen = """(card) => { const { bottom, right } = card.getBoundingClientRect();
      return [...card.querySelectorAll(".spelled p")].map((one) => one.getBoundingClientRect())
        .filter((at) => at.left < right && at.bottom > bottom + 1).length; }"""
    assert card.evaluate(seen) == 0
