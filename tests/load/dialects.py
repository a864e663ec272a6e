"""How each kind of server is spoken to: letting a seat in, an entry, its ack, its delivery."""

import http.client
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import orjson

from tests.load import witness
from tests.load.frames import BINARY, frame
from tests.load.lines import HOST, Line, Refused
from tests.load.rooms import Place
from tests.load.words import TAG, entry


@dataclass(frozen=True)
class Read:
    """What one message says: the numbers of entries delivered and acked, the codes of refusals."""

    delivered: list[int] = field(default_factory=list)
    acked: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Dialect:
    """Of raw WebSockets with JSON; others say where they differ.

    `mark` stands once in every delivery. `ping` is how a server asks for a sign of life, `pong` the
    message that gives it; without one, a WebSocket ping is answered as such.
    """

    mark = b"<<"
    ping = b"\x89\x00"
    pong = b""
    acks = True

    def __init__(self, people: int) -> None:
        self._people = people

    def enter(self, port: int, place: Place) -> Line:
        """Let somebody in."""
        return Line(port, f"/?room={place.room}&number={place.number}")

    def asks(self, number: int, place: Place, run: str) -> bytes:
        """The frame by which somebody notes an entry."""
        return frame(orjson.dumps({"id": number, "entry": entry(number, run)}))

    def read(self, payload: bytes) -> Read:
        """What a message says."""
        if payload.startswith(b'{"ack":'):
            return Read(acked=[int(payload[7:-1])])
        return Read(delivered=_numbers(payload))

    def wrongs(self, payload: bytes, place: Place, authors: Mapping[int, Place]) -> list[str]:
        """What in a message should not have reached this place; others than ours promise nothing."""
        return []


def _numbers(payload: bytes) -> list[int]:
    return [int(tag) for tag in TAG.findall(payload)]


class SocketIO(Dialect):
    """Socket.IO 5 in Engine.IO 4, WebSocket only."""

    ping = b"\x81\x012"
    pong = b"3"

    def enter(self, port: int, place: Place) -> Line:
        return self._connected(port, b"40" + orjson.dumps(self._auth(place)))

    def asks(self, number: int, place: Place, run: str) -> bytes:
        return frame(b"42%d%b" % (number, orjson.dumps(["entry", entry(number, run)])))

    def read(self, payload: bytes) -> Read:
        if payload.startswith(b"43"):
            return Read(acked=[int(payload[2 : payload.index(b"[")])])
        return Read(delivered=_numbers(payload))

    def _connected(self, port: int, asked: bytes) -> Line:
        line = Line(port, "/socket.io/?EIO=4&transport=websocket")
        while not line.hears().startswith(b"0"):
            pass
        line.says(asked)
        answer = line.hears()
        if not answer.startswith(b"40"):
            raise Refused(answer.decode())
        return line

    def _auth(self, place: Place) -> dict[str, Any]:
        return {"room": place.room, "number": place.number}


class Ours(SocketIO):
    """Our own contract, with what it promises about who may see what."""

    def asks(self, number: int, place: Place, run: str) -> bytes:
        command = {"id": f"{number:08}-c", "kind": "add_entry", "data": entry(number, run)}
        return frame(b"42%d%b" % (number, orjson.dumps(["command", command])))

    def read(self, payload: bytes) -> Read:
        if not payload.startswith(b"43"):
            return super().read(payload)
        start = payload.index(b"[")
        (answer,) = orjson.loads(payload[start:])
        if answer["ok"]:
            return Read(acked=[int(payload[2:start])])
        return Read(refused=[answer["code"]])

    def wrongs(self, payload: bytes, place: Place, authors: Mapping[int, Place]) -> list[str]:
        return witness.wrongs(payload, place, authors)

    def _auth(self, place: Place) -> dict[str, Any]:
        return {"token": place.key, "language": "fr", "since": 0}


class Colyseus(Dialect):
    """Colyseus: matchmaking over HTTP, then binary messages; entries come as patches of the state."""

    ping = b"\x89\x00"
    JOINED, MESSAGE = 10, 13
    ACK = b"\x0d\xa3ack\xa7"

    def enter(self, port: int, place: Place) -> Line:
        line = Line(port, self._matched(port, place))
        while line.hears()[0] != self.JOINED:
            pass
        line.says(bytes([self.JOINED]), BINARY)
        return line

    def _matched(self, port: int, place: Place) -> str:
        """Where the seat is that the matchmaker gives."""
        asked = json.dumps({"room": place.room, "number": place.number})
        kind = {"Content-Type": "application/json"}
        with closing(http.client.HTTPConnection(HOST, port, timeout=30)) as matchmaker:
            matchmaker.request("POST", "/matchmake/joinOrCreate/table", asked, kind)
            seat = json.loads(matchmaker.getresponse().read())
        return f"/{seat['processId']}/{seat['roomId']}?sessionId={seat['sessionId']}"

    def asks(self, number: int, place: Place, run: str) -> bytes:
        said = {"id": f"{number:07}", "entry": entry(number, run)}
        return frame(bytes([self.MESSAGE]) + _packed("entry") + _packed(said), BINARY)

    def read(self, payload: bytes) -> Read:
        if payload.startswith(self.ACK):
            return Read(acked=[int(payload[len(self.ACK) :])])
        return Read(delivered=_numbers(payload))


def _packed(value: str | dict[str, Any]) -> bytes:
    """MessagePack of texts, and of a few of them by name."""
    if isinstance(value, dict):
        inside = b"".join(_packed(key) + _packed(one) for key, one in value.items())
        return bytes([0x80 | len(value)]) + inside
    text = value.encode()
    return (bytes([0xA0 | len(text)]) if len(text) < 32 else bytes([0xD9, len(text)])) + text


class BoardGame(SocketIO):
    """boardgame.io: an entry is a move; after each, everybody gets the state, with the move last."""

    mark = b'["update"'
    acks = False

    def enter(self, port: int, place: Place) -> Line:
        line = self._connected(port, b"40/table,")
        asked = ["sync", f"room {place.room}", str(place.number), None, self._people]
        line.says(b"42/table," + orjson.dumps(asked))
        while b'"sync"' not in line.hears():
            pass
        return line

    def asks(self, number: int, place: Place, run: str) -> bytes:
        player = str(place.number)
        move = {"type": "note", "args": [entry(number, run)], "playerID": player}
        action = {"type": "MAKE_MOVE", "payload": move}
        said = ["update", action, 0, f"room {place.room}", player]
        return frame(b"42/table," + orjson.dumps(said))

    def read(self, payload: bytes) -> Read:
        if self.mark not in payload[:30]:
            return Read()
        return Read(delivered=_numbers(payload[payload.rindex(b"<<") :]))
