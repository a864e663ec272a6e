"""As much of WebSocket, Engine.IO 4 and Socket.IO 5 as one seat needs: to be cut and sent again at will."""

import asyncio
import base64
import os
from collections.abc import Callable
from typing import Any, cast

import orjson

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
Heard = Callable[[list[Any]], None]
Answered = Callable[[dict[str, Any]], None]


class Refused(Exception):
    """The server would not let a seat in."""


class Seat(asyncio.Protocol):
    """One socket that holds one seat. `heard` is given every event, as `[name, payload]`."""

    def __init__(self, host: str, token: str, heard: Heard, *, since: int = 0) -> None:
        self._host = host
        self._auth = {"token": token, "language": "fr", "since": since}
        self._heard = heard
        self._buffer = bytearray()
        self._upgraded = False
        self._answers: dict[int, Answered] = {}
        self._asked = 0
        self._transport: asyncio.Transport | None = None
        self.seated: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        key = base64.b64encode(os.urandom(16)).decode()
        self._transport.write(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {self._host}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._upgraded:
            head, separator, rest = self._buffer.partition(b"\r\n\r\n")
            if not separator:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self._fail(head[:80].decode("latin-1"))
                return
            self._upgraded, self._buffer = True, bytearray(rest)
        self._read_frames()

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail("the server hung up")
        if not self.ended.done():
            self.ended.set_result(None)

    def command(self, command_id: str, kind: str, data: dict[str, Any], answered: Answered) -> None:
        """Ask for something; `answered` gets the ack."""
        self.event("command", {"id": command_id, "kind": kind, "data": data}, answered)

    def event(self, name: str, payload: dict[str, Any], answered: Answered) -> None:
        """Say anything; `answered` gets the ack."""
        self._asked += 1
        self._answers[self._asked] = answered
        self._send(TEXT, b"42%d%b" % (self._asked, orjson.dumps([name, payload])))

    def close(self) -> None:
        """Leave."""
        if self._transport is not None:
            self._transport.close()

    def _fail(self, why: str) -> None:
        if not self.seated.done():
            self.seated.set_exception(Refused(why))

    def _read_frames(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            length, head = buffer[at + 1] & 127, 2
            if length > 125:
                head += 2 if length == 126 else 8
                length = int.from_bytes(buffer[at + 2 : at + head], "big")
            if len(buffer) < at + head or len(buffer) < at + head + length:
                break
            kind, payload = buffer[at] & 15, bytes(buffer[at + head : at + head + length])
            at += head + length
            self._frame(kind, payload)
        del buffer[:at]

    def _frame(self, kind: int, payload: bytes) -> None:
        if kind == TEXT:
            self._packet(payload)
        elif kind == PING:
            self._send(PONG, payload)
        elif kind == CLOSE:
            self.close()

    def _packet(self, packet: bytes) -> None:
        match packet[:2]:
            case b"42":
                self._heard(orjson.loads(packet[2:]))
            case b"43":
                number, _, answer = packet[2:].partition(b"[")
                self._answers.pop(int(number))(orjson.loads(b"[" + answer)[0])
            case b"40":
                if not self.seated.done():
                    self.seated.set_result(None)
            case b"44":
                self._fail(packet[2:].decode())
            case b"2":
                self._send(TEXT, b"3")
            case _ if packet[:1] == b"0":
                self._send(TEXT, b"40" + orjson.dumps(self._auth))

    def _send(self, kind: int, payload: bytes) -> None:
        size, mask = len(payload), os.urandom(4)
        head = bytes((128 | kind, 128 | size)) if size < 126 else bytes((128 | kind, 254))
        if size >= 126:
            head += size.to_bytes(2, "big")
        veil = (mask * (size // 4 + 1))[:size]
        veiled = int.from_bytes(payload, "big") ^ int.from_bytes(veil, "big")
        assert self._transport is not None, "sent after the connection was made"
        self._transport.write(head + mask + veiled.to_bytes(size, "big"))
