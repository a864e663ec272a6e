"""The highest rate that a server sustains, found by trying."""

from collections.abc import Callable

FINE = 1.06
MOST_TRIES = 12


def highest(guess: float, step: float, sustains: Callable[[float], bool]) -> float:
    """The highest rate that was sustained, to 6 %: by steps from a guess, then halving between."""
    passed, failed, rate = 0.0, 0.0, guess
    for _ in range(MOST_TRIES):
        if sustains(rate):
            passed = rate
        else:
            failed = rate
        if passed and failed:
            if failed <= FINE * passed:
                break
            rate = (passed * failed) ** 0.5
        else:
            rate = passed * step if passed else failed / step
    return passed
