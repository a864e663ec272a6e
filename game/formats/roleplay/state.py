"""The state of a round of the SPRO card game."""

from dataclasses import dataclass, field
from datetime import datetime

from game.kit.cards import Drawn
from game.kit.debriefing import Debriefing
from game.kit.grid import Grid
from game.kit.timer import Timer

from .messages import RULES


@dataclass(frozen=True, kw_only=True)
class Floor:
    """Whom the adviser asked to speak, since when, and until when once it was taken back."""

    to: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A card that was drawn and left the table."""

    pile: str
    number: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Play:
    """phases: when each phase was entered, in order. floor: every call, the last one open while it lasts."""

    grid_id: str
    phase: str = RULES
    phases: tuple[tuple[str, datetime], ...] = ()
    case: Drawn | None = None
    structure: Drawn | None = None
    set_aside: tuple[SetAside, ...] = ()
    timer: Timer | None = None
    floor: tuple[Floor, ...] = ()
    grid: Grid = field(default_factory=Grid)
    debriefing: Debriefing = field(default_factory=Debriefing)

    @property
    def speaking(self) -> Floor | None:
        """The call that lasts, if one does."""
        return self.floor[-1] if self.floor and self.floor[-1].until is None else None
