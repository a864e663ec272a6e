"""WebSockets that give whole text packets of bounded length, and end at the first other thing."""

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from web.transport.packets import is_text_packet

_CLOSE = "1"


class Frames:
    """Stands in for the library's WebSockets of any async mode: those, capped."""

    def __init__(self, websocket: Any, largest: int, breathe: Callable[[], None]) -> None:
        self._websocket = websocket
        self._largest = largest
        self._breathe = breathe

    def __call__(self, handler: Any, server: Any) -> Any:
        """The WSGI application of one WebSocket."""

        def handled(ws: Any) -> Any:
            guarded = Guarded(ws, self._breathe)
            handler.__self__.guarded = guarded
            return handler(guarded)

        return self.plain(handled, server)

    def plain(self, handler: Any, server: Any) -> Any:
        """The library's WSGI application, with the limit alone."""
        made = self._websocket(handler, server)
        if hasattr(made, "server_args"):
            made.server_args["max_message_size"] = self._largest
        return made


class Guarded:
    """One WebSocket. After anything but a text packet it says that the client left."""

    def __init__(self, ws: Any, breathe: Callable[[], None]) -> None:
        self._ws = ws
        self._breathe = breathe
        self._over = False
        self.socket = getattr(ws, "socket", None)
        if hasattr(ws, "Message"):
            kind: Any = type(ws)
            ws.Message = _capped(kind)
            ws._apply_mask = unmasked

    def wait(self) -> str | None:
        """The next packet, or None after the last."""
        if self._over:
            return None
        # While more has come already, reading does not wait: who floods must not keep out the others.
        self._breathe()
        try:
            got = self._ws.wait()
        except Exception:
            got = None
        if is_text_packet(got):
            return str(got)
        self._over = True
        return _CLOSE

    def send(self, message: str) -> None:
        """Send a packet."""
        self._ws.send(message)

    def close(self) -> None:
        """Say goodbye; it may have been said already."""
        with suppress(Exception):
            self._ws.close()

    def cut(self) -> None:
        """End at once, also while a packet is being sent to somebody who does not read."""
        line = self.socket or self._ws.ws.sock
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


@cache
def _capped(websocket: Any) -> Any:
    """Its messages, with the limit of one frame for all fragments together; an empty one counts too."""
    message: Any = websocket.Message
    failure: Any = vars(sys.modules[websocket.__module__])["FailedConnectionError"]

    class Capped(message):  # type: ignore[misc]
        length = 0

        def push(self, data: bytes, final: bool = False) -> None:
            self.length += max(1, len(data))
            if self.length > self.max_frame_length:
                raise failure(1009, "message too large")
            super().push(data, final=final)

    return Capped


def unmasked(data: bytes, mask: Any, length: int | None = None, offset: int = 0) -> bytes:
    """The bytes of a frame, in the words of the library, which goes byte by byte and holds everyone up."""
    turn = offset % 4
    return unveiled(data if length is None else data[:length], bytes((*mask[turn:], *mask[:turn])))


def unveiled(data: bytes, mask: bytes) -> bytes:
    """The bytes of a frame, unmasked as one number."""
    size = len(data)
    pattern = (mask * (size // 4 + 1))[:size]
    whole = int.from_bytes(data, "little") ^ int.from_bytes(pattern, "little")
    return whole.to_bytes(size, "little")
