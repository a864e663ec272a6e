"""The sockets of one run, and the one loop that sends on time and keeps what comes.

Nothing is understood here while the load runs: each piece is kept with the moment at which it came, and
read afterwards. So the generator stays far from its core's limit, and nothing it does is a delay of the
server's.
"""

import select
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.load.frames import BINARY, CLOSE, PING, PONG, TEXT, Frames, frame, upgrade

HOST = "127.0.0.1"
LONGEST_OPENING = 30.0
PIECE = 65_536
# epoll counts in milliseconds; sooner than that, it is looked again after so long.
NAP = 0.0002
LOOKED_EVERY = 0.1


class Refused(Exception):
    """The server would not let somebody in."""


class Line:
    """One WebSocket: blocking while it is opened, then in the hands of `Lines`."""

    def __init__(self, port: int, path: str) -> None:
        self.socket = socket.create_connection((HOST, port), LONGEST_OPENING)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.heard: list[tuple[float, bytes]] = []
        self.frames = Frames()
        self._waiting: list[bytes] = []
        self.socket.sendall(upgrade(f"{HOST}:{port}", path))
        head = b""
        while b"\r\n\r\n" not in head:
            head += self._piece()
        head, _, rest = head.partition(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise Refused(head[:80].decode("latin-1"))
        self._take(rest)

    def says(self, payload: bytes, kind: int = TEXT) -> None:
        """Send a message, waiting until it is sent."""
        self.socket.sendall(frame(payload, kind))

    def hears(self) -> bytes:
        """The next message."""
        while not self._waiting:
            self._take(self._piece())
        return self._waiting.pop(0)

    def _piece(self) -> bytes:
        piece = self.socket.recv(PIECE)
        if not piece:
            raise Refused("the server hung up")
        return piece

    def _take(self, piece: bytes) -> None:
        for kind, payload in self.frames.of(piece):
            if kind == PING:
                self.says(payload, PONG)
            elif kind == CLOSE:
                raise Refused(payload.decode("latin-1"))
            elif kind in (TEXT, BINARY):
                self._waiting.append(payload)


@dataclass(frozen=True)
class Sending:
    """One message, due so long after the start of its load, and the deliveries that it should cause."""

    number: int
    due: float
    line: Line
    frame: bytes
    worth: int


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What a load took of the generator, and how many of the messages were sent."""

    sent: int
    began: float
    seconds: float
    cpu: float


@dataclass(kw_only=True)
class Lines:
    """All lines of a run. `mark` stands once in each delivery, `ping` and `pong` keep a line alive.

    `latest`: a server that is later than that has lost; it is not sent more. `missing`: the deliveries
    that have not come yet, as far as can be seen without reading.
    """

    lines: Sequence[Line]
    mark: bytes
    ping: bytes
    pong: bytes
    latest: float = 1.0
    missing: int = 0
    hung_up: int = 0
    _by_file: dict[int, tuple[Callable[[int], bytes], Callable[[Any], None], Line]] = field(
        default_factory=dict
    )
    _stuck: dict[Line, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._epoll = select.epoll()
        for line in self.lines:
            line.socket.setblocking(False)
            self._by_file[line.socket.fileno()] = line.socket.recv, line.heard.append, line
            self._epoll.register(line.socket.fileno(), select.EPOLLIN)

    def close(self) -> None:
        """Leave."""
        self._epoll.close()
        for line in self.lines:
            line.socket.close()

    def idle(self, seconds: float) -> None:
        """Only listen."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self._listen(0.02)

    def drive(self, sendings: Sequence[Sending], start: float) -> Spent:
        """Send each when it is due, whatever comes back; less when the server is far too late."""
        began, cpu = time.monotonic(), time.process_time()
        sent = self._drive(sendings, start)
        seconds = time.monotonic() - began
        return Spent(sent=sent, began=began, seconds=seconds, cpu=time.process_time() - cpu)

    def _drive(self, sendings: Sequence[Sending], start: float) -> int:
        clock, at, look = time.monotonic, 0, 0.0
        while at < len(sendings):
            now = clock() - start
            while at < len(sendings) and sendings[at].due <= now:
                self._send(sendings[at].line, sendings[at].frame)
                self.missing += sendings[at].worth
                at += 1
                if not at % 16:
                    now = clock() - start
            if now >= look:
                look = now + LOOKED_EVERY
                self._send_stuck()
                if self._is_late(sendings, at, now):
                    break
            wait = start + sendings[at].due - clock() if at < len(sendings) else 0.0
            self._listen(wait)
        return at

    def _is_late(self, sendings: Sequence[Sending], at: int, now: float) -> bool:
        """Whether more is missing than what was sent within the time that the server may take."""
        allowed = 0
        while at > 0 and sendings[at - 1].due > now - self.latest:
            at -= 1
            allowed += sendings[at].worth
        return at > 0 and self.missing > allowed

    def settle(self, patience: float) -> bool:
        """Wait until all has come, for so long at most; gives whether it has."""
        ends = time.monotonic() + patience
        while (self.missing > 0 or self._stuck) and time.monotonic() < ends:
            self._send_stuck()
            self._listen(0.02)
        return self.missing <= 0

    def _listen(self, wait: float) -> None:
        """Keep what has come within so long."""
        ready = self._epoll.poll(0 if wait < 0.001 else wait - 0.0005, 1024)
        if not ready:
            if 0 < wait < 0.001:
                time.sleep(min(wait, NAP))
            return
        by_file, clock, mark, ping, came = self._by_file, time.monotonic, self.mark, self.ping, 0
        for file, _ in ready:
            receive, keep, line = by_file[file]
            try:
                piece = receive(PIECE)
            except OSError:
                piece = b""
            if not piece:
                self.hung_up += 1
                self._epoll.unregister(file)
                continue
            keep((clock(), piece))
            came += piece.count(mark)
            if ping in piece:
                self._send(line, self._answer(piece))
        self.missing -= came

    def _answer(self, piece: bytes) -> bytes:
        """Our answer to the sign of life in a piece; a WebSocket ping wants its own content back."""
        if self.pong:
            return frame(self.pong)
        start = piece.index(self.ping) + 2
        return frame(piece[start : start + self.ping[1]], PONG)

    def _send(self, line: Line, message: bytes) -> None:
        if line in self._stuck:
            self._stuck[line] += message
            return
        try:
            sent = line.socket.send(message)
        except BlockingIOError:
            sent = 0
        except OSError:
            return
        if sent < len(message):
            self._stuck[line] = message[sent:]

    def _send_stuck(self) -> None:
        for line in list(self._stuck):
            self._send(line, self._stuck.pop(line))
