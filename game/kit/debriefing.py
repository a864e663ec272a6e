"""The debriefing: ordered steps from the deck's guide, and notes by step."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from game.kit.guide import ENTRIES, Guide, Step
from game.kit.slips import Slips
from game.messages import (
    Asked,
    Codes,
    Command,
    Event,
    Id,
    Refusal,
    Words,
    say,
)
from game.people import Seat


@dataclass(frozen=True, kw_only=True)
class GoToStep(Command):
    """Go to any step of the guide, forward or back."""

    step: Id


@dataclass(frozen=True, kw_only=True)
class AddNote(Command):
    """Write a note in a step, with links to structures, schemes and entries."""

    note_id: Id
    step: Id
    text: Words
    links: Codes = ()
    to_check: bool = False


@dataclass(frozen=True, kw_only=True)
class EditNote(Command):
    """Change one's own words."""

    note_id: Id
    text: Words
    links: Codes | None = None


@dataclass(frozen=True, kw_only=True)
class RemoveNote(Command):
    """Take one's own note away; the host may take any."""

    note_id: Id


@dataclass(frozen=True, kw_only=True)
class MarkToCheck(Command):
    """Mark a door or a scheme, in an entry or a note, as still to be verified."""

    id: Id
    to_check: bool


@dataclass(frozen=True, kw_only=True)
class StepReached(Event):
    """The debriefing is at this step."""

    step: str


@dataclass(frozen=True, kw_only=True)
class NoteAdded(Event):
    """Somebody wrote a note."""

    note_id: str
    step: str
    text: str
    links: tuple[str, ...]
    to_check: bool


@dataclass(frozen=True, kw_only=True)
class NoteEdited(Event):
    """A note was changed."""

    note_id: str
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NoteRemoved(Event):
    """A note was taken away."""

    note_id: str


@dataclass(frozen=True, kw_only=True)
class MarkedToCheck(Event):
    """A slip is, or is no longer, to be verified."""

    id: str
    to_check: bool


@dataclass(frozen=True, kw_only=True)
class Note:
    """What was kept of the talk, in one step."""

    id: str
    step: str
    author: str
    text: str
    links: tuple[str, ...]
    to_check: bool
    at: datetime
    edited: bool = False


@dataclass(frozen=True, kw_only=True)
class Debriefing:
    """Where the debriefing is, which steps it has reached, and its notes."""

    step: str | None = None
    reached: tuple[str, ...] = ()
    notes: Slips[Note] = field(default_factory=Slips)


DEBRIEFING_COMMANDS = (GoToStep, AddNote, EditNote, RemoveNote)
DEBRIEFING_EVENTS = (StepReached, NoteAdded, NoteEdited, NoteRemoved)
DebriefingCommand = GoToStep | AddNote | EditNote | RemoveNote
DebriefingEvent = StepReached | NoteAdded | NoteEdited | NoteRemoved


def decide(
    debriefing: Debriefing,
    command: DebriefingCommand,
    asked: Asked,
    guide: Guide,
    linkable: frozenset[str],
) -> list[Event]:
    """The events of a debriefing's command; raises `Refusal`."""
    match command:
        case GoToStep(step=step):
            _step(guide, step)
            return [StepReached(step=step)] if step != debriefing.step else []
        case AddNote():
            return [_added(debriefing, command, asked, guide, linkable)]
        case EditNote(note_id=note_id, text=text):
            note = _own(debriefing, note_id, asked)
            links = note.links if command.links is None else command.links
            # What a note links already may have gone, or be hidden from whom edits it: it stays.
            _check(text, links, linkable | set(note.links))
            return [NoteEdited(note_id=note_id, text=text.strip(), links=links)]
        case RemoveNote(note_id=note_id):
            if asked.by.seat != Seat.HOST or note_id not in debriefing.notes:
                _own(debriefing, note_id, asked)
            return [NoteRemoved(note_id=note_id)]


def evolve(debriefing: Debriefing, event: DebriefingEvent, by: str, at: datetime) -> Debriefing:
    """The debriefing after an event of its own."""
    notes = debriefing.notes
    match event:
        case StepReached(step=step):
            reached = (
                (*debriefing.reached, step)
                if step not in debriefing.reached
                else debriefing.reached
            )
            return replace(debriefing, step=step, reached=reached)
        case NoteAdded(note_id=key):
            note = Note(
                id=key,
                step=event.step,
                author=by,
                text=event.text,
                links=event.links,
                to_check=event.to_check,
                at=at,
            )
            return replace(debriefing, notes=notes.put(key, note))
        case NoteEdited(note_id=key):
            edited = replace(notes[key], text=event.text, links=event.links, edited=True)
            return replace(debriefing, notes=notes.put(key, edited))
        case NoteRemoved(note_id=key):
            return replace(debriefing, notes=notes.drop(key))


def record(note: Note, author: str) -> dict[str, object]:
    """What those who may read a note see of it."""
    return {
        "step": note.step,
        "text": note.text,
        "links": note.links,
        "to_check": note.to_check,
        "author": author,
        "at": note.at,
        "edited": note.edited,
    }


def _added(
    debriefing: Debriefing, command: AddNote, asked: Asked, guide: Guide, linkable: frozenset[str]
) -> NoteAdded:
    step = _step(guide, command.step)
    if asked.by.seat != Seat.HOST:
        _may_write(debriefing, step, guide)
    if command.note_id in debriefing.notes:
        raise Refusal("conflict", say("debriefing.same_id"))
    _check(command.text, command.links, linkable)
    return NoteAdded(
        note_id=command.note_id,
        step=command.step,
        text=command.text.strip(),
        links=command.links,
        to_check=command.to_check,
    )


def _may_write(debriefing: Debriefing, step: Step, guide: Guide) -> None:
    if not guide.reveals(debriefing.reached, ENTRIES):
        raise Refusal("wrong_phase", say("debriefing.players_first"))
    if step.notes != "everyone":
        raise Refusal("forbidden", say("debriefing.host_writes"))


def _step(guide: Guide, step: str) -> Step:
    found = guide.named(step)
    if found is None:
        raise Refusal(
            "invalid", say("debriefing.no_such_step"), {"step": say("debriefing.no_such_step")}
        )
    return found


def _check(text: str, links: tuple[str, ...], linkable: frozenset[str]) -> None:
    if not text.strip() and not links:
        raise Refusal("invalid", say("grid.nothing_written"), {"text": say("grid.nothing_written")})
    if not set(links) <= linkable:
        raise Refusal("invalid", say("grid.no_such_link"), {"links": say("grid.no_such_link")})


def _own(debriefing: Debriefing, note_id: str, asked: Asked) -> Note:
    note = debriefing.notes.get(note_id)
    if note is None or note.author != asked.by.id:
        raise Refusal("not_found", say("debriefing.no_such_note"))
    return note
