"""People who type while the network between them and the server is cut, slow, or silent."""

import asyncio
import random
from collections import Counter

from tests.faults.group import Group, group, settled
from tests.faults.house import House, house
from tests.faults.kills import write
from tests.faults.proxy import CUTS, Proxy, Weather
from tests.faults.suite import Form, Found, Suite, at, clock, seen
from tests.faults.tablet import Hands

OBSERVERS = 4
LANES = 6
WEATHERS = (
    Weather(),
    Weather(latency=0.02, jitter=0.03),
    Weather(latency=0.005, slice=97, pause=0.002),
    Weather(jitter=0.08),
)
LONGEST_CUT = 1.2
LONGEST_RETURN = 30.0
OUTBOX_OFF = "outbox_off"


class Lane:
    """A session behind a network of its own."""

    def __init__(self, form: Form, number: int, hands: Hands) -> None:
        self._chance = random.Random(f"{form.seed} {number}")
        self._hands = hands
        self.returned: list[float] = []
        self.kinds: Counter[str] = Counter()
        self.table: Group
        self._proxy: Proxy

    async def go(self, server: House, cuts: int) -> None:
        """So many cuts, one after the other."""
        proxy = self._proxy = await Proxy(server.port, self._chance).start()
        people, chance = OBSERVERS + 2, self._chance
        self.table = await asyncio.to_thread(
            group, server, people, chance, where=lambda: proxy.port, hands=self._hands
        )
        self.table.open()
        await self.table.to_interview()
        try:
            for _ in range(cuts):
                proxy.weather = chance.choice(WEATHERS)
                self.returned.append(await self._one())
        finally:
            await self.table.close()
            await proxy.stop()

    async def _one(self) -> float:
        """People type before and during a cut; gives how long after it all is well again."""
        chance, table = self._chance, self.table
        writing = [asyncio.create_task(write(table, one, chance)) for one in table.observers]
        await asyncio.sleep(chance.uniform(0.05, 0.4))
        kind = chance.choice(CUTS)
        self.kinds[kind] += 1
        self._proxy.cut(kind)
        await asyncio.sleep(chance.uniform(0.05, LONGEST_CUT))
        self._proxy.mend(kind)
        for one in writing:
            one.cancel()
        for tablet in table.everybody:
            tablet.digest_agrees = False
        return await settled([table], LONGEST_RETURN)


def run(form: Form, breakage: str) -> Found:
    """So many cuts; what was typed must all be there once, and everybody see it again soon."""
    spent, broken = clock(), "" if breakage == OUTBOX_OFF else breakage
    cuts = LANES if breakage else form.cuts
    hands = Hands(keeps=breakage != OUTBOX_OFF, twice=0.2, swaps=0.2, at_once=3)
    lanes = [Lane(form, number, hands) for number in range(min(LANES, cuts))]
    found = Found()

    async def all_of_them(server: House) -> None:
        shares = [len(range(number, cuts, len(lanes))) for number in range(len(lanes))]
        goes = (one.go(server, share) for one, share in zip(lanes, shares, strict=True))
        for outcome in await asyncio.gather(*goes, return_exceptions=True):
            if isinstance(outcome, Exception):
                found.faults.append(f"{type(outcome).__name__}: {outcome}")

    with house(broken, VISAVIS_BEACON_SECONDS="0.25") as server:
        asyncio.run(all_of_them(server))
        people = [one for lane in lanes for one in lane.table.observers]
        told = seen(server, (one for who in people for one in who.deeds))
    returned = [one for lane in lanes for one in lane.returned]
    kinds = sum((one.kinds for one in lanes), Counter[str]())
    return Found(
        figures={"cuts": len(returned), "kinds": _said(kinds), **told.figures}
        | {"reconnections": sum(one.connections - 1 for one in people)}
        | {"converged_p50_s": at(0.5, returned), "converged_p99_s": at(0.99, returned)}
        | {"seconds": spent()},
        faults=found.faults + told.faults,
    )


def _said(counts: Counter[str]) -> str:
    return " / ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))


SUITE = Suite(
    name="network",
    about="A proxy resets, refuses, swallows and slows connections; commands go twice and swapped.",
    controls={OUTBOX_OFF: "typed and never saved", "dedup_off": "entries doubled"},
    run=run,
)
