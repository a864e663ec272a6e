"""SQLite's WAL-reset fault: who has it, and what keeps it from occurring here.

It takes a checkpoint that ends, another one on its heels, and meanwhile a commit by a second connection that
starts the log again: the second checkpoint then counts pages as copied that are not. So a file has one
connection that checkpoints, the server's, and it never commits meanwhile; whoever else opens the file leaves
its log as long as it is.
"""

import sqlite3

MENDED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


def has_reset_fault(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite has the fault: mended in 3.51.3, and in the last of two earlier lines."""
    return version < MENDED[-1] and not any(
        version[:2] == mended[:2] and version >= mended for mended in MENDED
    )


def never_checkpoints(connection: sqlite3.Connection) -> None:
    """Beside a server that may run, this connection writes at most: its pages stay in the log."""
    connection.execute("PRAGMA wal_autocheckpoint=0")
