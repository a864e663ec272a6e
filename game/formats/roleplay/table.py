"""Who may do what when, in a round: phase -> role -> commands."""

from game.kit.cards import DrawCard, RedrawCard
from game.kit.debriefing import AddNote, EditNote, GoToStep, MarkToCheck, RemoveNote
from game.kit.grid import AddEntry, EditEntry, PinEntry, RemoveEntry
from game.kit.timer import EndTimer, ExtendTimer, PauseTimer, ResumeTimer, SetTimer
from game.people import Role
from game.session.table import Table

from .messages import (
    DEBRIEF,
    DONE,
    DRAW,
    INTERVIEW,
    READING,
    RULES,
    ChooseGrid,
    CloseRound,
    EndInterview,
    GiveFloor,
    GoToPhase,
    ReadCase,
    TakeFloorBack,
)

_CLOCK = (SetTimer, ExtendTimer, PauseTimer, ResumeTimer)
# An observer may be cast as a player in the middle of a round, and what they wrote stays theirs.
_OWN_SLIPS = (EditEntry, RemoveEntry)
_NOTES = (AddNote, EditNote, RemoveNote)

TABLE: Table = {
    RULES: {
        Role.HOST: (GoToPhase, ChooseGrid, PinEntry),
        Role.ADVISER: _OWN_SLIPS,
        Role.JOBSEEKER: _OWN_SLIPS,
        Role.OBSERVER: _OWN_SLIPS,
        Role.SERVER: (EndTimer,),
    },
    DRAW: {
        Role.HOST: (GoToPhase, ChooseGrid, DrawCard, RedrawCard, PinEntry),
        Role.ADVISER: (DrawCard, RedrawCard, *_OWN_SLIPS),
        Role.JOBSEEKER: (DrawCard, RedrawCard, *_OWN_SLIPS),
        Role.OBSERVER: _OWN_SLIPS,
        Role.SERVER: (EndTimer,),
    },
    READING: {
        Role.HOST: (GoToPhase, ChooseGrid, RedrawCard, *_CLOCK, PinEntry),
        Role.ADVISER: (RedrawCard, ReadCase, *_OWN_SLIPS),
        Role.JOBSEEKER: (RedrawCard, *_OWN_SLIPS),
        Role.OBSERVER: _OWN_SLIPS,
        Role.SERVER: (EndTimer,),
    },
    INTERVIEW: {
        Role.HOST: (GoToPhase, EndInterview, *_CLOCK, PinEntry),
        Role.ADVISER: (GiveFloor, TakeFloorBack, EndInterview, *_OWN_SLIPS),
        Role.JOBSEEKER: _OWN_SLIPS,
        Role.OBSERVER: (AddEntry, *_OWN_SLIPS),
        Role.SERVER: (EndTimer,),
    },
    DEBRIEF: {
        Role.HOST: (GoToPhase, GoToStep, CloseRound, *_CLOCK, PinEntry, MarkToCheck, *_NOTES),
        Role.ADVISER: (*_OWN_SLIPS, *_NOTES),
        Role.JOBSEEKER: (*_OWN_SLIPS, *_NOTES),
        Role.OBSERVER: (AddEntry, *_OWN_SLIPS, *_NOTES),
        Role.SERVER: (EndTimer,),
    },
    DONE: {},
}
