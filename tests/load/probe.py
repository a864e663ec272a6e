"""Puts a load on a stage, and says what came of it."""

import gc
import random
import secrets
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tests.load.figures import share
from tests.load.lines import Line, Sending
from tests.load.reading import Reading, Sent, read
from tests.load.rooms import OBSERVER, PLAYERS, Place, receivers
from tests.load.stage import Stage

DRAIN = 8.0
SOON = 0.05
SUSTAINED = 0.250
DISTURBED = 0.12


@dataclass(frozen=True, kw_only=True)
class Load:
    """So many entries a second in all, for so long, after a warm-up that is not counted."""

    rate: float
    seconds: float = 5.0
    warm_up: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a load came to. `server` and `generator`: seconds of processor time in `seconds`, after the
    warm-up, in which `sent` entries were sent; `others`: of whoever else was on the server's core."""

    load: Load
    sent: int
    began: float
    seconds: float
    server: float
    generator: float
    others: float
    whole: bool
    hung_up: int
    reading: Reading

    @property
    def acks(self) -> list[float]:
        """The delays of the acks that were counted, shortest first."""
        return sorted(delay for when, delay in self.reading.acks if when >= self.began)

    @property
    def deliveries(self) -> list[float]:
        """The delays of the deliveries that were counted, shortest first."""
        return sorted(delay for when, delay in self.reading.deliveries if when >= self.began)

    @property
    def per_thousand(self) -> float:
        """The server's processor time for 1,000 deliveries, in milliseconds."""
        told = self.during(self.reading.deliveries)
        return 1e6 * self.server / told if told else 0.0

    def during(self, found: Sequence[tuple[float, float]]) -> int:
        """How many of these ended while the processors' time was counted."""
        return sum(self.began <= when < self.began + self.seconds for when, _ in found)

    @property
    def is_sustained(self) -> bool:
        """Whether all was sent, acked and delivered, and nearly all within a quarter of a second."""
        late = share(self.deliveries, 0.99) >= SUSTAINED
        lost = self.reading.undelivered or self.reading.unacked or self.reading.refused
        return self.whole and not late and not lost

    @property
    def is_disturbed(self) -> bool:
        """Whether others took so much of the server's core that it could not show what it can."""
        return self.seconds > 0 and self.others / self.seconds > DISTURBED


@contextmanager
def _undisturbed() -> Iterator[None]:
    """The collector walks nothing meanwhile: its pauses would be counted as the server's."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Probe:
    """The loads of one stage, one after the other: each entry has its own number."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._run = secrets.token_hex(6)
        self._next = 0
        self._chance = random.Random(stage.kind.name)

    def put(self, load: Load) -> Result:
        """Put a load on the server, and read what came of it."""
        sendings, warm = self._sendings(load), int(load.rate * load.warm_up)
        with _undisturbed():
            return self._put(load, sendings[:warm], sendings[warm:])

    def _put(self, load: Load, warming: Sequence[Sending], counted: Sequence[Sending]) -> Result:
        stage, lines, start = self._stage, self._stage.lines, time.monotonic() + SOON
        lines.missing = 0
        warm = lines.drive(warming, start)
        self._clear_profile()
        before, others = stage.process.cpu_seconds(), stage.process.others_seconds()
        spent = lines.drive(counted if warm.sent == len(warming) else [], start)
        server = stage.process.cpu_seconds() - before
        others = stage.process.others_seconds() - others
        settled = lines.settle(DRAIN)
        lines.idle(SOON)
        sent = {
            one.number: Sent(start + one.due, stage.held[one.line])
            for one in (*warming[: warm.sent], *counted[: spent.sent])
        }
        reading = read(stage.dialect, stage.held.items(), sent, stage.profile)
        reading.faults += self._journal_faults(reading)
        return Result(
            load=load,
            sent=spent.sent,
            began=spent.began,
            seconds=spent.seconds,
            server=server,
            generator=spent.cpu,
            others=others,
            whole=settled and spent.sent == len(counted) and not lines.hung_up,
            hung_up=lines.hung_up,
            reading=reading,
        )

    def _sendings(self, load: Load) -> list[Sending]:
        """Each entry at its own moment, by observers in turn."""
        stage, turns, chance = self._stage, self._in_turn(), self._chance.random
        worth = len(receivers(PLAYERS, stage.people, stage.profile))
        made = []
        for step in range(int(load.rate * (load.seconds + load.warm_up))):
            number = self._next + step
            line, place = turns[number % len(turns)]
            message = stage.dialect.asks(number, place, self._run)
            made.append(Sending(number, (step + chance()) / load.rate, line, message, worth))
        self._next += len(made)
        return made

    def _in_turn(self) -> list[tuple[Line, Place]]:
        """All observers, so ordered that neighbours are of different rooms."""
        observers = [(line, one) for line, one in self._stage.held.items() if one.role == OBSERVER]
        return sorted(observers, key=lambda pair: (pair[1].number, pair[1].room))

    def _journal_faults(self, reading: Reading) -> Counter[str]:
        if self._stage.journal is None:
            return Counter()
        return self._stage.journal.faults([f"{one:08}-{self._run}" for one in reading.acked])

    def _clear_profile(self) -> None:
        if self._stage.profiled:
            self._stage.process.signal(signal.SIGUSR1)
