"""Python's collector of garbage, at moments of our own.

Left to itself it comes in the midst of the work and walks through all that is merely on its way: under heavy
load a twentieth of the processor's time, and everybody stands still, 10 to 30 ms, when it turns to what is
older. What is done often leaves it nothing: what a command or a connection made goes with its last user.
"""

import gc
from collections.abc import Callable
from time import monotonic

LOOK_SECONDS = 0.5
OLD_SECONDS = 600.0


class Collector:
    """Collects at each look what is new, and what is old only when nobody would be kept waiting."""

    def __init__(self, is_calm: Callable[[], bool], clock: Callable[[], float] = monotonic) -> None:
        self._is_calm = is_calm
        self._clock = clock
        self._old_at = clock()

    def run(self, sleep: Callable[[float], None]) -> None:
        """Take over from Python, for good: what is in memory now stays, and is never walked."""
        gc.freeze()
        gc.disable()
        while True:
            sleep(LOOK_SECONDS)
            self.look()

    def look(self) -> None:
        """Collect what is due."""
        gc.collect(0)
        if self._clock() - self._old_at > OLD_SECONDS and self._is_calm():
            gc.collect()
            self._old_at = self._clock()
