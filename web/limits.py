"""Token buckets: how often somebody may do something, and how long to wait when they did it too often."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

MOST_KEYS = 20_000


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
            now = self._clock()
            left, then = self._left.pop(key, (self._burst, now))
            left = min(self._burst, left + (now - then) * self._rate)
            wait = 0.0 if left >= 1 else (1 - left) / self._rate
            self._left[key] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > MOST_KEYS:
                self._left.popitem(last=False)
            return wait
