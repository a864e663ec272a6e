"""One socket of the fast lane: no green thread, no queue and no timer of its own.

Engine.IO gives each WebSocket three green threads (reading, writing, pings) and a queue: 70 kB, and
a change of threads for each frame. Here the event loop calls when something has come, and what is
sent leaves at the end of its turn. To the library a line is a socket like its own `engineio.socket.Socket`.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, Protocol

from engineio import packet

from web.runtime import Loop
from web.transport.inbox import CLOSE, NOT_UTF8, PING, PONG, TEXT, UNWANTED, Broken, Inbox, framed
from web.transport.outbox import Outbox
from web.transport.packets import is_text_packet

READ_SIZE = 16 * 1024
# Who floods lets the others go on after so many packets.
IN_A_ROW = 16
NORMAL = 1000
_LEFT = str(packet.CLOSE)
_CLOSE = framed(_LEFT.encode())
_NOOP = framed(str(packet.NOOP).encode())
_PING = framed(str(packet.PING).encode())


class Exchange(Protocol):
    """What a line is connected to."""

    loop: Loop
    largest: int
    ping_interval: float
    ping_timeout: float

    def came(self, sid: str, text: str) -> None:
        """A message came."""

    def closes(self, line: "Line", reason: str) -> None:
        """A line closes; something may still be written to it."""

    def closed(self, line: "Line") -> None:
        """A line is closed."""

    def breathe(self) -> None:
        """Let others go on."""


class Line:
    """A WebSocket that is open, and its Engine.IO connection."""

    connected = upgraded = True
    upgrading = False

    __slots__ = (
        *("_busy", "_channel", "_code", "_due", "_exchange", "_inbox", "_outbox", "_pinged"),
        *("_stop", "closed", "closing", "session", "sid", "write"),
    )

    def __init__(self, exchange: Exchange, sid: str, channel: socket.socket) -> None:
        self.sid = sid
        self.session: dict[str, Any] = {}
        self.closing = self.closed = False
        self._exchange = exchange
        self._channel = channel
        self._inbox = Inbox(exchange.largest)
        self._outbox = Outbox(exchange.loop, channel)
        self.write = self._outbox.write
        self._busy = self._pinged = False
        self._code = NORMAL
        self._due = monotonic() + exchange.ping_interval
        self._stop: Callable[[], None] | None = None
        self._listen()

    def send(self, pkt: Any) -> None:
        """Send an Engine.IO packet."""
        self.write(framed(pkt.encode().encode()))

    def close(self, wait: bool = False, abort: bool = False, reason: str | None = None) -> None:
        """Say goodbye, and close when all that waits has been sent."""
        if self.closing:
            return
        self.closing = True
        self._exchange.closes(self, reason or "server disconnect")
        if not abort:
            self.write(_CLOSE)
        self.write(framed(self._code.to_bytes(2, "big"), CLOSE))
        self.closed = True
        self._pause()
        self._due = monotonic() + self._exchange.ping_timeout
        self._outbox.finish(self.hang_up)

    def hang_up(self) -> None:
        """Close, whatever waits."""
        self.closed = True
        self._pause()
        self._outbox.give_up()
        with suppress(OSError):
            self._channel.shutdown(socket.SHUT_WR)
        self._channel.close()
        self._exchange.closed(self)

    def beat(self, now: float) -> None:
        """Ping when it is time, and close when no answer came in time."""
        if now < self._due:
            return
        self._due = now + self._exchange.ping_timeout
        if self.closed:
            self.hang_up()
        elif self._pinged:
            self.close(reason="ping timeout")
        else:
            self._pinged = True
            self.write(_PING)

    def check_ping_timeout(self) -> bool:
        """What the library asks of its sockets now and then; `beat` sees to it."""
        return not self.closed

    def _listen(self) -> None:
        self._stop = self._exchange.loop.when_readable(self._channel, self._readable)

    def _pause(self) -> None:
        if self._stop is not None:
            self._stop()
            self._stop = None

    def _readable(self) -> None:
        if self._stop is None:
            return  # given up while the loop had it in hand already
        if self._busy:
            # More while the last is being handled: it waits in the system, which slows the sender down.
            self._pause()
            return
        packets = self._packets()
        if packets:
            self._busy = True
            self._exchange.loop.at_once(self._handle, packets)

    def _packets(self) -> list[str]:
        """The packets that came. Whatever ends a line, the last packet says that the client left."""
        packets: list[str] = []
        try:
            data = self._channel.recv(READ_SIZE)
            for kind, body in self._inbox.messages(data):
                if kind == PING:
                    self.write(framed(body, PONG))
                elif kind != PONG:
                    packets.append(_text(kind, body))
            return packets if data else [_LEFT]
        except BlockingIOError:
            return packets
        except Broken as broken:
            self._code = broken.code
        except OSError:
            pass
        return [*packets, _LEFT]

    def _handle(self, packets: list[str]) -> None:
        for number, text in enumerate(packets, 1):
            if self.closed:
                return
            self._receive(text)
            if number % IN_A_ROW == 0:
                self._exchange.breathe()
        self._busy = False
        if self._stop is None and not self.closed:
            self._listen()

    def _receive(self, text: str) -> None:
        kind = int(text[0])
        if kind == packet.MESSAGE:
            self._exchange.came(self.sid, text[1:])
        elif kind == packet.PONG and self._pinged:
            self._pinged = False
            self._due = monotonic() + self._exchange.ping_interval
        elif kind == packet.UPGRADE:
            self.write(_NOOP)
        elif kind == packet.CLOSE:
            self.close(abort=True, reason="client disconnect")


def _text(kind: int, body: bytes) -> str:
    if kind == CLOSE:
        return _LEFT
    if kind != TEXT:
        raise Broken(UNWANTED)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Broken(NOT_UTF8) from None
    return text if is_text_packet(text) else _LEFT
