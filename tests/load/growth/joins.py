"""Two thousand seats that join: how long until each has its first update, and what a connection weighs."""

import time
from collections.abc import Sequence

from tests.load.figures import times
from tests.load.growth.arriving import Seat, arrivals
from tests.load.growth.found import Found, Scale
from tests.load.growth.house import house

IN_FLIGHT = 64
SETTLE = 2.0
MOST_SECONDS, MOST_KILOBYTES = 1.5, 50


def run(scale: Scale) -> Found:
    """All at once, then, on another server, some at a time."""
    found = Found()
    for at_once in sorted({scale.seats, min(IN_FLIGHT, scale.seats)}, reverse=True):
        _join(scale, at_once, found)
    return found


def _join(scale: Scale, at_once: int, found: Found) -> None:
    how = "all at once" if at_once == scale.seats else f"{at_once} at a time"
    with house(scale.seats) as (server, seats):
        time.sleep(SETTLE)
        rss, cpu = server.rss(), server.cpu_seconds()
        mine = time.process_time()
        with arrivals(server.port, seats, at_once) as came:
            took = came.come()
            cpu, mine = server.cpu_seconds() - cpu, time.process_time() - mine
            came.listen(SETTLE)
            weight = (server.rss() - rss) / len(seats) / 1024
        found.add(f"{len(seats)} seats join, {how}", took, "s", MOST_SECONDS)
        found.add("  of the server's processor", cpu, "s")
        found.add("  of the generator's", mine, "s")
        found.add("  half of them within", times(waits(seats)).p50 / 1000, "s")
        found.add(f"memory per connection, {how}", weight, "kB", MOST_KILOBYTES)
        found.faults += [one for seat in seats for one in seat.faults()] + server.complaints()


def waits(seats: Sequence[Seat]) -> list[float]:
    """How long each was on its way, shortest first."""
    return sorted(one.came - one.began for one in seats if one.came is not None)
