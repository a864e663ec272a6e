"""How often somebody may do something, and how long they wait after doing it too often."""

import pytest

from web.limits import MOST_OWED, Limit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limit(clock: Clock) -> Limit:
    return Limit(burst=3, per_second=0.5, clock=clock)


def test_so_many_at_once_and_so_many_a_second_after_that(limit: Limit, clock: Clock) -> None:
    assert [limit.wait("luc") for _ in range(4)] == [0, 0, 0, 2]
    assert limit.left("luc") == 2
    assert limit.wait("binta") == 0
    clock.now += 2
    assert [limit.wait("luc") for _ in range(2)] == [0, 2]


def test_what_was_done_many_times_at_once_is_all_waited_for(limit: Limit, clock: Clock) -> None:
    tried_together = [limit.left("luc") for _ in range(10)]
    assert tried_together == [0] * 10
    for _ in tried_together:
        limit.owe("luc")
    assert limit.left("luc") == 2 * (10 - 3 + 1)
    clock.now += 16
    assert limit.left("luc") == 0


def test_nobody_waits_for_ever(limit: Limit) -> None:
    for _ in range(10 * MOST_OWED):
        limit.owe("luc")
    assert limit.left("luc") == 2 * (MOST_OWED + 1)
