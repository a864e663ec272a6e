"""What each viewer sees of what was recorded: each record made and encoded once for all who see the same."""

import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

import orjson

import game
from game import Seat, Session, Viewer
from game.shown import Record
from web import wire

# What a viewer sees under a key now, and whether it saw anything there before.
Look = Callable[[Viewer, str], tuple[Record | None, bool]]
_ANYBODY = {seat: Viewer(seat=seat, id="") for seat in Seat}
# These are said in each listener's language, or have something more for the wall: encoded later, once for each.
WORDED = frozenset({"screen", "session"})
YOU = "you"  # nobody else's looks the same


class Worded:
    """A record that depends on who listens, not on its viewer alone."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._record = record
        self._said: dict[tuple[str, str], orjson.Fragment] = {}

    def said(self, language: str, join_url: str = "") -> orjson.Fragment:
        """The record in this language; with the address at which people join, for those who show it."""
        if (language, join_url) not in self._said:
            more = {"join_url": join_url + self._record["code"]} if join_url else {}
            words = wire.spoken({**self._record, **more}, language)
            self._said[(language, join_url)] = orjson.Fragment(wire.encode(words))
        return self._said[(language, join_url)]


class Sight(NamedTuple):
    """What a viewer sees, what it no longer sees, and by how much the checksum of what it holds moves.

    `put` holds records ready to be sent, in the order of the keys; two that look the same are the same object.
    """

    put: Mapping[str, Any]
    drop: Collection[str]
    moved: int


class Sights:
    """The keys that some changes touched, as each viewer sees them.

    What a seat sees is made once for all who have it; who is shown some record otherwise than the others has
    theirs with that changed.
    """

    def __init__(
        self, before: Session, after: Session, touched: Mapping[str, int], known: Mapping[str, int]
    ) -> None:
        """`touched`: each key with its new number; `known`: each with its number so far, if anybody saw it."""
        self.session = after
        self._before = before
        self._touched = touched
        self._comes = {key: checksum(key, seq) for key, seq in touched.items()}
        self._goes = {key: checksum(key, known[key]) for key in touched if key in known}
        self._each = [key for key in game.OF_EACH if key in touched]
        self._now = {key: game.shown(after, key) for key in touched if key not in game.OF_EACH}
        self._was = {key: game.shown(before, key) for key in self._now if key in known}
        self._own: dict[str, dict[str, None]] = {}
        for key, shown in (*self._now.items(), *self._was.items()):
            for person in shown.apart:
                self._own.setdefault(person, {})[key] = None
        self._there = _seated(after)
        if before.participants is not after.participants:
            self._there &= _seated(before)
        self._of_seat: dict[Seat, Sight] = {}
        self._ready: dict[str, list[tuple[Any, Any]]] = {}

    def apart(self) -> Collection[str]:
        """The participants who may see something else than the others do."""
        if self._each:
            return self.session.participants
        return (self.session.participants.keys() - self._there) | self._own.keys()

    def of(self, viewer: Viewer) -> Sight:
        """What this viewer sees."""
        if viewer.seat is Seat.PARTICIPANT and viewer.id not in self._there:
            return self._sight(viewer, self._touched, self._alone)
        anybody = _ANYBODY[viewer.seat]
        common = self._of_seat.get(viewer.seat)
        if common is None:
            common = self._of_seat[viewer.seat] = self._sight(anybody, self._now, self._shown)
        own = self._own.get(viewer.id, {})
        if not self._each and not own:
            return common
        each = self._sight(viewer, self._each, self._alone)
        less, more = (self._sight(who, own, self._shown) for who in (anybody, viewer))
        put = {**each.put, **common.put, **more.put}
        for key in less.put.keys() - more.put.keys():
            del put[key]
        if more.put.keys() - less.put.keys():
            put = {key: put[key] for key in self._touched if key in put}
        return Sight(
            put=put,
            drop=[*each.drop, *(key for key in common.drop if key not in own), *more.drop],
            moved=each.moved + common.moved - less.moved + more.moved,
        )

    def _sight(self, viewer: Viewer, keys: Iterable[str], look: Look) -> Sight:
        put: dict[str, Any] = {}
        drop: list[str] = []
        moved = 0
        for key in keys:
            record, saw = look(viewer, key)
            if record is not None:
                put[key] = self._encoded(key, record)
                moved += self._comes[key]
            elif saw:
                drop.append(key)
            if saw:
                moved -= self._goes[key]
        return Sight(put, drop, moved)

    def _shown(self, viewer: Viewer, key: str) -> tuple[Record | None, bool]:
        was = self._was.get(key)
        return self._now[key].to(viewer), was is not None and was.to(viewer) is not None

    def _alone(self, viewer: Viewer, key: str) -> tuple[Record | None, bool]:
        saw = key in self._goes and game.record(self._before, viewer, key) is not None
        return game.record(self.session, viewer, key), saw

    def _encoded(self, key: str, record: Record) -> Any:
        if key == YOU:
            return orjson.Fragment(wire.encode(record))
        ready = self._ready.setdefault(key, [])
        for same, encoded in ready:
            if same is record or same == record:
                return encoded
        made = Worded(record) if key in WORDED else orjson.Fragment(wire.encode(record))
        ready.append((record, made))
        return made


def checksum(key: str, seq: int) -> int:
    """The checksum of one record held: of its key and number alone."""
    return zlib.crc32(f"{key}:{seq}".encode())


def _seated(session: Session) -> set[str]:
    return {one for one, there in session.participants.items() if not there.removed}
