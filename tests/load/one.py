"""One load on our server as it is shipped, told in detail."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.load.figures import MEGABYTE, Times, times
from tests.load.probe import Load, Probe, Result
from tests.load.rooms import PLAYERS, Profile
from tests.load.servers import named
from tests.load.stage import Stage

# The server lets a seat send 5 a second for long; a little below it, none is ever refused for that.
MOST_PER_SEAT = 4.5


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be measured. `unlimited`: seats may send as often as they like."""

    sessions: int
    people: int
    load: Load
    profile: Profile = "real"
    unlimited: bool = False
    pinned: bool = True
    profile_to: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """What it came to. `faults` must be empty; `refused` counts by code."""

    connections: int
    sent_per_second: float
    acked_per_second: float
    deliveries_per_second: float
    refused: dict[str, int]
    unanswered: int
    ack: Times
    delivery: Times
    server_cpu: float
    generator_cpu: float
    rss_before: float
    rss_connected: float
    rss_after: float
    rss_per_connection: float
    connected_in: float
    acked: int
    told: int
    faults: list[str]

    def as_json(self) -> dict[str, Any]:
        """The figures, with names."""
        return asdict(self)


def allowed(rate: float, sessions: int, people: int) -> float:
    """The rate that these people can be asked for without any of them being told to wait."""
    return min(rate, MOST_PER_SEAT * sessions * (people - PLAYERS))


def measure(asked: Asked) -> Found:
    """The figures of this load on a server of its own."""
    (kind,) = named("ours" if asked.unlimited or asked.profile_to else "shipped")
    more = ["--profile-to", str(asked.profile_to)] if asked.profile_to else []
    with Stage(
        kind,
        asked.profile,
        sessions=asked.sessions,
        people=asked.people,
        more=more,
        pinned=asked.pinned,
    ) as stage:
        result = Probe(stage).put(asked.load)
        rss_after = stage.process.rss()
        faults = [f"{count} {what}" for what, count in result.reading.faults.items()]
        if result.reading.untold:
            faults.append(f"{result.reading.untold} deliveries of acked entries did not come")
        return Found(
            connections=len(stage.held),
            **_of(result),
            rss_before=stage.rss_before / MEGABYTE,
            rss_connected=stage.rss_connected / MEGABYTE,
            rss_after=rss_after / MEGABYTE,
            rss_per_connection=stage.rss_per_connection / 1024,
            connected_in=stage.connected_in,
            faults=faults + stage.process.complaints(),
        )


def _of(result: Result) -> dict[str, Any]:
    reading, seconds = result.reading, result.seconds
    return {
        "sent_per_second": result.sent / seconds,
        "acked_per_second": result.during(reading.acks) / seconds,
        "deliveries_per_second": result.during(reading.deliveries) / seconds,
        "refused": dict(reading.refused),
        "unanswered": reading.unacked,
        "ack": times(result.acks),
        "delivery": times(result.deliveries),
        "server_cpu": 100 * result.server / seconds,
        "generator_cpu": 100 * result.generator / seconds,
        "acked": len(reading.acked),
        "told": len(reading.deliveries),
    }


def table(found: Found) -> str:
    """The figures, to read."""
    refused = ", ".join(f"{count} {code}" for code, count in found.refused.items()) or "none"
    rows = (
        ("connections", f"{found.connections}, all in {found.connected_in:.1f} s"),
        (
            "entries sent / acked",
            f"{found.sent_per_second:.1f} / {found.acked_per_second:.1f} per second",
        ),
        ("refused, unanswered", f"{refused}, {found.unanswered}"),
        ("ack p50 / p95 / p99 / max", _told(found.ack)),
        ("delivery p50 / p95 / p99 / max", _told(found.delivery)),
        ("deliveries", f"{found.deliveries_per_second:.0f} per second"),
        ("server CPU", f"{found.server_cpu:.1f} % of a core"),
        (
            "server memory",
            f"{found.rss_before:.0f} MB before, {found.rss_connected:.0f} connected, "
            f"{found.rss_after:.0f} after the load",
        ),
        ("memory per connection", f"{found.rss_per_connection:.1f} KB"),
        ("generator CPU", f"{found.generator_cpu:.1f} % of a core"),
    )
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}  {value}" for name, value in rows]
    lines += [f"FAULT: {one}" for one in found.faults]
    if not found.faults:
        lines.append(
            f"{found.acked} acked: each is in the journal once, and was told once to whom it should be."
        )
    if found.generator_cpu > 70:
        lines.append("WARNING: the generator itself is busy over 70 %; the times are its own too.")
    return "\n".join(lines)


def _told(found: Times) -> str:
    return f"{found.p50:.1f} / {found.p95:.1f} / {found.p99:.1f} / {found.longest:.0f} ms"
