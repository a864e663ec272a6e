"""The inside of a server without its sockets: a journal on disk, the rooms, the dispatch."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import game
from game import Seat, Session, Viewer
from game.session.messages import Settings
from web.answers import Answer
from web.dispatch import Dispatch
from web.journal.sql import SqlJournal, open_sqlite
from web.journal.writer import Writer
from web.library import Library
from web.rooms import Change, Room, Rooms
from web.runtime import runtime
from web.sessions import Opened, Sessions

DECKS = Path(__file__).parents[2] / "decks"
HOST = Viewer(seat=Seat.HOST, id="host")


@dataclass
class Told:
    """What was published, in order."""

    seqs: list[int] = field(default_factory=list)

    def __call__(self, room: Room, changes: Sequence[Change]) -> None:
        self.seqs += [one.recorded.seq for one in changes]
        room.told = changes[-1].after


class House:
    """One process on a folder. Two of them on the same one are two processes."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "visavis.sqlite"
        self.running = runtime("threading")
        self.engine = open_sqlite(self.file)
        self.journal = SqlJournal(self.engine)
        self.library = Library(DECKS, self.journal)
        self.library.load()
        self.rooms = Rooms(self.journal, self.library, self.running)
        self.told = Told()
        writer = Writer(self.journal, self.running)
        secret = b"a secret of the tests"
        self.dispatch = Dispatch(self.rooms, writer, self.running, secret, self.told)
        self.sessions = Sessions(
            self.journal, self.library, self.rooms, self.dispatch, self.running, secret
        )

    def open(self, **settings: Any) -> "Table":
        """A session, opened."""
        opened = self.sessions.open(
            "account", title="Journée", host_name="Hélène", settings=Settings(**settings)
        )
        return Table(self, opened)

    def forget(self, session_id: str) -> None:
        """The session is read again from the journal when somebody comes."""
        self.rooms.forget(session_id)

    @contextmanager
    def nothing_can_be_written(self) -> Iterator[None]:
        """As on a full or a broken disk."""
        with self.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        try:
            yield
        finally:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA query_only=OFF")

    def dump(self) -> str:
        """All that is on disk, in words."""
        with sqlite3.connect(self.file) as database:
            text = "\n".join(database.iterdump())
        database.close()
        return text

    def close(self) -> None:
        """The process ends."""
        self.engine.dispose()


class Table:
    """A session in a house, and the people in it."""

    def __init__(self, house: House, opened: Opened) -> None:
        self.house = house
        self.id = opened.id
        self.code = opened.code
        self.opened = opened

    def person(self, name: str) -> Viewer:
        """Somebody comes in."""
        seated = self.house.sessions.take_seat(self.code, name, "")
        ticket = self.house.sessions.ticket(seated.seat_token)
        assert ticket is not None
        return ticket.viewer

    def ask(self, who: Viewer, kind: str, *, id: str = "", **data: Any) -> Answer:
        """What a command is answered."""
        payload = {"id": id or str(uuid4()), "kind": kind, "data": data}
        return self.house.dispatch.handle(self.id, who, json.loads(json.dumps(payload)))

    def does(self, who: Viewer, kind: str, **data: Any) -> Answer:
        """A command that goes well."""
        answer = self.ask(who, kind, **data)
        assert answer.ok, answer
        return answer

    def kinds(self) -> list[str]:
        """The events on disk."""
        return [one.kind for one in self.house.journal.history(self.id)]

    def session(self) -> Session:
        """The session as it is told."""
        found = self.house.sessions.session(self.id)
        assert found is not None
        return found

    def replayed(self) -> Session:
        """The session as the journal alone makes it."""
        from web.journal.codec import recorded

        history = [recorded(one) for one in self.house.journal.history(self.id)]
        return game.replay(self.session().deck, history)
