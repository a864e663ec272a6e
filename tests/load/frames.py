"""WebSocket frames, made and read by hand: a generator must be lighter than what it measures."""

import base64
import os

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
FINAL, MASKED = 128, 128


def upgrade(host: str, path: str) -> bytes:
    """The request that opens a WebSocket."""
    key = base64.b64encode(os.urandom(16)).decode()
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


def frame(payload: bytes, kind: int = TEXT) -> bytes:
    """A whole frame of a client: masked, as one number."""
    size, mask = len(payload), os.urandom(4)
    if size < 126:
        head = bytes((FINAL | kind, MASKED | size))
    elif size < 65_536:
        head = bytes((FINAL | kind, MASKED | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((FINAL | kind, MASKED | 127)) + size.to_bytes(8, "big")
    veil = (mask * (size // 4 + 1))[:size]
    veiled = int.from_bytes(payload, "big") ^ int.from_bytes(veil, "big")
    return head + mask + veiled.to_bytes(size, "big")


class Frames:
    """The frames of a server, out of what comes piece by piece."""

    def __init__(self) -> None:
        self._rest = b""

    def of(self, piece: bytes) -> list[tuple[int, bytes]]:
        """Kind and payload of each frame that is whole with this piece."""
        stream = self._rest + piece if self._rest else piece
        found, at, ends = [], 0, len(stream)
        while ends - at >= 2:
            length, start = stream[at + 1] & 127, at + 2
            if length > 125:
                start += 2 if length == 126 else 8
                if start > ends:
                    break
                length = int.from_bytes(stream[at + 2 : start], "big")
            if start + length > ends:
                break
            found.append((stream[at] & 15, stream[start : start + length]))
            at = start + length
        self._rest = stream[at:]
        return found
