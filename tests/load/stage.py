"""One fresh server, its rooms, and everybody connected."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.load import rooms
from tests.load.journal import Journal
from tests.load.lines import Line, Lines
from tests.load.processes import ROOT, Process
from tests.load.rooms import Place, Profile
from tests.load.servers import Kind, command

SETTLE = 1.0


class Stage(ExitStack):
    """A server of this kind on the first core, this process on the last."""

    def __init__(
        self,
        kind: Kind,
        profile: Profile,
        *,
        sessions: int,
        people: int,
        more: Sequence[str] = (),
        pinned: bool = True,
    ) -> None:
        super().__init__()
        self.kind, self.profile, self.people = kind, profile, people
        self.dialect = kind.dialect(people)
        self._sessions = sessions
        self._more = more
        self._pinned = pinned
        self.journal: Journal | None = None
        self.profiled = bool(more)

    def __enter__(self) -> Self:
        try:
            self._begin()
        except BaseException:
            self.close()
            raise
        return self

    def _begin(self) -> None:
        data = self.data = Path(self.enter_context(tempfile.TemporaryDirectory()))
        cores = os.sched_getaffinity(0)
        core = min(cores) if self._pinned else None
        places = self._places(data, core)
        asked = command(self.kind, self.profile, data, self._more)
        self.process = self.enter_context(Process(asked, data / "server.log", core))
        if self._pinned:
            os.sched_setaffinity(0, {max(cores)})
            self.callback(os.sched_setaffinity, 0, cores)
        self._connect(places)

    def _places(self, data: Path, core: int | None) -> list[Place]:
        """Our sessions are played by a server of before, so that what is weighed is fresh."""
        if not self.kind.ours:
            return rooms.plain(self._sessions, self.people)
        token = token_for(data)
        asked = command(self.kind, self.profile, data, ())
        with Process(asked, data / "before.log", core) as before:
            places = rooms.played(before.port, token, self._sessions, self.people, self.profile)
        self.journal = Journal(data / "visavis.sqlite")
        self.callback(self.journal.close)
        return places

    def _connect(self, places: Sequence[Place]) -> None:
        first, *others = places
        self.held: dict[Line, Place] = {}
        # What a server loads for the first that comes is not the memory of a connection.
        self._enter([first])
        time.sleep(SETTLE)
        self.rss_before, began = self.process.rss(), time.monotonic()
        self._enter(others)
        self.connected_in = time.monotonic() - began
        self.lines = Lines(
            lines=list(self.held),
            mark=self.dialect.mark,
            ping=self.dialect.ping,
            pong=self.dialect.pong,
        )
        self.callback(self.lines.close)
        self.lines.idle(SETTLE)
        self.rss_connected = self.process.rss()
        self.rss_per_connection = (self.rss_connected - self.rss_before) / len(others)

    def _enter(self, places: Sequence[Place]) -> None:
        self.held |= {self.dialect.enter(self.process.port, place): place for place in places}


def token_for(data: Path) -> str:
    """A token of an account on the server of this folder."""
    asked = [sys.executable, str(ROOT / "run.py"), "token", "--data", str(data), "--name", "load"]
    made = subprocess.run(asked, capture_output=True, text=True)
    if made.returncode:
        raise RuntimeError(made.stderr)
    return made.stdout.strip()
