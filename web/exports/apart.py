"""Makes the heavy formats in a child process, so that a long report never holds up a session.

The child is given the document as JSON and nothing else: text that people wrote is never part of a
program, and what makes the file has no hand on the server.
"""

import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import orjson

from web.exports.shapes import Document

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
# Each who waits holds a native thread, and the journal needs one too.
MOST_WAITING = 6
LONGEST = 60.0

# Taken and given back in one step each, whatever mix of threads and greenlets asks: a lock would be
# tied to the kind of thread that made it.
_places = deque(range(AT_ONCE))
_waiting = deque(range(AT_ONCE + MOST_WAITING))


class NotMade(Exception):
    """The file could not be made in time."""


def apart(format: str, longest: float = LONGEST) -> Callable[[Document], bytes]:
    """What writes this format in a child process; raises `NotMade` at once when many wait already."""

    def write(document: Document) -> bytes:
        with _one_of(_waiting, format), _one_of(_places, format, longest):
            return _made(format, document, longest)

    return write


@contextmanager
def _one_of(places: deque[int], format: str, longest: float = 0.0) -> Iterator[None]:
    place = _taken(places, monotonic() + longest)
    if place is None:
        raise NotMade(format, "too many at once")
    try:
        yield
    finally:
        places.append(place)


def _taken(places: deque[int], until: float) -> int | None:
    while True:
        try:
            return places.popleft()
        except IndexError:
            if monotonic() >= until:
                return None
            sleep(0.05)


def _made(format: str, document: Document, longest: float) -> bytes:
    command = [sys.executable, "-m", "web.exports", format]
    body = orjson.dumps(document)
    try:
        done = subprocess.run(command, input=body, capture_output=True, cwd=ROOT, timeout=longest)
    except Exception as failed:  # under eventlet, subprocess raises classes of its own
        raise NotMade(format, type(failed).__name__) from None
    if done.returncode != 0:
        # Only the exception's name: its message may quote what people wrote.
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise NotMade(format, last.partition(":")[0])
    return done.stdout
