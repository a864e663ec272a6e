"""A copy of everything in one file, made and put back while the server runs."""

import sqlite3
from pathlib import Path

from web.journal.private import keep_private
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
    """Put a backup back in place; raises `BackupError`, and then nothing has changed."""
    if not source.exists():
        raise BackupError(f"There is no file {source}.")
    check(source)
    target = data / DATABASE
    if target.exists() and not force:
        raise BackupError(f"There are sessions in {data} already. Add --force to replace them.")
    data.mkdir(parents=True, exist_ok=True)
    # Through SQLite, and not by copying files: a server that runs sees one state or the other.
    copy(source, target)


def copy(source: Path, target: Path, *, at_rest: bool = False) -> None:
    """Copy a database, as it is at this moment, for its owner alone; raises `BackupError`.

    A copy `at_rest` is one file: whoever reads it makes no log beside it.
    """
    keep_private(target)
    read = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
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
    """Raises `BackupError` when this file does not open, is no backup of ours, or is damaged."""
    try:
        opened = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            sound = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            opened.execute("SELECT count(*) FROM events").fetchone()
        finally:
            opened.close()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{file} is not a backup of Vis-à-vis: {error}.") from None
    if not sound:
        raise BackupError(f"{file} is damaged. Use another backup.")
