"""A TCP proxy that has the faults of a training room's network."""

import asyncio
import random
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass

HOST = "127.0.0.1"
BLOCK = 16_384
ABORT = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends a reset
# All ends at once; that, and nobody may come back; silence; silence, after which nothing is remembered.
CUTS = ("reset", "refused", "black hole", "forgotten")


@dataclass(kw_only=True)
class Weather:
    """What every piece of data goes through: seconds of delay, and slices of so many bytes, each with
    a pause after it. 0 bytes: not sliced."""

    latency: float = 0.0
    jitter: float = 0.0
    slice: int = 0
    pause: float = 0.0


class Proxy:
    """Takes connections on a port of its own and passes them on, as the weather is."""

    def __init__(self, target: int, chance: random.Random) -> None:
        self.target = target
        self._chance = chance
        self._lines: set[_Line] = set()
        self._carrying: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._passing = asyncio.Event()
        self._passing.set()
        self.weather = Weather()
        self.refusing = False
        self.port = 0

    async def start(self) -> "Proxy":
        """Listen."""
        self._server = await asyncio.start_server(self._came, HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def stop(self) -> None:
        """End all connections and stop listening."""
        if self._server is not None:
            self._server.close()
        self.reset()
        for one in self._carrying:
            one.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    def reset(self) -> None:
        """End every connection at once, as a router that forgot them does."""
        for one in list(self._lines):
            one.reset()

    def black_hole(self) -> None:
        """Let nothing through, and say nothing."""
        self._passing.clear()

    def pass_again(self, *, forgotten: bool = False) -> None:
        """Let all through again; what was connected before may be forgotten without a word."""
        for one in self._lines:
            one.forgotten = one.forgotten or forgotten
        self._passing.set()

    def cut(self, kind: str) -> None:
        """Cut everybody off in one of the ways there are, until `mend`."""
        if kind in ("reset", "refused"):
            self.refusing = kind == "refused"
            self.reset()
        else:
            self.black_hole()

    def mend(self, kind: str) -> None:
        """End this cut."""
        self.refusing = False
        self.pass_again(forgotten=kind == "forgotten")

    def _came(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        carrying = asyncio.create_task(self._carry(reader, writer))
        self._carrying.add(carrying)
        carrying.add_done_callback(self._carrying.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refusing:
            _abort(writer)
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(HOST, self.target)
        except OSError:
            _abort(writer)
            return
        line = _Line(writer, far_writer)
        self._lines.add(line)
        try:
            await asyncio.gather(
                self._pass(line, reader, far_writer), self._pass(line, far_reader, writer)
            )
        finally:
            line.end()
            self._lines.discard(line)

    async def _pass(
        self, line: "_Line", reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(BLOCK):
                await self._passing.wait()
                if not line.forgotten:
                    await self._send(data, writer)
        # Who closes on one side has left on the other too.
        if not line.forgotten:
            line.end()

    async def _send(self, data: bytes, writer: asyncio.StreamWriter) -> None:
        weather = self.weather
        if weather.latency or weather.jitter:
            await asyncio.sleep(weather.latency + weather.jitter * self._chance.random())
        size = weather.slice or len(data)
        for at in range(0, len(data), size):
            writer.write(data[at : at + size])
            await writer.drain()
            if weather.pause:
                await asyncio.sleep(weather.pause)


class _Line:
    """One connection, seen from the middle."""

    def __init__(self, near: asyncio.StreamWriter, far: asyncio.StreamWriter) -> None:
        self._ends = (near, far)
        self.forgotten = False

    def reset(self) -> None:
        for one in self._ends:
            _abort(one)

    def end(self) -> None:
        for one in self._ends:
            one.close()


def _abort(writer: asyncio.StreamWriter) -> None:
    line = writer.get_extra_info("socket")
    if line is not None:
        with suppress(OSError):
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
    writer.transport.abort()
