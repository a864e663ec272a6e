"""The order of system calls: nothing about an entry leaves before the sync of the log that holds it."""

import asyncio
import os
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.faults import trace
from tests.faults.disk import has_strace, let_go, traced
from tests.faults.group import Group, group, settled
from tests.faults.house import House, house
from tests.faults.suite import Form, Found, Suite, clock, seen
from tests.faults.tablet import Deed, Hands

OBSERVERS = 6
NO_STRACE = "strace is not installed, or may not look at other processes"


def run(form: Form, breakage: str) -> Found:
    """So many entries from several people, each followed through the server's system calls."""
    if not has_strace():
        faults = [NO_STRACE] if os.environ.get("CI") else []
        return Found(skipped=NO_STRACE, faults=faults)
    spent = clock()
    entries = 20 if breakage else form.traced
    with house(breakage) as server, tempfile.TemporaryDirectory() as folder:
        table = group(server, OBSERVERS + 2, random.Random(form.seed), hands=Hands(patience=20))
        file = Path(folder) / "calls"
        asyncio.run(_written(server, table, entries, file))
        told = seen(server, (one for who in table.people for one in who.deeds))
        with file.open(encoding="ascii", errors="replace") as lines:
            calls = list(trace.read(lines))
    acked = [one for who in table.observers for one in who.deeds if one.acked is not None]
    faults, followed = _judged(calls, acked)
    return Found(
        figures={
            "acks": len(acked),
            "followed_to_their_sync": followed,
            "syncs": sum(one.what == "synced" for one in calls),
            "seconds": spent(),
        },
        faults=faults + told.faults,
    )


async def _written(server: House, table: Group, entries: int, file: Path) -> None:
    table.open()
    await table.to_interview()
    options = ("-y", "-s", str(trace.LONGEST), "-e", f"trace={trace.CALLS}", "-o", str(file))
    tracing = await asyncio.to_thread(traced, server, *options)
    try:
        for number in range(entries):
            table.writes(table.observers[number % OBSERVERS])
            await asyncio.sleep(random.Random(number).uniform(0.0, 0.06))
        await settled([table], 60)
    finally:
        await asyncio.to_thread(let_go, tracing)
        await table.close()


def _judged(calls: Sequence[trace.Deed], acked: Sequence[Deed]) -> tuple[list[str], int]:
    """Each entry: written to the log, synced, and only then acknowledged or told to anybody."""
    early = unseen = followed = 0
    for deed in acked:
        entry, command = str(deed.data["entry_id"]), deed.id
        written = _first(calls, "wrote", command)
        synced = _first(calls, "synced", "", after=written)
        told = _first(calls, "sent", f'\\"{entry}\\"')
        told = min(told, _first(calls, "sent", f'/{entry}\\"'))
        acknowledged = _first(calls, "sent", f'{{\\"ok\\":true,\\"seq\\":{deed.seq}}}')
        if max(written, told, acknowledged) == len(calls):
            unseen += 1
        elif min(told, acknowledged) < synced:
            early += 1
        else:
            followed += 1
    faults = [f"{early} entries were told before they were synced"] if early else []
    faults += [f"{unseen} entries could not be followed"] if unseen else []
    return faults, followed


def _first(calls: Sequence[trace.Deed], what: str, text: str, after: int = -1) -> int:
    """Where this first happened; the number of calls when it never did."""
    found = (
        number
        for number in range(after + 1, len(calls))
        if calls[number].what == what and text in calls[number].text
    )
    return next(found, len(calls))


SUITE = Suite(
    name="durability",
    about="strace: an entry's page, then the end of its fdatasync, and only then any word of it.",
    controls={"synchronous_off": "before they were synced"},
    run=run,
)
