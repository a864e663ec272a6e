"""A command is carried out once, answered once, and never told before it is on disk."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game import Viewer
from tests.web.houses import HOST, House, Table
from tests.web.waiting import until
from web.answers import Answer
from web.locale import LANGUAGES

ID = "0c8b1c1e-1111-4222-8333-444444444444"
VALUES = {"relevance": 4, "hosting": 3}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.close()


@pytest.fixture
def table(house: House) -> Table:
    return house.open()


@pytest.fixture
def luc(table: Table) -> Viewer:
    return table.person("Luc")


@pytest.fixture(params=["in memory", "read again"])
def later(request: pytest.FixtureRequest, house: House, table: Table) -> Any:
    """Between a command and its repetition the session stays in memory, or is read again."""
    return lambda: house.forget(table.id) if request.param == "read again" else None


class TestTheSameCommandAgain:
    def test_has_the_same_answer_and_changes_nothing(
        self, table: Table, luc: Viewer, later: Any
    ) -> None:
        first = table.ask(luc, "volunteer", id=ID)
        later()
        table.does(luc, "stand_down")
        assert table.ask(luc, "volunteer", id=ID) == first
        assert table.kinds()[-1] == "stood_down"

    def test_is_refused_again_even_when_it_would_now_go_well(
        self, table: Table, luc: Viewer, later: Any
    ) -> None:
        first = table.ask(luc, "give_feedback", id=ID, answers=VALUES)
        assert first.code == "wrong_phase"
        table.does(HOST, "open_survey")
        later()
        again = table.ask(luc, "give_feedback", id=ID, answers=VALUES)
        assert again == first
        assert [again.told(one) for one in LANGUAGES] == [first.told(one) for one in LANGUAGES]

    def test_gives_the_same_code_again(self, table: Table, luc: Viewer, later: Any) -> None:
        first = table.ask(HOST, "issue_recovery_code", id=ID, participant_id=luc.id)
        later()
        again = table.ask(HOST, "issue_recovery_code", id=ID, participant_id=luc.id)
        assert first.result == again.result
        assert table.kinds().count("recovery_code_issued") == 1

    def test_counts_once_while_the_first_is_still_being_written(
        self, house: House, table: Table, luc: Viewer
    ) -> None:
        answers: list[Answer] = []
        ask = lambda: answers.append(table.ask(luc, "volunteer", id=ID))  # noqa: E731
        with house.engine.connect():  # the only connection: the writer waits for it
            asking = [threading.Thread(target=ask) for _ in range(5)]
            for one in asking:
                one.start()
            until(lambda: not house.dispatch.idle(), what="a waiting writer")
            assert answers == []
            assert house.told.seqs[-1] == 2
        for one in asking:
            one.join(5)
        assert [one.ok for one in answers] == [True] * 5
        assert len({one.seq for one in answers}) == 1
        assert table.kinds().count("volunteered") == 1

    def test_with_other_content_is_a_conflict(self, table: Table, luc: Viewer, later: Any) -> None:
        table.does(luc, "volunteer", id=ID)
        later()
        assert table.ask(luc, "stand_down", id=ID).code == "conflict"
        assert table.ask(luc, "volunteer", id=ID, more=1).code == "conflict"
        assert table.kinds()[-1] == "volunteered"

    def test_from_another_seat_is_a_conflict(self, table: Table, luc: Viewer, later: Any) -> None:
        noemie = table.person("Noémie")
        table.does(luc, "volunteer", id=ID)
        later()
        assert table.ask(noemie, "volunteer", id=ID).code == "conflict"
        assert table.kinds().count("volunteered") == 1

    def test_on_another_process_has_the_same_answer(
        self, house: House, table: Table, luc: Viewer, tmp_path: Path
    ) -> None:
        first = table.ask(luc, "volunteer", id=ID)
        other = House(tmp_path)
        payload = {"id": ID, "kind": "volunteer", "data": {}}
        assert other.dispatch.handle(table.id, luc, payload) == first
        other.close()

    def test_what_was_not_understood_may_be_sent_again_mended(
        self, table: Table, luc: Viewer
    ) -> None:
        assert table.ask(luc, "volunteer", id=ID, how="loud").code == "invalid"
        assert table.ask(luc, "volunteer", id=ID).ok


class TestTwoProcesses:
    def test_the_second_reads_again_what_the_first_has_written(
        self, table: Table, luc: Viewer, tmp_path: Path
    ) -> None:
        other = House(tmp_path)
        payload = {"id": ID, "kind": "volunteer", "data": {}}
        assert other.dispatch.handle(table.id, luc, payload).ok
        stale = table.ask(HOST, "show_on_screen", show="rules")
        assert stale.code == "unavailable"
        assert stale.retry_after is not None
        assert table.ask(HOST, "show_on_screen", show="rules").ok
        assert table.kinds()[-2:] == ["volunteered", "screen_changed"]
        assert table.session() == table.replayed()
        other.close()


class TestAJournalThatFails:
    def test_the_answer_is_unavailable_and_nothing_is_recorded_nor_told(
        self, house: House, table: Table, luc: Viewer
    ) -> None:
        was, told = table.kinds(), list(house.told.seqs)
        with house.nothing_can_be_written():
            answer = table.ask(luc, "volunteer", id=ID)
        assert answer.code == "unavailable"
        assert answer.retry_after is not None
        assert table.kinds() == was
        assert house.told.seqs == told
        assert not table.session().participants[luc.id].volunteer

    def test_the_same_id_goes_well_afterwards(
        self, house: House, table: Table, luc: Viewer
    ) -> None:
        with house.nothing_can_be_written():
            table.ask(luc, "volunteer", id=ID)
        assert table.ask(luc, "volunteer", id=ID).ok
        assert table.kinds().count("volunteered") == 1
        assert table.session() == table.replayed()

    def test_many_at_once_leave_the_journal_whole(self, house: House, table: Table) -> None:
        people = [table.person(f"Personne {n}") for n in range(8)]
        answers: list[Answer] = []

        def ask(who: Viewer) -> None:
            for kind in ("volunteer", "stand_down") * 4:
                answers.append(table.ask(who, kind))

        asking = [threading.Thread(target=ask, args=(one,)) for one in people]
        for one in asking:
            one.start()
        with house.nothing_can_be_written():
            until(lambda: any(not one.ok for one in answers), what="a refusal")
        for one in asking:
            one.join(20)
        assert {one.code for one in answers} <= {"", "unavailable"}
        assert len(answers) == 64
        assert table.session() == table.replayed()
        assert table.does(people[0], "volunteer").ok

    def test_nobody_comes_in_and_no_session_opens(self, house: House, table: Table) -> None:
        from game import Refusal

        with house.nothing_can_be_written():
            with pytest.raises(Refusal) as seat:
                table.person("Luc")
            with pytest.raises(Refusal) as opened:
                house.open()
        assert {seat.value.code, opened.value.code} == {"unavailable"}
        assert table.person("Luc").id


class TestWhatIsKept:
    @pytest.fixture
    def answered(self, house: House, table: Table) -> list[Viewer]:
        people = [table.person(f"Personne {n}") for n in range(3)]
        table.does(HOST, "open_survey")
        for number, one in enumerate(people):
            given = {"missing": f"mot numéro {number}"}
            table.ask(one, "give_feedback", answers=given | {"missing": "x" * 2001})
            table.does(one, "give_feedback", answers=given)
            table.ask(one, "give_feedback", answers=given)
        return people

    def test_no_line_of_the_database_has_both_an_answer_and_its_author(
        self, house: House, answered: list[Viewer]
    ) -> None:
        lines = house.dump().split("\n")
        for number, one in enumerate(answered):
            told = [line for line in lines if f"mot numéro {number}" in line]
            assert len(told) == 1
            assert one.id not in told[0]
            marked = [line for line in lines if one.ballot in line]
            assert marked == told

    def test_what_was_asked_of_the_survey_is_not_kept_with_who_asked(
        self, house: House, table: Table, answered: list[Viewer]
    ) -> None:
        authors = {one.id for one in answered}
        assert [one for one in house.journal.answers(table.id) if one.actor in authors] == []

    def test_answers_have_a_day_and_no_hour(
        self, house: House, table: Table, answered: list[Viewer]
    ) -> None:
        given = [one for one in house.journal.history(table.id) if one.kind == "feedback_given"]
        assert {(one.at.hour, one.at.minute, one.at.second, one.actor) for one in given} == {
            (0, 0, 0, "")
        }

    def test_the_order_of_answers_is_not_that_of_seats(
        self, table: Table, answered: list[Viewer]
    ) -> None:
        assert len(table.session().feedback) == 3
        assert not {one.ballot for one in answered} & {one.id for one in answered}

    def test_secrets_are_nowhere_on_disk(self, house: House, table: Table, luc: Viewer) -> None:
        seated = house.sessions.take_seat(table.code, "Noémie", "")
        on_disk = house.dump()
        for secret in (
            table.opened.seat_token,
            table.opened.screen_token,
            table.opened.recovery_code,
            seated.seat_token,
        ):
            assert secret not in on_disk

    def test_recovery_codes_are_in_no_event_and_no_answer(
        self, house: House, table: Table, luc: Viewer, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level("DEBUG"):
            code = table.does(HOST, "issue_recovery_code", participant_id=luc.id).result
        assert code is not None
        assert code["recovery_code"] not in house.dump() + caplog.text


class TestErasing:
    def test_a_command_on_its_way_is_not_recorded_after_the_erasure(
        self, house: House, table: Table, luc: Viewer
    ) -> None:
        house.sessions.erase(table.id)
        assert table.ask(luc, "volunteer").code == "not_found"
        assert table.id not in house.dump()

    def test_who_reads_a_session_while_it_is_erased_does_not_bring_it_back(
        self, house: House, table: Table, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        erase = house.journal.erase

        def read_and_erase(session_id: str) -> None:
            assert house.rooms.get(session_id)
            erase(session_id)

        monkeypatch.setattr(house.journal, "erase", read_and_erase)
        house.sessions.erase(table.id)
        assert house.rooms.get(table.id) is None


class TestClosing:
    def test_a_server_on_its_way_out_records_nothing(
        self, house: House, table: Table, luc: Viewer
    ) -> None:
        house.dispatch.closing = True
        answer = table.ask(luc, "volunteer")
        assert (answer.code, answer.retry_after) == ("unavailable", 2)
        assert "volunteered" not in table.kinds()
