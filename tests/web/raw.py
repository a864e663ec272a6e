"""A WebSocket, byte by byte: what a hostile client can say and a library would not."""

import base64
import os
import socket
import struct
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import orjson

TEXT, BINARY, CLOSE = 1, 2, 8
PATH = "/socket.io/?EIO=4&transport=websocket"


class Raw:
    """One connection. Everything is sent as said; nothing is read unless asked."""

    def __init__(self, url: str, *, path: str = PATH, window: int = 0, **headers: str) -> None:
        place = urlsplit(url)
        self.line = socket.socket()
        if window:
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.line.settimeout(5)
        self.line.connect((place.hostname, place.port))
        self._left = b""
        key = base64.b64encode(os.urandom(16)).decode()
        asked = {
            "Host": place.netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items())]
        self.line.sendall("\r\n".join([*lines, "", ""]).encode())
        while b"\r\n\r\n" not in self._left:
            more = self.line.recv(4096)
            assert more, self._left
            self._left += more
        head, _, self._left = self._left.partition(b"\r\n\r\n")
        self.answer = head.decode()
        self.status = int(self.answer.split()[1])

    def __enter__(self) -> "Raw":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.line.close()

    def frame(self, body: bytes | str, *, kind: int = TEXT, last: bool = True) -> None:
        """Send one frame."""
        data = body.encode() if isinstance(body, str) else body
        self.line.sendall(self.packed(data, kind=kind, last=last))

    def packed(
        self, data: bytes, *, kind: int = TEXT, last: bool = True, mask: bytes = bytes(4)
    ) -> bytes:
        """One frame; a mask of zeros leaves the bytes as they are."""
        size = len(data)
        short = size if size < 126 else 126 if size < 65536 else 127
        head = struct.pack("!BB", kind | (128 if last else 0), short | 128)
        if short == 126:
            head += struct.pack("!H", size)
        elif short == 127:
            head += struct.pack("!Q", size)
        if any(mask):
            data = bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
        return head + mask + data

    def seated(self, token: str) -> "Raw":
        """Connect to the session with this seat's token."""
        self.frame("40" + orjson.dumps({"token": token}).decode())
        while not self.read().startswith("40{"):
            pass
        return self

    def event(self, *parts: Any, ack: int | str = "") -> None:
        """Send an event."""
        self.frame(f"42{ack}" + orjson.dumps(list(parts)).decode())

    def read(self) -> str:
        """The next text frame; "" when the connection is closed."""
        try:
            while True:
                kind, body = self.next()
                if kind == CLOSE:
                    return ""
                if kind == TEXT:
                    return body.decode()
        except (ConnectionError, EOFError):
            return ""

    def next(self) -> tuple[int, bytes]:
        """The next frame: its kind and what it says."""
        kind, length = self._exactly(2)
        length &= 127
        if length > 125:
            length = int.from_bytes(self._exactly(2 if length == 126 else 8), "big")
        return kind & 15, self._exactly(length)

    def is_closed(self) -> bool:
        """Whether the server ends the connection, after whatever it still has to say."""
        try:
            while self.read():
                pass
        except TimeoutError:
            return False
        return True

    def _exactly(self, count: int) -> bytes:
        while len(self._left) < count:
            more = self.line.recv(65536)
            if not more:
                raise EOFError
            self._left += more
        got, self._left = self._left[:count], self._left[count:]
        return got
