"""A record, as each may see it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from game.people import Seat, Viewer

Record = Mapping[str, object]
_NO_ONE: Mapping[str, Record | None] = MappingProxyType({})


class Shown(NamedTuple):
    """What the host sees of something, what the projector, and what the participants; None is nothing.

    `apart`: the participants to whom it looks otherwise than to the others, by id.
    """

    host: Record | None = None
    screen: Record | None = None
    people: Record | None = None
    apart: Mapping[str, Record | None] = _NO_ONE

    def to(self, viewer: Viewer) -> Record | None:
        """What this viewer sees."""
        if viewer.seat is Seat.PARTICIPANT:
            return self.apart.get(viewer.id, self.people)
        if viewer.seat is Seat.HOST:
            return self.host
        return self.screen if viewer.seat is Seat.SCREEN else None


HIDDEN = Shown()


def to_all(record: Record) -> Shown:
    """What everybody sees alike."""
    return Shown(host=record, screen=record, people=record)
