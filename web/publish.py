"""Socket.IO out: what has been recorded, told to each audience as it may see it.

Every emit names audiences; none goes to everybody. What several see alike is made and encoded once.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from threading import RLock
from typing import Any, NamedTuple

import game
from game import Seat
from web.audience import Audience, Hall, Listener
from web.rooms import Change, Room
from web.sights import WORDED, Sight, Sights

Update = dict[str, Any]
WALL = (Seat.HOST, Seat.SCREEN)


class Group(NamedTuple):
    """Listeners who are told the same."""

    put: Mapping[str, Any]
    drop: Collection[str]
    listeners: list[Listener]


class Publisher:
    """Who listens, and what they are told."""

    def __init__(self, sio: Any, site: str) -> None:
        self._sio = sio
        self._site = site
        self._halls: dict[str, Hall] = {}
        self._lock = RLock()

    def join(self, audience: Audience, sid: str, room: Room, since: int) -> None:
        """Let a socket listen, from a first update on."""
        with self._lock:
            self._halls.setdefault(audience.session_id, Hall()).join(audience, sid)
            self._sio.emit("update", self.caught_up(room, audience, since), to=sid)

    def leave(self, audience: Audience, sid: str) -> None:
        """A socket no longer listens."""
        with self._lock:
            hall = self._hall(audience.session_id)
            hall.leave(audience, sid)
            if not hall.listeners:
                self._halls.pop(audience.session_id, None)

    def sessions(self) -> list[str]:
        """The sessions that somebody looks at."""
        with self._lock:
            return list(self._halls)

    def publish(self, room: Room, changes: Sequence[Change]) -> None:
        """Tell every audience what it may see of what was recorded."""
        before, after = changes[0].before, changes[-1].after
        touched = _touched(changes)
        with self._lock:
            room.told, room.whole = after, None
            hall = self._hall(after.id)
            groups: dict[Hashable, Group] = {}
            sights = Sights(before, after, touched, room.touched)
            for viewer, listeners in hall.alike(after.participants.keys(), sights.apart()):
                sight = sights.of(viewer)
                if sight.drop:
                    room.hidden = after.seq
                if listeners and (sight.put or sight.drop):
                    for one in listeners:
                        one.held += sight.moved
                    self._gather(groups, listeners, sight)
            room.touched |= touched
            seqs = touched if len(changes) > 1 else {}
            for put, drop, listeners in groups.values():
                self._tell("update", _update(after.seq, put, drop, seqs), listeners)

    def caught_up(self, room: Room, audience: Audience, since: int) -> Update:
        """What changed for a viewer since then; the whole view when that can't be known."""
        with self._lock:
            return self._caught_up(room, audience, since)

    def tell_anew(self, room: Room) -> None:
        """Tell every audience all that there is to see: what it was told may never have happened."""
        with self._lock:
            for one in self._hall(room.told.id).listeners.values():
                self._tell("update", self._caught_up(room, one.audience, 0), [one])

    def _caught_up(self, room: Room, audience: Audience, since: int) -> Update:
        session = room.told
        sight = self._whole(room).of(audience.viewer)
        whole = not room.hidden <= since <= session.seq or since == 0
        seqs = {key: room.touched.get(key, session.seq) for key in sight.put}
        if not whole:
            seqs = {key: seq for key, seq in seqs.items() if seq > since}
        # Counted anew, not carried on: what went wrong in between is mended by asking for all again.
        listener = self._hall(session.id).listeners.get(audience)
        if listener is not None:
            listener.held = sight.moved
        update = {
            "seq": session.seq,
            "put": self._said({key: sight.put[key] for key in seqs}, audience),
            "drop": [],
            "seqs": seqs,
            "now": datetime.now(UTC),
            "digest": _digest(sight.moved),
        }
        return update | {"reset": True} if whole else update

    def _whole(self, room: Room) -> Sights:
        """All that there is to see of a session; made once for the many who come while nothing happens."""
        session = room.told
        if room.whole is None or room.whole.session is not session:
            numbers = {key: room.touched.get(key, session.seq) for key in game.keys(session)}
            room.whole = Sights(session, session, numbers, {})
        return room.whole

    def beacons(self, room: Room) -> None:
        """Let every browser check that it has missed nothing."""
        with self._lock:
            now, hall = datetime.now(UTC), self._hall(room.told.id)
            for one in list(hall.listeners.values()):
                told = {"seq": room.told.seq, "digest": _digest(one.held), "now": now}
                self._tell("beacon", told, [one])

    def tell_wall(self, session_id: str, event: str, data: object) -> None:
        """Tell host and projector something that is no record."""
        with self._lock:
            hall = self._hall(session_id)
            wall = [one for one in hall.listeners.values() if one.audience.viewer.seat in WALL]
            self._tell(event, data, wall)

    def tell_all(self, event: str, data: object) -> None:
        """Tell every audience of every session the same thing about the server itself."""
        with self._lock:
            halls = self._halls.values()
            self._tell(event, data, [one for hall in halls for one in hall.listeners.values()])

    def _tell(self, event: str, data: object, listeners: Iterable[Listener]) -> None:
        sids = [sid for one in listeners for sid in one.sids]
        if sids:
            self._sio.emit(event, data, to=sids)

    def _hall(self, session_id: str) -> Hall:
        return self._halls.get(session_id) or Hall()

    def _gather(
        self, groups: dict[Hashable, Group], listeners: Sequence[Listener], sight: Sight
    ) -> None:
        """Put those together who are told the same."""
        if WORDED.isdisjoint(sight.put):
            rows = [(sight.put, listeners)]
        else:
            rows = [(self._said(sight.put, one.audience), [one]) for one in listeners]
        for put, row in rows:
            same = (*put.values(), *sight.drop)
            if same not in groups:
                groups[same] = Group(put, sight.drop, [])
            groups[same].listeners.extend(row)

    def _said(self, put: Mapping[str, Any], audience: Audience) -> dict[str, Any]:
        join_url = f"{self._site}/j/" if audience.viewer.seat in WALL else ""
        said = dict(put)
        for key in WORDED & put.keys():
            said[key] = put[key].said(audience.language, join_url if key == "session" else "")
        return said


def _update(
    seq: int, put: Mapping[str, Any], drop: Collection[str], seqs: Mapping[str, int]
) -> Update:
    update: Update = {"seq": seq, "put": put, "drop": drop}
    if seqs:
        # Mostly everybody sees all that was touched.
        update["seqs"] = seqs if len(put) == len(seqs) else {key: seqs[key] for key in put}
    return update


def _digest(held: int) -> str:
    return f"{held % 2**32:08x}"


def _touched(changes: Sequence[Change]) -> dict[str, int]:
    """The keys that these events touch, each with the last that did."""
    touched: dict[str, int] = {}
    for one in changes:
        keys = game.changes(one.before, one.after, one.recorded.event)
        touched |= dict.fromkeys(keys, one.recorded.seq)
    return touched
