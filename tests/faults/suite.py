"""What a suite is, how much of it is run, and what it found."""

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tests.faults.house import House, kept
from tests.faults.tablet import Deed


@dataclass(frozen=True, kw_only=True)
class Form:
    """How much to run. All chance comes from `seed`."""

    name: str
    seed: int
    kills: int
    cuts: int
    traced: int
    histories: int
    sessions: int
    locked: float
    sockets: int
    backups: int
    browsers: int


SHORT = Form(
    name="short",
    seed=1,
    kills=6,
    cuts=30,
    traced=40,
    histories=6,
    sessions=1,
    locked=5,
    sockets=60,
    backups=3,
    browsers=1,
)
LONG = Form(
    name="long",
    seed=1,
    kills=100,
    cuts=1000,
    traced=400,
    histories=200,
    sessions=20,
    locked=10,
    sockets=500,
    backups=20,
    browsers=6,
)


MOST_TOLD = 4


@dataclass(kw_only=True)
class Found:
    """What a run came to: figures by name, and what must never be. `skipped` says why it was not run."""

    figures: dict[str, str | int | float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    skipped: str = ""

    @property
    def line(self) -> str:
        """All of it on one line."""
        if self.skipped:
            return f"skipped: {self.skipped}"
        told = ", ".join(f"{name} {_round(value)}" for name, value in self.figures.items())
        return f"{told}; FAULTS: {self.wrong}" if self.faults else told

    @property
    def wrong(self) -> str:
        """What must never be; the first of it when it is much."""
        more = len(self.faults) - MOST_TOLD
        return "; ".join(self.faults[:MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")

    def notices(self, sign: str) -> bool:
        """Whether it found this very thing: a control that fails for another reason proves nothing."""
        return any(sign in one for one in self.faults)


@dataclass(frozen=True, kw_only=True)
class Suite:
    """One suite. `run` gets the form and the name of what is broken, "" for nothing.

    `controls`: for each part to break, words of the fault that must then be found.
    """

    name: str
    about: str
    controls: Mapping[str, str]
    run: Callable[[Form, str], Found]


def _round(value: str | int | float) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def seen(server: House, deeds: Iterable[Deed]) -> Found:
    """What people were told of their deeds, and what the database holds of them."""
    told = [one for one in deeds if one.mark]
    acked = [one for one in told if one.acked is not None]
    found = kept(server.file)
    lost = sum(found.marks[one.mark] == 0 for one in acked)
    doubled = sum(found.marks[one.mark] > 1 for one in told)
    never = sum(found.marks[one.mark] == 0 for one in told)
    refused = sum(bool(one.refused) for one in told)
    checks = {
        "acked entries lost": lost,
        "entries doubled": doubled,
        "entries typed and never saved": never,
        "entries refused for good": refused,
        "sessions with gaps in their sequence": found.gaps,
        "failed integrity_check": int(not found.sound),
    }
    return Found(
        figures={
            "typed": len(told),
            "saved": len(told) - never,
            "acked": len(acked),
            "lost": lost,
            "doubled": doubled,
            "resent": sum(max(0, one.sent - 1) for one in told),
        },
        faults=[f"{count} {what}" for what, count in checks.items() if count]
        + server.complaints()[:3],
    )


def at(share: float, seconds: Iterable[float]) -> float:
    """The duration within which this share came."""
    ordered = sorted(seconds)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def clock() -> Callable[[], float]:
    """How long ago this was called."""
    began = time.monotonic()
    return lambda: time.monotonic() - began
