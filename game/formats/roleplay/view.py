"""What each viewer may see of a round: built up from nothing, record by record."""

from collections.abc import Iterator

from game.kit import debriefing, grid, timer
from game.kit.cards import CASES, STRUCTURES, CardDrawn, CardSetAside
from game.kit.debriefing import (
    MarkedToCheck,
    NoteAdded,
    NoteEdited,
    NoteRemoved,
    StepReached,
)
from game.kit.grid import EntryAdded, EntryEdited, EntryPinned, EntryRemoved
from game.kit.guide import CUES, DOORS, ENTRIES
from game.messages import Event
from game.session.messages import PlayerCast, RoundCancelled, RoundClosed, RoundStarted
from game.session.state import Round, Session
from game.shown import HIDDEN, Record, Shown, to_all

from .deck import CaseCard, StructureCard
from .messages import (
    DEBRIEF,
    DONE,
    INTERVIEW,
    READING,
    FloorGiven,
    FloorTakenBack,
    GridChosen,
    PhaseReached,
)
from .piles import case_card, deck_of, left, play_of, structure_card, was_in


def phase(round_: Round) -> str:
    """Where the round stands; `done` once it has ended, however it did."""
    return DONE if round_.ended_at else play_of(round_).phase


def keys(session: Session, round_: Round) -> Iterator[str]:
    """The keys of a round's records, and of the piles, links and glossary it stands on."""
    n = round_.number
    play = play_of(round_)
    yield from ("links", "glossary", f"pile/{CASES}", f"pile/{STRUCTURES}")
    yield from (f"round/{n}", f"card/{n}/case", f"card/{n}/structure", f"tally/{n}")
    for entry_id in play.grid.entries:
        yield f"entry/{n}/{entry_id}"
    for note_id in play.debriefing.notes:
        yield f"note/{n}/{note_id}"


def shown(session: Session, round_: Round, key: str) -> Shown:
    """One record, as each may see it."""
    match key.split("/", 2):
        case ["entry", _, entry_id]:
            return _entry(session, round_, entry_id)
        case ["tally", _]:
            tally = dict(play_of(round_).grid.tally)
            return Shown(host=tally, screen=tally)
        case ["links"]:
            return to_all(deck_of(session, round_).links)
        case ["glossary"]:
            return to_all(deck_of(session, round_).glossary)
        case ["pile", name]:
            return to_all({"left": len(left(session, round_, name))})
        case ["round", _]:
            return to_all(_round(session, round_))
        case ["card", _, "case"]:
            return _case(session, round_)
        case ["card", _, "structure"]:
            return _structure(session, round_)
        case ["note", _, note_id]:
            note = play_of(round_).debriefing.notes.get(note_id)
            return to_all(debriefing.record(note, note.author)) if note else HIDDEN
        case _:
            return HIDDEN


def changes(session: Session, round_: Round, event: Event) -> set[str]:
    """The keys that an event touches, seen from the state after it."""
    n = round_.number
    match event:
        case EntryAdded(entry_id=key) | EntryRemoved(entry_id=key):
            return {f"entry/{n}/{key}", f"tally/{n}"}
        case EntryEdited(entry_id=key) | EntryPinned(entry_id=key):
            return {f"entry/{n}/{key}"}
        case RoundStarted():
            return set(keys(session, round_)) | _whole(n)
        case NoteAdded(note_id=key) | NoteEdited(note_id=key) | NoteRemoved(note_id=key):
            return {f"note/{n}/{key}"}
        case MarkedToCheck(id=key):
            kind = "entry" if key in play_of(round_).grid.entries else "note"
            return {f"{kind}/{n}/{key}"}
        case CardDrawn(pile=pile) | CardSetAside(pile=pile):
            return _whole(n) | _cards(n) | {f"pile/{pile}"}
        case PhaseReached() if _shows_entries(session, round_):
            return _whole(n) | _cards(n) | _entries(round_)
        case PhaseReached() | PlayerCast():
            return _whole(n) | _cards(n)
        case RoundClosed() | RoundCancelled() | GridChosen():
            return _whole(n)
        case StepReached(step=step):
            return _whole(n) | _revealed(session, round_, step)
        case FloorGiven() | FloorTakenBack():
            return _whole(n)
        case _:
            return {f"round/{n}"}


def _whole(n: int) -> set[str]:
    return {f"round/{n}", "screen"}


def _cards(n: int) -> set[str]:
    return {f"card/{n}/case", f"card/{n}/structure"}


def _entries(round_: Round) -> set[str]:
    return {f"entry/{round_.number}/{key}" for key in play_of(round_).grid.entries}


def _shows_entries(session: Session, round_: Round) -> bool:
    """Whether the debriefing, as far as it has got, shows what observers wrote."""
    return deck_of(session, round_).guide.reveals(play_of(round_).debriefing.reached, ENTRIES)


def _revealed(session: Session, round_: Round, step: str) -> set[str]:
    """What the first arrival at a step may show to somebody."""
    n = round_.number
    found = deck_of(session, round_).guide.named(step)
    shown: set[str] = set()
    if found and ENTRIES in found.reveals:
        shown |= _entries(round_)
    if found and {DOORS, CUES} & set(found.reveals):
        shown |= {f"card/{n}/case"}
    return shown


def _round(session: Session, round_: Round) -> Record:
    play = play_of(round_)
    case, structure = case_card(session, round_), structure_card(session, round_)
    speaking = play.speaking
    return {
        "number": round_.number,
        "format": round_.format,
        "phase": phase(round_),
        "adviser": round_.adviser,
        "jobseeker": round_.jobseeker,
        "replay_of": round_.replay_of,
        "cancelled": round_.cancelled is not None,
        "floor": {"to": speaking.to, "since": speaking.since} if speaking else None,
        "timer": timer.record(play.timer),
        "drawn": {CASES: case is not None, STRUCTURES: structure is not None},
        "case_number": case.number if case and was_in(play.case, INTERVIEW) else None,
        "structure_name": structure.name if structure and was_in(play.structure, READING) else None,
        "step": play.debriefing.step,
    }


def _case(session: Session, round_: Round) -> Shown:
    card, drawn = case_card(session, round_), play_of(round_).case
    if card is None or drawn is None:
        return HIDDEN
    guide = deck_of(session, round_).guide
    face = _case_face(card)
    whole = face | {
        "cues": [
            {"nature": cue.nature, "trigger": cue.trigger, "text": cue.text} for cue in card.cues
        ]
    }
    told = whole if guide.reveals(drawn.steps, CUES) else face
    others = told if was_in(drawn, INTERVIEW) else None
    of_host = whole | {"past_review": drawn.past_review}
    if guide.reveals(drawn.steps, DOORS):
        of_host["tension"] = card.tension
        of_host["possible_doors"] = [
            {"structure": door.structure, "scheme": door.scheme, "why": door.why}
            for door in card.doors
        ]
    players = {
        round_.adviser: told,
        round_.jobseeker: whole if session.settings.cues else told,
    }
    return Shown(host=of_host, screen=others, people=others, apart=players)


def _case_face(card: CaseCard) -> dict[str, object]:
    return {
        "family": "case",
        "number": card.number,
        "title": card.title,
        "first_name": card.first_name,
        "age": card.age,
        "status": card.status,
        "place": card.place,
        "request": card.request,
        "context": card.context,
        "themes": card.themes,
        "sensitivity": card.sensitivity,
    }


def _structure(session: Session, round_: Round) -> Shown:
    card, drawn = structure_card(session, round_), play_of(round_).structure
    if card is None or drawn is None:
        return HIDDEN
    face = _structure_face(card)
    others = face if was_in(drawn, READING) else None
    of_host = face | {"past_review": drawn.past_review}
    return Shown(
        host=of_host, screen=others, people=others, apart=dict.fromkeys(round_.players, face)
    )


def _structure_face(card: StructureCard) -> dict[str, object]:
    return {
        "family": "structure",
        "number": card.number,
        "code": card.code,
        "name": card.name,
        "at": card.at,
        "serves": card.serves,
        "first_welcome": card.first_welcome,
        "can": card.can,
        "cannot": card.cannot,
        "refers_to": card.refers_to,
    }


def _entry(session: Session, round_: Round, entry_id: str) -> Shown:
    play = play_of(round_)
    entry = play.grid.entries.get(entry_id)
    if entry is None:
        return HIDDEN
    unsigned = grid.record(entry)
    signed = {**unsigned, "author": entry.author}
    seen = signed if session.settings.names else unsigned
    # Not from the step alone: back in the interview, what observers write is private again.
    is_shown = play.phase == DEBRIEF and _shows_entries(session, round_)
    is_shared = session.settings.grid == "shared" or entry.pinned
    others = seen if is_shown and is_shared else None
    return Shown(host=seen, screen=others, people=others, apart={entry.author: signed})
