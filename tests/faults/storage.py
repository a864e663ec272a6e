"""The disk fails under people who write: each is told, nothing told is lost, and it goes on by itself."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.faults.disk import Trouble, full, has_strace, injected, locked
from tests.faults.group import Group, group, settled, until
from tests.faults.house import House, house
from tests.faults.kills import write
from tests.faults.suite import Form, Found, Suite, clock, seen
from tests.faults.tablet import Deed, Hands

OBSERVERS = 4
SECONDS = 1.5
LONGEST_RETURN = 30.0
LONGEST_LOOK = 1.5


@dataclass(frozen=True, kw_only=True)
class Case:
    """One trouble. `refuses`: nothing can be written; otherwise it is only slow."""

    name: str
    trouble: Trouble
    refuses: bool = True
    seconds: float = SECONDS


@dataclass(kw_only=True)
class Told:
    """What the server said while it was in trouble."""

    codes: Counter[str] = field(default_factory=Counter)
    reasons: list[str] = field(default_factory=list)
    slowest_look: float = 0.0
    back: float = 0.0
    faults: list[str] = field(default_factory=list)


def cases(form: Form) -> list[Case]:
    """Every trouble that this machine can make."""
    own = [
        Case(name="full", trouble=full),
        Case(name="locked", trouble=locked, seconds=form.locked),
    ]
    if not has_strace():
        return own
    wal = "-wal"
    return [
        *own,
        Case(name="no space", trouble=injected("pwrite64", "error=ENOSPC", of=wal)),
        Case(name="read-only", trouble=injected("pwrite64", "error=EROFS", of=wal)),
        Case(name="broken", trouble=injected("fdatasync", "error=EIO")),
        Case(name="slow", trouble=injected("fdatasync", "delay_exit=300000"), refuses=False),
    ]


def run(form: Form, breakage: str) -> Found:
    """Each trouble in its turn, on one server."""
    spent, told = clock(), {}
    chosen = cases(form)[:1] if breakage else cases(form)
    with house(breakage) as server:
        hands = Hands(at_once=2, patience=9)
        table = group(server, OBSERVERS + 2, random.Random(form.seed), hands=hands)
        try:
            told = asyncio.run(_all(server, table, chosen, random.Random(form.seed)))
        except TimeoutError as error:
            told = {"": Told(faults=[str(error)])}
        found = seen(server, (one for who in table.observers for one in who.deeds))
        if server.process.poll() is not None:
            found.faults.append("the server has ended")
    codes = sum((one.codes for one in told.values()), Counter[str]())
    backs = " / ".join(f"{name} {one.back:.1f} s" for name, one in told.items())
    return Found(
        figures={**found.figures, "put_off": codes["unavailable"], "resumed_after": backs}
        | {"slowest_healthz_s": max(one.slowest_look for one in told.values())}
        | {"seconds": spent()},
        faults=[*found.faults, *(fault for one in told.values() for fault in one.faults)],
    )


async def _all(
    server: House, table: Group, chosen: list[Case], chance: random.Random
) -> dict[str, Told]:
    table.open()
    await table.to_interview()
    told = {}
    try:
        for case in chosen:
            told[case.name] = await _one(server, table, case, chance)
    finally:
        await table.close()
    return told


async def _one(server: House, table: Group, case: Case, chance: random.Random) -> Told:
    told = Told()

    def saw(what: str, _: Deed) -> None:
        if what not in ("sent", "acked"):
            told.codes[what] += 1

    for who in table.observers:
        who.on_change = saw
    writing = [asyncio.create_task(write(table, one, chance)) for one in table.observers]
    await asyncio.sleep(0.3)
    async with case.trouble(server):
        await _look(server, told, case.seconds)
    for one in writing:
        one.cancel()
    waits = clock()
    await until(lambda: _ready(server), LONGEST_RETURN, f"readiness after {case.name}")
    await settled([table], LONGEST_RETURN)
    told.back = waits()
    _judge(case, told)
    return told


async def _look(server: House, told: Told, seconds: float) -> None:
    """Ask how it is, again and again, as a watchdog does."""
    passed = clock()
    while passed() < seconds:
        looks = clock()
        await asyncio.to_thread(server.call, "GET", "/healthz")
        told.slowest_look = max(told.slowest_look, looks())
        status, said = await asyncio.to_thread(server.call, "GET", "/readyz")
        if status != 200:
            told.reasons.append(_reason(said))
        await asyncio.sleep(0.1)


def _reason(said: Any) -> str:
    return str(said.get("reason", "")) if isinstance(said, dict) else ""


def _ready(server: House) -> bool:
    return bool(server.call("GET", "/readyz")[0] == 200)


def _judge(case: Case, told: Told) -> None:
    strange = set(told.codes) - {"unavailable", "too_many"}
    checks = {
        f"answered with {', '.join(sorted(strange))}": bool(strange),
        "nobody was told": case.refuses and not told.codes["unavailable"],
        "readyz did not say what is wrong": case.refuses and not any(told.reasons),
        "readyz gave up": not case.refuses and bool(told.reasons),
        f"healthz took {told.slowest_look:.1f} s": told.slowest_look > LONGEST_LOOK,
    }
    told.faults += [f"{case.name}: {what}" for what, wrong in checks.items() if wrong]


SUITE = Suite(
    name="storage",
    about="The disk is full, locked, out of space, read-only, broken, slow; the service resumes alone.",
    controls={"swallows_errors": "acked entries lost"},
    run=run,
)
