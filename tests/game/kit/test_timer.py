"""A clock: its end only announces."""

from datetime import timedelta

import pytest

from game.kit import timer
from game.kit.timer import (
    EndTimer,
    ExtendTimer,
    PauseTimer,
    ResumeTimer,
    SetTimer,
    Timer,
    TimerCommand,
    TimerEnded,
    TimerEvent,
    TimerPaused,
    TimerSet,
)
from game.messages import Asked, Refusal
from tests.game.spec import HELENE, START


def after(seconds: int) -> timedelta:
    """So long after the start."""
    return timedelta(seconds=seconds)


def asked(clock: Timer | None, command: TimerCommand, at: int = 0) -> list[TimerEvent]:
    """What a command gives so many seconds after the start."""
    wanted = Asked(command=command, by=HELENE, at=START + after(at))
    return timer.decide(clock, command, wanted)  # type: ignore[return-value]


def ran(*deeds: tuple[int, TimerCommand]) -> Timer | None:
    """The clock after these commands, each so many seconds after the start."""
    clock: Timer | None = None
    for at, command in deeds:
        for event in asked(clock, command, at):
            clock = timer.evolve(clock, event)
    return clock


def test_a_clock_runs_to_an_hour_that_is_a_fact() -> None:
    assert asked(None, SetTimer(seconds=60)) == [TimerSet(seconds=60, ends_at=START + after(60))]
    assert timer.record(ran((0, SetTimer(seconds=60)))) == {
        "seconds": 60,
        "ends_at": START + after(60),
        "left": None,
        "over": False,
    }


def test_a_paused_clock_stands_still_and_goes_on_with_what_was_left() -> None:
    paused = ran((0, SetTimer(seconds=60)), (20, PauseTimer()))
    assert paused == Timer(seconds=60, left=40)
    resumed = ran((0, SetTimer(seconds=60)), (20, PauseTimer()), (500, ResumeTimer()))
    assert resumed == Timer(seconds=60, ends_at=START + after(540))


def test_a_clock_paused_after_its_time_has_nothing_left() -> None:
    assert asked(ran((0, SetTimer(seconds=60))), PauseTimer(), 90) == [TimerPaused(left=0)]


@pytest.mark.parametrize("command", [PauseTimer(), ResumeTimer()])
def test_without_a_clock_there_is_nothing_to_pause_or_resume(command: TimerCommand) -> None:
    with pytest.raises(Refusal):
        asked(None, command)


def test_a_clock_is_not_paused_or_resumed_twice() -> None:
    with pytest.raises(Refusal):
        asked(ran((0, SetTimer(seconds=60)), (1, PauseTimer())), PauseTimer(), 2)
    with pytest.raises(Refusal):
        asked(ran((0, SetTimer(seconds=60))), ResumeTimer(), 2)


def test_more_time_is_given_to_a_clock_that_runs_is_paused_is_over_or_is_not_there() -> None:
    start = (0, SetTimer(seconds=60))
    assert ran(start, (10, ExtendTimer(seconds=30))) == Timer(seconds=80, ends_at=START + after(90))
    assert ran(start, (10, PauseTimer()), (11, ExtendTimer(seconds=30))) == Timer(
        seconds=80, left=80
    )
    over = ran(start, (60, EndTimer()), (100, ExtendTimer(seconds=30)))
    assert over == Timer(seconds=60, ends_at=START + after(130))
    assert ran((0, ExtendTimer(seconds=30))) == Timer(seconds=30, ends_at=START + after(30))


def test_what_is_left_is_never_more_than_the_whole() -> None:
    clock = ran((0, SetTimer(seconds=60)), (1, PauseTimer()), (2, ExtendTimer(seconds=600)))
    assert clock is not None
    assert clock.left is not None
    assert clock.left <= clock.seconds


def test_the_end_is_announced_when_it_has_come_and_once() -> None:
    running = ran((0, SetTimer(seconds=60)))
    assert asked(running, EndTimer(), 59) == []
    assert asked(running, EndTimer(), 60) == [TimerEnded()]
    over = ran((0, SetTimer(seconds=60)), (60, EndTimer()))
    assert asked(over, EndTimer(), 61) == []
    assert timer.record(over) == {"seconds": 60, "ends_at": None, "left": None, "over": True}
    assert timer.record(None) is None
