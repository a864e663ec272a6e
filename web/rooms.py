"""Sessions in memory: a cache of the journal, loaded when somebody comes and dropped when idle."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple

import game
from game import Deck, Recorded, Session
from web import answers
from web.answers import Answer
from web.journal import Heading, Journal, StoredCommand
from web.journal.codec import recorded
from web.library import Library
from web.runtime import Promise, Runtime
from web.sights import Sights

IDLE_SECONDS = 1800


class Change(NamedTuple):
    """One event, with the session before and after it."""

    recorded: Recorded
    before: Session
    after: Session


@dataclass(slots=True)
class Known:
    """A command that was seen: who asked what, and its answer; until there is one, who waits for it."""

    actor: str
    digest: str
    answer: Answer | None = None
    waiting: tuple[Callable[[Answer], None], ...] = ()


@dataclass
class Room:
    """One live session.

    `session` is as decided and may be ahead of the journal; `told` is what is on disk and was told,
    and `whole` all of that as each may see it, once somebody has asked.
    `touched`: for each key, the last event that touched it. `hidden`: the last event after which
    somebody may see less than before. `broken`: a write failed; the room is to be read again.
    """

    session: Session
    told: Session
    whole: Sights | None = None
    touched: dict[str, int] = field(default_factory=dict)
    hidden: int = 0
    known: dict[str, Known] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock)
    heading: Heading | None = None
    broken: bool = False
    used_at: float = field(default_factory=time.monotonic)


def heading_of(session: Session) -> Heading:
    """What the list of sessions shows of one."""
    return Heading(
        title=session.title,
        place=session.place,
        date=session.date,
        phase=session.phase,
        rounds=len(session.rounds),
        participants=len(session.present),
    )


def new_room(deck: Deck) -> Room:
    """A session in which nothing has happened."""
    session = game.open_session(deck)
    return Room(session=session, told=session)


class Rooms:
    """The live sessions by id."""

    def __init__(self, journal: Journal, library: Library, runtime: Runtime) -> None:
        self._journal = journal
        self._library = library
        self._runtime = runtime
        self._live: dict[str, Room] = {}
        self._loading: dict[str, Promise] = {}
        self._forgotten = 0
        self._lock = Lock()
        self.on_load: list[Callable[[Room], None]] = []

    def get(self, session_id: str) -> Room | None:
        """The live session, read from the journal when it is not in memory; None when there is none."""
        with self._lock:
            room = self._live.get(session_id)
            if room is not None and not room.broken:
                room.used_at = time.monotonic()
                return room
            waiting = self._loading.get(session_id)
            if waiting is None:
                mine = self._loading[session_id] = self._runtime.promise()
        if waiting is not None:
            found = waiting.wait()
            if isinstance(found, Exception):
                raise found
            return found if isinstance(found, Room) else None
        return self._load(session_id, mine)

    def add(self, room: Room) -> None:
        """Take in a session that was just opened."""
        with self._lock:
            self._live[room.session.id] = room
        for told in self.on_load:
            told(room)

    def forget(self, session_id: str) -> None:
        """Drop a session from memory; whoever needs it reads it again."""
        with self._lock:
            self._forgotten += 1
            room = self._live.pop(session_id, None)
        if room is not None:
            room.broken = True

    def forget_all(self) -> None:
        """Drop every session from memory."""
        with self._lock:
            self._forgotten += 1
            rooms, self._live = self._live, {}
        for room in rooms.values():
            room.broken = True

    def give_up(self, room: Room) -> None:
        """Drop a room that is ahead of the journal, and not the one that was read since."""
        room.broken = True
        with self._lock:
            if self._live.get(room.session.id) is room:
                del self._live[room.session.id]

    def live(self) -> list[Room]:
        """Every session in memory."""
        with self._lock:
            return list(self._live.values())

    def drop_idle(self, in_use: Iterable[str]) -> None:
        """Drop sessions that nobody has used for a while and nobody looks at."""
        looked_at = set(in_use)
        for room in self.live():
            old = time.monotonic() - room.used_at > IDLE_SECONDS
            if old and room.session.id not in looked_at and room.session is room.told:
                self.forget(room.session.id)

    def _load(self, session_id: str, mine: Promise) -> Room | None:
        found = self._loaded(session_id)
        mine.set(found)
        if isinstance(found, Exception):
            raise found
        if found is not None:
            for told in self.on_load:
                told(found)
        return found

    def _loaded(self, session_id: str) -> Room | Exception | None:
        """Read again when some session was forgotten meanwhile: it may be this one, which was erased."""
        while True:
            forgotten = self._forgotten
            found: Room | Exception | None = None
            try:
                found = self._runtime.in_thread(self._read, session_id)
            except Exception as error:
                found = error
            with self._lock:
                if forgotten == self._forgotten:
                    del self._loading[session_id]
                    if isinstance(found, Room):
                        self._live[session_id] = found
                    return found

    def _read(self, session_id: str) -> Room | None:
        listed = self._journal.session(session_id)
        if listed is None:
            return None
        deck = self._library.revision(listed.revision)
        history = [recorded(one) for one in self._journal.history(session_id)]
        room = replayed(deck, history)
        room.heading = listed.heading
        room.known = {one.command_id: _known(one) for one in self._journal.answers(session_id)}
        return room


def replayed(deck: Deck, history: Iterable[Recorded]) -> Room:
    """The room that a history makes."""
    session = game.open_session(deck)
    touched: dict[str, int] = {}
    for one in history:
        before, session = session, game.evolve(session, one)
        touched |= dict.fromkeys(game.changes(before, session, one.event), one.seq)
    # What was hidden before the restart is not known: who was away longer gets the whole view.
    return Room(session=session, told=session, touched=touched, hidden=session.seq)


def _known(stored: StoredCommand) -> Known:
    return Known(actor=stored.actor, digest=stored.digest, answer=answers.from_kept(stored.answer))
