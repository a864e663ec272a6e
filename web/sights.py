"""What each viewer sees of what was recorded: each record made and encoded once for all who see the same."""

import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

import game
from game import Seat, Session, Viewer
from game.shown import HIDDEN, Record, Shown
from web import wire

Look = Callable[[Shown], Record | None]
_PEOPLE: Look = attrgetter("people")
_LOOKS: Mapping[Seat, Look] = {
    Seat.HOST: attrgetter("host"),
    Seat.SCREEN: attrgetter("screen"),
    Seat.PARTICIPANT: _PEOPLE,
}
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
        is_person = viewer.seat is Seat.PARTICIPANT
        if is_person and viewer.id not in self._there:
            return self._alone(viewer, self._touched)
        sight = self._of_seat.get(viewer.seat)
        if sight is None:
            look = _LOOKS[viewer.seat]
            sight = self._of_seat[viewer.seat] = self._sight(look, self._now, self._was)
        if is_person and viewer.id in self._own:
            sight = self._with_own(sight, viewer.id)
        if self._each:
            each = self._alone(viewer, self._each)
            drop = [*each.drop, *sight.drop]
            sight = Sight({**each.put, **sight.put}, drop, each.moved + sight.moved)
        return sight

    def _alone(self, viewer: Viewer, keys: Iterable[str]) -> Sight:
        """What one viewer sees of some keys, asked of the core for it alone, as if all people saw that."""
        after, before, known = self.session, self._before, self._goes
        now = {key: Shown(people=game.record(after, viewer, key)) for key in keys}
        was = {key: Shown(people=game.record(before, viewer, key)) for key in keys if key in known}
        return self._sight(_PEOPLE, now, was)

    def _sight(self, look: Look, now: Mapping[str, Shown], was: Mapping[str, Shown]) -> Sight:
        put: dict[str, Any] = {}
        drop: list[str] = []
        moved = 0
        for key, shown in now.items():
            record = look(shown)
            saw = key in was and look(was[key]) is not None
            if record is not None:
                put[key] = self._encoded(key, record)
                moved += self._comes[key]
            elif saw:
                drop.append(key)
            if saw:
                moved -= self._goes[key]
        return Sight(put, drop, moved)

    def _with_own(self, common: Sight, person: str) -> Sight:
        """The same, with what this participant sees otherwise."""
        put, drop, moved = dict(common.put), [*common.drop], common.moved
        for key in self._own[person]:
            shown, was = self._now[key], self._was.get(key, HIDDEN)
            record = shown.apart.get(person, shown.people)
            saw = was.apart.get(person, was.people) is not None
            moved += self._comes[key] * ((record is not None) - (key in put))
            moved -= self._goes.get(key, 0) * (saw - (was.people is not None))
            if key in drop:
                drop.remove(key)
            if record is not None:
                put[key] = self._encoded(key, record)
                continue
            put.pop(key, None)
            if saw:
                drop.append(key)
        if put.keys() - common.put.keys():
            put = {key: put[key] for key in self._touched if key in put}
        return Sight(put, drop, moved)

    def _encoded(self, key: str, record: Record) -> Any:
        if key == YOU:
            return orjson.Fragment(wire.encode(record))
        ready = self._ready.get(key)
        if ready is None:
            ready = self._ready[key] = []
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
