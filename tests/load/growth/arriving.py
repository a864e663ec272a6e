"""Many seats that come in at once, or come back after a fall: from the first packet to the first update.

Each does what a browser does (web/static/js/connection.js and socket.io-client's back-off): when it is not let
in, it waits 0.5 s, then 1 s, and so on up to 10 s, each time half as long more or less, by chance.
"""

import heapq
import random
import select
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import orjson

from tests.load.frames import TEXT, Frames, frame, upgrade
from tests.load.lines import HOST, PIECE

SOCKET_PATH = "/socket.io/?EIO=4&transport=websocket"
FIRST_WAIT, LONGEST_WAIT, MORE_OR_LESS = 0.5, 10.0, 0.5
PATIENCE = 60.0


@dataclass(kw_only=True, eq=False)
class Seat:
    """One seat on its way in. `came` is when its first update was there; `told` is that update."""

    number: int
    token: str
    person: str
    since: int = 0
    began: float = 0.0
    came: float | None = None
    told: bytes = b""
    attempts: int = 0
    refused: str = ""
    line: socket.socket | None = None
    frames: Frames = field(default_factory=Frames)
    upgraded: bool = False
    rest: bytes = b""

    def faults(self) -> Iterator[str]:
        """What is wrong with what it was told."""
        if self.came is None:
            yield f"never let in {self.refused}".strip()
        elif not self.since and self.person.encode() not in self.told:
            yield "let in, and not told of its own seat"
        elif self.seq < self.since:
            yield "let in, and told of an earlier state than before"

    @property
    def seq(self) -> int:
        """How far the session was in what it was told."""
        return int(orjson.loads(self.told[2:])[1]["seq"])


class Arrivals:
    """The seats that come to this port, at most so many of them on their way at once."""

    def __init__(self, port: int, seats: Sequence[Seat], at_once: int) -> None:
        self._port = port
        self._seats = seats
        self._at_once = at_once
        self._epoll = select.epoll()
        self._by_file: dict[int, Seat] = {}
        self._under_way = 0
        self._missing = len(seats)
        self._chance = random.Random(1)
        self._due: list[tuple[float, int]] = []

    def come(self) -> float:
        """Let all come in; gives how long that took."""
        now = time.monotonic()
        return self._come([(now, seat.number) for seat in self._seats], now)

    def come_back(self, since: float) -> float:
        """Let all come back after a fall at `since`, as their back-off says; gives how long it took."""
        for seat in self._seats:
            self._drop(seat)
            seat.since, seat.came, seat.attempts = seat.seq, None, 0
        self._missing = len(self._seats)
        return self._come([(since + self._wait(seat), seat.number) for seat in self._seats], since)

    def leave(self) -> None:
        """Close every socket."""
        for seat in self._seats:
            self._drop(seat)
        self._epoll.close()

    def listen(self, seconds: float) -> None:
        """Stay, and answer the server's signs of life."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            self._hear(left)

    def _come(self, due: list[tuple[float, int]], began: float) -> float:
        self._due = due
        heapq.heapify(due)
        ends = time.monotonic() + PATIENCE
        while self._missing and time.monotonic() < ends:
            now = time.monotonic()
            while due and due[0][0] <= now and self._under_way < self._at_once:
                self._start(self._seats[heapq.heappop(due)[1]])
            waits = due[0][0] - now if due and self._under_way < self._at_once else 0.05
            self._hear(min(0.05, max(0.0, waits)))
        return time.monotonic() - began

    def _start(self, seat: Seat) -> None:
        seat.began, seat.upgraded, seat.rest, seat.frames = time.monotonic(), False, b"", Frames()
        seat.line = socket.socket()
        seat.line.setblocking(False)
        seat.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        seat.line.connect_ex((HOST, self._port))
        self._by_file[seat.line.fileno()] = seat
        self._epoll.register(seat.line.fileno(), select.EPOLLOUT)
        self._under_way += 1

    def _hear(self, seconds: float) -> None:
        for file, what in self._epoll.poll(seconds, 256):
            seat = self._by_file[file]
            try:
                if what & select.EPOLLOUT:
                    self._knock(seat)
                else:
                    self._take(seat)
            except OSError:
                self._fail(seat)

    def _knock(self, seat: Seat) -> None:
        assert seat.line is not None, "it has started"
        seat.line.sendall(upgrade(f"{HOST}:{self._port}", SOCKET_PATH))
        self._epoll.modify(seat.line.fileno(), select.EPOLLIN)

    def _take(self, seat: Seat) -> None:
        assert seat.line is not None, "it has started"
        piece = seat.line.recv(PIECE)
        if not piece:
            raise OSError("the server hung up")
        if not seat.upgraded:
            seat.rest += piece
            head, separator, piece = seat.rest.partition(b"\r\n\r\n")
            if not separator:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                raise OSError("no WebSocket")
            seat.upgraded = True
        for kind, payload in seat.frames.of(piece):
            if kind == TEXT:
                self._packet(seat, seat.line, payload)

    def _packet(self, seat: Seat, line: socket.socket, packet: bytes) -> None:
        if packet.startswith(b"0"):
            auth = {"token": seat.token, "language": "fr", "since": seat.since}
            line.sendall(frame(b"40" + orjson.dumps(auth)))
        elif packet == b"2":
            line.sendall(frame(b"3"))
        elif packet.startswith(b"44"):
            seat.refused = packet.decode()
            raise OSError("refused")
        elif packet.startswith(b'42["update"') and seat.came is None:
            seat.came, seat.told = time.monotonic(), packet
            self._under_way -= 1
            self._missing -= 1

    def _fail(self, seat: Seat) -> None:
        self._drop(seat)
        if seat.came is not None:
            return
        self._under_way -= 1
        seat.attempts += 1
        heapq.heappush(self._due, (time.monotonic() + self._wait(seat), seat.number))

    def _drop(self, seat: Seat) -> None:
        if seat.line is None:
            return
        del self._by_file[seat.line.fileno()]
        self._epoll.unregister(seat.line.fileno())
        seat.line.close()
        seat.line = None

    def _wait(self, seat: Seat) -> float:
        asked = FIRST_WAIT * 2.0**seat.attempts
        return min(LONGEST_WAIT, asked * (1 + self._chance.uniform(-MORE_OR_LESS, MORE_OR_LESS)))


@contextmanager
def arrivals(port: int, seats: Sequence[Seat], at_once: int) -> Iterator[Arrivals]:
    """Seats that come, and leave in the end."""
    made = Arrivals(port, seats, at_once)
    try:
        yield made
    finally:
        made.leave()
