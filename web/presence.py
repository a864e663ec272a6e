"""Who is here: sockets counted per seat, with time to come back. Never history, never recorded."""

from collections import defaultdict
from collections.abc import Callable
from threading import Lock
from typing import Any

from web.config import Pace
from web.runtime import Runtime

PAUSE_SECONDS = 0.5
HERE, AWAY, GONE = "here", "away", "gone"


class Presence:
    """For each session, each participant's state and how much their browser has not sent yet."""

    def __init__(
        self, runtime: Runtime, tell: Callable[[str, str, object], None], pace: Pace
    ) -> None:
        self._runtime = runtime
        self._tell = tell
        self._pace = pace
        self._sids: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._left: dict[tuple[str, str], Callable[[], None]] = {}
        self._states: dict[str, dict[str, dict[str, Any]]] = {}
        self._telling: set[str] = set()
        self._lock = Lock()

    def came(self, session_id: str, person: str, sid: str) -> None:
        """A socket of somebody's seat opened."""
        with self._lock:
            self._sids[(session_id, person)].add(sid)
            give_up = self._left.pop((session_id, person), None)
        if give_up is not None:
            give_up()
        self._set(session_id, person, state=HERE)

    def went(self, session_id: str, person: str, sid: str) -> None:
        """A socket closed: the person is away only if none comes back soon."""
        with self._lock:
            sids = self._sids[(session_id, person)]
            sids.discard(sid)
            if sids:
                return
            del self._sids[(session_id, person)]
            self._left[(session_id, person)] = self._runtime.later(
                self._pace.away, lambda: self._away(session_id, person)
            )

    def waits(self, session_id: str, person: str, count: int) -> None:
        """So many commands wait in somebody's browser."""
        self._set(session_id, person, unsent=count)

    def of(self, session_id: str) -> dict[str, dict[str, Any]]:
        """Everybody of a session."""
        with self._lock:
            states = self._states.get(session_id, {})
            return {person: dict(state) for person, state in states.items()}

    def forget(self, session_id: str) -> None:
        """A session was erased."""
        with self._lock:
            self._states.pop(session_id, None)

    def _away(self, session_id: str, person: str) -> None:
        with self._lock:
            self._left.pop((session_id, person), None)
            if not self._is_missed(session_id, person):
                return
            self._left[(session_id, person)] = self._runtime.later(
                self._pace.gone - self._pace.away, lambda: self._gone(session_id, person)
            )
        self._set(session_id, person, state=AWAY)

    def _gone(self, session_id: str, person: str) -> None:
        with self._lock:
            self._left.pop((session_id, person), None)
            if not self._is_missed(session_id, person):
                return
        self._set(session_id, person, state=GONE)

    def _is_missed(self, session_id: str, person: str) -> bool:
        """Whether somebody left and did not come back, in a session that there still is."""
        return session_id in self._states and (session_id, person) not in self._sids

    def _set(self, session_id: str, person: str, **changed: Any) -> None:
        with self._lock:
            states = self._states.setdefault(session_id, {})
            state = states.setdefault(person, {"state": HERE, "unsent": 0})
            state.update(changed)
            if session_id in self._telling:
                return
            self._telling.add(session_id)
        # Thirty tablets that wake together make one message, not thirty.
        self._runtime.later(PAUSE_SECONDS, lambda: self._told(session_id))

    def _told(self, session_id: str) -> None:
        with self._lock:
            self._telling.discard(session_id)
        self._tell(session_id, "presence", self.of(session_id))
