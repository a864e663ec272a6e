"""What a part of the growth test is, how much of it is run, and what it found."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How much is run. `sizes`: entries in a session; `many`: sessions at once; `seats` that join at
    once, `back` that come back after a kill; `events` to replay; each start `starts` times; `heavy` entries
    a second in `rooms` for `long` seconds."""

    passes: int
    window: int
    sizes: Sequence[int]
    many: Sequence[int]
    rate: float
    seconds: float
    idle: float
    seats: int
    back: int
    events: int
    starts: int
    loads: int
    rooms: int
    heavy: float
    long: float


FULL = Scale(
    passes=3,
    window=100,
    sizes=(70, 500, 1000, 2000, 5000),
    many=(1, 10, 100, 300),
    rate=200,
    seconds=6,
    idle=15,
    seats=2000,
    back=1000,
    events=5000,
    starts=5,
    loads=3,
    rooms=40,
    heavy=3000,
    long=100,
)
SMALL = Scale(
    passes=1,
    window=10,
    sizes=(15, 40),
    many=(2,),
    rate=20,
    seconds=1,
    idle=0.5,
    seats=24,
    back=24,
    events=60,
    starts=1,
    loads=1,
    rooms=2,
    heavy=40,
    long=1,
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure. `reach` is what it should be at most; None where nothing is asked."""

    what: str
    value: float
    unit: str
    reach: float | None = None

    @property
    def missed(self) -> bool:
        """Whether it is more than it should be."""
        return self.reach is not None and self.value > self.reach

    @property
    def line(self) -> tuple[str, str, str]:
        """Name, figure, and how it stands to what was asked."""
        told = f"{self.value:,.{_digits(self.value)}f} {self.unit}".strip()
        if self.reach is None:
            return self.what, told, ""
        return (
            self.what,
            told,
            f"{'MISSED' if self.missed else 'reached'} {self.reach:g} {self.unit}".strip(),
        )


@dataclass(kw_only=True)
class Found:
    """What a part came to: its figures, and what must never be."""

    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(
        self, what: str, values: float | Sequence[float], unit: str, reach: float | None = None
    ) -> float:
        """Keep a figure, the median of several runs; gives it."""
        value = values if isinstance(values, int | float) else statistics.median(values)
        self.rows.append(Row(what=what, value=value, unit=unit, reach=reach))
        return value


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the growth test."""

    name: str
    title: str
    run: Callable[[Scale], Found]


def _digits(value: float) -> int:
    return 0 if value >= 1000 else 1 if value >= 10 else 2 if value >= 1 else 3
