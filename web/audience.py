"""Who listens to a session, and which of them see the same of what happened.

An audience is one viewer in one language: any number of sockets.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from game import Seat, Viewer


@dataclass(frozen=True, kw_only=True)
class Audience:
    """One viewer, in one language."""

    session_id: str
    viewer: Viewer
    language: str


@dataclass(eq=False)
class Listener:
    """An audience that listens. `held`: the checksum of what it was told."""

    audience: Audience
    sids: set[str] = field(default_factory=set)
    held: int = 0


class Hall:
    """Those who listen to one session."""

    def __init__(self) -> None:
        self.listeners: dict[Audience, Listener] = {}
        self._wall: dict[Viewer, list[Listener]] = {}
        self._people: dict[str, dict[Viewer, list[Listener]]] = {}

    def join(self, audience: Audience, sid: str) -> None:
        """A socket listens."""
        if audience not in self.listeners:
            self.listeners[audience] = Listener(audience)
            self._row(audience.viewer).append(self.listeners[audience])
        self.listeners[audience].sids.add(sid)

    def leave(self, audience: Audience, sid: str) -> None:
        """A socket no longer listens."""
        one = self.listeners.get(audience)
        if one is None:
            return
        one.sids.discard(sid)
        if not one.sids:
            del self.listeners[audience]
            self._row(audience.viewer).remove(one)

    def alike(
        self, people: Collection[str], apart: Collection[str]
    ) -> Iterator[tuple[Viewer, list[Listener]]]:
        """Every viewer there may be, with who listens: the wall, each of those apart, all others together.

        One viewer stands for all of these; maybe nobody of them listens.
        """
        yield from self._wall.items()
        for one in apart:
            row = self._people.get(one) or {Viewer(seat=Seat.PARTICIPANT, id=one): []}
            yield from row.items()
        other = next((one for one in people if one not in apart), None)
        if other is not None:
            together = [
                one
                for person, row in self._people.items()
                if person in people and person not in apart
                for listeners in row.values()
                for one in listeners
            ]
            yield Viewer(seat=Seat.PARTICIPANT, id=other), together

    def _row(self, viewer: Viewer) -> list[Listener]:
        is_person = viewer.seat == Seat.PARTICIPANT
        row = self._people.setdefault(viewer.id, {}) if is_person else self._wall
        return row.setdefault(viewer, [])
