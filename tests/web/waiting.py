"""Waiting for something to come true, for so long and no longer."""

import time
from collections.abc import Callable
from typing import Any


def until(true: Callable[[], Any], seconds: float = 20, what: str = "it") -> Any:
    """What `true` gives once it is true; fails when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"{what} did not come about within {seconds} s")
