"""Codes that open nothing, counted by address: who guesses waits, and a class behind the same router comes in.

A code that was right once from an address is no guess from there any more. Every other waits with the
guesser: let through when right, it would tell that it is.
"""

from collections import OrderedDict
from threading import Lock

from web.limits import Limit

FREE, PER_SECOND = 20, 1 / 3
MOST_KNOWN = 20_000


class Guesses:
    """The codes tried so far."""

    def __init__(self) -> None:
        self._wrong = Limit(FREE, PER_SECOND)
        self._right: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str, code: str = "") -> float:
        """In how many seconds this address may try this code, or a recovery code; 0 for at once."""
        return 0.0 if (address, code.upper()) in self._right else self._wrong.left(address)

    def was_right(self, address: str, code: str) -> None:
        """The code opens a session."""
        with self._lock:
            self._right[(address, code.upper())] = None
            self._right.move_to_end((address, code.upper()))
            if len(self._right) > MOST_KNOWN:
                self._right.popitem(last=False)

    def was_wrong(self, address: str) -> None:
        """The code opens nothing."""
        self._wrong.owe(address)
