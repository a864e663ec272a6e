"""The fast lane: Socket.IO as ever, on lines of our own instead of the library's WebSockets.

An update is encoded once, framed once, and written to each socket directly, and no connection has a
thread: CONTRIBUTING.md has the figures. It knows the insides of python-engineio and python-socketio; on
versions that it does not know it stays off, and everything runs as without it. Long polling is the library's.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib.metadata import version
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

from engineio import packet as engine
from socketio import manager, packet

from web.runtime import Loop, Runtime
from web.transport.frames import Guarded
from web.transport.inbox import framed
from web.transport.line import Line
from web.transport.quick import Quick
from web.wire import encode

KNOWN = {"python-engineio": "4.15.", "python-socketio": "5.18."}
_EVENT = f"{engine.MESSAGE}{packet.EVENT}".encode()
PROBE, PROBED, UPGRADE = "2probe", "3probe", str(engine.UPGRADE)
log = logging.getLogger(__name__)


def why_not(loop: Loop | None, found: Callable[[str], str] = version) -> str:
    """Why the fast lane can't be used here; empty when it can."""
    if loop is None:
        return "this async mode has no event loop"
    unknown = [
        f"{name} {found(name)}"
        for name, known in KNOWN.items()
        if not found(name).startswith(known)
    ]
    return f"it does not know {' and '.join(unknown)}" if unknown else ""


class Lane:
    """The lines that are open."""

    def __init__(self, sio: Any, runtime: Runtime, loop: Loop, websocket: Any) -> None:
        self.loop = loop
        self._eio = sio.eio
        self._runtime = runtime
        self._websocket = websocket
        self._send_plainly = sio.eio.send_packet
        self._lines: set[Line] = set()
        self.largest: int = sio.eio.max_http_buffer_size
        self.ping_interval: float = sio.eio.ping_interval
        self.ping_timeout: float = sio.eio.ping_timeout
        sio.eio._async = {**sio.eio._async, "websocket": self._socket_app}
        sio.eio.send_packet = self._send_packet
        sio.manager = Once(self._eio.sockets)
        sio.manager.set_server(sio)
        self.quick = Quick(sio, self._send_text)
        runtime.spawn(self._beat)
        runtime.on_stop.append(self._hang_up)

    def connecting(self, sid: str, environ: Mapping[str, Any]) -> None:
        """A connection is being made: the library need not start a green thread for a line's pings."""
        if parse_qs(environ.get("QUERY_STRING", "")).get("transport", [""])[0] == "websocket":
            self._eio.sockets[sid].last_ping = None

    def came(self, sid: str, text: str) -> None:
        """A message came."""
        try:
            if not self.quick.takes(sid, text):
                self._eio._trigger_event("message", sid, text, run_async=False)
        except Exception:
            log.exception("a message could not be handled")

    def closes(self, line: Line, reason: str) -> None:
        """A line closes."""
        self._eio._trigger_event("disconnect", line.sid, reason, run_async=False)

    def closed(self, line: Line) -> None:
        """A line is closed."""
        self._lines.discard(line)
        if self._eio.sockets.get(line.sid) is line:
            del self._eio.sockets[line.sid]

    def breathe(self) -> None:
        """Let others go on."""
        self._runtime.sleep(0)

    def _socket_app(self, handler: Any, server: Any) -> Any:
        """The WSGI application of one WebSocket: it ends once the line is open."""
        plain = handler.__self__

        def handled(ws: Any) -> None:
            if not plain.connected or self._upgrades(plain, Guarded(ws, self.breathe)):
                self._open(plain, ws)

        return self._websocket(handled, server)

    def _upgrades(self, plain: Any, ws: Guarded) -> bool:
        """The conversation by which a client comes over from long polling."""
        plain.upgrading = True
        if ws.wait() == PROBE:
            ws.send(PROBED)
            plain.queue.put(engine.Packet(engine.NOOP))
            plain.upgraded = ws.wait() == UPGRADE
        plain.upgrading = False
        return bool(plain.upgraded)

    def _open(self, plain: Any, ws: Any) -> None:
        line = Line(self, plain.sid, self.loop.take(ws.socket))
        ws.websocket_closed = True
        self._lines.add(line)
        self._eio.sockets[plain.sid] = line
        while plain.queue.qsize():
            waiting = plain.queue.get()
            line.send(waiting) if waiting is not None else line.close()
        plain.closed = plain.connected  # no more pings from it, if it had begun

    def _send_packet(self, sid: str, pkt: Any) -> None:
        line = self._eio.sockets.get(sid)
        if isinstance(line, Line):
            line.send(pkt)
        else:
            self._send_plainly(sid, pkt)

    def _send_text(self, sid: str, text: str) -> None:
        line = self._eio.sockets.get(sid)
        if isinstance(line, Line):
            line.write(framed(text.encode()))

    def _beat(self) -> None:
        while True:
            self._runtime.sleep(self.ping_interval / 20)
            now = monotonic()
            for line in tuple(self._lines):
                line.beat(now)

    def _hang_up(self) -> None:
        for line in tuple(self._lines):
            line.hang_up()


class Once(manager.Manager):  # type: ignore[misc]
    """Tells many the same: encoded once, framed once. Whom, their sockets say: there are no rooms here."""

    def __init__(self, sockets: Mapping[str, Any]) -> None:
        super().__init__()
        self._sockets = sockets

    def basic_enter_room(self, sid: str, namespace: str, room: Any, eio_sid: Any = None) -> None:
        """Take a socket in; raises `ValueError` for a room, which nobody would be told in."""
        if room not in (None, sid):
            raise ValueError("the fast lane knows sockets, and no rooms")
        super().basic_enter_room(sid, namespace, room, eio_sid)

    def basic_disconnect(self, sid: str, namespace: str, **more: Any) -> None:
        """Forget a socket. The library would look for it among all the others."""
        for room in (sid, None):
            self.basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)
            if not pending.get(namespace, True):
                del pending[namespace]

    def emit(
        self,
        event: str,
        data: object,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **kwargs: Any,
    ) -> None:
        """Send an event to one socket, or to several."""
        if namespace != "/" or skip_sid or callback or isinstance(data, tuple) or data is None:
            super().emit(event, data, namespace, to or room, skip_sid, callback, **kwargs)
            return
        said = encode([event, data])
        frame = framed(_EVENT + said)
        for eio_sid in self._sockets_of(to or room):
            line = self._sockets.get(eio_sid)
            if isinstance(line, Line):
                line.write(frame)
            else:
                text = f"{packet.EVENT}{said.decode()}"
                self.server._send_eio_packet(eio_sid, engine.Packet(engine.MESSAGE, text))

    def _sockets_of(self, sids: str | Collection[str]) -> Iterator[str]:
        known: Mapping[str, str] = self.rooms["/"][None]._fwdm if "/" in self.rooms else {}
        for sid in [sids] if isinstance(sids, str) else sids:
            if sid in known:
                yield known[sid]
