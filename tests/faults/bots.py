"""Whole sessions of scripted people through a bad network, each checked against its own report."""

import asyncio
import random
from collections import Counter
from typing import Any

from tests.faults import devices
from tests.faults.group import group
from tests.faults.house import House, house
from tests.faults.proxy import Proxy, Weather
from tests.faults.script import LATE, PEOPLE, Script
from tests.faults.suite import Form, Found, Suite, clock
from tests.faults.tablet import Hands, Tablet

AT_ONCE = 4
ROUNDS = 2
PATIENCE, SHORT_PATIENCE = 60.0, 10.0
WEATHER = Weather(latency=0.002, jitter=0.01)
OUTBOX_OFF = "outbox_off"


class Gremlin:
    """Cuts, reloads and sleeps, as long as a session lasts."""

    def __init__(self, proxy: Proxy, chance: random.Random) -> None:
        self._proxy = proxy
        self._chance = chance
        self.cuts = 0

    async def play(self, tablets: list[Tablet]) -> None:
        """Break something now and then; `tablets` is looked at anew each time."""
        while True:
            await asyncio.sleep(self._chance.uniform(0.3, 1.5))
            self.cuts += 1
            who = self._chance.choice([one for one in tablets if not one.closed_for])
            match self._chance.choice(("reload", "reload", "cut", "all", "silence")):
                case "reload":
                    who.reload()
                case "cut":
                    who.hang_up()
                case "all":
                    self._proxy.reset()
                case _:
                    self._proxy.black_hole()
                    await asyncio.sleep(self._chance.uniform(0.1, 0.8))
                    self._proxy.pass_again()


def run(form: Form, breakage: str) -> Found:
    """So many sessions; each report must hold what was written in it, once."""
    spent, many = clock(), 1 if breakage else form.sessions
    hands = Hands(keeps=breakage != OUTBOX_OFF, twice=0.15)
    found, totals = Found(), Counter[str]()

    async def all_of_them(server: House) -> None:
        for first in range(0, many, AT_ONCE):
            numbers = range(first, min(many, first + AT_ONCE))
            goes = (_session(server, f"{form.seed} {one}", hands, found) for one in numbers)
            for outcome in await asyncio.gather(*goes, return_exceptions=True):
                if isinstance(outcome, BaseException):
                    found.faults.append(f"{type(outcome).__name__}: {outcome}")
                else:
                    totals.update(outcome)

    with house() as server:
        devices.give_password(server)
        asyncio.run(all_of_them(server))
        found.faults += server.complaints()[:3]
    people = PEOPLE + 2
    found.figures = {"sessions": many, "people": people, **totals, "seconds": spent()}
    return found


async def _session(server: House, seed: str, hands: Hands, found: Found) -> Counter[str]:
    chance = random.Random(seed)
    proxy = await Proxy(server.port, chance).start()
    proxy.weather = WEATHER
    table = await asyncio.to_thread(
        group, server, PEOPLE - LATE, chance, where=lambda: proxy.port, hands=hands
    )
    patience = PATIENCE if hands.keeps else SHORT_PATIENCE
    script, gremlin = Script(server, table, chance, patience), Gremlin(proxy, chance)
    breaking = asyncio.create_task(gremlin.play(table.people))
    try:
        await script.play()
    except TimeoutError as error:
        found.faults.append(str(error))
    finally:
        breaking.cancel()
        await table.close()
        await proxy.stop()
    found.faults += _unheard(script)
    path = f"/api/v1/sessions/{table.session_id}/export.json"
    status, report = await asyncio.to_thread(server.call, "GET", path, token=server.token)
    assert status == 200, report
    if report["phase_code"] == "closed":
        found.faults += _compared(report, script)
    else:
        found.faults.append("a session was not played to its end")
    deeds = script.deeds
    return Counter(
        commands=len(deeds),
        in_reports=script.expected().total(),
        cuts=gremlin.cuts,
        resent=sum(max(0, one.sent - 1) for one in deeds),
        host_takeovers=script.takeovers,
    )


def _unheard(script: Script) -> list[str]:
    """Commands that are neither answered nor waiting in any tablet."""
    unheard = [one for one in script.deeds if one.acked is None and not one.refused]
    lost = sum(one not in script.waiting for one in unheard)
    return [f"{lost} commands were lost on the way"] if lost else []


def _compared(report: Any, script: Script) -> list[str]:
    """What the report says otherwise than the people who were there."""
    texts = Counter[str]()
    for one in report["rounds"]:
        texts.update(entry["text"] for column in one["columns"] for entry in column["entries"])
        texts.update(note["text"] for step in one["steps"] for note in step["notes"])
    expected = script.expected()
    answers = sum(one.kind == "give_feedback" and one.acked is not None for one in script.deeds)
    checks = {
        f"{(expected - texts).total()} texts are not in the report": expected - texts,
        f"{(texts - expected).total()} texts too many are in the report": texts - expected,
        f"{len(report['rounds'])} rounds": len(report["rounds"]) != ROUNDS,
        f"{report['participants']} participants": report["participants"] != PEOPLE,
        f"{report['survey']['answered']} answers": report["survey"]["answered"] != answers,
    }
    return [what for what, wrong in checks.items() if wrong]


SUITE = Suite(
    name="bots",
    about="Two rounds by 13 scripted people: cuts, reloads, latecomers, lost devices; against the report.",
    controls={OUTBOX_OFF: "lost on the way"},
    run=run,
)
