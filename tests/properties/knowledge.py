"""Who may know what, read from the history alone and from protocol.md: an oracle beside the code.

Nothing here looks at a view, nor at what the state remembers of who has seen what.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import game
from game.formats.roleplay.deck import CaseCard, RoleplayDeck
from game.formats.roleplay.messages import PhaseReached
from game.kit.cards import CASES, CardDrawn, CardSetAside
from game.kit.debriefing import (
    MarkedToCheck,
    NoteAdded,
    NoteEdited,
    NoteRemoved,
    StepReached,
)
from game.kit.grid import EntryAdded, EntryEdited, EntryPinned, EntryRemoved
from game.messages import Event, Recorded
from game.people import Seat, Viewer
from game.session.messages import (
    FeedbackGiven,
    HostInvited,
    PlayerCast,
    RecoveryCodeIssued,
    RoundCancelled,
    RoundStarted,
    ScreenChanged,
    SeatTaken,
)

ENTRY_EVENTS = (EntryAdded, EntryEdited, EntryRemoved, EntryPinned, MarkedToCheck)


@dataclass
class Card:
    """A card on the table: the phases and steps in which it lay there."""

    number: int
    phases: set[str]
    steps: set[str] = field(default_factory=set)


@dataclass
class Slip:
    """An entry or a note."""

    author: str
    text: str
    pinned: bool = False


@dataclass
class Table:
    """One round, as somebody sitting there would remember it."""

    players: dict[str, str]
    phase: str = "rules"
    case: Card | None = None
    structure: Card | None = None
    steps: set[str] = field(default_factory=set)
    entries: dict[str, Slip] = field(default_factory=dict)
    notes: dict[str, Slip] = field(default_factory=dict)


@dataclass
class Memory:
    """All that was ever said and done, and the tables as they stand."""

    tables: list[Table] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)


def remember(history: Sequence[Recorded]) -> Memory:
    """The history, told table by table."""
    memory = Memory()
    for recorded in history:
        _remember(memory, recorded.event, recorded.by)
    return memory


def _remember(memory: Memory, event: Event, by: str) -> None:
    table = memory.tables[-1] if memory.tables else Table(players={})
    match event:
        case SeatTaken(organisation=organisation):
            memory.organisations.add(organisation)
        case RoundStarted():
            players = {"adviser": event.adviser, "jobseeker": event.jobseeker}
            started = Table(players=players)
            if event.replay_of is not None:
                earlier = memory.tables[event.replay_of - 1].case
                assert earlier is not None
                started.case = Card(earlier.number, {"rules"})
            memory.tables.append(started)
        case PlayerCast(role=role, participant_id=key):
            table.players[role] = key
        case PhaseReached(phase=phase):
            table.phase = phase
            for card in (table.case, table.structure):
                if card is not None:
                    card.phases.add(phase)
        case StepReached(step=step):
            table.steps.add(step)
            if table.case is not None:
                table.case.steps.add(step)
        case CardDrawn(pile=pile, number=number):
            drawn = Card(number, {table.phase})
            if pile == CASES:
                table.case = drawn
            else:
                table.structure = drawn
        case _:
            _remember_words(memory, table, event, by)


def _remember_words(memory: Memory, table: Table, event: Event, by: str) -> None:
    match event:
        case CardSetAside(reason=reason) | RoundCancelled(reason=reason):
            memory.written.add(reason)
        case FeedbackGiven(answers=answers):
            memory.written |= {one for one in answers.values() if isinstance(one, str)}
        case EntryAdded(entry_id=key, text=text):
            table.entries[key] = Slip(by, text)
            memory.written.add(text)
        case EntryEdited(entry_id=key, text=text):
            table.entries[key].text = text
            memory.written.add(text)
        case EntryPinned(entry_id=key, pinned=pinned):
            table.entries[key].pinned = pinned
        case EntryRemoved(entry_id=key):
            del table.entries[key]
        case NoteAdded(note_id=key, text=text):
            table.notes[key] = Slip(by, text)
            memory.written.add(text)
        case NoteEdited(note_id=key, text=text):
            table.notes[key].text = text
            memory.written.add(text)
        case NoteRemoved(note_id=key):
            del table.notes[key]


def secrets(history: Sequence[Recorded], session: game.Session, viewer: Viewer) -> Iterator[str]:
    """Every string of this session that the viewer may not hold now."""
    memory = remember(history)
    deck: RoleplayDeck = session.deck.parts["roleplay"]
    told = set(_told(memory, deck, session, viewer))
    for case in deck.cases.values():
        yield from set(_case_strings(case)) - told
    for number in deck.playable():
        yield from {deck.structures[number].first_welcome} - told
    words = memory.written | (set() if viewer.seat == Seat.HOST else memory.organisations)
    yield from words - told - {""}


def _told(
    memory: Memory, deck: RoleplayDeck, session: game.Session, viewer: Viewer
) -> Iterator[str]:
    if session.is_removed(viewer) or (
        viewer.seat == Seat.PARTICIPANT and viewer.id not in session.participants
    ):
        return
    host = viewer.seat == Seat.HOST
    if host and len(session.feedback) >= 5:
        yield from (str(one) for given in session.feedback for one in given.values())
    for table in memory.tables:
        yield from _told_of_cards(table, deck, session, viewer)
        yield from (note.text for note in table.notes.values())
        for entry in table.entries.values():
            if host or knows_entry(table, entry, session, viewer):
                yield entry.text


def knows_entry(table: Table, entry: Slip, session: game.Session, viewer: Viewer) -> bool:
    """Its author does; the others in the debriefing, from the observations on, if it is shared."""
    shared = session.settings.grid == "shared" or entry.pinned
    shown = table.phase == "debrief" and "observations" in table.steps
    return entry.author == viewer.id or (shown and shared)


def _told_of_cards(
    table: Table, deck: RoleplayDeck, session: game.Session, viewer: Viewer
) -> Iterator[str]:
    host = viewer.seat == Seat.HOST
    if table.structure is not None:
        shown = {"reading", "interview", "debrief"} & table.structure.phases
        if host or shown or viewer.id in table.players.values():
            yield deck.structures[table.structure.number].first_welcome
    if table.case is None:
        return
    case = deck.cases[table.case.number]
    if not (host or knows_face(table, viewer)):
        return
    yield from _face(case)
    if host or "takeaways" in table.case.steps or _plays_with_cues(table, session, viewer):
        yield from (cue.text for cue in case.cues)
    if host and "doors" in table.case.steps:
        yield case.tension
        yield from (door.why for door in case.doors)


def knows_face(table: Table, viewer: Viewer) -> bool:
    """Whether somebody who is not the host has seen the case of a table."""
    if table.case is None:
        return False
    shown = {"interview", "debrief"} & table.case.phases
    return bool(shown) or viewer.id in table.players.values()


def _plays_with_cues(table: Table, session: game.Session, viewer: Viewer) -> bool:
    return session.settings.cues and viewer.id == table.players["jobseeker"]


def _face(case: CaseCard) -> tuple[str, ...]:
    return case.title, case.request, case.context


def _case_strings(case: CaseCard) -> Iterator[str]:
    yield from _face(case)
    yield from (cue.text for cue in case.cues)
    yield from (door.why for door in case.doors)
    yield case.tension


def without_what_is_hidden(
    history: Sequence[Recorded], session: game.Session, viewer: Viewer
) -> list[Recorded]:
    """The history without the events, and without the words in events, that a viewer may not know."""
    memory = remember(history)
    kept: list[Recorded] = []
    number = 0
    for recorded in history:
        event = recorded.event
        number += isinstance(event, RoundStarted)
        if number and _is_hidden_entry(event, memory.tables[number - 1], session, viewer):
            continue
        if not _is_hidden(event, viewer):
            kept.append(recorded._replace(event=_blanked(event, session, viewer)))
    return kept


def _is_hidden_entry(event: Event, table: Table, session: game.Session, viewer: Viewer) -> bool:
    if not isinstance(event, ENTRY_EVENTS) or viewer.seat != Seat.PARTICIPANT:
        return False
    key = event.id if isinstance(event, MarkedToCheck) else event.entry_id
    if isinstance(event, MarkedToCheck) and key.startswith("n"):
        return False
    entry = table.entries.get(key)
    return entry is None or not knows_entry(table, entry, session, viewer)


def _is_hidden(event: Event, viewer: Viewer) -> bool:
    if isinstance(event, RecoveryCodeIssued | HostInvited):
        return True
    if isinstance(event, FeedbackGiven):
        return viewer.seat != Seat.HOST and event.ballot != viewer.ballot
    return isinstance(event, ScreenChanged) and viewer.seat == Seat.PARTICIPANT


def _blanked(event: Event, session: game.Session, viewer: Viewer) -> Event:
    match event:
        case CardSetAside() | RoundCancelled():
            return replace(event, reason="")
        case SeatTaken() if viewer.seat != Seat.HOST:
            return replace(event, organisation="")
        case FeedbackGiven() if viewer.seat != Seat.HOST or len(session.feedback) < 5:
            return replace(event, answers={})
    return event


def deck_without_what_is_hidden(
    history: Sequence[Recorded], session: game.Session, viewer: Viewer
) -> game.Deck:
    """The deck with other words on every card, and part of a card, that a viewer may not know."""
    deck: RoleplayDeck = session.deck.parts["roleplay"]
    memory = remember(history)
    told = set(_told(memory, deck, session, viewer))
    cases = {number: _masked(case, told) for number, case in deck.cases.items()}
    masked = replace(deck, cases=cases)
    return replace(session.deck, parts={**session.deck.parts, "roleplay": masked})


def _masked(case: CaseCard, told: set[str]) -> CaseCard:
    masked = case
    if case.context not in told:
        masked = replace(
            masked, title="?", first_name="?", status="?", place="?", request="?", context="?"
        )
    if case.cues[0].text not in told:
        masked = replace(masked, cues=tuple(replace(cue, text="?") for cue in case.cues))
    if case.tension not in told:
        masked = replace(masked, tension="?", doors=())
    return masked
