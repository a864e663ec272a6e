"""What a session's own commands do. Each function gives the events, or raises `Refusal`."""

from collections.abc import Sequence
from itertools import count
from typing import assert_never

from game.format import Format
from game.messages import Asked, Event, Refusal, Text, say
from game.people import SPARE_NAME, clean_name, is_reserved, name_key
from game.session.messages import (
    CancelRound,
    CastPlayer,
    CloseSession,
    EditSession,
    FeedbackGiven,
    GiveFeedback,
    HostInvited,
    InviteHost,
    IssueRecoveryCode,
    OpenSession,
    OpenSurvey,
    ParticipantRemoved,
    ParticipantRenamed,
    ParticipantRestored,
    PlayerCast,
    RecoveryCodeIssued,
    RemoveParticipant,
    RenameParticipant,
    ReopenSession,
    RestoreParticipant,
    RoundCancelled,
    RoundStarted,
    ScreenChanged,
    SeatTaken,
    SessionClosed,
    SessionCommand,
    SessionEdited,
    SessionOpened,
    SessionReopened,
    Settings,
    ShowOnScreen,
    StandDown,
    StartRound,
    StoodDown,
    SurveyOpened,
    TakeSeat,
    Volunteer,
    Volunteered,
)
from game.session.state import Participant, Session

LONGEST_NAME = 40


def decide(
    session: Session, command: SessionCommand, asked: Asked, formats: dict[str, Format]
) -> Sequence[Event]:
    """The events of a command that every session knows; raises `Refusal`."""
    match command:
        case OpenSession():
            return [_opened(session, command)]
        case TakeSeat():
            return [_seat_taken(session, command)]
        case Volunteer():
            return _volunteer(session, asked.by.id, offered=True)
        case StandDown():
            return _volunteer(session, asked.by.id, offered=False)
        case StartRound():
            return [_round_started(session, command, asked.seed, formats)]
        case CancelRound(reason=reason):
            return [RoundCancelled(reason=reason.strip())]
        case CastPlayer():
            return _cast(session, command)
        case RenameParticipant():
            return _renamed(session, command)
        case RemoveParticipant(participant_id=key):
            return [] if _known(session, key).removed else [ParticipantRemoved(participant_id=key)]
        case RestoreParticipant(participant_id=key):
            return [ParticipantRestored(participant_id=key)] if _known(session, key).removed else []
        case IssueRecoveryCode(participant_id=key):
            return [RecoveryCodeIssued(participant_id=_present(session, key).id)]
        case InviteHost():
            return [HostInvited()]
        case ShowOnScreen(show=show):
            return [] if show == session.show else [ScreenChanged(show=show)]
        case EditSession():
            return [_edited(session, command)]
        case OpenSurvey():
            return [SurveyOpened()]
        case CloseSession():
            return [SessionClosed()]
        case ReopenSession():
            return [SessionReopened()]
        case GiveFeedback():
            return [_feedback(session, command, asked.by.ballot)]
        case _:
            assert_never(command)


def _opened(session: Session, command: OpenSession) -> SessionOpened:
    return SessionOpened(
        id=command.id,
        code=command.code,
        host=clean_name(command.host)[:LONGEST_NAME],
        title=_title(command.title),
        place=command.place.strip(),
        date=command.date,
        language=command.language,
        settings=command.settings,
        deck=session.deck.head.id,
        revision=session.deck.revision,
    )


def _seat_taken(session: Session, command: TakeSeat) -> SeatTaken:
    if len(session.present) >= session.settings.capacity:
        raise Refusal("too_many", say("session.full", capacity=session.settings.capacity))
    return SeatTaken(
        participant_id=command.participant_id,
        name=_free_name(session, command.name, None),
        organisation=clean_name(command.organisation)[:80],
    )


def _free_name(session: Session, asked_name: str, of: str | None) -> str:
    """The cleaned name; raises `name_taken` with a free one when somebody else has it."""
    name = clean_name(asked_name)
    if not name:
        raise Refusal("invalid", say("name.missing"), {"name": say("name.missing")})
    if len(name) > LONGEST_NAME:
        wrong = say("invalid.too_long", longest=LONGEST_NAME, length=len(name))
        raise Refusal("invalid", wrong, {"name": wrong})
    taken = {name_key(p.name) for p in session.participants.values() if p.id != of}
    if is_reserved(name):
        raise _name_taken("name.reserved", name, taken, SPARE_NAME)
    if name_key(name) == name_key(session.host):
        raise _name_taken("name.reserved", name, taken)
    if name_key(name) in taken:
        raise _name_taken("name.taken", name, taken)
    return name


def _name_taken(key: str, name: str, taken: set[str], like: str = "") -> Refusal:
    base = (like or name)[: LONGEST_NAME - 5].rstrip()
    free = (f"{base} {n}" for n in count(2))
    suggestion = next(one for one in free if name_key(one) not in taken)
    return Refusal("name_taken", say(key, name=name, suggestion=suggestion), {"name": suggestion})


def _volunteer(session: Session, participant_id: str, *, offered: bool) -> list[Event]:
    if session.participants[participant_id].volunteer == offered:
        return []
    event = Volunteered if offered else StoodDown
    return [event(participant_id=participant_id)]


def _round_started(
    session: Session, command: StartRound, seed: int, formats: dict[str, Format]
) -> RoundStarted:
    if command.format not in formats or command.format not in session.deck.parts:
        raise Refusal(
            "invalid", say("round.no_such_format"), {"format": say("round.no_such_format")}
        )
    adviser, jobseeker = _players(session, command, seed)
    return RoundStarted(
        number=len(session.rounds) + 1,
        format=command.format,
        adviser=adviser,
        jobseeker=jobseeker,
        replay_of=command.replay_of,
        grid=formats[command.format].prepare(session, command),
    )


def _players(session: Session, command: StartRound, seed: int) -> tuple[str, str]:
    """Both players: those named by the host, and for the rest, chance among the volunteers alone."""
    named = [one for one in (command.adviser, command.jobseeker) if one is not None]
    for one in named:
        _present(session, one)
    if len(named) == 2 and named[0] == named[1]:
        raise Refusal("invalid", say("round.same_player"), {"jobseeker": say("round.same_player")})
    offered = [p.id for p in session.volunteers if p.id not in named]
    if len(offered) < 2 - len(named):
        raise Refusal("no_volunteer", say("round.no_volunteer"))
    drawn: list[str] = []
    for _ in range(2 - len(named)):
        seed, at = divmod(seed, len(offered))
        drawn.append(offered.pop(at))
    adviser = command.adviser or drawn.pop()
    return adviser, command.jobseeker or drawn.pop()


def _cast(session: Session, command: CastPlayer) -> list[Event]:
    round_ = session.rounds[-1]
    somebody = _present(session, command.participant_id)
    if somebody.id == getattr(round_, command.role):
        return []
    if somebody.id in round_.players:
        raise Refusal(
            "invalid", say("round.same_player"), {"participant_id": say("round.same_player")}
        )
    return [PlayerCast(role=command.role, participant_id=somebody.id)]


def _renamed(session: Session, command: RenameParticipant) -> list[Event]:
    participant = _known(session, command.participant_id)
    name = _free_name(session, command.name, participant.id)
    if name == participant.name:
        return []
    return [ParticipantRenamed(participant_id=participant.id, name=name)]


def _edited(session: Session, command: EditSession) -> SessionEdited:
    if session.rounds and command.settings and _shows_more(session.settings, command.settings):
        raise Refusal("conflict", say("settings.written_under"))
    return SessionEdited(
        title=session.title if command.title is None else _title(command.title),
        place=session.place if command.place is None else command.place.strip(),
        date=session.date if command.date is None else command.date,
        settings=session.settings if command.settings is None else command.settings,
    )


def _title(written: str) -> str:
    title = written.strip()
    if not title:
        raise Refusal("invalid", say("title.missing"), {"title": say("title.missing")})
    return title


def _shows_more(before: Settings, after: Settings) -> bool:
    """Whether more is read, or signed, than what people were told when they wrote."""
    return (after.names and not before.names) or (after.grid == "shared" != before.grid)


def _feedback(session: Session, command: GiveFeedback, ballot: str) -> FeedbackGiven:
    if ballot in session.ballots:
        raise Refusal("conflict", say("survey.answered"))
    items = {item.id: item for item in session.deck.survey}
    wrong: dict[str, Text] = {}
    for name, value in command.answers.items():
        item = items.get(name)
        if item is None:
            wrong[name] = say("survey.no_such_item")
        elif item.kind == "text":
            if not isinstance(value, str) or len(value) > 2000:
                wrong[name] = say("survey.not_text")
        elif value not in {choice.value for choice in item.choices}:
            wrong[name] = say("survey.no_such_choice")
    if wrong:
        raise Refusal("invalid", say("survey.invalid"), wrong)
    given = {name: value for name, value in command.answers.items() if value != ""}
    return FeedbackGiven(ballot=ballot, answers=given)


def _known(session: Session, participant_id: str) -> Participant:
    participant = session.participants.get(participant_id)
    if participant is None:
        raise Refusal("not_found", say("participant.unknown"))
    return participant


def _present(session: Session, participant_id: str) -> Participant:
    participant = _known(session, participant_id)
    if participant.removed:
        raise Refusal("not_found", say("participant.removed"))
    return participant
