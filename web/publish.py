"""Socket.IO out: what has been recorded, told to each audience as it may see it.

An audience is one viewer in one language: any number of sockets. Every emit names audiences; none
goes to everybody. An update is encoded once for all audiences that see the same.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import RLock
from typing import Any

import game
from game import Seat, Session, Viewer
from web import wire
from web.rooms import Change, Room

Update = dict[str, Any]
WALL = (Seat.HOST, Seat.SCREEN)


@dataclass(frozen=True, kw_only=True)
class Audience:
    """One viewer, in one language."""

    session_id: str
    viewer: Viewer
    language: str

    @property
    def name(self) -> str:
        """The Socket.IO room of its sockets; made here, never from what a client sent."""
        return f"{self.session_id}/{self.viewer.seat}/{self.viewer.id}/{self.viewer.ballot[:8]}/{self.language}"


class Publisher:
    """Who listens, and what they are told."""

    def __init__(self, sio: Any, site: str) -> None:
        self._sio = sio
        self._site = site
        self._listening: dict[str, dict[Audience, set[str]]] = defaultdict(dict)
        self._lock = RLock()

    def join(self, audience: Audience, sid: str, room: Room, since: int) -> None:
        """Let a socket listen, from a first update on."""
        with self._lock:
            self._sio.enter_room(sid, audience.name)
            self._listening[audience.session_id].setdefault(audience, set()).add(sid)
            self._sio.emit("update", self.caught_up(room, audience, since), to=sid)

    def leave(self, audience: Audience, sid: str) -> None:
        """A socket no longer listens."""
        with self._lock:
            of_session = self._listening[audience.session_id]
            sids = of_session.get(audience, set())
            sids.discard(sid)
            if not sids:
                of_session.pop(audience, None)
            if not of_session:
                self._listening.pop(audience.session_id, None)

    def sids(self, session_id: str, viewer_id: str | None = None) -> list[str]:
        """The sockets of a session, or of one seat in it."""
        with self._lock:
            audiences = self._listening.get(session_id, {}).items()
            return [
                s for one, sids in audiences for s in sids if viewer_id in (None, one.viewer.id)
            ]

    def sessions(self) -> list[str]:
        """The sessions that somebody looks at."""
        with self._lock:
            return list(self._listening)

    def publish(self, room: Room, changes: Sequence[Change]) -> None:
        """Tell every audience what it may see of what was recorded."""
        before, after = changes[0].before, changes[-1].after
        with self._lock:
            known = room.touched.keys()
            touched = _touched(changes)
            new = touched.keys() - known
            room.touched |= touched
            groups: list[tuple[Update, str, list[str]]] = []
            for viewer, audiences in self._viewers(after):
                put, drop = _seen(before, after, viewer, touched, new)
                if drop:
                    room.hidden = after.seq
                if put or drop:
                    for one in audiences:
                        _grouped(groups, self._said(after, put, drop, one), one)
            for update, _, names in groups:
                if len(changes) > 1:
                    update["seqs"] = {key: touched[key] for key in update["put"]}
                self._sio.emit("update", update, to=names)

    def caught_up(self, room: Room, audience: Audience, since: int) -> Update:
        """What changed for a viewer since then; the whole view when that can't be known."""
        with self._lock:
            return self._caught_up(room, audience, since)

    def _caught_up(self, room: Room, audience: Audience, since: int) -> Update:
        session, viewer = room.told, audience.viewer
        whole = not room.hidden <= since <= session.seq or since == 0
        keys = (
            game.keys(session) if whole else (k for k, seq in room.touched.items() if seq > since)
        )
        found = ((key, game.record(session, viewer, key)) for key in keys)
        put = {key: record for key, record in found if record is not None}
        update = self._said(session, put, [], audience)
        update["seqs"] = {key: room.touched.get(key, session.seq) for key in put}
        update["now"] = datetime.now(UTC)
        update["digest"] = digest(room, viewer)
        return update | {"reset": True} if whole else update

    def beacons(self, room: Room) -> None:
        """Let every browser check that it has missed nothing."""
        with self._lock:
            now = datetime.now(UTC)
            for audience in list(self._listening.get(room.told.id, {})):
                told = {"seq": room.told.seq, "digest": digest(room, audience.viewer), "now": now}
                self._sio.emit("beacon", told, to=audience.name)

    def tell_wall(self, session_id: str, event: str, data: object) -> None:
        """Tell host and projector something that is no record."""
        with self._lock:
            names = [
                one.name for one in self._listening.get(session_id, {}) if one.viewer.seat in WALL
            ]
            if names:
                self._sio.emit(event, data, to=names)

    def tell_all(self, event: str, data: object) -> None:
        """Tell every audience of every session the same thing about the server itself."""
        with self._lock:
            names = [one.name for audiences in self._listening.values() for one in audiences]
            if names:
                self._sio.emit(event, data, to=names)

    def _viewers(self, session: Session) -> Iterable[tuple[Viewer, list[Audience]]]:
        """Every viewer there may be, with those of its audiences that listen now."""
        by_viewer: dict[tuple[str, str], list[Audience]] = defaultdict(list)
        for audience in self._listening.get(session.id, {}):
            by_viewer[(audience.viewer.seat, audience.viewer.id)].append(audience)
        for audiences in by_viewer.values():
            by_ballot: dict[Viewer, list[Audience]] = defaultdict(list)
            for one in audiences:
                by_ballot[one.viewer].append(one)
            yield from by_ballot.items()
        for participant_id in session.participants:
            if (Seat.PARTICIPANT, participant_id) not in by_viewer:
                yield Viewer(seat=Seat.PARTICIPANT, id=participant_id), []

    def _said(
        self, session: Session, put: dict[str, Any], drop: list[str], audience: Audience
    ) -> Update:
        told = {key: _told(key, record, audience, self._site) for key, record in put.items()}
        return {"seq": session.seq, "put": told, "drop": drop}


def digest(room: Room, viewer: Viewer) -> str:
    """A checksum of the viewer's keys and their numbers, in no order."""
    session = room.told
    total = sum(
        zlib.crc32(f"{key}:{room.touched.get(key, session.seq)}".encode())
        for key in game.keys(session)
        if game.record(session, viewer, key) is not None
    )
    return f"{total % 2**32:08x}"


def _touched(changes: Sequence[Change]) -> dict[str, int]:
    """The keys that these events touch, each with the last that did."""
    touched: dict[str, int] = {}
    for one in changes:
        keys = game.changes(one.before, one.after, one.recorded.event)
        touched |= dict.fromkeys(keys, one.recorded.seq)
    return touched


def _seen(
    before: Session, after: Session, viewer: Viewer, keys: Iterable[str], new: Set[str]
) -> tuple[dict[str, Any], list[str]]:
    """What a viewer sees of these keys, and what it no longer does. Nobody saw what is `new`."""
    put: dict[str, Any] = {}
    drop: list[str] = []
    for key in keys:
        record = game.record(after, viewer, key)
        if record is not None:
            put[key] = record
        elif key not in new and game.record(before, viewer, key) is not None:
            drop.append(key)
    return put, drop


def _told(key: str, record: Any, audience: Audience, site: str) -> Any:
    if key == "screen":
        return wire.spoken(record, audience.language)
    if key == "session" and audience.viewer.seat in WALL:
        return record | {"join_url": f"{site}/j/{record['code']}"}
    return record


def _grouped(
    groups: list[tuple[Update, str, list[str]]], update: Update, audience: Audience
) -> None:
    for told, language, names in groups:
        if language == audience.language and told == update:
            names.append(audience.name)
            return
    groups.append((update, audience.language, [audience.name]))
