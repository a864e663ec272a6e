"""What every journal promises, whatever it keeps its events in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.journal.stories import event, heading, opened, went_on
from web.journal import INVITE, RECOVER, REPLACED, Batch, Conflict, Journal, Query, StoredSeat
from web.journal.memory import MemoryJournal
from web.journal.sql import SqlJournal, open_sqlite


@pytest.fixture(params=["memory", "sqlite"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    if request.param == "memory":
        yield MemoryJournal()
        return
    engine = open_sqlite(tmp_path / "journal.sqlite")
    yield SqlJournal(engine)
    engine.dispose()


def seqs(journal: Journal, session_id: str) -> list[int]:
    return [one.seq for one in journal.history(session_id)]


class TestNumbering:
    def test_events_come_back_as_they_went_in(self, journal: Journal) -> None:
        journal.append([opened("s")])
        journal.append([went_on("s", 2, 3)])
        assert journal.history("s") == [event(1), event(2), event(3)]

    def test_a_number_that_is_taken_is_a_conflict(self, journal: Journal) -> None:
        journal.append([opened("s"), went_on("s", 2)])
        with pytest.raises(Conflict):
            journal.append([went_on("s", 2)])
        assert seqs(journal, "s") == [1, 2]

    @pytest.mark.parametrize("wrong", [(3,), (2, 4), (2, 2), (0,)])
    def test_numbers_leave_no_gap(self, journal: Journal, wrong: tuple[int, ...]) -> None:
        journal.append([opened("s")])
        with pytest.raises(Conflict):
            journal.append([went_on("s", *wrong)])
        assert seqs(journal, "s") == [1]

    def test_a_group_may_hold_several_batches_of_one_session(self, journal: Journal) -> None:
        journal.append([opened("s"), went_on("s", 2), went_on("s", 3, 4)])
        assert seqs(journal, "s") == [1, 2, 3, 4]

    def test_a_gap_between_two_batches_of_a_group_is_a_conflict(self, journal: Journal) -> None:
        with pytest.raises(Conflict):
            journal.append([opened("s"), went_on("s", 3)])
        assert journal.session("s") is None

    def test_sessions_are_numbered_each_for_itself(self, journal: Journal) -> None:
        journal.append([opened("s"), opened("t"), went_on("t", 2), went_on("s", 2)])
        assert seqs(journal, "s") == seqs(journal, "t") == [1, 2]

    def test_an_unknown_session_has_no_history(self, journal: Journal) -> None:
        assert journal.history("s") == []

    def test_nothing_is_kept_of_a_session_that_was_never_opened(self, journal: Journal) -> None:
        with pytest.raises(Conflict):
            journal.append([went_on("s", 1)])
        assert journal.history("s") == []


class TestConflicts:
    def test_a_conflict_keeps_nothing_of_the_whole_group(self, journal: Journal) -> None:
        journal.append([opened("s"), opened("t")])
        with pytest.raises(Conflict):
            journal.append([went_on("s", 2, command_id="one"), went_on("t", 1)])
        assert seqs(journal, "s") == [1]
        assert journal.answers("s") == []

    def test_a_conflict_keeps_no_seat_and_no_heading(self, journal: Journal) -> None:
        journal.append([opened("s")])
        seat = StoredSeat(token_hash="new", seat="participant", person="p")
        with pytest.raises(Conflict):
            journal.append(
                [Batch(session_id="s", events=[event(1)], seats=[seat], heading=heading("Changed"))]
            )
        assert journal.seat("new") is None
        found = journal.session("s")
        assert found is not None
        assert found.heading.title == "Journée"

    def test_after_a_conflict_the_right_number_is_taken(self, journal: Journal) -> None:
        journal.append([opened("s")])
        with pytest.raises(Conflict):
            journal.append([went_on("s", 1)])
        journal.append([went_on("s", 2)])
        assert seqs(journal, "s") == [1, 2]

    def test_a_code_is_given_to_one_session_alone(self, journal: Journal) -> None:
        journal.append([opened("s")])
        again = opened("s")
        with pytest.raises(Conflict):
            journal.append(
                [Batch(session_id="t", events=again.events, opening=again.opening)],
            )
        assert journal.session("t") is None


class TestCommands:
    def test_answers_are_kept_with_their_events(self, journal: Journal) -> None:
        kept = went_on("s", 2, command_id="one")
        journal.append([opened("s"), kept])
        assert journal.answers("s") == [kept.command]

    def test_a_command_id_is_answered_once(self, journal: Journal) -> None:
        journal.append([opened("s"), went_on("s", 2, command_id="one")])
        with pytest.raises(Conflict):
            journal.append([went_on("s", 3, command_id="one")])
        assert seqs(journal, "s") == [1, 2]

    def test_a_command_id_twice_in_a_group_is_a_conflict(self, journal: Journal) -> None:
        journal.append([opened("s")])
        with pytest.raises(Conflict):
            journal.append([went_on("s", 2, command_id="one"), went_on("s", 3, command_id="one")])
        assert seqs(journal, "s") == [1]

    def test_a_refusal_is_an_answer_without_events(self, journal: Journal) -> None:
        journal.append([opened("s"), went_on("s", command_id="refused")])
        assert len(journal.answers("s")) == 1
        assert seqs(journal, "s") == [1]

    def test_two_sessions_may_use_one_id(self, journal: Journal) -> None:
        journal.append([opened("s"), opened("t")])
        journal.append([went_on("s", 2, command_id="one"), went_on("t", 2, command_id="one")])
        assert len(journal.answers("s")) == len(journal.answers("t")) == 1


class TestSeats:
    def test_a_seat_is_found_by_its_token(self, journal: Journal) -> None:
        seat = StoredSeat(token_hash="luc", seat="participant", person="p1")
        journal.append([opened("s"), Batch(session_id="s", seats=[seat])])
        assert journal.seat("luc") == ("s", seat)
        assert journal.seat("nobody") is None

    def test_two_tokens_may_open_one_seat(self, journal: Journal) -> None:
        two = [StoredSeat(token_hash=one, seat="host", person="host") for one in ("a", "b")]
        journal.append([opened("s"), Batch(session_id="s", seats=two)])
        assert journal.seat("a") is not None
        assert journal.seat("b") is not None


class TestCodes:
    @pytest.fixture(autouse=True)
    def _codes(self, journal: Journal) -> None:
        kept = [
            StoredSeat(token_hash="luc", seat="participant", person="p1"),
            StoredSeat(token_hash="code", seat=RECOVER, person="p1"),
            StoredSeat(token_hash="invitation", seat=INVITE, person="host"),
        ]
        journal.append([opened("s"), opened("t"), Batch(session_id="s", seats=kept)])

    def test_a_recovery_code_opens_its_seat_once_and_closes_it_to_earlier_tokens(
        self, journal: Journal
    ) -> None:
        seat = StoredSeat(token_hash="new", seat="participant", person="p1")
        assert journal.redeem("s", "code", "new") == seat
        assert journal.redeem("s", "code", "newer") is None
        assert journal.seat("new") == ("s", seat)
        assert journal.seat("newer") is None
        earlier = journal.seat("luc")
        assert earlier is not None
        assert earlier[1].seat == REPLACED

    def test_an_invitation_adds_a_host(self, journal: Journal) -> None:
        assert journal.redeem("s", "invitation", "second") is not None
        first, second = journal.seat("host of s"), journal.seat("second")
        assert first is not None
        assert second is not None
        assert first[1].seat == second[1].seat == "host"

    @pytest.mark.parametrize("code", ["luc", "host of s", "guessed"])
    def test_nothing_else_is_a_code(self, journal: Journal, code: str) -> None:
        assert journal.redeem("s", code, "new") is None
        assert journal.seat("new") is None

    def test_a_code_opens_nothing_in_another_session(self, journal: Journal) -> None:
        assert journal.redeem("t", "code", "new") is None
        assert journal.redeem("s", "code", "new") is not None


class TestListing:
    @pytest.fixture(autouse=True)
    def _sessions(self, journal: Journal) -> None:
        journal.append(
            [
                opened("s", minute=1, title="Journée d’ÉVRY", place="Évry", date="2026-11-03"),
                opened("t", minute=2, title="100 % pratique", place="Tours", date="2026-12-01"),
                opened("u", minute=3, title="Atelier", date="2026-12-09", phase="round", deck="x"),
                opened("v", minute=4, title="D’ailleurs", account="b"),
            ]
        )

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({}, "vuts"),
            ({"account_id": "a"}, "uts"),
            ({"account_id": "nobody"}, ""),
            ({"words": "évry"}, "s"),
            ({"words": "PRATIQUE"}, "t"),
            ({"words": "%"}, "t"),
            ({"words": "_"}, ""),
            ({"words": "code of u"}, "u"),
            ({"since": "2026-12-01"}, "vut"),
            ({"until": "2026-11-30"}, "s"),
            ({"since": "2026-12-02", "until": "2026-12-31"}, "u"),
            ({"deck": "x"}, "u"),
            ({"phase": "round"}, "u"),
        ],
    )
    def test_sessions_are_found(self, journal: Journal, asked: dict[str, str], found: str) -> None:
        listing = journal.listed(Query(**asked))  # type: ignore[arg-type]
        assert "".join(one.id for one in listing.items) == found
        assert listing.total == len(found)

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"since": "2026-12-01"}, 1),
            ({"until": "2026-12-01"}, 1),
            ({"since": "2026-12-02"}, 0),
            ({"until": "2026-11-30"}, 0),
        ],
    )
    def test_a_session_without_a_date_stands_under_the_day_it_was_opened(
        self, journal: Journal, asked: dict[str, str], found: int
    ) -> None:
        journal.append([opened("w", date="", account="c")])
        assert journal.listed(Query(account_id="c", **asked)).total == found  # type: ignore[arg-type]

    def test_pages_hold_every_session_once(self, journal: Journal) -> None:
        pages = [journal.listed(Query(page=page, size=3)) for page in (1, 2, 3)]
        assert [[one.id for one in page.items] for page in pages] == [["v", "u", "t"], ["s"], []]
        assert {(page.pages, page.total) for page in pages} == {(2, 4)}

    def test_a_session_is_found_by_its_code(self, journal: Journal) -> None:
        found = journal.by_code("code of t")
        assert found is not None
        assert (found.id, found.heading.place, found.account_id) == ("t", "Tours", "a")
        assert journal.by_code("code of nothing") is None

    def test_a_heading_is_replaced(self, journal: Journal) -> None:
        new = heading("Renamed", phase="closed", rounds=3, participants=12)
        journal.append([Batch(session_id="s", events=[event(2)], heading=new)])
        found = journal.session("s")
        assert found is not None
        assert found.heading == new


class TestErasing:
    def test_nothing_is_left_of_an_erased_session(self, journal: Journal) -> None:
        journal.append([opened("s"), went_on("s", 2, command_id="one"), opened("t")])
        journal.erase("s")
        assert journal.session("s") is None
        assert journal.by_code("code of s") is None
        assert journal.seat("host of s") is None
        assert journal.history("s") == []
        assert journal.answers("s") == []
        assert seqs(journal, "t") == [1]

    def test_what_comes_after_the_erasure_is_not_kept(self, journal: Journal) -> None:
        journal.append([opened("s")])
        journal.erase("s")
        with pytest.raises(Conflict):
            journal.append([went_on("s", 2, command_id="late")])
        assert journal.history("s") == []

    def test_erasing_what_is_not_there_changes_nothing(self, journal: Journal) -> None:
        journal.append([opened("s")])
        journal.erase("t")
        assert seqs(journal, "s") == [1]


class TestDecks:
    def test_a_revision_is_kept_as_it_was(self, journal: Journal) -> None:
        files = {"deck": {"id": "spro", "title": "Été"}}
        journal.keep_deck("spro", "r1", files)
        journal.keep_deck("spro", "r1", {"deck": {"id": "other"}})
        assert journal.deck("r1") == files
        assert journal.deck("r2") is None

    def test_it_can_be_written(self, journal: Journal) -> None:
        journal.check()
