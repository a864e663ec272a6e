"""A server of the suites' own: sound, or with one part broken; and its journal read from outside."""

import json
import signal
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web.servers import Server

COMPLAINTS = ("ERROR", "Traceback")


class House(Server):
    """A server on a folder of its own; `breakage` names what the launcher breaks in it."""

    def __init__(self, data: Path, breakage: str = "", **environment: str) -> None:
        if breakage:
            self.program = ("-m", "tests.faults.launcher", breakage)
        super().__init__(data, **environment)

    @property
    def file(self) -> Path:
        """Its database."""
        return self.data / "visavis.sqlite"

    def process_file(self, name: str) -> str:
        """What the system says of its process."""
        return Path(f"/proc/{self.process.pid}/{name}").read_text("ascii")

    def complaints(self) -> list[str]:
        """What it wrote to its terminal that it never should."""
        return [one for one in self.said().splitlines() if one.startswith(COMPLAINTS)]


@contextmanager
def house(breakage: str = "", **environment: str) -> Iterator[House]:
    """A server for a while, in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        made = House(Path(folder) / "data", breakage, **environment)
        try:
            yield made
        finally:
            if made.process.poll() is None:
                made.stop(signal.SIGKILL)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What the database holds. `marks`: how often each deed stands in it; `gaps`: sessions with holes."""

    marks: Counter[str]
    gaps: int
    sound: bool


def kept(file: Path) -> Kept:
    """The database as it is on disk now."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
        sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        numbers = database.execute(
            "SELECT count(*) FROM (SELECT session_id FROM events GROUP BY session_id"
            " HAVING min(seq) <> 1 OR max(seq) <> count(*))"
        ).fetchone()
        rows = database.execute("SELECT kind, data FROM events").fetchall()
    return Kept(
        marks=Counter(mark(kind, json.loads(data)) for kind, data in rows),
        gaps=int(numbers[0]),
        sound=sound,
    )


def mark(kind: str, data: dict[str, object]) -> str:
    """What tells a deed from all others, in the journal: its words, which are never said twice."""
    name = kind.rpartition(".")[2]
    return f"{name}:{data['text']}" if "text" in data else name
