"""SQLite's WAL-reset fault needs two connections of one file: the engine never has a second one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.web.journal.stories import opened, went_on
from web.journal.sql import SqlJournal, open_sqlite

SESSIONS, EVENTS = 8, 20


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = open_sqlite(tmp_path / "journal.sqlite")
    yield made
    made.dispose()


def test_however_many_ask_at_once_the_engine_opens_one_connection(engine: sa.Engine) -> None:
    made: list[object] = []
    held = [0, 0]
    sa.event.listen(engine, "connect", lambda connection, _: made.append(connection))

    def taken(*_: object) -> None:
        held[0] += 1
        held[1] = max(held)

    def given_back(*_: object) -> None:
        held[0] -= 1

    sa.event.listen(engine, "checkout", taken)
    sa.event.listen(engine, "checkin", given_back)
    journal = SqlJournal(engine)

    def at_work(session_id: str) -> int:
        journal.append([opened(session_id)])
        for seq in range(2, EVENTS + 1):
            journal.append([went_on(session_id, seq)])
            journal.check()
        return len(journal.history(session_id))

    with ThreadPoolExecutor(SESSIONS) as threads:
        kept = list(threads.map(at_work, (f"s{number}" for number in range(SESSIONS))))
    assert kept == [EVENTS] * SESSIONS
    assert (len(made), held[1]) == (1, 1)


def test_a_commit_is_on_disk_when_it_returns(engine: sa.Engine) -> None:
    SqlJournal(engine)
    with engine.connect() as connection:
        full = 2
        assert connection.execute(sa.text("PRAGMA synchronous")).scalar_one() == full
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar_one() == "wal"
