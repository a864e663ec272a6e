"""The journal in a database, through SQLAlchemy Core: SQLite in a file.

SQLite is opened in WAL mode with `synchronous=FULL`, and through one connection alone: see `wal.py`.
Acknowledged means on disk.
"""

import math
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from web.journal import (
    INVITE,
    RECOVER,
    REPLACED,
    Batch,
    Conflict,
    Listed,
    Listing,
    Query,
    StoredCommand,
    StoredEvent,
    StoredSeat,
    Unavailable,
    erased,
    opened_by,
)
from web.journal.private import keep_private
from web.journal.rows import json_text, listed_from
from web.journal.statements import Statements
from web.journal.tables import commands, decks, events, metadata, restores, seats, sessions
from web.journal.version import claim
from web.journal.wal import never_checkpoints

_FAILURES = (sa.exc.DBAPIError, sa.exc.TimeoutError, OSError)


def open_sqlite(file: Path, *, beside: bool = False) -> sa.Engine:
    """The database in this file: one connection, durable at each commit; `beside` a server that may run."""
    keep_private(file)
    engine = sa.create_engine(
        f"sqlite:///{file}",
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        # An error is logged and shown: not with the names and codes that somebody asked for.
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": 2},
    )
    sa.event.listen(engine, "connect", _prepare)
    if beside:
        sa.event.listen(engine, "connect", lambda connection, _: never_checkpoints(connection))
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    claim(connection)
    # SQLite's own knows the case of plain letters only: « ÉVRY » would not find « Évry ».
    connection.create_function("lower", 1, _lower, deterministic=True)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    # Some builds leave what is deleted in the file, for whoever reads it byte by byte.
    connection.execute("PRAGMA secure_delete=ON")


def _lower(text: str | None) -> str | None:
    return None if text is None else text.casefold()


class SqlJournal:
    """The journal in a database. Its tables are made when they are missing."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._statements = Statements(engine.dialect)
        try:
            metadata.create_all(engine)
        except sa.exc.DBAPIError as error:
            raise Unavailable(str(error.orig)) from error

    def append(self, batches: Sequence[Batch]) -> None:
        driver = self.engine.dialect.loaded_dbapi
        try:
            with closing(self.engine.raw_connection()) as connection:
                self._statements.write(connection.cursor(), batches)
                connection.commit()
        except driver.IntegrityError as error:
            raise Conflict(str(error)) from error
        except (driver.Error, *_FAILURES) as error:
            raise Unavailable(str(error)) from error

    def history(self, session_id: str) -> list[StoredEvent]:
        wanted = sa.select(events).where(events.c.session_id == session_id).order_by(events.c.seq)
        return [
            StoredEvent(
                seq=row.seq,
                at=datetime.fromisoformat(row.at),
                actor=row.actor,
                kind=row.kind,
                data=orjson.loads(row.data),
            )
            for row in self._rows(wanted)
        ]

    def answers(self, session_id: str) -> list[StoredCommand]:
        wanted = sa.select(commands).where(commands.c.session_id == session_id)
        return [
            StoredCommand(
                command_id=row.command_id,
                actor=row.actor,
                digest=row.digest,
                answer=orjson.loads(row.answer),
            )
            for row in self._rows(wanted)
        ]

    def session(self, session_id: str) -> Listed | None:
        return self._one(sa.select(sessions).where(sessions.c.id == session_id))

    def by_code(self, code: str) -> Listed | None:
        return self._one(sa.select(sessions).where(sessions.c.code == code))

    def listed(self, query: Query) -> Listing:
        wanted = sa.select(sessions)
        for condition in _conditions(query):
            wanted = wanted.where(condition)
        total = int(self._rows(sa.select(sa.func.count()).select_from(wanted.subquery()))[0][0])
        page = wanted.order_by(sessions.c.opened_at.desc(), sessions.c.id)
        page = page.limit(query.size).offset((query.page - 1) * query.size)
        return Listing(
            items=[listed_from(row) for row in self._rows(page)],
            pages=max(1, math.ceil(total / query.size)),
            total=total,
        )

    def seat(self, token_hash: str) -> tuple[str, StoredSeat] | None:
        rows = self._rows(sa.select(seats).where(seats.c.token_hash == token_hash))
        if not rows:
            return None
        row = rows[0]
        return row.session_id, StoredSeat(token_hash=token_hash, seat=row.seat, person=row.person)

    def redeem(self, session_id: str, code_hash: str, token_hash: str) -> StoredSeat | None:
        with self._writing() as connection:
            mine = sa.and_(seats.c.token_hash == code_hash, seats.c.session_id == session_id)
            wanted = sa.select(seats).where(mine, seats.c.seat.in_((RECOVER, INVITE)))
            row = connection.execute(wanted).first()
            if row is None or connection.execute(seats.delete().where(mine)).rowcount != 1:
                return None
            code = StoredSeat(token_hash=code_hash, seat=row.seat, person=row.person)
            seat = opened_by(code, token_hash)
            if code.seat == RECOVER:
                _replace(connection, session_id, seat)
            _add_seat(connection, session_id, seat)
            return seat

    def take_over(self, session_id: str, seat: StoredSeat) -> None:
        with self._writing() as connection:
            _replace(connection, session_id, seat)
            _add_seat(connection, session_id, seat)

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self.engine.begin() as connection:
                yield connection
        except (sa.exc.DBAPIError, sa.exc.TimeoutError) as error:
            raise Unavailable(str(error)) from error

    def erase(self, session_id: str) -> None:
        try:
            with self.engine.begin() as connection:
                for table in (events, commands, seats):
                    connection.execute(table.delete().where(table.c.session_id == session_id))
                connection.execute(sessions.delete().where(sessions.c.id == session_id))
                erased.note(Path(str(self.engine.url.database)).parent, session_id)
        except _FAILURES as error:
            raise Unavailable(str(error)) from error
        # The log still has it; while somebody reads there, it stays so until it is next emptied.
        with suppress(*_FAILURES), self.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def keep_deck(self, deck_id: str, revision: str, files: dict[str, Any]) -> None:
        if self.deck(revision) is None:
            row = {"revision": revision, "deck_id": deck_id, "files": json_text(files)}
            with self.engine.begin() as connection:
                connection.execute(decks.insert(), row)

    def deck(self, revision: str) -> dict[str, Any] | None:
        rows = self._rows(sa.select(decks.c.files).where(decks.c.revision == revision))
        return dict(orjson.loads(rows[0].files)) if rows else None

    def mark(self) -> str:
        rows = self._rows(sa.select(restores.c.mark))
        return str(rows[0].mark) if rows else ""

    def check(self) -> None:
        # SQLite goes on writing to a file that was deleted, and nobody would find it again.
        file = self.engine.url.database
        if file and not Path(file).exists():
            raise Unavailable(f"{file} is no longer there")
        try:
            with self.engine.begin() as connection:
                connection.execute(sa.text("CREATE TABLE IF NOT EXISTS alive (at TEXT)"))
                connection.execute(sa.text("DELETE FROM alive"))
                connection.execute(
                    sa.text("INSERT INTO alive VALUES (:at)"), {"at": datetime.now(UTC).isoformat()}
                )
        except _FAILURES as error:
            raise Unavailable(str(error)) from error

    def _rows(self, wanted: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        try:
            with self.engine.connect() as connection:
                return connection.execute(wanted).all()
        except _FAILURES as error:
            raise Unavailable(str(error)) from error

    def _one(self, wanted: sa.Select[Any]) -> Listed | None:
        rows = self._rows(wanted)
        return listed_from(rows[0]) if rows else None


def _conditions(query: Query) -> list[sa.ColumnElement[bool]]:
    made: list[sa.ColumnElement[bool]] = []
    if query.account_id is not None:
        made.append(sessions.c.account_id == query.account_id)
    if query.words:
        columns = (sessions.c.title, sessions.c.place, sessions.c.code)
        made.append(sa.or_(*(one.icontains(query.words, autoescape=True) for one in columns)))
    if query.deck:
        made.append(sessions.c.deck_id == query.deck)
    if query.phase:
        made.append(sessions.c.phase == query.phase)
    day = sa.func.coalesce(
        sa.func.nullif(sessions.c.date, ""), sa.func.substr(sessions.c.opened_at, 1, 10)
    )
    if query.since:
        made.append(day >= query.since)
    if query.until:
        made.append(day <= query.until)
    return made


def _replace(connection: sa.Connection, session_id: str, seat: StoredSeat) -> None:
    earlier = seats.update().where(
        seats.c.session_id == session_id,
        seats.c.seat == seat.seat,
        seats.c.person == seat.person,
    )
    connection.execute(earlier.values(seat=REPLACED))


def _add_seat(connection: sa.Connection, session_id: str, seat: StoredSeat) -> None:
    connection.execute(seats.insert(), vars(seat) | {"session_id": session_id})
