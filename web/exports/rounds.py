"""One round of a report, said in a language."""

from datetime import UTC, datetime
from typing import Literal

from game.messages import Text
from game.report import (
    CardReport,
    EntryReport,
    FloorReport,
    NoteReport,
    RoundReport,
    StepReport,
)
from web.exports.shapes import (
    Card,
    Column,
    Door,
    Duration,
    Entry,
    FloorCall,
    Line,
    Moment,
    Note,
    Round,
    Step,
)
from web.exports.words import Words

State = Literal["running", "ended", "cancelled"]


def code_of(text: Text | str) -> str:
    """The word for programs in a sentence's key: `phase.interview` is `interview`."""
    return text.key.rpartition(".")[2] if isinstance(text, Text) else ""


def round_of(round_: RoundReport, words: Words) -> Round:
    """The round as it stands, whatever phase it is in."""
    case = next((card.title for card in round_.cards if card.family == "case"), "")
    return {
        "number": round_.number,
        "label": words("round", number=round_.number),
        "title": case,
        "game": words.text(round_.title),
        "state": _state(round_),
        "about": _about(round_, words),
        "replay_of": round_.replay_of,
        "started": _moment(round_.started_at, words),
        "players": [_line(role, who, words) for role, who in round_.players],
        "cards": [_card(one, words) for one in round_.cards],
        "set_aside": [words.text(one) for one in round_.set_aside],
        "durations": _durations(round_, words),
        "floor": [_floor(one, words) for one in round_.floor],
        "columns": _columns(round_, words),
        "noted": _noted(round_),
        "steps": _steps(round_, words),
        "doors": _doors(round_, words),
    }


def _state(round_: RoundReport) -> State:
    if round_.cancelled is not None:
        return "cancelled"
    return "ended" if round_.ended else "running"


def _about(round_: RoundReport, words: Words) -> list[str]:
    """The sentences under the round's heading."""
    day, clock = words.local(round_.started_at).date(), words.clock(round_.started_at)
    made = [words("round.started", at=words("at", day=words.day(day), clock=clock))]
    if round_.replay_of is not None:
        made.append(words("round.replay", number=round_.replay_of))
    match _state(round_):
        case "running":
            made.append(words("round.running"))
        case "cancelled" if round_.cancelled:
            made.append(words("round.cancelled_why", reason=round_.cancelled))
        case "cancelled":
            made.append(words("round.cancelled"))
    if not round_.cards:
        running = _state(round_) == "running"
        made.append(words("round.no_card_yet" if running else "round.no_card"))
    if not _noted(round_):
        made.append(words("round.nothing_noted"))
    return made


def _noted(round_: RoundReport) -> bool:
    """Whether the group left something, or still may."""
    return _state(round_) != "cancelled" or bool(round_.entries or _steps_held(round_))


def _steps_held(round_: RoundReport) -> list[StepReport]:
    """The steps to tell: what would have been asked in a round that was cancelled tells nothing."""
    return [step for step in round_.steps if step.notes or _state(round_) != "cancelled"]


def _moment(at: datetime, words: Words) -> Moment:
    local = words.local(at)
    clock = words.clock(at)
    return {
        "utc": local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "local": local.strftime("%Y-%m-%d %H:%M:%S"),
        "said": words("at", day=words.day(local.date()), clock=clock),
        "clock": clock,
    }


def _line(label: Text, text: Text | str, words: Words) -> Line:
    return {"code": code_of(label), "label": words.text(label), "text": words.text(text)}


def _card(card: CardReport, words: Words) -> Card:
    return {
        "family": card.family,
        "label": words(f"card.{card.family}", number=card.number),
        "number": card.number,
        "title": card.title,
        "lines": [_line(label, text, words) for label, text in card.lines if text],
    }


def _durations(round_: RoundReport, words: Words) -> list[Duration]:
    """The phases that lasted; the one still going on has no length yet."""
    running = _state(round_) == "running"
    return [
        {
            "code": code_of(label),
            "label": words.text(label),
            "seconds": seconds,
            "said": words.lasting(seconds) if seconds else words("running"),
        }
        for label, seconds in round_.durations
        if seconds or running
    ]


def _floor(call: FloorReport, words: Words) -> FloorCall:
    to, clock = words.text(call.to), words.clock(call.since)
    if call.seconds is None:
        said = words("floor_call", to=to, clock=clock)
    else:
        said = words("floor_call_for", to=to, clock=clock, lasting=words.lasting(call.seconds))
    return {"to": to, "at": _moment(call.since, words), "seconds": call.seconds, "said": said}


def _columns(round_: RoundReport, words: Words) -> list[Column]:
    """The grid's columns in its order; entries of a column that it no longer has come last."""
    known = dict(round_.columns)
    others = {entry.column: entry.column for entry in round_.entries if entry.column not in known}
    return [
        _column(id_, label, [one for one in round_.entries if one.column == id_], words)
        for id_, label in (known | others).items()
    ]


def _column(id_: str, label: str, entries: list[EntryReport], words: Words) -> Column:
    made = [_entry(one, words) for one in entries]
    bare = sum(not (one["text"] or one["choice"] or one["links"]) for one in made)
    return {"id": id_, "label": label, "bare": bare, "entries": made}


def _entry(entry: EntryReport, words: Words) -> Entry:
    return {
        "text": entry.text,
        "choice": entry.choice,
        "links": list(entry.links),
        "author": entry.author,
        "at": _moment(entry.at, words),
        "phase_code": code_of(entry.phase),
        "phase": words.text(entry.phase),
        "card_number": entry.card_number,
        "pinned": entry.pinned,
        "to_check": entry.to_check,
    }


def _steps(round_: RoundReport, words: Words) -> list[Step]:
    return [
        {
            "title": step.title,
            "who": words.text(step.who),
            "prompts": list(step.prompts),
            "notes": [_note(one, words) for one in step.notes],
        }
        for step in _steps_held(round_)
    ]


def _note(note: NoteReport, words: Words) -> Note:
    return {
        "text": note.text,
        "links": list(note.links),
        "author": note.author,
        "at": _moment(note.at, words),
        "to_check": note.to_check,
    }


def _doors(round_: RoundReport, words: Words) -> list[Door]:
    return [
        {
            "name": door.name,
            "family": door.family,
            "label": words(f"family.{door.family}"),
            "said": list(door.said),
            "to_check": door.to_check,
        }
        for door in round_.doors
    ]
