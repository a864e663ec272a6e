"""Numbers out of results: percentiles, medians, and how they are written."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Times:
    """Milliseconds within which half, most, and nearly all came."""

    p50: float
    p95: float
    p99: float
    longest: float


def share(ordered: Sequence[float], part: float) -> float:
    """The value that this part of these, ordered, does not exceed."""
    return ordered[max(0, -int(-part * len(ordered) // 1) - 1)] if ordered else 0.0


def times(seconds: Sequence[float]) -> Times:
    """The percentiles of these durations, shortest first, in milliseconds."""

    def at(part: float) -> float:
        return round(1000 * share(seconds, part), 2)

    return Times(p50=at(0.5), p95=at(0.95), p99=at(0.99), longest=at(1))


def spread(values: Sequence[float], written: Callable[[float], str]) -> str:
    """The median of some runs, and between what they lie."""
    if not values:
        return "–"
    middle = written(statistics.median(values))
    if len(values) == 1:
        return middle
    return f"{middle} ({written(min(values))}–{written(max(values))})"


def ratio(values: Sequence[float], to: Sequence[float]) -> str:
    """How many times the median of the others."""
    if not values or not to or not statistics.median(to):
        return "–"
    return f"{statistics.median(values) / statistics.median(to):.2f} x"
