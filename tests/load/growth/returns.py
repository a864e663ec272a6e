"""A thousand seats whose server is killed and started again at once: when all of them are back."""

import time
from concurrent.futures import ThreadPoolExecutor

from tests.load.growth.arriving import arrivals
from tests.load.growth.found import Found, Scale
from tests.load.growth.house import house

SETTLE = 2.0
MOST_SECONDS = 2.5


def run(scale: Scale) -> Found:
    """Kill it, start it, and wait for the last."""
    found = Found()
    with house(scale.back) as (server, seats), ThreadPoolExecutor(1) as starter:
        with arrivals(server.port, seats, scale.back) as came:
            came.come()
            came.listen(SETTLE)
            killed, mine = time.monotonic(), time.process_time()
            server.fall()
            started = starter.submit(server.__enter__)
            took = came.come_back(killed)
            started.result()
            mine, cpu = time.process_time() - mine, server.cpu_seconds()
            found.add(f"{len(seats)} seats back after kill -9", took, "s", MOST_SECONDS)
            back = sorted(one.came - killed for one in seats if one.came is not None)
            found.add("  the first of them", back[0] if back else 0, "s")
            found.add("  half of them", back[len(back) // 2] if back else 0, "s")
            found.add(
                "  attempts for each", 1 + sum(one.attempts for one in seats) / len(seats), ""
            )
            found.add("  of the server's processor, with its start", cpu, "s")
            found.add("  of the generator's", mine, "s")
        found.faults += [one for seat in seats for one in seat.faults()] + server.complaints()
    return found
