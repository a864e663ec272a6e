"""Every page and every live screen, at four sizes: all fits, can be touched, named and read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from playwright.sync_api import Locator, expect

from tests.browser.looks import faults_of, texts_under, violations_of
from tests.browser.people import LANDSCAPE, PHONE, PORTRAIT, WALL, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import Play, begin, open_session, session_of

SIZES = [PHONE, PORTRAIT, LANDSCAPE, WALL]
PAGES = (
    "/",
    "/sessions",
    "/sessions/new",
    "/account",
    "/privacy",
    "/accessibility",
    "/first/used",
    "/nowhere",
)


@dataclass
class Looks:
    """What was seen wrong, and where."""

    wrong: list[str] = field(default_factory=list)

    def see(self, where: str, person: Person, *, axe: bool = False) -> None:
        """Look at a screen at four sizes, and leave it as it was."""
        size = person.page.viewport_size
        assert size
        for width, height in SIZES:
            person.page.set_viewport_size({"width": width, "height": height})
            settles(person)
            found = faults_of(person)
            if axe and (width, height) == LANDSCAPE:
                found += violations_of(person)
            self.wrong += [f"{where}, {width} x {height}: {one}" for one in found]
        person.page.set_viewport_size(size)
        settles(person)

    def read(self, where: str, wall: Person) -> None:
        """Look at what the whole room must be able to read."""
        self.wrong += [f"{where}: {one}" for one in texts_under(wall, 30)]


def settles(person: Person) -> None:
    """Two frames: one for the page to hear of its size, one for it to be drawn."""
    person.page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


@contextmanager
def looking() -> Iterator[Looks]:
    looks = Looks()
    yield looks
    assert not looks.wrong, "\n".join(looks.wrong)


def test_every_page_fits_and_can_be_touched(host: Person, crowd: Crowd, server: NewServer) -> None:
    crowd.bears("the server responded with a status of 404")
    visitor = crowd.comes(PHONE)
    with looking() as looks:
        visitor.goes_to(f"{server.url}/login")
        looks.see("/login", visitor, axe=True)
        visitor.goes_to(f"{server.url}/")
        looks.see("/", visitor, axe=True)
        for path in PAGES:
            host.goes_to(server.url + path)
            looks.see(f"{path} of the host", host, axe=path in ("/sessions", "/sessions/new"))


@dataclass(frozen=True)
class Room:
    """Each kind of viewer at a screen of their own."""

    play: Play
    host: Person
    wall: Person
    adviser: Person
    jobseeker: Person
    observer: Person

    @property
    def people(self) -> dict[str, Person]:
        return {
            "adviser": self.adviser,
            "jobseeker": self.jobseeker,
            "observer": self.observer,
        }

    def look(self, looks: Looks, moment: str, title: str, *, axe: bool = False) -> None:
        """Look at everybody's screen, once the host's has this title."""
        self.host.reads_title(title)
        for name, person in self.people.items():
            looks.see(f"{moment}, {name}", person, axe=axe)
        self.look_at_the_host(looks, moment, axe=axe)

    def look_at_the_host(self, looks: Looks, moment: str, *, axe: bool = False) -> None:
        looks.see(f"{moment}, host", self.host, axe=axe)
        looks.see(f"{moment}, projector", self.wall, axe=axe)
        looks.read(f"{moment}, projector", self.wall)


def the_room(host: Person, crowd: Crowd, server: NewServer) -> Room:
    host.goes_to(f"{server.url}/sessions")
    open_session(host)
    play = begin(session_of(host, server))
    code = play.session.code
    seats = {
        "adviser": {"seat_token": play.adviser.token, "participant_id": play.adviser.id},
        "jobseeker": {"seat_token": play.jobseeker.token, "participant_id": play.jobseeker.id},
        "observer": play.session.seat("Noémie"),
    }
    wall = crowd.comes(WALL)
    wall.goes_to(f"{server.url}/screen/{play.session.id}#{play.session.made['screen_token']}")
    people = {}
    for name, seat in seats.items():
        kept = {"session_id": play.session.id, **seat}
        people[name] = crowd.seated(LANDSCAPE, {f"seat:{code}": kept})
        people[name].goes_to(f"{server.url}/s/{code}")
    return Room(play, host, wall, **people)


def test_every_live_screen_fits_and_can_be_touched_and_read(
    host: Person, crowd: Crowd, server: NewServer
) -> None:
    room = the_room(host, crowd, server)
    play, leads = room.play, room.play.host
    with looking() as looks:
        visitor = crowd.comes(PHONE)
        visitor.goes_to(f"{server.url}/j/{play.session.code}")
        looks.see("/j", visitor, axe=True)
        play.session.person("W" * 40).does("volunteer")
        room.look(looks, "lobby", "Un volontaire est prêt.")
        people = {"adviser": play.adviser.id, "jobseeker": play.jobseeker.id}
        leads.does("start_round", format="roleplay", **people)
        room.look(looks, "rules", "Rappelez les règles à voix haute.")
        leads.does("go_to_phase", phase="draw")
        room.look(looks, "draw", "Chaque joueur tire une carte sur sa tablette.")
        leads.does("draw_card", pile="cases", number=36)
        leads.does("draw_card", pile="structures", number=2)
        room.look(looks, "reading", "Aurélie lit la situation à voix haute.")
        leads.does("go_to_phase", phase="interview")
        some_notes(room)
        room.jobseeker.touches("Regarder")
        room.look(looks, "interview", "L’entretien est en cours. Laissez jouer.", axe=True)
        what_opens(room, looks)
        the_floor_is_given(room, looks)
        play.adviser.does("end_interview")
        room.look(looks, "out of role", "Seuls les joueurs parlent. Aurélie d’abord.")
        the_debriefing(room, looks)
        the_end(room, looks)


def some_notes(room: Room) -> None:
    """A note of each kind, one of them pinned."""
    for column, words, links in (
        ("relevant_questions", "Et vos nuits, vous les vivez comment ?", []),
        ("doors_to_open", "Confidentiel : son employeur n’en sait rien.", ["ST-05", "D01"]),
        ("note", "Anticonstitutionnellement" * 4, []),
    ):
        adds(room, column, words, links)
    expect(room.host.slip("Et vos nuits")).to_be_visible()


def adds(room: Room, column: str, words: str, links: list[str]) -> None:
    entry_id = str(uuid4())
    writer = room.play.session.person(f"Quelqu’un, {column}")
    writer.does("add_entry", entry_id=entry_id, column=column, text=words, links=links)
    room.play.host.does("pin_entry", entry_id=entry_id, pinned=True)


def what_opens(room: Room, looks: Looks) -> None:
    """All that opens over a screen: menus, cards, a slip to change, somebody's name."""
    observer, host = room.observer, room.host
    observer.field("Questions pertinentes").fill("Un mot à reprendre.")
    observer.touches("Noter")
    edit = observer.button("Modifier cette note : Questions pertinentes")
    for person, opener in (
        (observer, edit),
        (observer, observer.button("Relire la carte")),
        (observer, observer.button("Menu")),
        (room.adviser, room.adviser.button("Terminer l’entretien")),
        (host, host.button("Menu")),
        (host, host.button("Pour Noémie")),
        (host, host.button("Relire les cartes et les indices")),
        (host, host.button("Écran : la situation")),
        (host, host.button(re.compile("Le code pour prendre place"))),
        (host, host.button("Remplacer un joueur")),
    ):
        name = opener.get_attribute("aria-label") or opener.inner_text()
        for look in (False, True):
            opener.click()
            expect(person.dialog()).to_be_visible()
            if look:
                looks.see(f"interview, {name}", person, axe=True)
            person.page.keyboard.press("Escape")
            expect(person.dialog()).to_have_count(0)
            if not look:
                expect(opener).to_be_focused()


def the_floor_is_given(room: Room, looks: Looks) -> None:
    room.play.adviser.does("give_floor", to="everyone")
    expect(room.observer.page.get_by_role("alertdialog")).to_be_visible()
    room.look(looks, "floor", "L’entretien est en cours. Laissez jouer.")


def the_debriefing(room: Room, looks: Looks) -> None:
    leads = room.play.host
    leads.does("go_to_step", step="observations")
    leads.does("go_to_step", step="doors")
    note = {"step": "doors", "text": "Donner un nom, pas une adresse.", "links": ["ST-06"]}
    leads.does("add_note", note_id=str(uuid4()), **note)
    room.host.reads("Donner un nom, pas une adresse.")
    title = "Portes et dispositifs : tout le groupe parle."
    room.look(looks, "doors", title, axe=True)
    for tab in ("Ce qui a été noté", "Ma grille"):
        room.observer.touches(tab)
        looks.see(f"doors, observer, {tab}", room.observer)


def the_end(room: Room, looks: Looks) -> None:
    leads = room.play.host
    leads.does("close_round")
    leads.does("open_survey")
    room.look(looks, "survey", "Le questionnaire est ouvert.")
    for number in range(5):
        room.play.session.person(f"Quelqu’un, {number}").does(
            "give_feedback", answers={"relevance": 4}
        )
    room.host.reads("5 réponses")
    room.look_at_the_host(looks, "totals", axe=True)
    leads.does("close_session")
    room.look(looks, "closed", "La séance est terminée.")
    address = room.host.page.url.replace("/host/", "/sessions/")
    on = room.host.page.get_by_role("link", name="Lire le compte rendu")
    expect(on).to_have_js_property("href", address)
    room.host.goes_to(address)
    looks.see("report", room.host, axe=True)


def tabs_to(person: Person, wanted: Locator) -> None:
    """Go on with the Tab key until this has the focus."""
    for _ in range(40):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {wanted}")


def test_one_can_join_and_write_with_the_keyboard_alone(
    crowd: Crowd, server: NewServer, play: Play
) -> None:
    noemie = crowd.comes(LANDSCAPE)
    keys = noemie.page.keyboard
    noemie.goes_to(f"{server.url}/j/{play.session.code}")
    tabs_to(noemie, noemie.field("Votre prénom"))
    keys.type("Noémie")
    tabs_to(noemie, noemie.button("Prendre place"))
    keys.press("Enter")
    noemie.reads_title("Vous observez")
    column = noemie.page.get_by_role("group", name="Colonne")
    tabs_to(noemie, noemie.button("Mot", column))
    keys.press("Enter")
    tabs_to(noemie, noemie.field("Mot pour le débriefing"))
    keys.type("Écrit sans souris ni doigt.")
    tabs_to(noemie, noemie.button("Noter"))
    keys.press("Enter")
    expect(noemie.slip("Écrit sans souris ni doigt.")).to_contain_text("Enregistré")


def test_the_same_screens_speak_english_to_those_who_read_english(
    crowd: Crowd, server: NewServer, play: Play
) -> None:
    mary = crowd.comes(PHONE, language="en-GB")
    mary.goes_to(f"{server.url}/j/{play.session.code}")
    expect(mary.page.locator("html")).to_have_attribute("lang", "en")
    mary.field("Your first name").fill("Mary")
    mary.touches("Take a seat")
    mary.reads_title("You observe")
    expect(mary.page.locator("html")).to_have_attribute("lang", "en")
    mary.field("Questions pertinentes").fill("What brought you here this morning?")
    mary.touches("Note")
    expect(mary.slip("What brought you here this morning?")).to_contain_text("Saved")
    for french in ("Noter", "Vous observez", "Enregistré"):
        mary.does_not_read(french)
