"""How long a session of thousands of events takes to be read again, as a server does that was just started."""

import tempfile
import time
from pathlib import Path

from tests.load.growth.entries import FILLING, PEOPLE, check
from tests.load.growth.found import Found, Scale
from tests.load.probe import Load, Probe
from tests.load.servers import named
from tests.load.stage import Stage
from web.backup import copy
from web.config import Config
from web.journal import Query
from web.journal.sql import SqlJournal, open_sqlite
from web.library import Library
from web.rooms import Rooms
from web.runtime import runtime

TIMES = 3


def run(scale: Scale) -> Found:
    """Fill one session, and read it from a copy of the database, each time anew."""
    found = Found()
    (ours,) = named("ours")
    with Stage(ours, "real", sessions=1, people=PEOPLE) as stage:
        load = Load(rate=FILLING, seconds=scale.events / FILLING, warm_up=0)
        check(found, Probe(stage).put(load))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "visavis.sqlite"
            copy(stage.data / file.name, file)
            events, seconds = _read(file)
    found.add(f"replay of {events} events", seconds, "s")
    found.add("  for each", [1e6 * one / events for one in seconds], "µs")
    return found


def _read(file: Path) -> tuple[int, list[float]]:
    engine = open_sqlite(file)
    try:
        journal = SqlJournal(engine)
        library = Library(Config().decks, journal)
        library.load()
        (listed,) = journal.listed(Query()).items
        taken, seq = [], 0
        for _ in range(TIMES):
            rooms, began = Rooms(journal, library, runtime("threading")), time.monotonic()
            room = rooms.get(listed.id)
            taken.append(time.monotonic() - began)
            assert room is not None, "it is listed"
            seq = room.session.seq
        return seq, taken
    finally:
        engine.dispose()
