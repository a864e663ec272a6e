"""What goes out over one socket: all of one turn of the event loop together, and what waits, bounded.

Nobody waits here. Frames leave whole and in their order; whoever lets too much wait is hung up on,
and comes back with `since`. The author of an entry gets its update and its answer in one sending: a
sending is half the cost of a frame.
"""

import logging
import socket
from collections.abc import Callable
from contextlib import suppress

from web.runtime import Loop
from web.transport.queues import MOST_WAITING, OVERHEAD

log = logging.getLogger(__name__)


class Outbox:
    """The frames of one socket."""

    __slots__ = (
        *("_channel", "_gone", "_is_shut", "_largest", "_loop", "_stop", "_unsent", "_waiting"),
    )

    def __init__(self, loop: Loop, channel: socket.socket) -> None:
        self._loop = loop
        self._channel = channel
        self._is_shut = False
        self._gone: Callable[[], None] | None = None
        self._unsent: list[bytes] | None = None
        self._waiting = self._largest = 0
        self._stop: Callable[[], None] | None = None

    def write(self, frame: bytes) -> None:
        """Send a frame soon: with all that is written in this turn, when the system can take it."""
        if self._is_shut:
            return
        if self._unsent is None:
            self._unsent = []
            self._loop.soon(self._send)
        self._unsent.append(frame)
        size = len(frame) + OVERHEAD
        self._waiting += size
        if size > self._largest:
            self._largest = size
        # One frame may be larger than the bound, a whole view for one, and still be on its way.
        if self._waiting > MOST_WAITING + self._largest:
            log.warning("hung up on a client that does not read")
            self._cut()

    def finish(self, gone: Callable[[], None]) -> None:
        """Take no more frames. `gone` is called once those that wait have left, or can't."""
        self._is_shut = True
        if self._unsent is None:
            gone()
        else:
            self._gone = gone

    def give_up(self) -> None:
        """Send nothing more, not even what waits."""
        self._is_shut = True
        self._unsent = self._gone = None
        self._pause()

    def _pause(self) -> None:
        if self._stop is not None:
            self._stop()
            self._stop = None

    def _send(self) -> None:
        if self._unsent is None:
            return
        data = self._unsent[0] if len(self._unsent) == 1 else b"".join(self._unsent)
        try:
            sent = self._channel.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._cut()
            return
        if sent < len(data):
            self._unsent = [data[sent:]]
            self._waiting = len(data) - sent + OVERHEAD
            if self._stop is None:
                self._stop = self._loop.when_writable(self._channel, self._send)
            return
        self._unsent = None
        self._waiting = self._largest = 0
        self._pause()
        if self._gone is not None:
            self._gone()

    def _cut(self) -> None:
        # Whoever reads the socket then finds its end, and closes it in its turn: here somebody is sending
        # to many, and must not be led into telling that one of them has left.
        gone = self._gone
        self.give_up()
        with suppress(OSError):
            self._channel.shutdown(socket.SHUT_RDWR)
        if gone is not None:
            gone()
