"""A copy of everything in one file, made and put back while the server runs."""

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from web.journal import erased
from web.journal.private import keep_private
from web.journal.version import is_newer
from web.journal.wal import never_checkpoints

DATABASE = "visavis.sqlite"


class BackupError(Exception):
    """A backup that can't be made or put back; the message says why and what to do."""


def back_up(data: Path, to: Path, *, force: bool) -> None:
    """Copy the database, as it is at this moment, to a file; raises `BackupError`."""
    if to.exists() and not force:
        raise BackupError(f"{to} exists already. Choose another name, or add --force.")
    source_file = data / DATABASE
    if not source_file.exists():
        raise BackupError(f"There is nothing to back up in {data}.")
    partial = to.with_name(f"{to.name}.partial")
    partial.unlink(missing_ok=True)
    partial.parent.mkdir(parents=True, exist_ok=True)
    copy(source_file, partial, at_rest=True)
    check(partial)
    partial.replace(to)


def restore(data: Path, source: Path, *, force: bool) -> None:
    """Put a backup back in place; raises `BackupError`, and then nothing has changed.

    A server that runs notices, and goes on from it.
    """
    if not source.exists():
        raise BackupError(f"There is no file {source}.")
    check(source)
    target = data / DATABASE
    if target.exists() and not force:
        raise BackupError(f"There are sessions in {data} already. Add --force to replace them.")
    data.mkdir(parents=True, exist_ok=True)
    prepared = target.with_name(f"{DATABASE}.partial")
    prepared.unlink(missing_ok=True)
    try:
        copy(source, prepared, at_rest=True)
        _prepare(prepared, target)
        # Through SQLite, and not by copying files: a server that runs sees one state or the other.
        copy(prepared, target)
    finally:
        prepared.unlink(missing_ok=True)


def _prepare(prepared: Path, target: Path) -> None:
    """Make a backup fit for its folder: a mark of its own, the decks used there, and nothing erased there."""
    try:
        with closing(sqlite3.connect(prepared)) as made, made:
            made.execute("CREATE TABLE IF NOT EXISTS restores (mark VARCHAR PRIMARY KEY NOT NULL)")
            made.execute("DELETE FROM restores")
            made.execute("INSERT INTO restores VALUES (?)", (secrets.token_hex(8),))
            made.executemany("INSERT OR IGNORE INTO decks VALUES (?, ?, ?)", _decks(target))
            _erase_again(made, target.parent)
    except sqlite3.Error as error:
        raise BackupError(f"The backup could not be made ready in {prepared}: {error}.") from None


def _erase_again(made: sqlite3.Connection, folder: Path) -> None:
    ids = [one for (one,) in made.execute("SELECT id FROM sessions")]
    gone = [(one,) for one in erased.among(folder, ids)]
    made.execute("PRAGMA secure_delete=ON")
    for table in ("events", "commands", "seats"):
        made.executemany(f"DELETE FROM {table} WHERE session_id = ?", gone)
    made.executemany("DELETE FROM sessions WHERE id = ?", gone)


def _decks(target: Path) -> list[tuple[str, str, str]]:
    """The decks of a database; none, when there is none, or it can't be read and is to be replaced."""
    try:
        with closing(_reading(target)) as database:
            return database.execute("SELECT revision, deck_id, files FROM decks").fetchall()
    except sqlite3.Error:
        return []


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def copy(source: Path, target: Path, *, at_rest: bool = False) -> None:
    """Copy a database, as it is at this moment, for its owner alone; raises `BackupError`.

    A copy `at_rest` is one file: whoever reads it makes no log beside it.
    """
    keep_private(target)
    read = _reading(source)
    written = sqlite3.connect(target)
    try:
        never_checkpoints(written)
        read.backup(written)
        if at_rest:
            written.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"{source} could not be copied to {target}: {error}.") from None
    finally:
        read.close()
        written.close()


def check(file: Path) -> None:
    """Raises `BackupError` when this file does not open, is no backup that we know, or is damaged."""
    try:
        with closing(_reading(file)) as opened:
            sound = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            opened.execute("SELECT count(*) FROM events").fetchone()
            newer = is_newer(opened)
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{file} is not a backup of Vis-à-vis: {error}.") from None
    if not sound:
        raise BackupError(f"{file} is damaged. Use another backup.")
    if newer:
        raise BackupError(f"{file} was written by a newer Vis-à-vis. Use the newer one.")
