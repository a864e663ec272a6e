"""The commands and events of the SPRO card game, beside those of the kit."""

from dataclasses import dataclass
from typing import Annotated

from game.kit.cards import CARD_COMMANDS, CARD_EVENTS, CardDrawn, CardSetAside, DrawCard, RedrawCard
from game.kit.debriefing import (
    DEBRIEFING_COMMANDS,
    DEBRIEFING_EVENTS,
    DebriefingCommand,
    DebriefingEvent,
    MarkedToCheck,
    MarkToCheck,
)
from game.kit.grid import GRID_COMMANDS, GRID_EVENTS, GridCommand, GridEvent
from game.kit.timer import TIMER_COMMANDS, TIMER_EVENTS, TimerCommand, TimerEvent
from game.messages import Choice, Command, Event, Id

RULES, DRAW, READING, INTERVIEW, DEBRIEF, DONE = PHASES = (
    "rules",
    "draw",
    "reading",
    "interview",
    "debrief",
    "done",
)
EVERYONE = "everyone"


@dataclass(frozen=True, kw_only=True)
class GoToPhase(Command):
    """Go to the next phase or back to the one before; nothing recorded is lost."""

    phase: Annotated[str, Choice(PHASES)]


@dataclass(frozen=True, kw_only=True)
class ChooseGrid(Command):
    """Choose the observers' template for this round."""

    grid: Id


@dataclass(frozen=True, kw_only=True)
class ReadCase(Command):
    """The case has been read aloud: everyone has it, and the interview begins."""


@dataclass(frozen=True, kw_only=True)
class GiveFloor(Command):
    """Ask one person, or everyone, to speak."""

    to: Id


@dataclass(frozen=True, kw_only=True)
class TakeFloorBack(Command):
    """Go on with the interview."""


@dataclass(frozen=True, kw_only=True)
class EndInterview(Command):
    """The interview is over: on to the debriefing."""


@dataclass(frozen=True, kw_only=True)
class CloseRound(Command):
    """The debriefing is over: back to the lobby."""


@dataclass(frozen=True, kw_only=True)
class PhaseReached(Event):
    """The round is in this phase."""

    phase: str


@dataclass(frozen=True, kw_only=True)
class GridChosen(Event):
    """Observers fill this template."""

    grid: str


@dataclass(frozen=True, kw_only=True)
class FloorGiven(Event):
    """Somebody, or everyone, was asked to speak."""

    to: str


@dataclass(frozen=True, kw_only=True)
class FloorTakenBack(Event):
    """The two players have the word again."""


OWN_COMMANDS = (GoToPhase, ChooseGrid, ReadCase, GiveFloor, TakeFloorBack, EndInterview, CloseRound)
OWN_EVENTS = (PhaseReached, GridChosen, FloorGiven, FloorTakenBack)
COMMANDS = (
    *OWN_COMMANDS,
    *CARD_COMMANDS,
    *GRID_COMMANDS,
    *TIMER_COMMANDS,
    *DEBRIEFING_COMMANDS,
    MarkToCheck,
)
EVENTS = (*OWN_EVENTS, *CARD_EVENTS, *GRID_EVENTS, *TIMER_EVENTS, *DEBRIEFING_EVENTS, MarkedToCheck)

RoleplayCommand = (
    GoToPhase
    | ChooseGrid
    | ReadCase
    | GiveFloor
    | TakeFloorBack
    | EndInterview
    | CloseRound
    | DrawCard
    | RedrawCard
    | GridCommand
    | TimerCommand
    | DebriefingCommand
    | MarkToCheck
)
RoleplayEvent = (
    PhaseReached
    | GridChosen
    | FloorGiven
    | FloorTakenBack
    | CardDrawn
    | CardSetAside
    | GridEvent
    | TimerEvent
    | DebriefingEvent
    | MarkedToCheck
)
