"""Wakes timers that run out. The deadline is in the state; this only asks the session to look at it."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

import game
from game.kit.timer import EndTimer
from web.dispatch import Dispatch
from web.rooms import Room, Rooms
from web.runtime import Runtime

LONGEST_WAIT = 5
RETRY_AFTER = 2.0
log = logging.getLogger(__name__)


class Alarm:
    """One wake-up per session, moved whenever its deadline moves."""

    def __init__(self, rooms: Rooms, runtime: Runtime) -> None:
        self._rooms = rooms
        self._runtime = runtime
        self._armed: dict[str, tuple[datetime, Callable[[], None]]] = {}
        self.dispatch: Dispatch | None = None

    def arm(self, room: Room) -> None:
        """Wake this session when its clock runs out."""
        session_id, deadline = room.told.id, game.deadline(room.told)
        armed = self._armed.get(session_id)
        if armed is not None:
            if armed[0] == deadline:
                return
            armed[1]()
            del self._armed[session_id]
        if deadline is None:
            return
        # Looked at again at least this often: a laptop's clock may jump, and a nap may outlast a timer.
        left = min(LONGEST_WAIT, max(0.0, (deadline - datetime.now(UTC)).total_seconds()))
        self._armed[session_id] = (
            deadline,
            self._runtime.later(left + 0.02, lambda: self._wake(session_id)),
        )

    def _wake(self, session_id: str) -> None:
        self._armed.pop(session_id, None)
        try:
            ended = self._end(session_id)
        except Exception:
            log.exception("a timer could not be ended")
            ended = False
        if not ended:
            self._runtime.later(RETRY_AFTER, lambda: self._wake(session_id))

    def _end(self, session_id: str) -> bool:
        room = self._rooms.get(session_id)
        deadline = game.deadline(room.session) if room else None
        if room is None or deadline is None or self.dispatch is None:
            return True
        if deadline <= datetime.now(UTC) and not self.dispatch.act(room, EndTimer()).ok:
            return False
        self.arm(room)
        return True
