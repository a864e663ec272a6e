"""What goes out over one socket: given to the system at once, and what it does not take, bounded.

Nobody waits here. Frames leave whole and in their order; whoever lets too much wait is hung up on,
and comes back with `since`.
"""

import logging
import socket
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from web.runtime import Loop
from web.transport.queues import MOST_WAITING, OVERHEAD

log = logging.getLogger(__name__)


class Outbox:
    """The frames of one socket. `emptied` is called when the last of those that waited has left."""

    __slots__ = ("_channel", "_is_down", "_loop", "_stop", "_unsent", "_waiting", "emptied")

    def __init__(self, loop: Loop, channel: socket.socket) -> None:
        self.emptied: Callable[[], None] | None = None
        self._loop = loop
        self._channel = channel
        self._is_down = False
        self._unsent: deque[bytes] | None = None
        self._waiting = 0
        self._stop: Callable[[], None] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits; nothing does when nothing can be sent any more."""
        return self._unsent is None

    def write(self, frame: bytes) -> None:
        """Send a frame, or as much of it as the system takes now; the rest goes when it can be taken."""
        if self._is_down:
            return
        if self._unsent is not None:
            self._keep(frame)
            return
        sent = self._sent(frame)
        if sent < len(frame) and not self._is_down:
            self._unsent = deque()
            self._stop = self._loop.when_writable(self._channel, self._resume)
            self._keep(frame[sent:])

    def give_up(self) -> None:
        """Send nothing more."""
        self._is_down = True
        self._unsent = None
        if self._stop is not None:
            self._stop()
            self._stop = None

    def _keep(self, frame: bytes) -> None:
        assert self._unsent is not None
        self._unsent.append(frame)
        self._waiting += len(frame) + OVERHEAD
        if self._waiting > MOST_WAITING:
            log.warning("hung up on a client that does not read")
            self._cut()

    def _sent(self, frame: bytes) -> int:
        try:
            return self._channel.send(frame)
        except BlockingIOError:
            return 0
        except OSError:
            self._cut()
            return 0

    def _resume(self) -> None:
        while self._unsent:
            frame = self._unsent[0]
            sent = self._sent(frame)
            if self._is_down:
                return
            if sent < len(frame):
                self._unsent[0] = frame[sent:]
                self._waiting -= sent
                return
            self._unsent.popleft()
            self._waiting -= len(frame) + OVERHEAD
        if self._stop is not None:
            self._stop()
        self._stop = self._unsent = None
        if self.emptied is not None:
            self.emptied()

    def _cut(self) -> None:
        # Whoever reads the socket then finds its end, and closes it in its turn: here somebody is sending
        # to many, and must not be led into telling that one of them has left.
        self.give_up()
        with suppress(OSError):
            self._channel.shutdown(socket.SHUT_RDWR)
