"""The observation grid: entries by column, private to their author and the host until they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, NamedTuple

from game.kit.slips import Slips
from game.messages import (
    Asked,
    Choice,
    Codes,
    Command,
    Event,
    Id,
    Length,
    Line,
    Refusal,
    Words,
    say,
)

KINDS = ("list", "text", "tag", "mark", "count")
DOORS = "doors"


@dataclass(frozen=True, kw_only=True)
class AddEntry(Command):
    """Write in a column. `choice` is the state of a mark; `links` are structures and schemes, by code."""

    entry_id: Id
    column: Id
    text: Words = ""
    choice: Annotated[str, Length(40)] = ""
    links: Codes = ()
    round: int | None = None


@dataclass(frozen=True, kw_only=True)
class EditEntry(Command):
    """Change one's own words."""

    entry_id: Id
    text: Words = ""
    choice: Annotated[str, Length(40)] | None = None
    links: Codes | None = None


@dataclass(frozen=True, kw_only=True)
class RemoveEntry(Command):
    """Take one's own entry away."""

    entry_id: Id


@dataclass(frozen=True, kw_only=True)
class PinEntry(Command):
    """Keep an entry for the debriefing, in its author's words."""

    entry_id: Id
    pinned: bool


@dataclass(frozen=True, kw_only=True)
class EntryAdded(Event):
    """An observer noted something, on this case card and in this phase."""

    entry_id: str
    column: str
    text: str
    choice: str
    links: tuple[str, ...]
    card_number: int | None
    phase: str


@dataclass(frozen=True, kw_only=True)
class EntryEdited(Event):
    """Its author changed an entry."""

    entry_id: str
    text: str
    choice: str
    links: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EntryRemoved(Event):
    """Its author took an entry away."""

    entry_id: str


@dataclass(frozen=True, kw_only=True)
class EntryPinned(Event):
    """The host kept an entry for the debriefing, or let it go."""

    entry_id: str
    pinned: bool


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a column."""

    value: Annotated[str, Length(40, 1)]
    label: Line


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a grid template. `doors` adds the deck's structures and schemes to its choices."""

    id: Id
    label: Line
    kind: Annotated[str, Choice(KINDS)]
    short: Annotated[str, Length(14)] = ""
    hint: Annotated[str, Length(80)] = ""
    icon: Annotated[str, Length(20)] = ""
    choices: tuple[Option, ...] = ()
    doors: bool = False


@dataclass(frozen=True, kw_only=True)
class Template:
    """A grid that observers fill."""

    id: Id
    title: Line
    description: Annotated[str, Length(300)] = ""
    column: Annotated[tuple[Column, ...], Length(12, 1)]

    def named(self, column: str) -> Column | None:
        """The column of this id."""
        for one in self.column:
            if one.id == column:
                return one
        return None


class Entry(NamedTuple):
    """What an observer noted."""

    id: str
    author: str
    column: str
    text: str
    choice: str
    links: tuple[str, ...]
    card_number: int | None
    phase: str
    at: datetime
    edited: bool = False
    pinned: bool = False
    to_check: bool = False


@dataclass(frozen=True, kw_only=True)
class Grid:
    """All entries of a round, and how many each column holds."""

    entries: Slips[Entry] = field(default_factory=Slips)
    tally: Mapping[str, int] = field(default_factory=dict)


GRID_COMMANDS = (AddEntry, EditEntry, RemoveEntry, PinEntry)
GRID_EVENTS = (EntryAdded, EntryEdited, EntryRemoved, EntryPinned)
GridCommand = AddEntry | EditEntry | RemoveEntry | PinEntry
GridEvent = EntryAdded | EntryEdited | EntryRemoved | EntryPinned


class Place(NamedTuple):
    """Where an entry is written: its stamp, the template, and the codes that it may link."""

    round: int
    card_number: int | None
    phase: str
    template: Template
    codes: frozenset[str]


def decide(grid: Grid, command: GridCommand, asked: Asked, place: Place) -> list[Event]:
    """The events of a grid's command; raises `Refusal` when its words or its author won't do."""
    match command:
        case AddEntry():
            return [_added(grid, command, place)]
        case EditEntry(entry_id=entry_id, text=text):
            entry = _own(grid, entry_id, asked)
            choice = entry.choice if command.choice is None else command.choice
            links = entry.links if command.links is None else command.links
            _check(place, entry.column, text, choice, links)
            return [EntryEdited(entry_id=entry_id, text=text.strip(), choice=choice, links=links)]
        case RemoveEntry(entry_id=entry_id):
            _own(grid, entry_id, asked)
            return [EntryRemoved(entry_id=entry_id)]
        case PinEntry(entry_id=entry_id, pinned=pinned):
            entry = _known(grid, entry_id)
            return [EntryPinned(entry_id=entry_id, pinned=pinned)] if entry.pinned != pinned else []


def evolve(grid: Grid, event: GridEvent, by: str, at: datetime) -> Grid:
    """The grid after an event of its own."""
    entries = grid.entries
    match event:
        case EntryAdded(entry_id=key, column=column):
            entry = Entry(
                id=key,
                author=by,
                column=column,
                text=event.text,
                choice=event.choice,
                links=event.links,
                card_number=event.card_number,
                phase=event.phase,
                at=at,
            )
            return Grid(entries=entries.put(key, entry), tally=_counted(grid.tally, column, 1))
        case EntryEdited(entry_id=key):
            edited = entries[key]._replace(
                text=event.text, choice=event.choice, links=event.links, edited=True
            )
            return replace(grid, entries=entries.put(key, edited))
        case EntryRemoved(entry_id=key):
            tally = _counted(grid.tally, entries[key].column, -1)
            return Grid(entries=entries.drop(key), tally=tally)
        case EntryPinned(entry_id=key, pinned=pinned):
            return replace(grid, entries=entries.put(key, entries[key]._replace(pinned=pinned)))


def record(entry: Entry) -> dict[str, object]:
    """What a viewer who may read an entry sees of it, but for who wrote it."""
    return {
        "column": entry.column,
        "text": entry.text,
        "choice": entry.choice,
        "links": entry.links,
        "card_number": entry.card_number,
        "phase": entry.phase,
        "at": entry.at,
        "edited": entry.edited,
        "pinned": entry.pinned,
        "to_check": entry.to_check,
    }


def _added(grid: Grid, command: AddEntry, place: Place) -> EntryAdded:
    if command.round is not None and command.round != place.round:
        raise Refusal("wrong_phase", say("grid.round_over"))
    if command.entry_id in grid.entries:
        raise Refusal("conflict", say("grid.same_id"))
    _check(place, command.column, command.text, command.choice, command.links)
    return EntryAdded(
        entry_id=command.entry_id,
        column=command.column,
        text=command.text.strip(),
        choice=command.choice,
        links=command.links,
        card_number=place.card_number,
        phase=place.phase,
    )


def _check(place: Place, name: str, text: str, choice: str, links: tuple[str, ...]) -> None:
    column = place.template.named(name)
    if column is None:
        raise _invalid("column", "grid.no_such_column")
    if choice and choice not in {option.value for option in column.choices}:
        raise _invalid("choice", "grid.no_such_choice")
    if not set(links) <= place.codes:
        raise _invalid("links", "grid.no_such_link")
    if column.kind != "count" and not (text.strip() or choice or links):
        raise _invalid("text", "grid.nothing_written")


def _invalid(field_name: str, key: str) -> Refusal:
    return Refusal("invalid", say(key), {field_name: say(key)})


def _known(grid: Grid, entry_id: str) -> Entry:
    entry = grid.entries.get(entry_id)
    if entry is None:
        raise Refusal("not_found", say("grid.no_such_entry"))
    return entry


def _own(grid: Grid, entry_id: str, asked: Asked) -> Entry:
    # The same answer for another's entry as for none: an id must not tell whether it exists.
    entry = grid.entries.get(entry_id)
    if entry is None or entry.author != asked.by.id:
        raise Refusal("not_found", say("grid.no_such_entry"))
    return entry


def _counted(tally: Mapping[str, int], column: str, by: int) -> Mapping[str, int]:
    return {**tally, column: tally.get(column, 0) + by}
