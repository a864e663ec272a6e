"""The only file that names eventlet (or threading): starting work, waiting, native threads, serving.

Nothing is monkey-patched. Whatever may block (the disk, argon2) runs in a native thread through
`in_thread`, where all is as usual; the event loop only ever waits in the primitives made here.
"""

import gc
import logging
import socket
import threading
import time
import warnings
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)

# Quiet reading of a request: a body or header that trickles in holds no thread for longer.
SOCKET_TIMEOUT = 60
SEND_BUFFER = 256 * 1024


class Promise(Protocol):
    """Something that will be known later; many may wait for it."""

    def set(self, value: Any) -> None:
        """Make it known."""

    def wait(self) -> Any:
        """What it is, once known."""


class Runtime(Protocol):
    """What the server needs of its surroundings."""

    mode: str

    def spawn(self, work: Callable[..., object], *args: object) -> None:
        """Start work in the background."""

    def later(self, seconds: float, work: Callable[[], object]) -> Callable[[], None]:
        """Do something in so many seconds; call the result to give it up."""

    def sleep(self, seconds: float) -> None:
        """Let others go on."""

    def promise(self) -> Promise:
        """A promise."""

    def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        """What `work` gives, run where it may block."""

    def serve(self, app: Any, listening: socket.socket) -> None:
        """Answer requests until `stop`."""

    def stop(self) -> None:
        """No longer accept connections."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket: no Nagle delay on what it accepts, and never shared with another server."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # The system would keep megabytes for a client that does not read, before we notice.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    listening.bind((host, port))
    listening.listen(4096)
    return listening


def settle() -> None:
    """Once started, what is in memory stays: keep the collector from walking it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)


def runtime(mode: str) -> Runtime:
    """The surroundings of this name: `eventlet` or `threading`."""
    # Its deprecation is known and weighed in CONTRIBUTING.md; a host need not read of it at each start.
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    if mode == "threading":
        return Threading()
    if mode == "eventlet":
        return Eventlet()
    raise ValueError(f"unknown async mode: {mode}")


class _Known:
    def __init__(self) -> None:
        self._event = threading.Event()
        self._value: Any = None

    def set(self, value: Any) -> None:
        self._value = value
        self._event.set()

    def wait(self) -> Any:
        self._event.wait()
        return self._value


class Threading:
    """A thread for each: for tests, and the day eventlet is gone."""

    mode = "threading"

    def __init__(self) -> None:
        self._server: Any = None

    def spawn(self, work: Callable[..., object], *args: object) -> None:
        threading.Thread(target=work, args=args, daemon=True).start()

    def later(self, seconds: float, work: Callable[[], object]) -> Callable[[], None]:
        timer = threading.Timer(seconds, work)
        timer.daemon = True
        timer.start()
        return timer.cancel

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def promise(self) -> Promise:
        return _Known()

    def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        return work(*args)

    def serve(self, app: Any, listening: socket.socket) -> None:
        from werkzeug.serving import make_server

        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        host, port = listening.getsockname()
        self._server = make_server(host, port, app, threaded=True, fd=listening.fileno())
        self._server.serve_forever()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()


class Eventlet:
    """One thread, many green ones, and a few native ones for what blocks."""

    mode = "eventlet"

    def __init__(self) -> None:
        import eventlet
        import eventlet.event
        import eventlet.tpool
        import eventlet.wsgi

        self._eventlet = eventlet
        self._serving: Any = None

    def spawn(self, work: Callable[..., object], *args: object) -> None:
        self._eventlet.spawn_n(work, *args)

    def later(self, seconds: float, work: Callable[[], object]) -> Callable[[], None]:
        timer = self._eventlet.spawn_after(seconds, work)
        return lambda: timer.cancel()

    def sleep(self, seconds: float) -> None:
        self._eventlet.sleep(seconds)

    def promise(self) -> Promise:
        return _Green(self._eventlet.event.Event())

    def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        result: T = self._eventlet.tpool.execute(work, *args)
        return result

    def serve(self, app: Any, listening: socket.socket) -> None:
        green = self._eventlet.greenio.GreenSocket(listening)
        self._serving = self._eventlet.spawn(
            self._eventlet.wsgi.server,
            green,
            app,
            max_size=20_000,
            log_output=False,
            debug=False,
            socket_timeout=SOCKET_TIMEOUT,
        )
        try:
            self._serving.wait()
        except self._eventlet.greenlet.GreenletExit:
            log.info("stopped")

    def stop(self) -> None:
        if self._serving is not None:
            self._serving.kill()


class _Green:
    def __init__(self, event: Any) -> None:
        self._event = event

    def set(self, value: Any) -> None:
        self._event.send(value)

    def wait(self) -> Any:
        return self._event.wait()
