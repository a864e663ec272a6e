"""The survey: once, without a name, in totals from five answers on; closing and reopening."""

from typing import Any

import pytest

from game import Viewer, record_events
from game.formats.roleplay.messages import GoToPhase
from game.messages import Asked
from game.people import Seat
from game.session.messages import (
    CloseSession,
    FeedbackGiven,
    GiveFeedback,
    OpenSurvey,
    ReopenSession,
    SessionClosed,
    SessionReopened,
    StartRound,
    SurveyOpened,
    Volunteer,
)
from tests.game.rounds import AT_DEBRIEF, AT_INTERVIEW, a_round
from tests.game.spec import (
    AURELIE,
    BINTA,
    HELENE,
    LUC,
    NOEMIE,
    SOFIANE,
    START,
    WALL,
    YANN,
    Deed,
    Story,
    a_room,
    comes_in,
)

HAPPY = GiveFeedback(answers={"relevance": 4, "missing": "du café"})
SIX = (AURELIE, LUC, NOEMIE, SOFIANE, BINTA, YANN)


def asked_of_six(*deeds: Deed) -> Story:
    """Six people are asked the survey."""
    room = a_room().given(comes_in(BINTA, "Binta"), comes_in(YANN, "Yann"))
    return room.given((HELENE, OpenSurvey()), *deeds)


def feedback(story: Story) -> dict[str, Any]:
    """What the host sees of the answers."""
    seen: dict[str, Any] = story.sees(HELENE)["feedback"]
    return seen


def test_everyone_has_the_deck_s_questions_before_them() -> None:
    story = a_room().when(HELENE, OpenSurvey()).then(SurveyOpened())
    (form,) = story.sees(LUC)["screen"]["panels"]
    assert form["kind"] == "form"
    assert [one["id"] for one in form["items"]][:2] == ["relevance", "exchanges"]


def test_an_answer_is_given_once() -> None:
    story = asked_of_six((LUC, HAPPY))
    assert story.sees(LUC)["you"]["answered"] is True
    assert story.sees(NOEMIE)["you"]["answered"] is False
    story.when(LUC, HAPPY).then_refused("conflict")


def test_an_answer_is_recorded_without_its_author_or_its_hour() -> None:
    asked = Asked(command=HAPPY, by=LUC, at=START)
    given = FeedbackGiven(ballot=LUC.ballot, answers=HAPPY.answers)
    (recorded,) = record_events(asked_of_six().session, asked, [given])
    assert recorded.by == ""
    assert recorded.at == START.replace(hour=0)


def test_any_question_may_be_left_out() -> None:
    asked_of_six().when(LUC, GiveFeedback(answers={})).gave(FeedbackGiven)
    blank = GiveFeedback(answers={"missing": "", "relevance": 0})
    given = asked_of_six().when(LUC, blank).gave(FeedbackGiven)
    assert given.answers == {"relevance": 0}


@pytest.mark.parametrize(
    ("item", "value"),
    [("relevance", 5), ("relevance", "4"), ("missing", 3), ("missing", "x" * 2001), ("nope", 1)],
)
def test_an_answer_that_is_none_is_refused_with_its_question(item: str, value: int | str) -> None:
    refusal = asked_of_six().when(LUC, GiveFeedback(answers={item: value})).then_refused("invalid")
    assert list(refusal.fields) == [item]


def test_below_five_answers_the_host_knows_only_how_many_there_are() -> None:
    story = asked_of_six(*((who, HAPPY) for who in SIX[:4]))
    assert feedback(story) == {"answered": 4, "invited": 6, "least": 5, "items": []}


def test_from_five_answers_on_the_host_reads_totals_and_who_did_not_answer_is_counted() -> None:
    story = asked_of_six(*((who, HAPPY) for who in SIX[:4]), (BINTA, GiveFeedback(answers={})))
    seen = feedback(story)
    assert (seen["answered"], seen["invited"]) == (5, 6)
    assert seen["items"][0]["counts"][0][1] == 4
    assert sum(count for _, count in seen["items"][0]["counts"]) == 4
    assert seen["items"][-1]["texts"] == ("du café",) * 4


def test_texts_are_not_read_in_the_order_in_which_people_answered() -> None:
    words = ("e", "b", "d", "a", "c")
    answers = zip(SIX, words, strict=False)
    story = asked_of_six(*((who, GiveFeedback(answers={"missing": w})) for who, w in answers))
    assert feedback(story)["items"][-1]["texts"] == ("a", "b", "c", "d", "e")


def test_only_the_host_has_the_totals() -> None:
    story = asked_of_six(*((who, HAPPY) for who in SIX))
    for viewer in (WALL, LUC, Viewer(seat=Seat.PARTICIPANT, id="stranger")):
        assert "feedback" not in story.sees(viewer)


def test_the_survey_is_for_participants_while_it_is_asked() -> None:
    asked_of_six().when(HELENE, HAPPY).then_refused("forbidden")
    asked_of_six().when(WALL, HAPPY).then_refused("forbidden")
    a_room().when(LUC, HAPPY).then_refused("wrong_phase")
    a_room().given((HELENE, CloseSession())).when(LUC, HAPPY).then_refused("closed")


def test_a_session_closes_from_the_lobby_or_the_survey_and_says_so_to_all() -> None:
    for story in (a_room(), asked_of_six()):
        closed = story.when(HELENE, CloseSession()).then(SessionClosed())
        for viewer in (HELENE, WALL, LUC):
            assert closed.sees(viewer)["session"]["phase"] == "closed"
    a_round(*AT_INTERVIEW).when(HELENE, CloseSession()).then_refused("wrong_phase")


def test_in_a_closed_session_everything_is_refused_as_closed() -> None:
    story = a_round(*AT_DEBRIEF, (HELENE, GoToPhase(phase="done")), (HELENE, CloseSession()))
    story.when(LUC, Volunteer()).then_refused("closed")
    story.when(HELENE, StartRound(format="roleplay")).then_refused("closed")
    assert "round/1" in story.sees(NOEMIE)


def test_a_closed_session_is_reopened_with_all_that_was_in_it() -> None:
    story = asked_of_six(*((who, HAPPY) for who in SIX), (HELENE, CloseSession()))
    story = story.when(HELENE, ReopenSession()).then(SessionReopened())
    assert story.sees(LUC)["session"]["phase"] == "lobby"
    assert feedback(story)["answered"] == 6
    again = story.given((HELENE, OpenSurvey()))
    again.when(LUC, HAPPY).then_refused("conflict")
