"""Token buckets: how often somebody may do something, and how long to wait when they did it too often."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

MOST_KEYS = 20_000
MOST_OWED = 100


class Limit:
    """So many at once, and so many a second after that, for each key."""

    def __init__(
        self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._rate = per_second
        self._clock = clock
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def left(self, key: Hashable) -> float:
        """How long to wait for the next one, without taking it."""
        with self._lock:
            left, then = self._left.get(key, (self._burst, self._clock()))
            left += (self._clock() - then) * self._rate
            return max(0.0, (1 - left) / self._rate)

    def wait(self, key: Hashable) -> float:
        """Take one: 0 when it was there, else in how many seconds it will be."""
        with self._lock:
            return self._take(key, least=0)

    def owe(self, key: Hashable) -> None:
        """Take one for what was done already, though none be there: many at once are all waited for."""
        with self._lock:
            self._take(key, least=-MOST_OWED)

    def _take(self, key: Hashable, least: float) -> float:
        now = self._clock()
        left, then = self._left.pop(key, (self._burst, now))
        left = min(self._burst, left + (now - then) * self._rate)
        self._left[key] = (left - 1 if left - 1 >= least else left, now)
        if len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / self._rate
