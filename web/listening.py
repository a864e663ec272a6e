"""What a server asks of the system, and gives back: its folder, its port, its connections."""

import errno
import logging
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

SEND_BUFFER = 256 * 1024
MOST_FILES, SPARE_FILES = 65_536, 64
FULL_SECONDS = 1.0
log = logging.getLogger(__name__)


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


def only_server(folder: Path) -> IO[bytes]:
    """Hold a data folder for as long as the result is open; raises `OSError` when another server has it.

    The system lets go of it however a server ends.
    """
    held = (folder / "server.lock").open("wb")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise
    return held


def most_files() -> int:
    """How many files and sockets may be open, once as many are allowed as the system lets us have."""
    try:
        import resource
    except ImportError:  # not on Windows
        return MOST_FILES
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most


def patient(accept: Callable[[], Any], sleep: Callable[[float], None]) -> Callable[[], Any]:
    """Accepts no more than leaves room for the disk. The HTTP server would end at one too many."""
    most = most_files() - SPARE_FILES

    def accepted() -> Any:
        while True:
            try:
                line, address = accept()
                if line.fileno() < most:
                    return line, address
                line.close()
            except OSError as error:
                if error.errno not in (errno.EMFILE, errno.ENFILE):
                    raise
            log.warning("no more connections: %d files are open", most)
            sleep(FULL_SECONDS)

    return accepted


def letting_go(connection: Any) -> Any:
    """The HTTP server's connections, ended with all that was theirs.

    Whoever left before the whole answer was sent would leave the socket open, and every connection
    some memory, until Python's collector came by.
    """

    class Connection(connection):  # type: ignore[misc]
        def finish(self) -> None:
            try:
                super().finish()
            finally:
                self.rfile.close()
                self.environ = None

    return Connection
