"""A server that is stopped, or dies, with everybody connected and some of them writing."""

import asyncio
import random
import signal
import time

from tests.faults.group import Group, group, settled, until
from tests.faults.house import House, house
from tests.faults.kills import write
from tests.faults.suite import Form, Found, Suite, at, clock, seen
from tests.faults.tablet import Hands, Tablet

IN_EACH = 20
WRITERS = 2
LONGEST_RETURN = 90.0
OUTBOX_OFF = "outbox_off"


def run(form: Form, breakage: str) -> Found:
    """Stopped as a host does, then killed: all come back, and nothing is lost."""
    spent, found = clock(), Found()
    hands = Hands(keeps=breakage != OUTBOX_OFF, patience=20)
    chance = random.Random(form.seed)
    with house() as server:
        many = max(1, form.sockets // IN_EACH)
        tables = [group(server, IN_EACH - 2, chance, hands=hands) for _ in range(many)]
        figures: dict[str, str | int | float] = {"sockets": many * IN_EACH}
        try:
            figures |= asyncio.run(_restarted(server, tables, chance))
        except TimeoutError as error:
            found.faults.append(str(error))
        people = [one for table in tables for one in table.people]
        told = seen(server, (one for who in people for one in who.deeds))
    return Found(
        figures={**figures, **told.figures, "seconds": spent()},
        faults=found.faults + told.faults,
    )


async def _restarted(server: House, tables: list[Group], chance: random.Random) -> dict[str, float]:
    everybody = [one for table in tables for one in table.everybody]
    figures: dict[str, float] = {}
    try:
        for table in tables:
            table.open()
        figures["first_connected_s"] = await until(lambda: _all_here(everybody), 60, "connecting")
        await asyncio.gather(*(one.to_interview() for one in tables))
        for by in (signal.SIGTERM, signal.SIGKILL):
            took = await _one(server, tables, everybody, by, chance)
            figures[f"{by.name}_back_p50_s"], figures[f"{by.name}_back_all_s"] = took
    finally:
        await asyncio.gather(*(one.close() for one in tables))
    return figures


async def _one(
    server: House,
    tables: list[Group],
    everybody: list[Tablet],
    by: signal.Signals,
    chance: random.Random,
) -> tuple[float, float]:
    """Ended and started again; gives after how long half of them, and all, were back."""
    writing = [
        asyncio.create_task(write(table, one, chance))
        for table in tables
        for one in table.observers[:WRITERS]
    ]
    await asyncio.sleep(0.5)
    before = {id(one): one.connections for one in everybody}
    code = await asyncio.to_thread(server.stop, by)
    assert code == (0 if by == signal.SIGTERM else -by), f"exit code {code}"
    ended, back = time.monotonic(), [0.0] * len(everybody)
    starting = asyncio.create_task(asyncio.to_thread(server.start))

    def all_back() -> bool:
        for number, one in enumerate(everybody):
            if not back[number] and one.here and one.connections > before[id(one)]:
                back[number] = time.monotonic() - ended
        return all(back)

    await until(all_back, LONGEST_RETURN, "everybody's return")
    await starting
    for one in writing:
        one.cancel()
    await settled(tables, LONGEST_RETURN)
    return at(0.5, back), max(back)


def _all_here(everybody: list[Tablet]) -> bool:
    return all(one.here for one in everybody)


SUITE = Suite(
    name="restarts",
    about="SIGTERM, then kill -9, with every socket open and some people writing; times from its end on.",
    controls={OUTBOX_OFF: "typed and never saved"},
    run=run,
)
