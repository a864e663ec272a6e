"""Who may do what when, for what every format shares: phase -> role -> commands."""

from collections.abc import Mapping

from game.messages import Command
from game.people import Role
from game.session.messages import (
    CancelRound,
    CastPlayer,
    CloseSession,
    EditSession,
    GiveFeedback,
    InviteHost,
    IssueRecoveryCode,
    OpenSession,
    OpenSurvey,
    RemoveParticipant,
    RenameParticipant,
    ReopenSession,
    RestoreParticipant,
    ShowOnScreen,
    StandDown,
    StartRound,
    TakeSeat,
    Volunteer,
)

Table = Mapping[str, Mapping[Role, tuple[type[Command], ...]]]

ALWAYS = (
    RenameParticipant,
    RemoveParticipant,
    RestoreParticipant,
    IssueRecoveryCode,
    InviteHost,
    ShowOnScreen,
)

TABLE: Table = {
    "new": {Role.SERVER: (OpenSession,)},
    "lobby": {
        Role.HOST: (StartRound, EditSession, OpenSurvey, CloseSession, *ALWAYS),
        Role.PARTICIPANT: (Volunteer, StandDown),
        Role.SERVER: (TakeSeat,),
    },
    "round": {
        Role.HOST: (CancelRound, CastPlayer, *ALWAYS),
        Role.SERVER: (TakeSeat,),
    },
    "survey": {
        Role.HOST: (EditSession, CloseSession, ReopenSession, *ALWAYS),
        Role.PARTICIPANT: (GiveFeedback,),
        Role.SERVER: (TakeSeat,),
    },
    "closed": {Role.HOST: (EditSession, ReopenSession, *ALWAYS)},
}
