"""Somebody who types at a real browser, and knows each character that they typed."""

import random
from collections import Counter
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Error, expect

from tests.browser.people import PHONE, Crowd, Person
from tests.faults.between import Between
from tests.web.servers import Session

# Each column of the grid has a draft of its own: its button, and the name of its field.
QUESTION = ("Question", "Questions pertinentes")
WORD = ("Mot", "Mot pour le débriefing")
Column = tuple[str, str]
WORDS = (
    "qu’avez-vous",
    "déjà",
    "essayé",
    "depuis",
    "l’été,",
    "et",
    "qui",
    "là-bas",
    "vous",
    "aiderait",
)
STROKE = 4
PATIENCE = 30_000


@dataclass
class Typist:
    """One seat at one tab. `noted`: what was sent on its way; `drafts`: what is being typed, by column."""

    person: Person
    address: str
    chance: random.Random
    name: str
    noted: list[str] = field(default_factory=list)
    drafts: dict[Column, str] = field(default_factory=dict)
    column: Column = QUESTION

    @property
    def context(self) -> BrowserContext:
        """Their browser."""
        return self.person.page.context

    @property
    def typed(self) -> int:
        """How many characters they typed."""
        return sum(map(len, (*self.noted, *self.drafts.values())))

    def comes(self) -> "Typist":
        """Open the page, again and again until it is there, as people do."""
        page = self.person.page
        for _ in range(20):
            try:
                page.goto(self.address, timeout=PATIENCE)
                break
            except Error:
                page.wait_for_timeout(200)
        self.sits()
        return self

    def sits(self) -> None:
        """The page is there, and one may write."""
        columns = self.person.page.get_by_role("group", name="Colonne")
        expect(columns).to_be_visible(timeout=PATIENCE)
        # A new tab knows the seat and its drafts, and not which column was chosen in another.
        self.chooses(self.column)

    def turns_to(self, tab: Person) -> None:
        """Go on in another tab of the same browser."""
        self.person = tab
        tab.page.bring_to_front()

    def chooses(self, column: Column) -> None:
        """Write in another column."""
        self.column = column
        self.person.chooses_column(column[0])

    def types(self, words: int = 4) -> None:
        """Type some words where the last ones ended."""
        before = self.drafts.get(self.column, "")
        text = " ".join(self.chance.choice(WORDS) for _ in range(words))
        text = f"{' ' if before else f'{self.name} {len(self.noted)} : '}{text}"
        box = self.person.field(self.column[1])
        box.focus()
        box.press("End")
        self.person.page.keyboard.type(text, delay=STROKE)
        self.drafts[self.column] = before + text

    def notes(self, words: int = 4) -> None:
        """Type some words and send what is there on its way."""
        self.types(words)
        self.person.page.keyboard.press("Enter")
        text = self.drafts.pop(self.column)
        expect(self.person.slip(text)).to_have_count(1, timeout=PATIENCE)
        self.noted.append(text)

    def is_saved(self, marks: Counter[str]) -> bool:
        """Whether all that was sent on its way stands in the journal."""
        return all(marks[f"entry_added:{text}"] for text in self.noted)

    def kept_drafts(self) -> int:
        """How many characters of the drafts are still in their fields."""
        found = 0
        for column, draft in self.drafts.items():
            self.chooses(column)
            shown = self.person.field(column[1]).input_value()
            found += len(draft) if shown == draft else len(_common(draft, shown))
        return found


def _common(one: str, other: str) -> str:
    pairs = zip(one, other, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return one[:same]


class Room:
    """A session in its interview, and the browsers that come to it through a network of their own."""

    def __init__(
        self, session: Session, crowd: Crowd, line: Between, chance: random.Random
    ) -> None:
        self.session = session
        self.crowd = crowd
        self.line = line
        self.chance = chance
        self._came = 0

    def somebody(self, *, script: str = "") -> Typist:
        """One more observer, at a browser of their own in which this script runs first."""
        self._came += 1
        name = f"P{self._came}"
        code, seat = self.session.code, self.session.seat(name)
        person = self.crowd.seated(PHONE, {f"seat:{code}": seat}, self.line.url)
        if script:
            person.page.context.add_init_script(script)
        chance = random.Random(self.chance.random())
        return Typist(person, f"{self.line.url}/s/{code}", chance, name)


@dataclass
class Count:
    """Characters typed and kept; entries, and those that stand there twice; after how long all were saved."""

    typed: int = 0
    kept: int = 0
    entries: int = 0
    doubled: int = 0
    returned: list[float] = field(default_factory=list)

    def add(self, typist: Typist, marks: Counter[str]) -> None:
        """What is left of all that somebody typed."""
        times = [marks[f"entry_added:{text}"] for text in typist.noted]
        self.typed += typist.typed
        self.entries += len(typist.noted)
        self.doubled += sum(one > 1 for one in times)
        saved = zip(typist.noted, times, strict=True)
        self.kept += sum(len(text) for text, found in saved if found) + typist.kept_drafts()
