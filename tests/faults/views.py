"""What everybody holds after any history, with cuts: exactly what a browser that comes now is given."""

import asyncio
import random
from collections.abc import Sequence

from tests.faults.deeds import Chance
from tests.faults.group import Group, group, settled, until
from tests.faults.house import House, house
from tests.faults.suite import Form, Found, Suite, clock
from tests.faults.tablet import Hands, Tablet

PEOPLE = 5
DEEDS = 120
AT_ONCE = 6
CUT = 0.1
IN_A_ROUND = 0.8


class History:
    """One session, in which anything happens."""

    def __init__(self, table: Group, seed: str) -> None:
        self.table = table
        self.cuts = 0
        self._waking: list[asyncio.TimerHandle] = []
        self._draw = random.Random(seed)
        self._chance = Chance(table, seed)

    async def happens(self) -> list[str]:
        """So many deeds, and cuts between them; gives what differed, at two moments."""
        self.table.open()
        try:
            return await self._happens()
        except TimeoutError as error:
            return [str(error)]
        finally:
            for one in self._waking:
                one.cancel()
            await self.table.close()

    async def _happens(self) -> list[str]:
        await settled([self.table], 30)
        # Left to chance alone, few histories would get as far as a round.
        if self._draw.random() < IN_A_ROUND:
            await self.table.to_interview()
        differ = []
        for _ in range(2):
            for _ in range(DEEDS // 2):
                self._chance.somebody_does_something()
                if self._draw.random() < CUT:
                    await self._cut(self._draw.choice(self.table.everybody))
                await asyncio.sleep(self._draw.uniform(0.0, 0.04))
            await settled([self.table], 60)
            differ += await self._compare()
        return differ

    async def _cut(self, who: Tablet) -> None:
        self.cuts += 1
        match self._draw.choice(("cut", "reload", "sync", "asleep")):
            case "cut":
                who.hang_up()
            case "reload":
                who.reload()
            case "sync":
                who.sync(self._draw.randint(0, who.seq))
            case _:
                await who.close()
                wait = self._draw.uniform(0.05, 0.6)
                self._waking.append(asyncio.get_running_loop().call_later(wait, who.open))

    async def _compare(self) -> list[str]:
        everybody = self.table.everybody
        fresh = [Tablet(one.name, one.token, one.where, self._draw).open() for one in everybody]
        await until(lambda: all(one.here for one in fresh), 20, "a fresh view")
        differ = [text for pair in zip(everybody, fresh, strict=True) for text in _differ(*pair)]
        await asyncio.gather(*(one.close() for one in fresh))
        return differ


def _differ(held: Tablet, fresh: Tablet) -> list[str]:
    keys = sorted(held.records.keys() | fresh.records.keys())
    wrong = [key for key in keys if held.records.get(key) != fresh.records.get(key)]
    found = [f"{held.name} holds another {key.partition('/')[0]}" for key in wrong]
    if held.digest() != fresh.digest():
        found.append(f"{held.name} has another digest")
    return found


def run(form: Form, breakage: str) -> Found:
    """So many histories; every viewer of each is compared with a fresh view."""
    spent, many = clock(), AT_ONCE if breakage else form.histories
    with house(breakage, VISAVIS_BEACON_SECONDS="0.4") as server:
        histories, differ = asyncio.run(_all(server, many, form.seed))
        complaints = server.complaints()[:3]
    everybody = [one for history in histories for one in history.table.everybody]
    healed = sum(one.healed for one in everybody)
    faults = sorted(set(differ))[:5] + complaints
    faults += [f"{healed} times a digest told that an update was missed"] if healed else []
    deeds = [deed for one in everybody for deed in one.deeds]
    return Found(
        figures={
            "histories": len(histories),
            "viewers": len(everybody),
            "commands": len(deeds),
            "done": sum(one.acked is not None for one in deeds),
            "kinds": len({one.kind for one in deeds if one.acked is not None}),
            "cuts": sum(one.cuts for one in histories),
            "differences": len(differ),
            "healed": healed,
            "seconds": spent(),
        },
        faults=faults,
    )


async def _all(server: House, many: int, seed: int) -> tuple[list[History], list[str]]:
    made: list[History] = []
    differ: list[str] = []
    for first in range(0, many, AT_ONCE):
        numbers = range(first, min(many, first + AT_ONCE))
        batch = await asyncio.to_thread(_opened, server, numbers, seed)
        made += batch
        for found in await asyncio.gather(*(one.happens() for one in batch)):
            differ += found
    return made, differ


def _opened(server: House, numbers: Sequence[int], seed: int) -> list[History]:
    hands = Hands(at_once=2, patience=20)
    return [
        History(group(server, PEOPLE, random.Random(f"{seed} {one}"), hands=hands), f"{seed} {one}")
        for one in numbers
    ]


SUITE = Suite(
    name="views",
    about="Random histories and cuts: what host, screen, players and observers hold is the fresh view.",
    controls={"forgets_drops": "times a digest told"},
    run=run,
)
