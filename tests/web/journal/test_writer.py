"""The writer: many sessions, one commit; one session's trouble is nobody else's."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event as Flag

import pytest
import sqlalchemy as sa

from tests.web.journal.stories import opened, went_on
from tests.web.waiting import until
from web.journal import Batch, Conflict, Unavailable
from web.journal.sql import SqlJournal, open_sqlite
from web.journal.writer import LONGEST_PAUSE, Outcome, Queued, Writer, pause_after
from web.runtime import Threading


class Counting(SqlJournal):
    """The real journal, which also remembers its groups, and can be held up."""

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__(engine)
        self.groups: list[list[str]] = []
        self.may_go = Flag()
        self.may_go.set()

    def append(self, batches: Sequence[Batch]) -> None:
        self.groups.append([batch.session_id for batch in batches])
        self.may_go.wait(5)
        super().append(batches)


class Resting(Threading):
    """The real surroundings, which also remember each pause."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        super().sleep(seconds)


class Desk:
    """A writer on a real journal, and what it said of each batch, in order."""

    def __init__(self, engine: sa.Engine) -> None:
        self.journal = Counting(engine)
        self.running = Resting()
        self.writer = Writer(self.journal, self.running)
        self.said: list[tuple[str, Outcome]] = []
        self.broken: set[str] = set()

    def queue(self, name: str, batch: Batch) -> None:
        def told(outcome: Outcome) -> None:
            self.said.append((name, outcome))
            if outcome is not None:
                self.broken.add(batch.session_id)

        ready = lambda: batch.session_id not in self.broken  # noqa: E731
        self.writer.append(Queued(batch=batch, ready=ready, done=told))

    def while_busy(self, *batches: tuple[str, Batch]) -> None:
        """These are queued while the journal is busy with another, so that they make one group."""
        self.journal.may_go.clear()
        self.queue("busy", opened("busy"))
        until(lambda: self.journal.groups, what="the first group")
        for name, batch in batches:
            self.queue(name, batch)
        self.journal.may_go.set()
        self.settle()

    def settle(self) -> None:
        until(self.writer.idle, what="an idle writer")

    def outcomes(self) -> dict[str, str]:
        return {name: type(outcome).__name__ for name, outcome in self.said if name != "busy"}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = open_sqlite(tmp_path / "journal.sqlite")
    yield made
    made.dispose()


@pytest.fixture
def desk(engine: sa.Engine) -> Desk:
    return Desk(engine)


def test_what_waits_is_written_in_one_go(desk: Desk) -> None:
    desk.while_busy(("s", opened("s")), ("t", opened("t")), ("s2", went_on("s", 2)))
    assert desk.journal.groups == [["busy"], ["s", "t", "s"]]
    assert desk.outcomes() == {"s": "NoneType", "t": "NoneType", "s2": "NoneType"}


def test_each_is_told_in_the_order_in_which_it_came(desk: Desk) -> None:
    desk.while_busy(("s", opened("s")), *((f"s{n}", went_on("s", n)) for n in range(2, 30)))
    assert [name for name, _ in desk.said] == ["busy", "s", *(f"s{n}" for n in range(2, 30))]
    assert [one.seq for one in desk.journal.history("s")] == list(range(1, 30))


def test_a_conflict_in_one_session_costs_the_others_nothing(desk: Desk) -> None:
    desk.while_busy(
        ("s", opened("s")),
        ("t", opened("t")),
        ("s wrong", went_on("s", 1)),
        ("t2", went_on("t", 2)),
    )
    outcomes = desk.outcomes()
    assert outcomes.pop("s wrong") == "Conflict"
    assert set(outcomes.values()) == {"NoneType"}
    assert len(desk.journal.history("t")) == 2


def test_a_failed_write_fails_what_followed_it_in_that_room_alone(desk: Desk) -> None:
    desk.while_busy(
        ("s", opened("s")),
        ("s wrong", went_on("s", 1)),
        ("s after", went_on("s", 2)),
        ("t", opened("t")),
    )
    assert desk.outcomes() == {
        "s": "NoneType",
        "s wrong": "Conflict",
        "s after": "Conflict",
        "t": "NoneType",
    }
    assert [one.seq for one in desk.journal.history("s")] == [1]


def test_when_nothing_can_be_written_all_are_told_and_writing_resumes(
    desk: Desk, engine: sa.Engine
) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    desk.queue("s", opened("s"))
    desk.settle()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
    desk.queue("t", opened("t"))
    desk.settle()
    assert [type(outcome) for _, outcome in desk.said] == [Unavailable, type(None)]
    assert desk.journal.session("s") is None
    assert desk.journal.session("t") is not None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_whoever_fails_to_hear_does_not_stop_the_writer(desk: Desk) -> None:
    def deaf(_: Outcome) -> None:
        raise RuntimeError("deaf")

    desk.writer.append(Queued(batch=opened("s"), ready=lambda: True, done=deaf))
    desk.settle()
    desk.queue("t", opened("t"))
    desk.settle()
    assert desk.outcomes() == {"t": "NoneType"}


def test_what_is_no_longer_ready_is_never_written(desk: Desk) -> None:
    desk.broken.add("s")
    desk.queue("s", opened("s"))
    desk.settle()
    assert isinstance(desk.said[0][1], Conflict)
    assert desk.journal.groups == []


class TestMerging:
    """Whoever merges what a group changed hears when all of the group have been told."""

    @pytest.fixture
    def told(self, desk: Desk) -> list[list[str]]:
        heard: list[list[str]] = []
        desk.writer.flushed = lambda: heard.append([name for name, _ in desk.said])
        return heard

    def test_a_group_is_told_whole_and_then_flushed_once(
        self, desk: Desk, told: list[list[str]]
    ) -> None:
        desk.while_busy(("s", opened("s")), ("t", opened("t")), ("s2", went_on("s", 2)))
        assert told == [["busy"], ["busy", "s", "t", "s2"]]

    def test_a_conflict_in_the_group_still_makes_one_flush(
        self, desk: Desk, told: list[list[str]]
    ) -> None:
        desk.while_busy(("s", opened("s")), ("wrong", went_on("s", 1)), ("t", opened("t")))
        assert told == [["busy"], ["busy", "s", "wrong", "t"]]

    def test_a_flush_that_fails_does_not_stop_the_writer(self, desk: Desk) -> None:
        def failing() -> None:
            raise RuntimeError("failing")

        desk.writer.flushed = failing
        desk.queue("s", opened("s"))
        desk.settle()
        desk.queue("t", opened("t"))
        desk.settle()
        assert desk.outcomes() == {"s": "NoneType", "t": "NoneType"}


class TestGathering:
    def test_what_comes_after_a_quiet_moment_waits_for_nothing(self, desk: Desk) -> None:
        desk.journal.may_go.clear()
        desk.queue("s", opened("s"))
        until(lambda: desk.journal.groups, what="the first group")
        assert desk.running.pauses == []
        desk.journal.may_go.set()
        desk.settle()

    def test_the_more_a_group_held_the_longer_the_next_one_gathers_up_to_a_limit(self) -> None:
        pauses = [pause_after(held) for held in (1, 10, 50, 100, 10_000)]
        assert pauses == sorted(pauses)
        assert pauses[0] < pauses[1] < pauses[2]
        assert pauses[-1] == LONGEST_PAUSE
