"""Who is here, as the wall and the host are told."""

from collections.abc import Callable

import pytest

from web.config import Pace
from web.presence import Presence
from web.runtime import Threading


class Waiting(Threading):
    """What is to be done later is done when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.due: list[Callable[[], object]] = []

    def later(self, seconds: float, work: Callable[[], object]) -> Callable[[], None]:
        self.due.append(work)
        return lambda: self.due.remove(work)

    def go_on(self) -> None:
        """All that was due, and what comes of it."""
        while self.due:
            self.due.pop(0)()


@pytest.fixture
def runtime() -> Waiting:
    return Waiting()


@pytest.fixture
def presence(runtime: Waiting) -> Presence:
    return Presence(runtime, lambda *_: None, Pace())


def test_who_left_is_away_then_gone(runtime: Waiting, presence: Presence) -> None:
    presence.came("session", "luc", "sid")
    presence.went("session", "luc", "sid")
    assert presence.of("session")["luc"]["state"] == "here"
    runtime.go_on()
    assert presence.of("session")["luc"]["state"] == "gone"


def test_who_comes_back_in_time_never_left(runtime: Waiting, presence: Presence) -> None:
    presence.came("session", "luc", "sid")
    presence.went("session", "luc", "sid")
    presence.came("session", "luc", "another")
    runtime.go_on()
    assert presence.of("session")["luc"]["state"] == "here"


def test_nothing_is_kept_of_who_was_in_a_session_that_was_erased(
    runtime: Waiting, presence: Presence
) -> None:
    presence.came("session", "luc", "sid")
    presence.went("session", "luc", "sid")
    presence.forget("session")
    runtime.go_on()
    assert presence.of("session") == {}
