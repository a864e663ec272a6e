"""When garbage is collected: what is new soon, what is old when nobody waits."""

import gc
from collections.abc import Iterator
from pathlib import Path
from weakref import ref

import pytest

from tests.web.servers import Server, after
from tests.web.waiting import until
from web.collector import OLD_SECONDS, Collector


class Held:
    """Something that refers to itself: only the collector finds out that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


class House:
    """Whether it is calm there, and what time it is."""

    calm = True
    time = 0.0


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def collector(house: House) -> Iterator[Collector]:
    gc.disable()
    yield Collector(lambda: house.calm, clock=lambda: house.time)
    gc.enable()


def test_what_is_new_goes_at_the_next_look(collector: Collector) -> None:
    left = ref(Held())
    assert left()
    collector.look()
    assert left() is None


def old_garbage(collector: Collector) -> ref[Held]:
    """Something that was still in use at a look, and no longer is."""
    held = Held()
    collector.look()
    return ref(held)


def test_what_is_old_waits_until_it_is_time(collector: Collector, house: House) -> None:
    left = old_garbage(collector)
    house.time = OLD_SECONDS
    collector.look()
    assert left()
    house.time += 1
    collector.look()
    assert left() is None


def test_what_is_old_waits_until_it_is_calm(collector: Collector, house: House) -> None:
    left = old_garbage(collector)
    house.calm, house.time = False, 2 * OLD_SECONDS
    collector.look()
    assert left()
    house.calm = True
    collector.look()
    assert left() is None


def test_what_is_old_is_not_walked_again_at_once(collector: Collector, house: House) -> None:
    house.time = 2 * OLD_SECONDS
    collector.look()
    left = old_garbage(collector)
    collector.look()
    assert left()


class Watched(Server):
    """A server that says when it collects, and whether Python does so by itself."""

    program = after(
        "import gc; real = gc.collect;"
        "gc.collect = lambda *old: print('looks while Python does:', gc.isenabled(), flush=True) or real(*old)"
    )


def test_a_server_looks_again_and_again_and_python_no_longer_does(tmp_path: Path) -> None:
    server = Watched(tmp_path / "data")
    until(lambda: server.said().count("looks while Python does: False") > 2, what="three looks")
    assert server.end() == 0
    assert "Python does: True" not in server.said()
