"""A session told to a reader: what the exports and the report page are made of.

Labels are `Text`, said by the outside in the reader's language; what people wrote and what cards
say stay as they are. Nobody is told by name, number or order unless the host chose names: `author`
is then empty, and `players` too.
"""

from dataclasses import dataclass
from datetime import datetime

from game.messages import Text


@dataclass(frozen=True, kw_only=True)
class CardReport:
    """A card as it was played. `family`: case, structure or scheme."""

    family: str
    number: int
    title: str
    lines: tuple[tuple[Text, Text | str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class EntryReport:
    """One entry of a grid."""

    column: str
    text: str
    choice: str
    links: tuple[str, ...]
    author: str
    at: datetime
    phase: Text
    card_number: int | None
    pinned: bool
    to_check: bool


@dataclass(frozen=True, kw_only=True)
class NoteReport:
    """One note of the debriefing."""

    text: str
    links: tuple[str, ...]
    author: str
    at: datetime
    to_check: bool


@dataclass(frozen=True, kw_only=True)
class StepReport:
    """One step of the debriefing, its prompts beside what was kept of it."""

    title: str
    who: Text
    prompts: tuple[str, ...]
    notes: tuple[NoteReport, ...]


@dataclass(frozen=True, kw_only=True)
class DoorReport:
    """A door that was named, with the words it was named with."""

    name: str
    family: str
    said: tuple[str, ...]
    to_check: bool


@dataclass(frozen=True, kw_only=True)
class FloorReport:
    """Once when the adviser gave the floor."""

    to: Text | str
    since: datetime
    seconds: int | None


@dataclass(frozen=True, kw_only=True)
class RoundReport:
    """One round. Durations in seconds, by phase, in order."""

    number: int
    title: Text
    started_at: datetime
    ended: bool
    cancelled: str | None
    replay_of: int | None
    players: tuple[tuple[Text, str], ...]
    cards: tuple[CardReport, ...]
    set_aside: tuple[Text, ...]
    durations: tuple[tuple[Text, int], ...]
    floor: tuple[FloorReport, ...]
    columns: tuple[tuple[str, str], ...]
    entries: tuple[EntryReport, ...]
    steps: tuple[StepReport, ...]
    doors: tuple[DoorReport, ...]


@dataclass(frozen=True, kw_only=True)
class ItemReport:
    """One question of the survey: how many gave each answer, or what they wrote."""

    label: str
    counts: tuple[tuple[str, int], ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SurveyReport:
    """The survey's totals; `items` is empty below the least number of answers."""

    answered: int
    invited: int
    least: int
    items: tuple[ItemReport, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """The whole session."""

    id: str
    code: str
    title: str
    place: str
    date: str
    host: str
    language: str
    deck: str
    revision: str
    phase: Text
    participants: int
    organisations: tuple[str, ...]
    rounds: tuple[RoundReport, ...]
    survey: SurveyReport | None
    left_out: tuple[Text, ...]
    reminder: Text
