"""A table to play at: the host, the projector and six people, who came in as people do."""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import LANDSCAPE, PHONE, PORTRAIT, WALL, Crowd, Person, Size
from tests.browser.servers import NewServer
from tests.web.servers import Answer, Client, Session

TITLE = "Journée SPRO du Blaisois"
PASSWORD = "une phrase à retenir"
CASES = Path(__file__).parents[2] / "decks" / "spro" / "cases.toml"
SEATS: dict[str, Size] = {
    "Luc": PHONE,
    "Noémie": PHONE,
    "Sofiane": PORTRAIT,
    "Béatrice": LANDSCAPE,
    "Jean-Marc": PHONE,
}


@dataclass(frozen=True)
class Table:
    """Who sits where."""

    host: Person
    wall: Person
    aurelie: Person
    luc: Person
    noemie: Person
    sofiane: Person
    beatrice: Person
    jean_marc: Person

    @property
    def around(self) -> list[Person]:
        """The six participants."""
        return [
            *(self.aurelie, self.luc, self.noemie),
            *(self.sofiane, self.beatrice, self.jean_marc),
        ]

    def but(self, *players: Person) -> list[Person]:
        """Those who observe, and the projector."""
        return [one for one in [*self.around, self.wall] if one not in players]


def make_first_account(host: Person, server: NewServer) -> None:
    """Open the one-time link, and come out on one's sessions."""
    host.goes_to(server.first_link())
    host.field("Votre prénom").fill("Hélène")
    host.field("Identifiant").fill("helene")
    host.page.get_by_label("Mot de passe").fill(PASSWORD)
    host.touches("Créer le compte")
    host.reads_title("Vos séances")


def open_session(host: Person) -> str:
    """Open a session; gives its code, as the host's bar shows it."""
    host.page.get_by_role("link", name="Nouvelle séance").click()
    host.field("Titre").fill(TITLE)
    host.field("Lieu").fill("Blois")
    host.touches("Ouvrir la séance")
    host.reads_title("Affichez le code : chacun prend place avec sa tablette.")
    name = re.compile(r"Le code pour prendre place, (\w{3} \w{3})")
    label = host.button(name).get_attribute("aria-label")
    found = name.fullmatch(label or "")
    assert found
    return found[1]


def screen_link(host: Person) -> str:
    """The projector's own address, as the host would carry it to another device."""
    host.button(re.compile("Le code pour prendre place")).click()
    host.touches("Adresse pour un autre écran")
    link = host.dialog().get_by_role("textbox", name="Adresse pour un autre écran")
    address = link.input_value()
    host.touches("Fermer")
    return address


def gather(crowd: Crowd, server: NewServer) -> Table:
    """From an empty server to a full table."""
    host, wall = crowd.comes(LANDSCAPE), crowd.comes(WALL)
    make_first_account(host, server)
    code = open_session(host)
    wall.goes_to(screen_link(host))
    wall.reads(code, TITLE)
    assert "#" not in wall.page.url
    aurelie = crowd.comes(LANDSCAPE)
    aurelie.goes_to(server.url)
    aurelie.field("Le code affiché à l’écran").press_sequentially(f" {code.lower()} ")
    aurelie.touches("Rejoindre")
    aurelie.takes_seat("Aurélie")
    others = {name: crowd.comes(size) for name, size in SEATS.items()}
    for name, person in others.items():
        person.goes_to(f"{server.url}/j/{code.replace(' ', '')}")
        person.takes_seat(name)
    picture = wall.page.get_by_role("img", name="Image à scanner pour prendre place")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("it => it.naturalWidth") > 0
    host.reads_title("Demandez deux volontaires.")
    return Table(host, wall, aurelie, *others.values())


def cues_of(number: int) -> list[str]:
    """What only the jobseeker knows of this case, until the players have spoken."""
    cases = tomllib.loads(CASES.read_text("utf-8"))["case"]
    return [
        words
        for case in cases
        if case["number"] == number
        for cue in case["cues"]
        for words in (cue["text"], cue["trigger"])
    ]


def session_of(host: Person, server: NewServer) -> Session:
    """The session that this host's page holds, for those who come to it without a screen."""
    key = f"visavis:host:{host.page.url.rpartition('/')[2]}"
    seat = json.loads(host.page.evaluate("key => localStorage.getItem(key)", key))
    label = host.button(re.compile("Le code pour prendre place")).get_attribute("aria-label") or ""
    made = seat | {"id": seat["session_id"], "code": "".join(label.split()[-2:])}
    server.sessions.append(Session(server, made))
    return server.sessions[-1]


@dataclass(frozen=True)
class Play:
    """A round under way, led by people without screens, for those who are looked at to take part in."""

    session: Session
    host: Client
    adviser: Client
    jobseeker: Client

    def to_interview(self, case: int = 36, structure: int = 2) -> None:
        """From the table to the interview, with cards that are always the same."""
        people = {"adviser": self.adviser.id, "jobseeker": self.jobseeker.id}
        self.host.does("start_round", format="roleplay", **people)
        self.host.does("go_to_phase", phase="draw")
        self.host.does("draw_card", pile="cases", number=case)
        self.host.does("draw_card", pile="structures", number=structure)
        self.host.does("go_to_phase", phase="interview")

    def to_step(self, step: str) -> None:
        """On to this step of the debriefing, once the observations were told."""
        self.host.does("end_interview")
        self.host.does("go_to_step", step="observations")
        self.host.does("go_to_step", step=step)

    def entries(self, words: str) -> list[Answer]:
        """The entries that bear these words, as the host was told of them."""
        return [
            record
            for key, record in self.host.records.items()
            if key.startswith("entry/") and record["text"] == words
        ]


def begin(session: Session) -> Play:
    """Two people come in to play."""
    return Play(session, session.host(), session.person("Aurélie"), session.person("Luc"))
