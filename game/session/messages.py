"""The commands and events that every session knows, whatever is played in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from game.messages import Choice, Command, Day, Event, Id, Length, Line, Name, Span

Answers = Annotated[Mapping[str, int | str], Length(40)]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the host chose for the whole session.

    draw: who draws the case. cues: whether the jobseeker's player sees the cues. compatible_draw:
    draw a structure that serves the person of the case. grid: whether everyone reads the entries from
    the debriefing's observations on. names: whether entries and exports carry people's names.
    """

    draw: Annotated[str, Choice(("jobseeker_draws_case", "adviser_draws_case"))] = (
        "jobseeker_draws_case"
    )
    cues: bool = True
    compatible_draw: bool = False
    grid: Annotated[str, Choice(("shared", "private"))] = "shared"
    names: bool = False
    capacity: Annotated[int, Span(2, 2000)] = 60


@dataclass(frozen=True, kw_only=True)
class OpenSession(Command):
    """A host opens a session: asked by the server, which has checked the account."""

    id: Id
    code: Id
    host: Name
    title: Annotated[str, Length(120, 1)]
    place: Line = ""
    date: Day = ""
    language: Annotated[str, Choice(("fr", "en"))] = "fr"
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, kw_only=True)
class TakeSeat(Command):
    """Somebody with the code comes in: asked by the server."""

    participant_id: Id
    name: Annotated[str, Length(200)]
    organisation: Annotated[str, Length(200)] = ""


@dataclass(frozen=True, kw_only=True)
class Volunteer(Command):
    """Offer to play."""


@dataclass(frozen=True, kw_only=True)
class StandDown(Command):
    """No longer offer to play."""


@dataclass(frozen=True, kw_only=True)
class StartRound(Command):
    """Start a round; a missing player is drawn among the volunteers, and nobody else."""

    format: Id
    adviser: Id | None = None
    jobseeker: Id | None = None
    replay_of: Annotated[int, Span(1, 1000)] | None = None
    grid: Id | None = None


@dataclass(frozen=True, kw_only=True)
class CancelRound(Command):
    """Stop a round that can't go on; what was recorded in it is kept."""

    reason: Line = ""


@dataclass(frozen=True, kw_only=True)
class CastPlayer(Command):
    """Give a role to somebody else: its player left, or would rather not go on."""

    role: Annotated[str, Choice(("adviser", "jobseeker"))]
    participant_id: Id


@dataclass(frozen=True, kw_only=True)
class RenameParticipant(Command):
    """Mend somebody's name."""

    participant_id: Id
    name: Annotated[str, Length(200)]


@dataclass(frozen=True, kw_only=True)
class RemoveParticipant(Command):
    """Take somebody's seat away; it can be given back."""

    participant_id: Id


@dataclass(frozen=True, kw_only=True)
class RestoreParticipant(Command):
    """Give a removed seat back, as it was."""

    participant_id: Id


@dataclass(frozen=True, kw_only=True)
class IssueRecoveryCode(Command):
    """A single-use code with which somebody takes their seat on another device."""

    participant_id: Id


@dataclass(frozen=True, kw_only=True)
class InviteHost(Command):
    """A single-use code for a second host seat."""


@dataclass(frozen=True, kw_only=True)
class ShowOnScreen(Command):
    """Choose what the projector shows: the game as it goes, the code to join, the rules, or nothing."""

    show: Annotated[str, Choice(("game", "join", "rules", "nothing"))]


@dataclass(frozen=True, kw_only=True)
class EditSession(Command):
    """Change the session's heading or settings; what is left out stays."""

    title: Annotated[str, Length(120, 1)] | None = None
    place: Line | None = None
    date: Day | None = None
    settings: Settings | None = None


@dataclass(frozen=True, kw_only=True)
class OpenSurvey(Command):
    """Ask the survey."""


@dataclass(frozen=True, kw_only=True)
class CloseSession(Command):
    """End the session; it stays readable and can be reopened."""


@dataclass(frozen=True, kw_only=True)
class ReopenSession(Command):
    """Go back to the lobby, from the survey or after the end."""


@dataclass(frozen=True, kw_only=True)
class GiveFeedback(Command):
    """Answer the survey, once; any item may be left out."""

    answers: Answers


@dataclass(frozen=True, kw_only=True)
class SessionOpened(Event):
    """A session was opened, on one revision of a deck."""

    id: str
    code: str
    host: str
    title: str
    place: str
    date: str
    language: str
    settings: Settings
    deck: str
    revision: str


@dataclass(frozen=True, kw_only=True)
class SeatTaken(Event):
    """Somebody came in."""

    participant_id: str
    name: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Volunteered(Event):
    """Somebody offered to play."""

    participant_id: str


@dataclass(frozen=True, kw_only=True)
class StoodDown(Event):
    """Somebody no longer offers to play."""

    participant_id: str


@dataclass(frozen=True, kw_only=True)
class RoundStarted(Event):
    """A round began with these players."""

    number: int
    format: str
    adviser: str
    jobseeker: str
    replay_of: int | None
    grid: str


@dataclass(frozen=True, kw_only=True)
class RoundCancelled(Event):
    """A round was stopped before its end."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class RoundClosed(Event):
    """A round was played to its end."""


@dataclass(frozen=True, kw_only=True)
class PlayerCast(Event):
    """Somebody took a role over in the round being played."""

    role: str
    participant_id: str


@dataclass(frozen=True, kw_only=True)
class ParticipantRenamed(Event):
    """Somebody's name was mended."""

    participant_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class ParticipantRemoved(Event):
    """Somebody's seat was taken away."""

    participant_id: str


@dataclass(frozen=True, kw_only=True)
class ParticipantRestored(Event):
    """A removed seat was given back."""

    participant_id: str


@dataclass(frozen=True, kw_only=True)
class RecoveryCodeIssued(Event):
    """A code was made for somebody who lost their device; the code itself is no fact of the session."""

    participant_id: str


@dataclass(frozen=True, kw_only=True)
class HostInvited(Event):
    """A code was made for a second host."""


@dataclass(frozen=True, kw_only=True)
class ScreenChanged(Event):
    """The host chose what the projector shows."""

    show: str


@dataclass(frozen=True, kw_only=True)
class SessionEdited(Event):
    """The heading and settings as they are from now on."""

    title: str
    place: str
    date: str
    settings: Settings


@dataclass(frozen=True, kw_only=True)
class SurveyOpened(Event):
    """The survey was asked."""


@dataclass(frozen=True, kw_only=True)
class SessionClosed(Event):
    """The session ended."""


@dataclass(frozen=True, kw_only=True)
class SessionReopened(Event):
    """The session went back to the lobby."""


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(Event):
    """Somebody answered the survey. Recorded without its author: `ballot` tells only that it is one answer."""

    ballot: str
    answers: Mapping[str, int | str]


SessionCommand = (
    OpenSession
    | TakeSeat
    | Volunteer
    | StandDown
    | StartRound
    | CancelRound
    | CastPlayer
    | RenameParticipant
    | RemoveParticipant
    | RestoreParticipant
    | IssueRecoveryCode
    | InviteHost
    | ShowOnScreen
    | EditSession
    | OpenSurvey
    | CloseSession
    | ReopenSession
    | GiveFeedback
)
SessionEvent = (
    SessionOpened
    | SeatTaken
    | Volunteered
    | StoodDown
    | RoundStarted
    | RoundCancelled
    | RoundClosed
    | PlayerCast
    | ParticipantRenamed
    | ParticipantRemoved
    | ParticipantRestored
    | RecoveryCodeIssued
    | HostInvited
    | ScreenChanged
    | SessionEdited
    | SurveyOpened
    | SessionClosed
    | SessionReopened
    | FeedbackGiven
)
