"""Events that are answered past the library: read, handed over and acknowledged here.

Through python-socketio an event passes nine functions, and its handler has to return the answer, so that
a thread waits for the disk meanwhile. Here the answer is sent when it is there: one part in six of the
processor's time of an entry. Whatever is not plainly such an event goes the library's way.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from web.wire import Json

# 2 is an event; then the number under which its sender waits for the answer, then `[name, payload]`.
_EVENT = "2"
_LONGEST_NUMBER = 12
Reply = Callable[[dict[str, Any]], None]
Handler = Callable[[str, object, Reply], None]


class Quick:
    """The events with a handler here. `send` writes a text to an Engine.IO connection."""

    def __init__(self, sio: Any, send: Callable[[str, str], None]) -> None:
        self.handlers: dict[str, Handler] = {}
        self._manager = sio.manager
        self._send = send

    def takes(self, eio_sid: str, text: str) -> bool:
        """Whether this packet was such an event, which is handled then."""
        starts = text.find("[", 1, _LONGEST_NUMBER)
        number = text[1:starts]
        if text[:1] != _EVENT or starts < 0 or not (number.isascii() and number.isdigit()):
            return False
        handler, payload = self._handler(text[starts:])
        sid = self._manager.sid_from_eio_sid(eio_sid, "/")
        if handler is None or sid is None or not self._manager.is_connected(sid, "/"):
            return False
        handler(sid, payload, partial(self._reply, eio_sid, number))
        return True

    def _handler(self, said: str) -> tuple[Handler | None, object]:
        try:
            event = Json.loads(said)
        except ValueError:
            return None, None
        if type(event) is not list or len(event) != 2 or type(event[0]) is not str:
            return None, None
        return self.handlers.get(event[0]), event[1]

    def _reply(self, eio_sid: str, number: str, answer: dict[str, Any]) -> None:
        self._send(eio_sid, f"43{number}[{Json.dumps(answer)}]")
