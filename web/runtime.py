"""The only file that names eventlet (or threading): starting work, waiting, native threads, serving.

Nothing is monkey-patched. Whatever may block (the disk, argon2) runs in a native thread through
`in_thread`, where all is as usual; the event loop only ever waits in the primitives made here.
"""

import logging
import os
import socket
import threading
import time
import warnings
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from web.listening import letting_go, patient

T = TypeVar("T")
log = logging.getLogger(__name__)

# Reading of a request: who sends nothing for so long is hung up on. Who trickles keeps a green thread, which is
# small; `patient` bounds how many there are.
SOCKET_TIMEOUT = 60
MOST_RESTING = 64


class Promise(Protocol):
    """Something that will be known later; many may wait for it."""

    def set(self, value: Any) -> None:
        """Make it known."""

    def wait(self) -> Any:
        """What it is, once known."""


class Loop(Protocol):
    """An event loop that says when a socket is ready, for whoever keeps no thread waiting on each."""

    def take(self, green: Any) -> socket.socket:
        """The socket of a request, from now on the taker's: the HTTP server no longer closes it."""

    def when_readable(self, line: socket.socket, call: Callable[[], None]) -> Callable[[], None]:
        """Call whenever there is something to read, until the result is called. It may not wait."""

    def when_writable(self, line: socket.socket, call: Callable[[], None]) -> Callable[[], None]:
        """Call whenever there is room to write, until the result is called. It may not wait."""

    def soon(self, call: Callable[[], None]) -> None:
        """Call in the next turn of the loop. It may not wait."""

    def at_once(self, work: Callable[..., object], *args: object) -> None:
        """Start work that may wait, out of a call that may not."""


class Runtime(Protocol):
    """What the server needs of its surroundings. `loop` where there is one; `on_stop` ends what is open."""

    mode: str
    loop: Loop | None
    on_stop: list[Callable[[], None]]

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


def waited(running: Runtime, ask: Callable[[Callable[[T], None]], object]) -> T:
    """What `ask` is told, by calling what it is given; waited for."""
    promise = running.promise()
    ask(promise.set)
    told: T = promise.wait()
    return told


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
    loop: Loop | None = None

    def __init__(self) -> None:
        self.on_stop: list[Callable[[], None]] = []
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
        for call in self.on_stop:
            call()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()


class Eventlet:
    """One thread, many green ones, and a few native ones for what blocks."""

    mode = "eventlet"

    def __init__(self) -> None:
        # Nothing here asks for a name, and what asks in its way takes a tenth of a start to read.
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
        import eventlet
        import eventlet.event
        import eventlet.tpool
        import eventlet.wsgi

        self._eventlet = eventlet
        self._serving: Any = None
        self.loop: Loop | None = _Hub(eventlet)
        self.on_stop: list[Callable[[], None]] = []

    def spawn(self, work: Callable[..., object], *args: object) -> None:
        self._eventlet.spawn_n(work, *args)

    def later(self, seconds: float, work: Callable[[], object]) -> Callable[[], None]:
        # Most are given up: no green thread before it is time, and none to kill.
        timer = self._eventlet.hubs.get_hub().schedule_call_global(seconds, self.spawn, work)
        cancel: Callable[[], None] = timer.cancel
        return cancel

    def sleep(self, seconds: float) -> None:
        self._eventlet.sleep(seconds)

    def promise(self) -> Promise:
        return _Green(self._eventlet.event.Event())

    def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        result: T = self._eventlet.tpool.execute(work, *args)
        return result

    def serve(self, app: Any, listening: socket.socket) -> None:
        green = self._eventlet.greenio.GreenSocket(listening)
        green.accept = patient(green.accept, self.sleep)
        self._serving = self._eventlet.spawn(
            self._eventlet.wsgi.server,
            green,
            app,
            max_size=20_000,
            log_output=False,
            debug=False,
            protocol=letting_go(self._eventlet.wsgi.HttpProtocol),
            socket_timeout=SOCKET_TIMEOUT,
        )
        try:
            self._serving.wait()
        except self._eventlet.greenlet.GreenletExit:
            log.info("stopped")
        for call in self.on_stop:
            call()

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


class _Hub:
    """The event loop of eventlet, without a green thread for each socket: 16 kB of stack, and a switch."""

    def __init__(self, eventlet: Any) -> None:
        self._hub = eventlet.hubs.get_hub()
        self._greenlet = eventlet.greenlet
        self._resting: list[Any] = []
        self._soon: list[Callable[[], None]] = []

    def take(self, green: Any) -> socket.socket:
        taken = socket.socket(fileno=green.fd.detach())
        taken.setblocking(False)
        return taken

    def when_readable(self, line: socket.socket, call: Callable[[], None]) -> Callable[[], None]:
        return self._when(self._hub.READ, line, call)

    def when_writable(self, line: socket.socket, call: Callable[[], None]) -> Callable[[], None]:
        return self._when(self._hub.WRITE, line, call)

    def _when(self, what: str, line: socket.socket, call: Callable[[], None]) -> Callable[[], None]:
        def ready(_: object) -> None:
            call()

        listener = self._hub.add(what, line.fileno(), ready, ready, None)
        return lambda: self._hub.remove(listener)

    def soon(self, call: Callable[[], None]) -> None:
        if not self._soon:
            self._hub.schedule_call_global(0, self._call_all)
        self._soon.append(call)

    def _call_all(self) -> None:
        calls, self._soon = self._soon, []
        for call in calls:
            try:
                call()
            except Exception:
                log.exception("a call failed")

    def at_once(self, work: Callable[..., object], *args: object) -> None:
        # Who has finished rests and is called again: starting a green thread costs more than most work.
        if self._resting:
            self._resting.pop().switch(work, args)
        else:
            self._greenlet.greenlet(self._work, self._hub.greenlet).switch(work, args)

    def _work(self, work: Callable[..., object], args: tuple[object, ...]) -> None:
        while True:
            try:
                work(*args)
            except Exception:
                log.exception("work failed")
            if len(self._resting) >= MOST_RESTING:
                return
            self._resting.append(self._greenlet.getcurrent())
            work, args = self._hub.switch()
