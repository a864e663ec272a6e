"""The shape of a report once said in a language: plain values, as the JSON export holds them.

Every format is made from a `Document` alone. Keys are stable and in English; sentences are in the
document's language. A field that a reader's program should go by (`code`, `id`, `utc`, `seconds`)
stands beside the one that a person reads (`label`, `said`).
"""

from typing import Literal, TypedDict

SCHEMA, VERSION = "vis-a-vis/report", 1


class Line(TypedDict):
    """A label and what it says. `code` is the label's word for programs."""

    code: str
    label: str
    text: str


class Moment(TypedDict):
    """A moment: UTC and local in ISO 8601, then as people say it, in full and by the clock alone."""

    utc: str
    local: str
    said: str
    clock: str


class Card(TypedDict):
    """A card as it was played. `family`: case, structure or scheme."""

    family: str
    label: str
    number: int
    title: str
    lines: list[Line]


class Duration(TypedDict):
    """How long a phase lasted; `said` tells when it is still going on."""

    code: str
    label: str
    seconds: int
    said: str


class FloorCall(TypedDict):
    """Once when the adviser gave the floor; `seconds` is None when it was not taken back."""

    to: str
    at: Moment
    seconds: int | None
    said: str


class Entry(TypedDict):
    """One entry of an observation grid. `links` are names of structures and schemes."""

    text: str
    choice: str
    links: list[str]
    author: str
    at: Moment
    phase_code: str
    phase: str
    card_number: int | None
    pinned: bool
    to_check: bool


class Column(TypedDict):
    """One column of the grid, with its entries in order; `bare` counts those without a word in them."""

    id: str
    label: str
    bare: int
    entries: list[Entry]


class Note(TypedDict):
    """One note of the debriefing. `links` are names of structures and schemes, and quoted entries."""

    text: str
    links: list[str]
    author: str
    at: Moment
    to_check: bool


class Step(TypedDict):
    """One step of the debriefing, its prompts beside what was kept of it."""

    title: str
    who: str
    prompts: list[str]
    notes: list[Note]


class Door(TypedDict):
    """A door that was named, with the words it was named with."""

    name: str
    family: str
    label: str
    said: list[str]
    to_check: bool


class Round(TypedDict):
    """One round. `state`: running, ended or cancelled; `about` says it in words when it was not ended.

    `noted` is false when it was cancelled before anything was written: there is then nothing to tell of it.
    """

    number: int
    label: str
    title: str
    game: str
    state: Literal["running", "ended", "cancelled"]
    about: list[str]
    replay_of: int | None
    started: Moment
    players: list[Line]
    cards: list[Card]
    set_aside: list[str]
    durations: list[Duration]
    floor: list[FloorCall]
    columns: list[Column]
    noted: bool
    steps: list[Step]
    doors: list[Door]


class ToCheck(TypedDict):
    """Something the group wanted verified: in which round, and in which words."""

    round: int
    label: str
    text: str


class Row(TypedDict):
    """One question with a scale: how many gave each of its table's choices."""

    label: str
    counts: list[int]
    answers: int
    said: str


class Scale(TypedDict):
    """Questions that follow each other and have the same choices."""

    choices: list[str]
    rows: list[Row]


class Open(TypedDict):
    """One question answered in words."""

    label: str
    texts: list[str]
    said: str


class Survey(TypedDict):
    """The survey: `shown` is false below `least` answers, and then no answer is in the file."""

    answered: int
    invited: int
    least: int
    shown: bool
    said: str
    scales: list[Scale]
    open: list[Open]


class Document(TypedDict):
    """The whole session."""

    schema: str
    version: int
    language: str
    timezone: str
    id: str
    title: str
    place: str
    date: str
    host: str
    deck: str
    revision: str
    phase_code: str
    phase: str
    participants: int
    organisations: list[str]
    lede: list[str]
    about: list[Line]
    reminder: str
    rounds: list[Round]
    to_check: list[ToCheck]
    survey: Survey | None
    left_out: list[str]
