"""What was erased is no longer in the files either, however SQLite was built."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.web.journal.stories import event, opened
from web.journal import Batch
from web.journal.sql import SqlJournal, open_sqlite

SAID = "Zénobie a peur du noir"


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite is built to leave what is deleted where it is."""
    connect = sqlite3.dbapi2.connect

    def built_otherwise(*args: Any, **options: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = connect(*args, **options)
        made.execute("PRAGMA secure_delete=OFF")
        return made

    monkeypatch.setattr(sqlite3.dbapi2, "connect", built_otherwise)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqlJournal]:
    """A journal in which somebody said something, between two other sessions."""
    engine = open_sqlite(tmp_path / "journal.sqlite")
    made = SqlJournal(engine)
    made.append([opened("before")])
    made.append([opened("s"), Batch(session_id="s", events=[event(2, text=SAID)])])
    made.append([opened("after")])
    yield made
    engine.dispose()


@pytest.mark.usefixtures("journal")
def test_what_was_said_is_somewhere_until_then(tmp_path: Path) -> None:
    assert said_in(tmp_path)


def test_what_was_said_is_in_no_file_once_its_session_is_erased(
    journal: SqlJournal, tmp_path: Path
) -> None:
    journal.erase("s")
    assert said_in(tmp_path) == []
    journal.engine.dispose()
    assert said_in(tmp_path) == []


def test_somebody_who_reads_meanwhile_keeps_no_session_from_being_erased(
    journal: SqlJournal, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        journal.erase("s")
    assert journal.session("s") is None
    journal.erase("after")
    assert said_in(tmp_path) == []


def said_in(folder: Path) -> list[str]:
    """The files in which it can be read."""
    return [one.name for one in folder.iterdir() if SAID.encode() in one.read_bytes()]
