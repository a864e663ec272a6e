"""Our journal, read from the database itself: every acked entry is in it once, in its author's order."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from tests.load.words import text_of


class Journal:
    """The entries that a database holds, those since the last look at a time."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._row = 0
        self._last: dict[tuple[str, str], str] = {}
        self.kept: Counter[str] = Counter()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def faults(self, acked: Collection[str]) -> Counter[str]:
        """What is wrong with the entries that came since the last time; `acked` are their ids."""
        found: Counter[str] = Counter()
        rows = self._database.execute(
            "SELECT rowid, session_id, actor, data FROM events"
            " WHERE rowid > ? AND kind LIKE '%entry_added' ORDER BY session_id, seq",
            (self._row,),
        )
        for row, session_id, actor, data in rows:
            self._row = max(self._row, row)
            entry = json.loads(data)
            entry_id = entry["entry_id"]
            self.kept[entry_id] += 1
            if entry["text"] != text_of(int(entry_id.partition("-")[0])):
                found["kept with other words than were sent"] += 1
            if self._last.get((session_id, actor), "") > entry_id:
                found["kept out of its author’s order"] += 1
            self._last[(session_id, actor)] = entry_id
        found["acked but not in the journal"] += sum(self.kept[one] == 0 for one in acked)
        found["in the journal more than once"] += sum(times > 1 for times in self.kept.values())
        return +found
