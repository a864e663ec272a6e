"""What each viewer sees of what was recorded: each record made and encoded once for all who see the same."""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

import game
from game import Seat, Session, Viewer
from web import wire

# These are said in each listener's language, or have something more for the wall: encoded later, once for each.
WORDED = frozenset({"screen", "session"})


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


@dataclass(frozen=True)
class Sight:
    """What a viewer sees, what it no longer sees, and by how much the checksum of what it holds moves.

    `put` holds records ready to be sent; two that look the same are the same object.
    """

    put: Mapping[str, Any]
    drop: Collection[str]
    moved: int


class Glimpse(NamedTuple):
    """One key as somebody sees it: the record or None, whether they saw it before, the checksum's move."""

    record: Any
    saw: bool
    moved: int


class Sights:
    """The keys that some changes touched, as each viewer sees them."""

    def __init__(
        self, before: Session, after: Session, touched: Mapping[str, int], known: Mapping[str, int]
    ) -> None:
        """`touched`: each key with its new number; `known`: each with its number so far, if anybody saw it."""
        self.session = after
        self._before = before
        self._touched = touched
        self._known = known
        self._personal = {key: _personal(before, after, key) for key in touched}
        self._came_or_went = _outside(before, after) | _outside(after, after)
        self._common: dict[str, Glimpse] = {}
        self._ready: dict[str, list[tuple[Any, Any]]] = {}
        self.apart = self._those_apart()

    def of(self, viewer: Viewer) -> Sight:
        """What this viewer sees."""
        put: dict[str, Any] = {}
        drop: list[str] = []
        moved = 0
        for key in self._touched:
            seen = self._glimpse(viewer, key)
            moved += seen.moved
            if seen.record is not None:
                put[key] = seen.record
            elif seen.saw:
                drop.append(key)
        return Sight(put, drop, moved)

    def _those_apart(self) -> Collection[str]:
        """The participants who may see something else than the others do."""
        people = self.session.participants
        if any(personal is None for personal in self._personal.values()):
            return people.keys()
        return self._came_or_went.union(*filter(None, self._personal.values()))

    def _glimpse(self, viewer: Viewer, key: str) -> Glimpse:
        personal = self._personal[key]
        alone = viewer.seat != Seat.PARTICIPANT or viewer.id in self._came_or_went
        if alone or personal is None or viewer.id in personal:
            return self._looked(viewer, key)
        if key not in self._common:
            self._common[key] = self._looked(viewer, key)
        return self._common[key]

    def _looked(self, viewer: Viewer, key: str) -> Glimpse:
        record = game.record(self.session, viewer, key)
        known = self._known.get(key)
        saw = known is not None and game.record(self._before, viewer, key) is not None
        moved = checksum(key, self._touched[key]) if record is not None else 0
        moved -= checksum(key, known) if saw and known is not None else 0
        return Glimpse(None if record is None else self._encoded(key, record), saw, moved)

    def _encoded(self, key: str, record: Any) -> Any:
        ready = self._ready.setdefault(key, [])
        for same, encoded in ready:
            if same == record:
                return encoded
        made = Worded(record) if key in WORDED else orjson.Fragment(wire.encode(record))
        ready.append((record, made))
        return made


def checksum(key: str, seq: int) -> int:
    """The checksum of one record held: of its key and number alone."""
    return zlib.crc32(f"{key}:{seq}".encode())


def _outside(session: Session, later: Session) -> set[str]:
    """Who of the later session has no seat in this one."""
    there = session.participants
    return {one for one in later.participants if one not in there or there[one].removed}


def _personal(before: Session, after: Session, key: str) -> Collection[str] | None:
    earlier, later = game.personal(before, key), game.personal(after, key)
    return None if earlier is None or later is None else {*earlier, *later}
