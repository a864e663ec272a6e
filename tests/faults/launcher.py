"""Starts the server with one part of it broken on purpose: each suite must notice that.

`python -m tests.faults.launcher BREAKAGE[,BREAKAGE] [options of run.py]`; the product has no such switch.
"""

import os
import secrets
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from web import alarm, command_line, dispatch, publish, sessions, turns
from web.journal import Batch, sql, writer
from web.journal.writer import Queued, Writer
from web.publish import Publisher

# The environment variable that names the file of `jumping_clock`.
CLOCK = "FAULTS_CLOCK_FILE"


def ack_before_commit() -> None:
    """Every command is told to be on disk before it is; seats are not, or nobody could come in."""
    append = Writer.append

    def told_first(self: Writer, queued: Queued) -> None:
        if queued.batch.command is None:
            append(self, queued)
            return
        vars(self)["_runtime"].spawn(tell, self, queued)

    def tell(self: Writer, queued: Queued) -> None:
        queued.done(None)
        self.flushed()
        append(self, queued._replace(done=lambda _: None))

    vars(writer)["Writer"].append = told_first


def dedup_off() -> None:
    """Every command is taken for a new one."""
    opened = vars(dispatch)["opened"]

    def renamed(payload: object) -> Any:
        return opened(payload)._replace(command_id=secrets.token_hex(16))

    vars(dispatch)["opened"] = renamed


def synchronous_off() -> None:
    """A commit returns before its pages are on the disk."""
    prepare = vars(sql)["_prepare"]

    def careless(connection: sqlite3.Connection, record: object) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA synchronous=OFF")

    vars(sql)["_prepare"] = careless


def forgets_drops() -> None:
    """An update says what is new, and not what somebody may see no longer."""
    gather = vars(Publisher)["_gather"]

    def without(self: Publisher, groups: Any, listeners: Any, sight: Any) -> None:
        gather(self, groups, listeners, sight._replace(drop=[]))

    setattr(Publisher, "_gather", without)  # noqa: B010


def swallows_errors() -> None:
    """What could not be written is answered as if it had been."""
    append = sql.SqlJournal.append

    def hopeful(self: sql.SqlJournal, batches: Sequence[Batch]) -> None:
        try:
            append(self, batches)
        except Exception:
            return

    sql.SqlJournal.append = hopeful  # type: ignore[method-assign]


def never_wakes() -> None:
    """A clock is looked at when it was to run out, however the system's time was changed since."""
    vars(alarm)["LONGEST_WAIT"] = 10**6


def jumping_clock() -> None:
    """Not broken: the time of day alone is off by the seconds that a file says, now and later."""
    file, real = Path(os.environ[CLOCK]), time.time

    def shifted() -> float:
        return real() + float(file.read_text("ascii"))

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.fromtimestamp(shifted(), tz)

    time.time = shifted
    for module in (alarm, publish, sessions, turns):
        vars(module)["datetime"] = Jumping


BREAKAGES: dict[str, Callable[[], None]] = {
    one.__name__: one
    for one in (
        ack_before_commit,
        dedup_off,
        synchronous_off,
        forgets_drops,
        swallows_errors,
        never_wakes,
        jumping_clock,
    )
}

if __name__ == "__main__":
    for breakage in sys.argv[1].split(","):
        BREAKAGES[breakage]()
    sys.exit(command_line.main(sys.argv[2:]))
