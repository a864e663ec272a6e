"""Keeps a database from other users of the machine: it holds all that was said."""

from contextlib import suppress
from pathlib import Path


def keep_private(file: Path) -> None:
    """Make a database its owner's alone, with a log that was left; SQLite's new files do as it does."""
    file.touch(mode=0o600)
    for one in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        # A memory stick knows no owners, and a log may end with its server at this moment.
        with suppress(PermissionError, FileNotFoundError):
            one.chmod(0o600)
