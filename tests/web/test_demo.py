"""The rehearsal: a host alone plays a whole round with the scripted participants, fast."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game import Seat, Session, Viewer
from game.formats.roleplay.piles import play_of
from web import create_app, demo, parts_of
from web.config import from_environment
from web.demo import Rehearsal
from web.parts import Parts

PACE = 200
PATIENCE = 60
HOST = Viewer(seat=Seat.HOST, id="host")
COLUMNS = 5


class Evening:
    """A server with its rehearsal, and the host who is alone in front of it."""

    def __init__(self, parts: Parts, deck: str = "spro") -> None:
        self.parts = parts
        self.refused: list[str] = []
        self.rehearsal = Rehearsal(parts, looked_at=self._looks, deck=deck, pace=PACE)
        self.looking = True
        self._listen_for_refusals()
        self._playing = threading.Thread(target=self.rehearsal.run)
        self._playing.start()

    def _looks(self) -> list[str]:
        return [self.rehearsal.session_id] if self.looking else []

    def _listen_for_refusals(self) -> None:
        handle = self.parts.dispatch.handle

        def listening(session_id: str, viewer: Viewer, payload: Any) -> Any:
            answer = handle(session_id, viewer, payload)
            # Who is about to do something at the very moment when the host moves on comes too late.
            if not answer.ok and answer.code != "wrong_phase":
                self.refused.append(f"{payload['kind']}: {answer.code}")
            return answer

        self.parts.dispatch.handle = listening  # type: ignore[method-assign]

    @property
    def session(self) -> Session:
        found = self.parts.sessions.session(self.rehearsal.session_id)
        assert found is not None
        return found

    def until(self, come: Callable[[Session], bool]) -> Session:
        """Wait for the participants."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if self.rehearsal.session_id and come(self.session):
                return self.session
            time.sleep(0.01)
        raise AssertionError("they never came to it")

    def does(self, kind: str, **data: Any) -> None:
        """The host asks for something."""
        command = {"id": str(uuid.uuid4()), "kind": kind, "data": data}
        answer = self.parts.dispatch.handle(self.rehearsal.session_id, HOST, command)
        assert answer.ok, answer

    def plays_until_interview(self) -> None:
        """The host starts a round and waits for the two players."""
        self.until(lambda s: len(s.volunteers) >= 2)
        self.does("start_round", format="roleplay")
        self.does("go_to_phase", phase="draw")
        self.until(lambda s: phase(s) == "interview")

    def ends(self) -> None:
        self.parts.dispatch.closing = True
        self._playing.join(PATIENCE)


def phase(session: Session) -> str:
    return str(play_of(session.rounds[-1]).phase) if session.round else session.phase


def entries(session: Session) -> list[Any]:
    return list(play_of(session.rounds[-1]).grid.entries.values())


def notes(session: Session, step: str) -> list[Any]:
    found = play_of(session.rounds[-1]).debriefing.notes.values()
    return [one for one in found if one.step == step]


def server(data: Path) -> Parts:
    config = replace(from_environment({"data": str(data)}, {}), async_mode="threading")
    return parts_of(create_app(config))


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    parts = server(tmp_path)
    parts.accounts.find_or_create("helene")
    made = Evening(parts)
    yield made
    made.ends()
    parts.database.dispose()


def test_a_host_alone_plays_a_round_and_the_survey_with_six_people(evening: Evening) -> None:
    evening.plays_until_interview()
    evening.until(lambda s: play_of(s.rounds[-1]).speaking is not None)
    evening.until(lambda s: len(entries(s)) >= 20)
    evening.does("end_interview")
    for step in ("observations", "doors", "practices", "takeaways"):
        evening.does("go_to_step", step=step)
        evening.until(lambda s, step=step: len(notes(s, step)) >= 3)  # type: ignore[misc]
    evening.does("close_round")
    evening.does("open_survey")
    session = evening.until(lambda s: len(s.feedback) == 6)
    columns = {one.column for one in entries(session)}
    assert len(columns) == COLUMNS
    assert any(one.links for one in entries(session))
    assert any(one.links for one in notes(session, "doors"))
    assert len({one.author for one in entries(session)}) == 4
    assert evening.refused == []


def test_nothing_they_write_still_has_a_name_to_fill_in(evening: Evening) -> None:
    evening.plays_until_interview()
    session = evening.until(lambda s: len(entries(s)) >= 20)
    assert not [one.text for one in entries(session) if "{" in one.text]


def test_others_offer_themselves_for_the_next_round(evening: Evening) -> None:
    evening.plays_until_interview()
    first = evening.session.rounds[-1].players
    evening.does("cancel_round")
    session = evening.until(lambda s: len(s.volunteers) >= 3)
    assert {one.id for one in session.volunteers} - set(first)


def test_they_wait_for_the_host_at_the_rules(evening: Evening) -> None:
    evening.until(lambda s: len(s.volunteers) >= 2)
    evening.does("start_round", format="roleplay")
    time.sleep(0.2)
    assert phase(evening.session) == "rules"


def test_they_do_nothing_while_nobody_looks(evening: Evening) -> None:
    evening.looking = False
    evening.until(lambda s: len(s.present) == 6)
    time.sleep(0.2)
    assert not evening.session.volunteers


def test_every_grid_of_the_deck_has_lines_of_theirs(evening: Evening) -> None:
    evening.plays_until_interview()
    for template in evening.session.deck.parts["roleplay"].grids:
        asked = {one.id for one in template.column}
        for language in ("fr", "en"):
            said = {one["column"] for one in demo._texts(language)["entries"]}
            assert asked <= said, (template.id, language)


def test_the_session_belongs_to_the_first_account_made_after_the_start(tmp_path: Path) -> None:
    parts = server(tmp_path)
    evening = Evening(parts)
    time.sleep(0.1)
    assert evening.rehearsal.session_id == ""
    helene = parts.accounts.find_or_create("helene")
    evening.until(lambda s: len(s.present) == 6)
    assert parts.sessions.owner(evening.rehearsal.session_id) == helene.id
    assert evening.session.title == "Répétition"
    assert {one["state"] for one in parts.presence.of(evening.session.id).values()} == {"here"}
    evening.ends()
    parts.database.dispose()


def test_after_a_restart_they_come_back_to_the_same_session_and_repeat_nothing(
    tmp_path: Path,
) -> None:
    parts = server(tmp_path)
    parts.accounts.find_or_create("helene")
    before = Evening(parts)
    before.plays_until_interview()
    before.until(lambda s: len(entries(s)) >= 6)
    before.ends()
    parts.database.dispose()
    again = Evening(server(tmp_path))
    session = again.until(lambda s: len(entries(s)) >= 20)
    assert session.id == before.rehearsal.session_id
    texts = [one.text for one in entries(session)]
    assert len(texts) == len(set(texts))
    assert again.refused == []
    again.ends()
    again.parts.database.dispose()


def test_an_english_deck_is_rehearsed_in_english(tmp_path: Path) -> None:
    parts = server(tmp_path)
    parts.accounts.find_or_create("helene")
    evening = Evening(parts, deck="employment")
    evening.plays_until_interview()
    session = evening.until(lambda s: len(entries(s)) >= 3)
    assert session.title == "Rehearsal"
    assert "come today" in entries(session)[0].text
    evening.ends()
    parts.database.dispose()


def test_a_guest_may_play_and_the_others_go_on(evening: Evening) -> None:
    evening.plays_until_interview()
    session = evening.session
    guest = evening.parts.sessions.take_seat(session.code, "Hugo", "")
    evening.does("cast_player", role="adviser", participant_id=guest.participant_id)
    so_far = len(entries(evening.session))
    evening.until(lambda s: len(entries(s)) >= so_far + 5)
    # What the player who was replaced was about to do at that very moment is refused, and no more.
    assert {one.partition(": ")[2] for one in evening.refused} <= {"forbidden"}


def test_they_draw_the_other_way_round_when_the_host_says_so(evening: Evening) -> None:
    evening.until(lambda s: len(s.present) == 6)
    evening.does("edit_session", settings={"draw": "adviser_draws_case"})
    evening.plays_until_interview()
    assert evening.refused == []
