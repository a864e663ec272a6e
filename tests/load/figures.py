"""The figures of one run, and the table that shows them."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from tests.load.witness import Entry, Witness

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Times:
    """Milliseconds within which half, most, and nearly all came."""

    p50: float
    p95: float
    p99: float
    longest: float


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What a run came to. The checks must be empty or 0; `refused` counts by code."""

    sessions: int
    connections: int
    rate_asked: float
    seconds: float
    sent_per_second: float
    acked_per_second: float
    refused: dict[str, int]
    unanswered: int
    ack: Times
    to_host: Times
    deliveries_per_second: float
    server_cpu: float
    generator_cpu: float
    rss_before: float
    rss_connected: float
    rss_after: float
    rss_per_connection: float
    connected_in: float
    acked_in_all: int
    lost: int
    doubled: int
    untold: int
    strays: list[str]
    complaints: list[str]

    @property
    def faults(self) -> list[str]:
        """What must never be."""
        counted = {
            "acked but not in the journal": self.lost,
            "in the journal more than once": self.doubled,
            "acked but not told to host and author": self.untold,
        }
        found = [f"{count} entries {what}" for what, count in counted.items() if count]
        found += [f"{count} times: {what}" for what, count in Counter(self.strays).items()]
        return found + self.complaints

    def as_json(self) -> dict[str, Any]:
        """The figures, with names."""
        return asdict(self) | {"faults": self.faults}


def times(seconds: Iterable[float]) -> Times:
    """The percentiles of these durations, in milliseconds."""
    ordered = sorted(1000 * one for one in seconds)

    def at(share: float) -> float:
        return round(ordered[max(0, math.ceil(share * len(ordered)) - 1)], 2) if ordered else 0.0

    return Times(p50=at(0.5), p95=at(0.95), p99=at(0.99), longest=at(1))


def outcome(witness: Witness, journal: Counter[str]) -> dict[str, Any]:
    """What the entries and the journal say together."""
    everything = witness.entries
    counted = [one for one in everything.values() if one.counted]
    acked = {key for key, one in everything.items() if one.acked is not None}
    return {
        "refused": dict(Counter(one.refused for one in everything.values() if one.refused)),
        "unanswered": sum(one.acked is None and not one.refused for one in everything.values()),
        "ack": times(one.acked - one.due for one in counted if one.acked is not None),
        "to_host": times(one.at_host - one.due for one in counted if one.at_host is not None),
        "acked_in_all": len(acked),
        "lost": sum(journal[key] == 0 for key in acked),
        "doubled": sum(times > 1 for times in journal.values()),
        "untold": sum(_untold(everything[key]) for key in acked),
        "strays": witness.strays,
    }


def _untold(entry: Entry) -> bool:
    return entry.at_host is None or entry.at_author is None


def table(found: Figures) -> str:
    """The figures, to read."""
    refused = ", ".join(f"{count} {code}" for code, count in found.refused.items()) or "none"
    rows = (
        ("sessions / connections", f"{found.sessions} / {found.connections}"),
        ("connected in", f"{found.connected_in:.1f} s"),
        (
            "entries sent / acked",
            f"{found.sent_per_second:.1f} / {found.acked_per_second:.1f} per second",
        ),
        ("refused, unanswered", f"{refused}, {found.unanswered}"),
        ("ack p50 / p95 / p99 / max", _told(found.ack)),
        ("to host p50 / p95 / p99 / max", _told(found.to_host)),
        ("deliveries", f"{found.deliveries_per_second:.0f} per second"),
        ("server CPU", f"{found.server_cpu:.1f} % of a core"),
        (
            "server memory",
            f"{found.rss_before:.0f} MB before, {found.rss_connected:.0f} connected, "
            f"{found.rss_after:.0f} after the load",
        ),
        ("memory per connection", f"{found.rss_per_connection:.1f} KB"),
        ("generator CPU", f"{found.generator_cpu:.1f} % of a core"),
        ("acked entries, in the journal", f"{found.acked_in_all}, {found.lost} lost"),
    )
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}  {value}" for name, value in rows]
    lines += [f"FAULT: {one}" for one in found.faults]
    if not found.faults:
        lines.append("Every acked entry is in the journal once, and reached only who may see it.")
    if found.generator_cpu > 70:
        lines.append("WARNING: the generator itself is busy over 70 %; the times are its own too.")
    return "\n".join(lines)


def _told(found: Times) -> str:
    return f"{found.p50:.1f} / {found.p95:.1f} / {found.p99:.1f} / {found.longest:.0f} ms"
