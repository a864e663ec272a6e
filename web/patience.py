"""Slows guessing down: after a few failures each further try waits, longer each time, and never for long."""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

# Whoever guesses under ever new names must not fill the memory.
KEYS_KEPT = 10_000


class Wait(Exception):
    """Come back in so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class _Tries:
    failures: int = 0
    until: float = 0.0
    last: float = 0.0


class Patience:
    """Counts tries by key: `free` of them at once, then 1, 2, 4… seconds apart, `longest` at most."""

    def __init__(
        self,
        *,
        free: int,
        longest: int = 30,
        forgets_after: int = 900,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._free = free
        self._longest = longest
        self._forgets_after = forgets_after
        self._clock = clock
        self._tries: dict[str, _Tries] = {}
        self._lock = threading.Lock()

    def check(self, key: str) -> None:
        """Raises `Wait` while this key has to wait."""
        with self._lock:
            tries = self._tries.get(key)
            left = tries.until - self._clock() if tries else 0
        if left > 0:
            raise Wait(math.ceil(left))

    def fail(self, key: str) -> None:
        """Count a failure. Counted before a try is made, many tries at once don't slip through."""
        now = self._clock()
        with self._lock:
            tries = self._recent(key, now)
            tries.failures += 1
            tries.last = now
            late = tries.failures - self._free
            if late >= 0:
                tries.until = now + min(self._longest, 2 ** min(late, 10))

    def succeeded(self, key: str) -> None:
        """The try was right: start again from none."""
        with self._lock:
            self._tries.pop(key, None)

    def _recent(self, key: str, now: float) -> _Tries:
        tries = self._tries.pop(key, None)
        if tries is None or now - tries.last > self._forgets_after:
            tries = _Tries()
        if len(self._tries) >= KEYS_KEPT:
            self._tries.pop(next(iter(self._tries)))
        self._tries[key] = tries
        return tries
