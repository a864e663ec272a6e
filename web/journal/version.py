"""The version of the database: raised with every table, column or kind of event that is added."""

import sqlite3

VERSION = 1


class Newer(Exception):
    """A database that a newer Vis-à-vis has written; the message says what to do."""


def is_newer(database: sqlite3.Connection) -> bool:
    """Whether a newer Vis-à-vis has written this: what we don't know in it would be lost."""
    return _found(database) > VERSION


def claim(database: sqlite3.Connection) -> None:
    """Say the version in a database that says none, a new one or one of before; raises `Newer`."""
    if is_newer(database):
        raise Newer("The sessions there were written by a newer Vis-à-vis. Start the newer one.")
    if _found(database) == 0:
        database.execute(f"PRAGMA user_version={VERSION}")


def _found(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])
