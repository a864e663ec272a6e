"""Joins the session and the running round's format: the functions that the outside calls.

All are pure. `decide` gives events or raises `Refusal`; `evolve` obeys; `view` builds what a viewer
may see up from nothing; `changes` names the keys that an event touches.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import cast

from game.catalogue import SESSION_COMMANDS, SESSION_EVENTS, tables
from game.deck import Deck, Files, read_deck
from game.format import discover
from game.frozen import changed
from game.kit.panels import Screen
from game.messages import Asked, Command, Event, Recorded, Refusal, kind_of, say
from game.people import Role, Seat, Viewer
from game.report import Report, RoundReport
from game.session import decide as session_decide
from game.session import evolve as session_evolve
from game.session import view as session_view
from game.session.messages import (
    GiveFeedback,
    PlayerCast,
    RoundCancelled,
    RoundClosed,
    RoundStarted,
    SessionCommand,
    SessionEvent,
)
from game.session.people import role_of
from game.session.state import Round, Session
from game.session.survey import totals
from game.session.table import TABLE
from game.shown import HIDDEN, Record, Shown

OF_EACH = ("screen", "you")
_OF_SESSION = ("session", "participant", "feedback")
_ROUND_HEAD = frozenset({RoundStarted, RoundClosed, RoundCancelled, PlayerCast})


def deck_from(files: Files, revision: str) -> Deck:
    """The deck in these files; raises `FaultyDeck` with every fault."""
    return read_deck(files, revision, {name: one.read_deck for name, one in discover().items()})


def open_session(deck: Deck) -> Session:
    """A session in which nothing has happened yet."""
    return Session(deck=deck)


def decide(session: Session, asked: Asked) -> Sequence[Event]:
    """What a command does; raises `Refusal` when it can't be done now, and then nothing has changed."""
    _allow(session, asked)
    command = asked.command
    if type(command) in SESSION_COMMANDS:
        return session_decide.decide(session, cast(SessionCommand, command), asked, discover())
    round_ = cast(Round, session.round)
    return discover()[round_.format].decide(session, round_, asked)


def evolve(session: Session, recorded: Recorded) -> Session:
    """The session after an event."""
    event = recorded.event
    if type(event) in SESSION_EVENTS:
        after = session_evolve.evolve(session, cast(SessionEvent, event), recorded, discover())
        return replace(after, seq=recorded.seq)
    round_ = session.rounds[-1]
    play = discover()[round_.format].evolve(session, round_, recorded)
    rounds = (*session.rounds[:-1], changed(round_, play=play))
    return changed(session, seq=recorded.seq, rounds=rounds)


def replay(deck: Deck, history: Iterable[Recorded]) -> Session:
    """The session that a history of events makes."""
    session = open_session(deck)
    for recorded in history:
        session = evolve(session, recorded)
    return session


def record_events(session: Session, asked: Asked, events: Sequence[Event]) -> list[Recorded]:
    """The events with who, when and their place; an answer to the survey is kept without its author."""
    by, at = asked.by.id, asked.at
    if isinstance(asked.command, GiveFeedback):
        by, at = "", at.replace(hour=0, minute=0, second=0, microsecond=0)
    return [Recorded(event, by, at, seq) for seq, event in enumerate(events, session.seq + 1)]


def legal(session: Session, role: Role) -> tuple[type[Command], ...]:
    """The commands that a role has now: the table that refuses, and that the screens go by."""
    round_ = session.round
    if round_ is None:
        return TABLE[session.phase].get(role, ())
    return _in_round(session.phase, round_.format, discover()[round_.format].phase(round_), role)


@cache
def _in_round(
    phase: str, format_name: str, round_phase: str, role: Role
) -> tuple[type[Command], ...]:
    of_format = discover()[format_name].table[round_phase]
    return (*TABLE[phase].get(role, ()), *of_format.get(role, ()))


def keys(session: Session) -> Iterator[str]:
    """The keys of all records that somebody may see."""
    yield from session_view.keys(session)
    seen: set[str] = set()
    for round_ in session.rounds:
        for key in discover()[round_.format].keys(session, round_):
            if key not in seen:
                seen.add(key)
                yield key


def record(session: Session, viewer: Viewer, key: str) -> Record | None:
    """One record as this viewer may see it, or None."""
    if key == "screen":
        return _screen(session, viewer)
    if key == "you":
        return session_view.you(session, viewer)
    # Whoever was removed is told so, in the records that everybody has, and nothing else.
    if key != "session" and role_of(session, viewer) == Role.REMOVED:
        return None
    return shown(session, key).to(viewer)


def shown(session: Session, key: str) -> Shown:
    """One record as each who is present may see it; not for those `OF_EACH`, which are made for one viewer."""
    if key.partition("/")[0] in _OF_SESSION:
        return session_view.shown(session, key)
    round_ = _round_of(session, key)
    return HIDDEN if round_ is None else discover()[round_.format].shown(session, round_, key)


def view(session: Session, viewer: Viewer) -> dict[str, Record]:
    """Everything that this viewer may see."""
    made = ((key, record(session, viewer, key)) for key in keys(session))
    return {key: one for key, one in made if one is not None}


def changes(before: Session, after: Session, event: Event) -> set[str]:
    """The keys that an event touches for anybody: an update is those keys of the view."""
    touched: set[str] = set()
    kind = type(event)
    if kind in SESSION_EVENTS:
        of_session = session_view.changes(event)
        if of_session is None:
            return set(keys(before)) | set(keys(after))
        touched |= of_session
    if kind in _ROUND_HEAD or kind not in SESSION_EVENTS:
        round_ = after.rounds[-1]
        touched |= discover()[round_.format].changes(after, round_, event)
    if kind in _ROUND_HEAD:
        touched |= {f"participant/{player}" for player in after.rounds[-1].players}
    return touched


def deadline(session: Session) -> datetime | None:
    """When the running clock, if there is one, runs out."""
    round_ = session.round
    return discover()[round_.format].deadline(round_) if round_ else None


def report(session: Session) -> Report:
    """The session told to a reader, at any moment."""
    rounds: tuple[RoundReport, ...] = tuple(
        discover()[r.format].report(session, r) for r in session.rounds
    )
    organisations = {p.organisation for p in session.present if p.organisation}
    asked_survey = bool(session.feedback) or session.phase == "survey"
    left_out = [say("left_out.removed"), say("left_out.cues"), say("left_out.doors")]
    if not session.settings.names:
        left_out.insert(0, say("left_out.names"))
    return Report(
        id=session.id,
        code=session.code,
        title=session.title,
        place=session.place,
        date=session.date,
        host=session.host,
        language=session.language,
        deck=session.deck.head.title,
        revision=session.deck.revision,
        phase=session_view.phase_label(session),
        participants=len(session.present),
        organisations=tuple(sorted(organisations)),
        rounds=rounds,
        survey=totals(session) if asked_survey else None,
        left_out=tuple(left_out),
        reminder=say("report.reminder"),
    )


def _screen(session: Session, viewer: Viewer) -> Record:
    role = role_of(session, viewer)
    made = _screen_of(session, viewer, role)
    return {
        "title": made.title,
        "hint": made.hint,
        "panels": made.panels,
        "can": [kind_of(one) for one in legal(session, role)],
    }


def _screen_of(session: Session, viewer: Viewer, role: Role) -> Screen:
    round_ = session.round
    outside = role == Role.REMOVED or (
        viewer.seat == Seat.SCREEN and session.show in ("nothing", "join")
    )
    if round_ is None or outside:
        return session_view.screen(session, viewer, discover())
    return discover()[round_.format].screen(session, round_, viewer, role)


def _round_of(session: Session, key: str) -> Round | None:
    """The round that a record belongs to; piles, links and the glossary stand on the last one."""
    if not session.rounds:
        return None
    number = key.partition("/")[2].partition("/")[0]
    if not number.isdigit():
        return session.rounds[-1]
    at = int(number)
    return session.rounds[at - 1] if 1 <= at <= len(session.rounds) else None


def _allow(session: Session, asked: Asked) -> None:
    """Refuse what the table does not allow, saying whether it is the wrong person or the wrong moment."""
    role = role_of(session, asked.by)
    wanted = type(asked.command)
    if wanted in legal(session, role):
        return
    if role == Role.REMOVED:
        raise Refusal("forbidden", say("removed.title"))
    if session.phase == "closed":
        raise Refusal("closed", say("refused.closed"))
    if wanted in _ever(role):
        late = session.round is None and wanted not in SESSION_COMMANDS
        raise Refusal("wrong_phase", say("refused.round_over" if late else "refused.wrong_phase"))
    raise Refusal("forbidden", say("refused.forbidden"))


def _ever(role: Role) -> set[type[Command]]:
    """What a seat in this role may do at some moment: a participant may become any player."""
    roles = {role}
    if role not in (Role.HOST, Role.SCREEN, Role.SERVER):
        roles = {Role.PARTICIPANT, role}
    if role == Role.PARTICIPANT:
        roles = {Role.PARTICIPANT, Role.ADVISER, Role.JOBSEEKER, Role.OBSERVER}
    return {
        command
        for table in tables().values()
        for by_role in table.values()
        for one in roles
        for command in by_role.get(one, ())
    }
