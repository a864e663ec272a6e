"""Backups made while people write, each proven; the last is put back, and a server goes on from it."""

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.faults.group import Group, group, settled
from tests.faults.house import House, house, kept
from tests.faults.kills import write
from tests.faults.suite import Form, Found, Suite, clock, seen
from tests.faults.tablet import Deed, Hands
from web.backup import BackupError, back_up, restore
from web.backup_check import prove

OBSERVERS = 6
COPIED = "copied_file"


def run(form: Form, breakage: str) -> Found:
    """So many backups; each holds all that was acknowledged before it began, and replays."""
    spent, found = clock(), Found()
    with house() as server, tempfile.TemporaryDirectory() as folder:
        chance, hands = random.Random(form.seed), Hands(at_once=3)
        tables = [group(server, OBSERVERS + 2, chance, hands=hands) for _ in range(2)]
        asyncio.run(_made(server, tables, Path(folder), form, breakage, found))
        people = [one for table in tables for one in table.people]
        told = seen(server, (one for who in people for one in who.deeds))
        found.faults += told.faults
        if not breakage:
            asyncio.run(_goes_on(Path(folder), server, tables, found))
    found.figures = {"backups": form.backups, **told.figures, **found.figures, "seconds": spent()}
    return found


async def _made(
    server: House, tables: list[Group], folder: Path, form: Form, breakage: str, found: Found
) -> None:
    for table in tables:
        table.open()
    await asyncio.gather(*(one.to_interview() for one in tables))
    writing = [
        asyncio.create_task(write(table, one, random.Random(f"{form.seed} {one.name}")))
        for table in tables
        for one in table.observers
    ]
    events = 0
    for number in range(form.backups):
        await asyncio.sleep(0.5)
        file = folder / f"{number}.visavis"
        acked = [one for one in _deeds(tables) if one.acked is not None]
        await asyncio.to_thread(_back_up, server, file, breakage)
        events += await asyncio.to_thread(_judge, file, server, acked, found)
    for one in writing:
        one.cancel()
    await settled(tables, 30)
    await asyncio.gather(*(one.close() for one in tables))
    found.figures["events_replayed"] = events


def _back_up(server: House, file: Path, breakage: str) -> None:
    if breakage == COPIED:
        # What everybody tries first: the last minutes are in the file beside it.
        shutil.copy(server.file, file)
    else:
        back_up(server.data, file, force=False)


def _judge(file: Path, server: House, acked: list[Deed], found: Found) -> int:
    """Whether a backup holds what was acknowledged before it; gives how many events were replayed."""
    events, marks = 0, Counter[str]()
    try:
        proven = prove(file, server.data)
        found.faults += [fault for one in proven.sessions for fault in one.faults]
        events, marks = proven.counts["events"], kept(file).marks
    except BackupError as error:
        found.faults.append(str(error).replace(f"{file.parent}/", ""))
    missing = sum(marks[one.mark] != 1 for one in acked if one.mark)
    if missing:
        found.faults.append(f"{missing} of {len(acked)} acked entries are not in the backup")
    return events


def _deeds(tables: Iterable[Group]) -> list[Deed]:
    return [one for table in tables for who in table.people for one in who.deeds]


async def _goes_on(folder: Path, server: House, tables: list[Group], found: Found) -> None:
    """The last state, put back on another machine: everybody comes back with the tokens they had."""
    file = folder / "last.visavis"
    back_up(server.data, file, force=False)
    restore(folder / "data", file, force=False)
    before = kept(server.file).marks
    other = await asyncio.to_thread(House, folder / "data")
    try:
        for table in tables:
            for one in table.everybody:
                one.where = lambda: other.port
            table.open()
            table.writes(table.observers[0])
        await settled(tables, 30)
    finally:
        await asyncio.gather(*(one.close() for one in tables))
        await asyncio.to_thread(other.stop)
    after = kept(other.file).marks
    if before - after or sum(after.values()) != sum(before.values()) + len(tables):
        found.faults.append("the server that goes on from a backup has not the same entries")
    found.faults += other.complaints()[:3]


SUITE = Suite(
    name="backups",
    about="Backups under load, each replayed and compared with `restore --check`; one is put back.",
    controls={COPIED: "acked entries are not in the backup"},
    run=run,
)
