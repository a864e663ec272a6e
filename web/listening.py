"""What a server asks of the system before it serves: its port, enough open files, its memory."""

import errno
import gc
import logging
import socket
from collections.abc import Callable
from typing import Any

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


def settle() -> None:
    """Once started, what is in memory stays: keep the collector from walking it again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)
    gc.enable()
