"""What a group of batches writes, in statements that are put into the database's words once.

In its plain way SQLAlchemy looks each statement up again for every call, walks through the values of every
row and wraps each transaction; handing SQLAlchemy's words to the driver halves the processor time of a commit
of a few entries (0.64 ms to 0.43). Values go by position: an engine whose driver would name them (PostgreSQL's)
is to be made with `paramstyle="format"`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.compiler import SQLCompiler

from web.journal import Batch, Heading
from web.journal.rows import command_row, event_row, seat_row, session_row
from web.journal.tables import commands, events, seats, sessions

# An event's number is the one after the event it follows. When that one is missing there is no number,
# and the column refuses: so a gap is an integrity error like any other, at the price of one look-up.
_session = sa.bindparam("session", type_=sa.String)
_follows = sa.bindparam("follows", type_=sa.Integer)
_before = sa.select(events.c.seq + sa.literal_column("1")).where(
    events.c.session_id == _session, events.c.seq == _follows
)
_seq = sa.case(
    (_follows == sa.literal_column("0"), sa.literal_column("1")), else_=_before.scalar_subquery()
)
_ADD_EVENT = events.insert().inline().values(session_id=_session, seq=_seq)
_HEAD = sessions.update().where(sessions.c.id == _session)


class _Prepared:
    """A statement in the database's words, and the order in which it takes a row's values."""

    def __init__(self, dialect: sa.Dialect, statement: sa.UpdateBase, given: Iterable[str]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(given))
        assert isinstance(compiled, SQLCompiler)
        assert compiled.positiontup is not None
        self._sql = str(compiled)
        self._values = itemgetter(*compiled.positiontup)

    def run(self, cursor: DBAPICursor, rows: Iterable[Mapping[str, Any]]) -> None:
        """Once for each row."""
        values = [self._values(row) for row in rows]
        if values:
            cursor.executemany(self._sql, values)


class Statements:
    """All that a group of batches may write."""

    def __init__(self, dialect: sa.Dialect) -> None:
        heading = [one.name for one in fields(Heading)]
        self._open = _Prepared(dialect, sessions.insert(), sessions.columns.keys())
        self._event = _Prepared(dialect, _ADD_EVENT, ("at", "actor", "kind", "data"))
        self._command = _Prepared(dialect, commands.insert(), commands.columns.keys())
        self._seat = _Prepared(dialect, seats.insert(), seats.columns.keys())
        self._head = _Prepared(dialect, _HEAD, heading)

    def write(self, cursor: DBAPICursor, batches: Sequence[Batch]) -> None:
        """Write all of these; raises the driver's `IntegrityError` when they don't follow what is there."""
        self._open.run(cursor, (session_row(one) for one in batches if one.opening))
        self._event.run(cursor, (event_row(one, event) for one in batches for event in one.events))
        self._command.run(cursor, (command_row(one) for one in batches if one.command))
        self._seat.run(cursor, (seat_row(one, seat) for one in batches for seat in one.seats))
        headings = {one.session_id: one.heading for one in batches if one.heading}
        self._head.run(cursor, (vars(one) | {"session": id_} for id_, one in headings.items()))
