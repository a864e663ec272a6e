"""The session after one of its own events. Obeys, never refuses."""

from dataclasses import replace
from typing import Any, assert_never

from game.format import Format
from game.messages import Recorded
from game.session.messages import (
    FeedbackGiven,
    HostInvited,
    ParticipantRemoved,
    ParticipantRenamed,
    ParticipantRestored,
    PlayerCast,
    RecoveryCodeIssued,
    RoundCancelled,
    RoundClosed,
    RoundStarted,
    ScreenChanged,
    SeatTaken,
    SessionClosed,
    SessionEdited,
    SessionEvent,
    SessionOpened,
    SessionReopened,
    StoodDown,
    SurveyOpened,
    Volunteered,
)
from game.session.state import Participant, Round, Session


def evolve(
    session: Session, event: SessionEvent, recorded: Recorded, formats: dict[str, Format]
) -> Session:
    """The session after this event."""
    match event:
        case SessionOpened():
            return _opened(session, event)
        case SeatTaken(participant_id=key):
            somebody = Participant(id=key, name=event.name, organisation=event.organisation)
            return replace(session, participants={**session.participants, key: somebody})
        case Volunteered(participant_id=key):
            return _with_participant(session, key, volunteer=True)
        case StoodDown(participant_id=key):
            return _with_participant(session, key, volunteer=False)
        case RoundStarted():
            return _round_started(session, event, recorded, formats)
        case RoundCancelled(reason=reason):
            ended = replace(session.rounds[-1], ended_at=recorded.at, cancelled=reason)
            return replace(
                session, phase="lobby", show="game", rounds=(*session.rounds[:-1], ended)
            )
        case RoundClosed():
            return _round_closed(session, recorded)
        case PlayerCast(role=role, participant_id=key):
            return with_round(session, _cast(session.rounds[-1], role, key))
        case ParticipantRenamed(participant_id=key, name=name):
            return _with_participant(session, key, name=name)
        case ParticipantRemoved(participant_id=key):
            return _with_participant(session, key, removed=True, volunteer=False)
        case ParticipantRestored(participant_id=key):
            return _with_participant(session, key, removed=False)
        case RecoveryCodeIssued() | HostInvited():
            return session
        case ScreenChanged(show=show):
            return replace(session, show=show)
        case SessionEdited():
            return replace(
                session,
                title=event.title,
                place=event.place,
                date=event.date,
                settings=event.settings,
            )
        case SurveyOpened():
            return replace(session, phase="survey", show="game")
        case SessionClosed():
            return replace(session, phase="closed", show="game")
        case SessionReopened():
            return replace(session, phase="lobby", show="game")
        case FeedbackGiven(ballot=ballot, answers=answers):
            return replace(
                session, ballots=session.ballots | {ballot}, feedback=(*session.feedback, answers)
            )
        case _:
            assert_never(event)


def with_round(session: Session, round_: Round) -> Session:
    """The session with its last round replaced."""
    return replace(session, rounds=(*session.rounds[:-1], round_))


def _cast(round_: Round, role: str, participant_id: str) -> Round:
    if role == "adviser":
        return replace(round_, adviser=participant_id)
    return replace(round_, jobseeker=participant_id)


def _opened(session: Session, event: SessionOpened) -> Session:
    return replace(
        session,
        phase="lobby",
        id=event.id,
        code=event.code,
        host=event.host,
        title=event.title,
        place=event.place,
        date=event.date,
        language=event.language,
        settings=event.settings,
    )


def _round_started(
    session: Session, event: RoundStarted, recorded: Recorded, formats: dict[str, Format]
) -> Session:
    round_ = Round(
        number=event.number,
        format=event.format,
        adviser=event.adviser,
        jobseeker=event.jobseeker,
        grid=event.grid,
        replay_of=event.replay_of,
        started_at=recorded.at,
        play=formats[event.format].begin(session, event, recorded.at),
    )
    # Having played once is no promise to play again: players offer themselves anew.
    started = replace(session, phase="round", show="game", rounds=(*session.rounds, round_))
    for player in round_.players:
        started = _with_participant(started, player, volunteer=False)
    return started


def _round_closed(session: Session, recorded: Recorded) -> Session:
    ended = replace(session.rounds[-1], ended_at=recorded.at)
    return replace(session, phase="lobby", show="game", rounds=(*session.rounds[:-1], ended))


def _with_participant(session: Session, key: str, **changed: Any) -> Session:
    somebody = replace(session.participants[key], **changed)
    return replace(session, participants={**session.participants, key: somebody})
