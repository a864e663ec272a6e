"""The public face: what is refused and how, what messages are called, which keys there are."""

import pytest

import game
from game.formats.roleplay.messages import ReadCase
from game.kit.grid import AddEntry
from game.people import Role, Seat, Viewer
from game.session.messages import CloseSession, GiveFeedback, StartRound, TakeSeat, Volunteer
from tests.game.rounds import AT_DRAW, AT_INTERVIEW, AT_READING, a_round, at_step, heard
from tests.game.spec import AURELIE, HELENE, LUC, NOEMIE, WALL, YANN, a_room


def test_the_wrong_person_is_told_that_it_is_for_another() -> None:
    a_round(*AT_READING).when(LUC, ReadCase()).then_refused("forbidden")
    a_room().when(LUC, StartRound(format="roleplay")).then_refused("forbidden")
    a_room().when(LUC, TakeSeat(participant_id="x", name="X")).then_refused("forbidden")


def test_the_wrong_moment_is_told_as_such() -> None:
    a_round(*AT_DRAW).when(AURELIE, ReadCase()).then_refused("wrong_phase")
    a_round(*AT_DRAW).when(NOEMIE, heard("e1", "x")).then_refused("wrong_phase")
    a_room().when(NOEMIE, heard("e1", "x")).then_refused("wrong_phase")


def test_the_end_is_told_as_such() -> None:
    closed = a_room().given((HELENE, CloseSession()))
    for who, command in ((LUC, Volunteer()), (NOEMIE, heard("e1", "x")), (HELENE, CloseSession())):
        closed.when(who, command).then_refused("closed")


def test_a_wall_asks_for_nothing() -> None:
    for story in (a_room(), a_round(*AT_INTERVIEW)):
        assert story.can(WALL) == set()
        story.when(WALL, GiveFeedback(answers={})).then_refused("forbidden")


def test_a_stranger_asks_for_nothing() -> None:
    stranger = Viewer(seat=Seat.PARTICIPANT, id="stranger")
    for who in (YANN, stranger):
        a_room().when(who, Volunteer()).then_refused("forbidden")
        assert game.role_of(a_room().session, who) == Role.REMOVED


def test_a_command_is_found_by_its_kind_before_and_during_a_round() -> None:
    for story in (a_room(), a_round(*AT_INTERVIEW)):
        assert game.command_class(story.session, "add_entry") is AddEntry
        assert game.command_class(story.session, "volunteer") is Volunteer
        assert game.command_class(story.session, "nonsense") is None


@pytest.mark.parametrize("kind", ["round_started", "entry_added", "roleplay.phase_reached"])
def test_events_have_stable_words_in_the_journal(kind: str) -> None:
    assert game.event_kinds()[game.events()[kind]] == kind


def test_events_bear_their_place_in_the_session() -> None:
    story = a_round(*AT_INTERVIEW)
    assert [one.seq for one in story.history] == list(range(1, len(story.history) + 1))
    assert story.session.seq == len(story.history)


def test_a_record_is_the_same_alone_and_in_the_whole_view() -> None:
    story = a_round(*at_step("doors"))
    for who in (HELENE, WALL, AURELIE, LUC, NOEMIE, YANN):
        view = story.sees(who)
        for key in game.keys(story.session):
            assert game.record(story.session, who, key) == view.get(key)


@pytest.mark.parametrize(
    "key",
    ["", "nope", "card/1", "card/9/case", "entry/1/x", "note/1/x", "round/0", "participant/x"],
)
def test_a_key_that_is_none_has_no_record(key: str) -> None:
    assert game.record(a_round(*AT_INTERVIEW).session, HELENE, key) is None


def test_keys_are_each_named_once() -> None:
    session = a_round(*at_step("doors")).session
    assert len(list(game.keys(session))) == len(set(game.keys(session)))


def test_replaying_the_history_makes_the_same_session() -> None:
    story = a_round(*at_step("takeaways"))
    assert game.replay(story.session.deck, story.history) == story.session
