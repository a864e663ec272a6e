"""Socket.IO in: who connects, and the three things that a browser may say.

Handlers are registered on python-socketio itself, and handled one after the other for each socket:
a seat's commands take effect in the order in which it sent them.
"""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from threading import Lock
from time import perf_counter
from typing import Any

import socketio

from game import Seat, Viewer
from web.answers import Answer, problem
from web.audience import Audience
from web.config import Rate
from web.dispatch import Answered, Dispatch
from web.journal import Unavailable
from web.limits import Limit
from web.locale import LANGUAGES, spoken
from web.metrics import Metrics
from web.presence import Presence
from web.publish import Publisher
from web.rooms import Rooms
from web.runtime import Runtime, waited
from web.sessions import Sessions
from web.tickets import Replaced

MOST_UNSENT = 10_000
log = logging.getLogger(__name__)


class Sockets:
    """The sockets that are open, each with its audience."""

    def __init__(
        self,
        sio: Any,
        sessions: Sessions,
        rooms: Rooms,
        dispatch: Dispatch,
        publisher: Publisher,
        presence: Presence,
        metrics: Metrics,
        runtime: Runtime,
        *,
        rate: Rate,
    ) -> None:
        self._sio = sio
        self._sessions = sessions
        self._rooms = rooms
        self._dispatch = dispatch
        self._publisher = publisher
        self._presence = presence
        self._metrics = metrics
        self._runtime = runtime
        self._rate = Limit(rate.burst, rate.per_second)
        self._catching_up = Limit(3 * rate.burst, rate.per_second)
        self._open: dict[str, Audience] = {}
        self._closed_seats = 0
        self._lock = Lock()
        sio.on("connect", self.connect)
        sio.on("disconnect", self.disconnect)
        sio.on("command", self.command)
        sio.on("sync", self.sync)
        sio.on("unsent", self.unsent)
        sio.on("*", self.unknown)

    def connect(self, sid: str, environ: Mapping[str, Any], auth: object = None) -> None:
        """Let a seat in, or say why not. Who may listen is decided here, before it hears anything."""
        asked = auth if isinstance(auth, Mapping) else {}
        language = str(asked.get("language") or spoken(environ.get("HTTP_ACCEPT_LANGUAGE")))
        language = language if language in LANGUAGES else LANGUAGES[0]
        audience = self._let_in(sid, asked.get("token"), language)
        # The first update can only follow the packet that accepts the connection.
        self._sio.start_background_task(self._welcome, sid, audience, _since(asked))

    def _let_in(self, sid: str, token: object, language: str) -> Audience:
        """Asked again when a seat was closed meanwhile: it may be this one, taken on another device."""
        while True:
            closed = self._closed_seats
            audience = self._audience_of(token, language)
            with self._lock:
                if closed == self._closed_seats:
                    self._open[sid] = audience
                    self._metrics.sockets.set(len(self._open))
                    return audience

    def _audience_of(self, token: object, language: str) -> Audience:
        try:
            ticket = self._sessions.ticket(token) if isinstance(token, str) else None
            room = self._rooms.get(ticket.session_id) if ticket else None
        except Replaced:
            raise _refused("forbidden", "refused.replaced", language) from None
        except Unavailable:
            raise _refused("unavailable", "refused.unavailable", language) from None
        except Exception:
            log.exception("a session could not be read")
            raise _refused("unavailable", "refused.unavailable", language) from None
        if ticket is None:
            raise _refused("unauthorised", "refused.unknown_seat", language)
        if room is None:
            raise _refused("not_found", "refused.no_session", language)
        return Audience(session_id=ticket.session_id, viewer=ticket.viewer, language=language)

    def _welcome(self, sid: str, audience: Audience, since: int) -> None:
        try:
            room = self._rooms.get(audience.session_id)
        except Unavailable:
            room = None
        if room is None:
            self._sio.disconnect(sid)
            return
        if sid in self._open:
            self._publisher.join(audience, sid, room, since)
        if sid not in self._open:
            self._publisher.leave(audience, sid)
            return
        if audience.viewer.seat == Seat.PARTICIPANT:
            self._presence.came(audience.session_id, audience.viewer.id, sid)
        else:
            self._sio.emit("presence", self._presence.of(audience.session_id), to=sid)

    def disconnect(self, sid: str, reason: str = "") -> None:
        """A socket closed, for whatever reason."""
        with self._lock:
            audience = self._open.pop(sid, None)
            self._metrics.sockets.set(len(self._open))
        if audience is None:
            return
        log.debug("socket closed: %s", reason)
        self._publisher.leave(audience, sid)
        if audience.viewer.seat == Seat.PARTICIPANT:
            self._presence.went(audience.session_id, audience.viewer.id, sid)

    def command(self, sid: str, payload: object = None, *_: object) -> dict[str, Any]:
        """The answer to a command; always one."""
        audience = self._open.get(sid)
        if audience is None:
            return problem("unauthorised", "refused.unknown_seat").told(LANGUAGES[0])
        answer = self.answer(audience.session_id, audience.viewer, payload)
        return answer.told(audience.language)

    def asks(self, sid: str, payload: object, reply: Callable[[dict[str, Any]], None]) -> None:
        """Take a command, and reply when its answer is there."""
        audience = self._open.get(sid)
        if audience is None:
            reply(problem("unauthorised", "refused.unknown_seat").told(LANGUAGES[0]))
            return
        language = audience.language
        self.ask(
            audience.session_id,
            audience.viewer,
            payload,
            lambda answer: reply(answer.told(language)),
        )

    def answer(self, session_id: str, viewer: Viewer, payload: object) -> Answer:
        """The answer to a seat's command, whichever way it came; waited for."""
        answer: Answer = waited(self._runtime, partial(self.ask, session_id, viewer, payload))
        return answer

    def ask(self, session_id: str, viewer: Viewer, payload: object, answered: Answered) -> None:
        """Take a seat's command. `answered` is given its answer: at once, or when it is on disk."""
        began = perf_counter()

        def told(answer: Answer) -> None:
            self._metrics.answered(answer.code or "done", perf_counter() - began)
            answered(answer)

        wait = self._rate.wait((session_id, viewer.id))
        if wait:
            told(problem("too_many", "refused.too_many", retry_after=round(wait + 0.05, 2)))
            return
        try:
            self._dispatch.ask(session_id, viewer, payload, told)
        except Unavailable:
            told(problem("unavailable", "refused.unavailable", retry_after=2))
        except Exception:
            log.exception("a command failed")
            told(problem("unavailable", "refused.unavailable", retry_after=5))

    def sync(self, sid: str, payload: object = None, *_: object) -> dict[str, Any]:
        """What changed since then."""
        audience = self._open.get(sid)
        if audience is None:
            return problem("unauthorised", "refused.unknown_seat").told(LANGUAGES[0])
        try:
            room = self._rooms.get(audience.session_id)
        except Unavailable:
            return problem("unavailable", "refused.unavailable").told(audience.language)
        if room is None:
            return problem("not_found", "refused.no_session").told(audience.language)
        wait = self._catching_up.wait(sid)
        if wait:
            slowed = problem("too_many", "refused.too_many", retry_after=round(wait + 0.05, 2))
            return slowed.told(audience.language)
        asked = payload if isinstance(payload, Mapping) else {}
        return self._publisher.caught_up(room, audience, _since(asked))

    def unsent(self, sid: str, payload: object = None, *_: object) -> None:
        """How many commands wait in this browser, for the host to see."""
        audience = self._open.get(sid)
        count = payload.get("count") if isinstance(payload, Mapping) else None
        if audience is None or type(count) is not int or not 0 <= count <= MOST_UNSENT:
            return
        if audience.viewer.seat == Seat.PARTICIPANT:
            self._presence.waits(audience.session_id, audience.viewer.id, count)

    def unknown(self, event: str, sid: str, *_: object) -> dict[str, Any]:
        """The answer to an event that there is not: no call stays without one."""
        audience = self._open.get(sid)
        language = audience.language if audience else LANGUAGES[0]
        return problem("invalid", "invalid.unknown_kind").told(language)

    def close_seat(self, session_id: str, person: str) -> None:
        """Hang up on the devices that held a seat until it was taken on another one."""
        self._close(lambda one: (one.session_id, one.viewer.id) == (session_id, person))

    def close(self, session_id: str) -> None:
        """Hang up on everybody of a session that was erased."""
        self._close(lambda one: one.session_id == session_id)
        self._presence.forget(session_id)

    def hang_up(self) -> None:
        """Hang up on everybody: who still has a seat comes back with it."""
        self._close(lambda _: True)

    def _close(self, whose: Callable[[Audience], bool]) -> None:
        with self._lock:
            self._closed_seats += 1
            sids = [sid for sid, one in self._open.items() if whose(one)]
        for sid in sids:
            self._sio.disconnect(sid)


def _since(asked: Mapping[str, Any]) -> int:
    since = asked.get("since")
    return since if type(since) is int and since > 0 else 0


def _refused(code: str, key: str, language: str) -> Exception:
    told = problem(code, key).told(language)
    made: Exception = socketio.exceptions.ConnectionRefusedError(
        told["message"], {"code": code, "message": told["message"]}
    )
    return made
