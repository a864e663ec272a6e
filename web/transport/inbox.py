"""The frames of a WebSocket, out of the bytes as they come.

The library asks the system for two bytes, then four, then the rest; here one reading gives all the
frames that are there. What may come is what frames.py lets come: the tests try both.
"""

from collections.abc import Iterator

from web.transport.frames import unveiled

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
_CONTINUED, _LAST, _RESERVED, _MASKED = 0, 0x80, 0x70, 0x80
_KINDS = (_CONTINUED, TEXT, BINARY, CLOSE, PING, PONG)
WRONG, UNWANTED, NOT_UTF8, TOO_LARGE = 1002, 1003, 1007, 1009

Frame = tuple[int, bool, int, int]


class Broken(Exception):
    """What no WebSocket may say; `code` tells it why it is closed."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Inbox:
    """What has come over one WebSocket and is not a whole message yet: never more than `largest` bytes."""

    __slots__ = ("_kind", "_largest", "_left", "_parts", "_size")

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._left = b""
        self._kind = 0
        self._parts: list[bytes] | None = None
        self._size = 0

    def messages(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """The messages that these bytes complete, each with its kind; then raises `Broken`, if they are."""
        came, at = self._left + data if self._left else data, 0
        while (frame := self._frame(came, at)) is not None:
            kind, last, start, at = frame
            body = unveiled(came[start:at], came[start - 4 : start])
            if kind & 8 or (last and kind and self._parts is None):
                yield kind, body
            elif self._joined(kind, body) and last:
                yield self._kind, b"".join(self._parts or ())
                self._parts = None
        self._left = came[at:]

    def _frame(self, came: bytes, at: int) -> Frame | None:
        """The frame that starts here: kind, whether it is the last, where its body starts and ends."""
        if len(came) - at < 2:
            return None
        first, second = came[at], came[at + 1]
        kind, size, start = first & 15, second & 127, at + 6
        if first & _RESERVED or not second & _MASKED or kind not in _KINDS:
            raise Broken(WRONG)
        if kind & 8 and (size > 125 or not first & _LAST):
            raise Broken(WRONG)
        if size > 125:
            wide = 2 if size == 126 else 8
            size, start = int.from_bytes(came[at + 2 : at + 2 + wide], "big"), start + wide
        if size > self._largest:
            raise Broken(TOO_LARGE)
        end = start + size
        return (kind, bool(first & _LAST), start, end) if end <= len(came) else None

    def _joined(self, kind: int, body: bytes) -> bool:
        """Add a fragment; an empty one counts too, or there would be no end to them."""
        if (kind == _CONTINUED) == (self._parts is None):
            raise Broken(WRONG)
        if self._parts is None:
            self._kind, self._parts, self._size = kind, [], 0
        self._size += max(1, len(body))
        if self._size > self._largest:
            raise Broken(TOO_LARGE)
        self._parts.append(body)
        return True


def framed(body: bytes, kind: int = TEXT) -> bytes:
    """One frame, as servers send it: whole, and not masked."""
    size = len(body)
    if size < 126:
        return bytes((_LAST | kind, size)) + body
    if size < 65536:
        return bytes((_LAST | kind, 126)) + size.to_bytes(2, "big") + body
    return bytes((_LAST | kind, 127)) + size.to_bytes(8, "big") + body
