"""One run: a server, its sessions, the load, the figures."""

import asyncio
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.load import play
from tests.load.drive import allowed, drive, in_turn, last_answers
from tests.load.figures import MEGABYTE, Figures, outcome
from tests.load.play import Person
from tests.load.server import Server
from tests.load.witness import Witness

SETTLE = 1.0
AT_ONCE = 16


@dataclass(frozen=True, kw_only=True)
class Load:
    """What to ask of the server. `pinned`: server and generator each on its own core."""

    sessions: int
    people: int
    rate: float
    seconds: float = 20
    warm_up: float = 5
    pinned: bool = True


@dataclass(kw_only=True)
class Weighed:
    """The two processes at one moment."""

    at: float
    server: float
    generator: float

    @classmethod
    def now(cls, server: Server) -> "Weighed":
        """The two processes now."""
        return cls(at=time.monotonic(), server=server.cpu_seconds(), generator=time.process_time())


def measure(load: Load) -> Figures:
    """The figures of this load on a server of its own."""
    cores = sorted(os.sched_getaffinity(0))
    apart = load.pinned and len(cores) > 1
    if apart:
        os.sched_setaffinity(0, {cores[1]})
    with tempfile.TemporaryDirectory() as data:
        server = Server(Path(data), cores[0] if apart else None)
        with server:
            tables = play.people(server, load.sessions, load.people)
            witness, found = Witness(), asyncio.run(_measured(server, tables, load))
        witness, figures = found
        return Figures(
            **figures, **outcome(witness, server.journal()), complaints=server.complaints()
        )


async def _measured(
    server: Server, tables: list[list[Person]], load: Load
) -> tuple[Witness, dict[str, Any]]:
    everybody, witness = [one for table in tables for one in table], Witness()
    rss_before, started = server.rss(), time.monotonic()
    await play.connect(everybody, server.port, {id(one): witness.hears(one) for one in everybody})
    connected_in = time.monotonic() - started
    await asyncio.sleep(SETTLE)
    rss_connected = server.rss()
    for at in range(0, len(tables), AT_ONCE):
        await asyncio.gather(*map(play.to_interview, tables[at : at + AT_ONCE]))
    observers, rate = in_turn(tables), allowed(load.rate, load.sessions, load.people)
    await drive(witness, observers, rate, load.warm_up, counted=False)
    before, updates = Weighed.now(server), witness.updates.total()
    await drive(witness, observers, rate, load.seconds, counted=True)
    after, updated = Weighed.now(server), witness.updates.total() - updates
    await last_answers(witness)
    rss_after = server.rss()
    await play.leave(everybody)
    counted = [one for one in witness.entries.values() if one.counted]
    spent = after.at - before.at
    return witness, {
        "sessions": load.sessions,
        "connections": len(everybody),
        "rate_asked": load.rate,
        "seconds": spent,
        "sent_per_second": len(counted) / spent,
        "acked_per_second": sum(one.acked is not None for one in counted) / spent,
        "deliveries_per_second": updated / spent,
        "server_cpu": 100 * (after.server - before.server) / spent,
        "generator_cpu": 100 * (after.generator - before.generator) / spent,
        "rss_before": rss_before / MEGABYTE,
        "rss_connected": rss_connected / MEGABYTE,
        "rss_after": rss_after / MEGABYTE,
        "rss_per_connection": (rss_connected - rss_before) / 1024 / len(everybody),
        "connected_in": connected_in,
    }
