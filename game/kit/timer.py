"""A timer: an absolute deadline in the state. Its end only announces; it cuts nobody off."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from game.messages import Asked, Command, Event, Refusal, Seconds, say


@dataclass(frozen=True, kw_only=True)
class SetTimer(Command):
    """Start a timer afresh."""

    seconds: Seconds


@dataclass(frozen=True, kw_only=True)
class ExtendTimer(Command):
    """Give more time, whether the timer runs, is paused or is over."""

    seconds: Seconds


@dataclass(frozen=True, kw_only=True)
class PauseTimer(Command):
    """Stop the clock for a while."""


@dataclass(frozen=True, kw_only=True)
class ResumeTimer(Command):
    """Let a paused clock run on."""


@dataclass(frozen=True, kw_only=True)
class EndTimer(Command):
    """The deadline has come: asked by the server, which keeps the clock."""


@dataclass(frozen=True, kw_only=True)
class TimerSet(Event):
    """The clock runs until `ends_at`, out of `seconds` in all."""

    seconds: int
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class TimerPaused(Event):
    """The clock stands still with so many seconds left."""

    left: int


@dataclass(frozen=True, kw_only=True)
class TimerEnded(Event):
    """The time is over; the play goes on as long as its players like."""


@dataclass(frozen=True, kw_only=True)
class Timer:
    """`ends_at` while it runs, `left` while it is paused, neither once it is over."""

    seconds: int
    ends_at: datetime | None = None
    left: int | None = None


TIMER_COMMANDS = (SetTimer, ExtendTimer, PauseTimer, ResumeTimer, EndTimer)
TIMER_EVENTS = (TimerSet, TimerPaused, TimerEnded)
TimerCommand = SetTimer | ExtendTimer | PauseTimer | ResumeTimer | EndTimer
TimerEvent = TimerSet | TimerPaused | TimerEnded


def decide(timer: Timer | None, command: TimerCommand, asked: Asked) -> list[Event]:
    """The events of a timer's command; raises `Refusal` when there is nothing to pause or resume."""
    match command:
        case SetTimer(seconds=seconds):
            return [started(asked.at, seconds)]
        case ExtendTimer(seconds=seconds):
            return [_extended(timer, asked.at, seconds)]
        case PauseTimer():
            if timer is None or timer.ends_at is None:
                raise Refusal("wrong_phase", say("timer.not_running"))
            return [TimerPaused(left=_left(timer, asked.at))]
        case ResumeTimer():
            if timer is None or timer.left is None:
                raise Refusal("wrong_phase", say("timer.not_paused"))
            return [_run(timer.seconds, asked.at, timer.left)]
        case EndTimer():
            due = timer is not None and timer.ends_at is not None and timer.ends_at <= asked.at
            return [TimerEnded()] if due else []


def evolve(timer: Timer | None, event: TimerEvent) -> Timer:
    """The timer after an event of its own."""
    match event:
        case TimerSet(seconds=seconds, ends_at=ends_at):
            return Timer(seconds=seconds, ends_at=ends_at)
        case TimerPaused(left=left):
            return Timer(seconds=max(timer.seconds, left) if timer else left, left=left)
        case TimerEnded():
            return replace(timer, ends_at=None, left=None) if timer else Timer(seconds=0)


def started(at: datetime, seconds: int) -> TimerSet:
    """A clock that starts now."""
    return _run(seconds, at, seconds)


def is_left(timer: Timer | None, at: datetime) -> bool:
    """Whether a clock is there that has time left."""
    return timer is not None and _left(timer, at) > 0


def record(timer: Timer | None) -> dict[str, object] | None:
    """What everyone sees of a timer."""
    if timer is None:
        return None
    over = timer.ends_at is None and timer.left is None
    return {"seconds": timer.seconds, "ends_at": timer.ends_at, "left": timer.left, "over": over}


def _run(seconds: int, at: datetime, left: int) -> TimerSet:
    return TimerSet(seconds=seconds, ends_at=at + timedelta(seconds=left))


def _left(timer: Timer, at: datetime) -> int:
    if timer.ends_at is None:
        return timer.left or 0
    return max(0, round((timer.ends_at - at).total_seconds()))


def _extended(timer: Timer | None, at: datetime, seconds: int) -> Event:
    if timer is None:
        return started(at, seconds)
    left = _left(timer, at) + seconds
    if timer.left is not None:
        return TimerPaused(left=left)
    return _run(max(timer.seconds, left), at, left)
