"""kill -9 under writers, at random moments and right after something was sent or acknowledged."""

import asyncio
import random
import signal
from collections.abc import Iterable
from itertools import cycle, islice

from tests.faults.group import Group, group, settled
from tests.faults.house import House, house
from tests.faults.suite import Form, Found, Suite, clock, seen
from tests.faults.tablet import Deed, Hands, Tablet

WRITERS = 8
MOMENTS = ("whenever", "sent", "acked")
# What is told too early is lost for sure when the server dies right after telling it.
REVEALING = ("acked", "acked", "acked")
LONGEST_LIFE = 0.6


class Killer:
    """Kills the server at a moment of the chosen kind."""

    def __init__(self, server: House, chance: random.Random) -> None:
        self._server = server
        self._chance = chance
        self._awaited = ""
        self._struck = asyncio.Event()

    def watch(self, tablets: Iterable[Tablet]) -> None:
        """Be told of all that these send and are told."""
        for one in tablets:
            one.on_change = self._saw

    async def strike(self, moment: str) -> None:
        """Kill it at the next such moment, and start it again."""
        self._struck.clear()
        await asyncio.sleep(self._chance.uniform(0.05, LONGEST_LIFE))
        self._awaited = moment
        if moment == "whenever":
            self._strike()
        await asyncio.wait_for(self._struck.wait(), 20)
        await asyncio.to_thread(self._server.restart, signal.SIGKILL)

    def _saw(self, what: str, deed: Deed) -> None:
        if what == self._awaited:
            self._strike()

    def _strike(self) -> None:
        self._awaited = ""
        self._server.process.kill()
        self._struck.set()


async def write(table: Group, who: Tablet, chance: random.Random) -> None:
    """Somebody writes, and now and then takes up again what they wrote."""
    while True:
        await asyncio.sleep(chance.uniform(0.02, 0.3))
        if len(who.outbox) > 6:
            continue
        mine = [one for one in who.deeds if one.kind == "add_entry" and one.acked is not None]
        if mine and chance.random() < 0.3:
            table.mends(who, chance.choice(mine).data["entry_id"])
        else:
            table.writes(who)


async def _killed(
    server: House, table: Group, moments: Iterable[str], seed: int, patience: float
) -> float:
    table.open()
    await table.to_interview()
    killer = Killer(server, random.Random(seed))
    killer.watch(table.observers)
    writing = [
        asyncio.create_task(write(table, one, random.Random(f"{seed} {one.name}")))
        for one in table.observers
    ]
    for moment in moments:
        await killer.strike(moment)
    for one in writing:
        one.cancel()
    try:
        return await settled([table], patience)
    finally:
        await table.close()


def run(form: Form, breakage: str) -> Found:
    """So many kills; what was acknowledged must be there once."""
    spent = clock()
    moments = REVEALING if breakage else tuple(islice(cycle(MOMENTS), form.kills))
    patience = 5 if breakage else 60
    with house(breakage) as server:
        hands = Hands(at_once=4)
        table = group(server, WRITERS + 2, random.Random(form.seed), hands=hands)
        found = Found()
        try:
            back = asyncio.run(_killed(server, table, moments, form.seed, patience))
        except TimeoutError as error:
            back, found.faults = 0.0, [str(error)]
        told = seen(server, (one for who in table.observers for one in who.deeds))
    return Found(
        figures={"kills": len(moments), "writers": WRITERS, **told.figures}
        | {"settled_after_last_s": back, "seconds": spent()},
        faults=found.faults + told.faults,
    )


SUITE = Suite(
    name="kills",
    about="The server is killed under 8 writers, at random moments and right after a send or an ack.",
    controls={"ack_before_commit": "acked entries lost"},
    run=run,
)
