"""What each person has before them, at every moment and whatever the wall shows."""

from typing import Any

import pytest

from game.formats.roleplay.messages import CloseRound
from game.session.messages import (
    CloseSession,
    OpenSurvey,
    RemoveParticipant,
    ReopenSession,
    ShowOnScreen,
    Volunteer,
)
from tests.game.rounds import (
    AT_DEBRIEF,
    AT_DRAW,
    AT_INTERVIEW,
    AT_READING,
    STARTED,
    STEPS,
    a_round,
    at_step,
)
from tests.game.spec import AURELIE, HELENE, LUC, NOEMIE, WALL, YANN, Deed, Story
from tests.properties.invariants import sentences_exist, strings, texts_in

DONE = (*AT_DEBRIEF, (HELENE, CloseRound()))
MOMENTS: dict[str, tuple[Deed, ...]] = {
    "lobby": (),
    "rules": STARTED,
    "draw": AT_DRAW,
    "reading": AT_READING,
    "interview": AT_INTERVIEW,
    **{step: at_step(step) for step in STEPS},
    "lobby again": DONE,
    "survey": (*DONE, (HELENE, OpenSurvey())),
    "closed": (*DONE, (HELENE, CloseSession())),
    "reopened": (*DONE, (HELENE, CloseSession()), (HELENE, ReopenSession())),
}
EVERYBODY = (HELENE, WALL, AURELIE, LUC, NOEMIE, YANN)
every_moment = pytest.mark.parametrize("moment", MOMENTS)


def screen(story: Story, who: Any) -> dict[str, Any]:
    """What somebody has before them."""
    seen: dict[str, Any] = story.sees(who)["screen"]
    return seen


def buttons(story: Story, who: Any) -> list[dict[str, Any]]:
    """What they may press."""
    panels = screen(story, who)["panels"]
    return [one for panel in panels if panel["kind"] == "actions" for one in panel["actions"]]


@every_moment
@pytest.mark.parametrize("show", ["game", "join", "rules", "nothing"])
def test_every_screen_is_said_in_both_languages_and_can_be_sent(moment: str, show: str) -> None:
    story = a_round(*MOMENTS[moment], (HELENE, ShowOnScreen(show=show)))
    for who in EVERYBODY:
        view = story.sees(who)
        sentences_exist(texts_in(view))
        assert list(strings(view))


@every_moment
def test_every_screen_has_a_title_and_at_most_one_thing_to_do_first(moment: str) -> None:
    story = a_round(*MOMENTS[moment])
    for who in EVERYBODY:
        assert screen(story, who)["title"].key
        assert [one["style"] for one in buttons(story, who)].count("main") <= 1


@every_moment
def test_every_button_is_one_that_its_viewer_may_press(moment: str) -> None:
    story = a_round(*MOMENTS[moment])
    for who in EVERYBODY:
        assert {one["command"] for one in buttons(story, who)} <= story.can(who)


@every_moment
def test_every_panel_draws_records_that_exist_or_will(moment: str) -> None:
    story = a_round(*MOMENTS[moment])
    known = ("round/", "card/", "entry/", "note/", "pile/", "participant/", "session", "feedback")
    for who in EVERYBODY:
        for panel in screen(story, who)["panels"]:
            for field in ("record", "items"):
                if isinstance(panel.get(field), str):
                    assert panel[field].startswith(known)


@every_moment
def test_the_wall_and_the_observers_have_nothing_to_press_in_a_round(moment: str) -> None:
    assert buttons(a_round(*MOMENTS[moment]), WALL) == []


@pytest.mark.parametrize("show", ["join", "nothing"])
def test_the_wall_shows_no_game_when_the_host_says_so(show: str) -> None:
    story = a_round(*AT_INTERVIEW, (HELENE, ShowOnScreen(show=show)))
    assert not {"card", "grid", "notes"} & {one["kind"] for one in screen(story, WALL)["panels"]}


def test_only_those_with_a_tablet_are_told_to_close_the_page() -> None:
    story = a_round(*MOMENTS["closed"])
    hints = [screen(story, who)["hint"].key for who in (NOEMIE, WALL)]
    assert hints == ["closed.hint", "closed.wall_hint"]


def test_the_host_is_told_when_there_are_two_volunteers() -> None:
    (start, *_) = buttons(a_round((LUC, Volunteer()), (NOEMIE, Volunteer())), HELENE)
    assert (start["command"], start["style"]) == ("start_round", "main")
    (start, *_) = buttons(a_round(), HELENE)
    assert start["style"] == "plain"


def test_a_replay_is_proposed_once_a_case_was_played() -> None:
    fields = [one["id"] for one in buttons(a_round(), HELENE)[0]["ask"]]
    assert "replay_of" not in fields
    again = buttons(a_round(*DONE), HELENE)[0]["ask"][-1]
    assert (again["id"], again["none"].key) == ("replay_of", "ask.no_replay")


def test_a_round_goes_on_when_both_players_have_left() -> None:
    gone = [(HELENE, RemoveParticipant(participant_id=who.id)) for who in (AURELIE, LUC)]
    story = a_round(*AT_INTERVIEW, *gone)
    for who in EVERYBODY:
        assert screen(story, who)["title"].key
    assert {"cast_player", "cancel_round"} <= {b["command"] for b in buttons(story, HELENE)}


def test_an_observer_may_choose_any_door_in_the_order_of_names() -> None:
    panels = screen(a_round(*AT_INTERVIEW), NOEMIE)["panels"]
    (grid,) = (one for one in panels if one["kind"] == "grid")
    (doors,) = (one["choices"] for one in grid["columns"] if one["id"] == "doors_to_open")
    names = [one["label"] for one in doors]
    assert names == sorted(names)
    assert len(names) == 13


def test_what_is_to_read_is_there_whole_and_line_by_line() -> None:
    (privacy,) = (one for one in screen(a_round(), NOEMIE)["panels"] if one["kind"] == "text")
    assert [privacy["text"]] == privacy["lines"]
    (rules,) = screen(a_round(*STARTED), NOEMIE)["panels"]
    assert rules["text"].split("\n") == rules["lines"]


def test_the_words_of_the_deck_are_given_to_everyone_once_a_round_began() -> None:
    story = a_round(*STARTED, deck="spro")
    for who in (HELENE, WALL, AURELIE, LUC, NOEMIE):
        assert story.sees(who)["glossary"]["CEP"].startswith("conseil en évolution")
