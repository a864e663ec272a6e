"""The SPRO card game: two volunteers play an interview, the others observe, then all debrief.

The model for the next format: copy this folder, and change what differs.
"""

from datetime import datetime

from game.format import Format
from game.messages import Refusal, say
from game.session.messages import StartRound
from game.session.state import Round, Session

from . import decide, deck, evolve, export, host_screens, screens, view
from .messages import COMMANDS, EVENTS
from .piles import play_of
from .table import TABLE
from .words import WORDS

NAME = __name__.rpartition(".")[2]


def _prepare(session: Session, command: StartRound) -> str:
    """Check the grid and the replay that the host asked for; the grid is the deck's first by default."""
    part: deck.RoleplayDeck = session.deck.parts[NAME]
    grid = command.grid or part.grids[0].id
    if part.template(grid) is None:
        raise Refusal("invalid", say("grid.no_such_grid"), {"grid": say("grid.no_such_grid")})
    if command.replay_of is not None:
        earlier = [r for r in session.rounds if r.number == command.replay_of and r.format == NAME]
        if not earlier or play_of(earlier[0]).case is None:
            wrong = say("round.no_such_replay")
            raise Refusal("invalid", wrong, {"replay_of": wrong})
    return grid


def _deadline(round_: Round) -> datetime | None:
    timer = play_of(round_).timer
    return timer.ends_at if timer else None


FORMAT = Format(
    name=NAME,
    commands=COMMANDS,
    events=EVENTS,
    table=TABLE,
    words=WORDS,
    read_deck=deck.read,
    prepare=_prepare,
    begin=evolve.begin,
    decide=decide.decide,
    evolve=evolve.evolve,
    phase=view.phase,
    keys=view.keys,
    shown=view.shown,
    changes=view.changes,
    start=host_screens.start,
    screen=screens.screen,
    deadline=_deadline,
    report=export.report,
)

__all__ = ["FORMAT"]
