"""A round from the rules to its end, forward and back, with nothing lost."""

from datetime import timedelta

import pytest

from game import deadline
from game.formats.roleplay.messages import (
    PHASES,
    CloseRound,
    EndInterview,
    FloorGiven,
    FloorTakenBack,
    GiveFloor,
    GoToPhase,
    PhaseReached,
    ReadCase,
    TakeFloorBack,
)
from game.kit.cards import DrawCard, RedrawCard
from game.kit.debriefing import AddNote, GoToStep, StepReached
from game.kit.timer import EndTimer, PauseTimer, SetTimer, TimerEnded, TimerSet
from game.messages import Command
from game.people import SERVER, Viewer
from game.session.messages import RemoveParticipant, RoundClosed
from tests.game.rounds import (
    AT_DEBRIEF,
    AT_DRAW,
    AT_INTERVIEW,
    AT_READING,
    STARTED,
    a_round,
    at_step,
    heard,
)
from tests.game.spec import AURELIE, HELENE, LUC, NOEMIE, SOFIANE, START, WALL, Deed, Story

REACHED: dict[str, tuple[Deed, ...]] = {
    "rules": STARTED,
    "draw": AT_DRAW,
    "reading": AT_READING,
    "interview": AT_INTERVIEW,
    "debrief": AT_DEBRIEF,
}


def phase(story: Story) -> object:
    """Where the round stands, as everyone sees it."""
    (seen,) = {story.sees(who)["round/1"]["phase"] for who in (HELENE, WALL, AURELIE, NOEMIE)}
    return seen


@pytest.mark.parametrize("name", REACHED)
def test_a_round_gets_to_every_phase(name: str) -> None:
    assert phase(a_round(*REACHED[name])) == name


def test_with_both_cards_drawn_it_is_the_reading_by_itself() -> None:
    story = a_round(*AT_DRAW, (LUC, DrawCard(pile="cases")))
    assert phase(story) == "draw"
    assert phase(story.given((AURELIE, DrawCard(pile="structures")))) == "reading"


def test_reading_the_case_starts_the_interview_and_its_clock() -> None:
    story = a_round(*AT_READING).when(AURELIE, ReadCase(), at=START)
    story.then(
        PhaseReached(phase="interview"),
        TimerSet(seconds=600, ends_at=START + timedelta(minutes=10)),
    )
    assert deadline(story.session) == START + timedelta(minutes=10)


def begins_afresh(story: Story, who: Viewer, command: Command) -> None:
    """The interview begins with all of its own time."""
    assert story.when(who, command).gave(TimerSet).seconds == 600


def test_a_clock_set_for_the_reading_ends_with_it() -> None:
    story = a_round(*AT_READING, (HELENE, SetTimer(seconds=900)))
    begins_afresh(story, AURELIE, ReadCase())
    begins_afresh(story, HELENE, GoToPhase(phase="interview"))


def test_back_from_the_reading_the_interview_s_clock_goes_on() -> None:
    story = a_round(*AT_INTERVIEW, (HELENE, GoToPhase(phase="reading")))
    story.when(AURELIE, ReadCase()).then(PhaseReached(phase="interview"))
    paused = a_round(*AT_INTERVIEW, (HELENE, PauseTimer()), (HELENE, GoToPhase(phase="reading")))
    paused.when(AURELIE, ReadCase()).then(PhaseReached(phase="interview"))


def test_no_interview_begins_with_a_clock_that_has_run_out() -> None:
    story = a_round(*AT_INTERVIEW)
    story = story.when(SERVER, EndTimer(), at=deadline(story.session))
    begins_afresh(story.given((HELENE, GoToPhase(phase="reading"))), AURELIE, ReadCase())


def test_another_case_does_not_begin_with_the_clock_of_the_one_before() -> None:
    aside = ((HELENE, GoToPhase(phase="reading")), (HELENE, RedrawCard(pile="cases")))
    begins_afresh(a_round(*AT_INTERVIEW, *aside), AURELIE, ReadCase())


def test_the_interview_ends_by_its_adviser_or_the_host_and_by_nobody_else() -> None:
    story = a_round(*AT_INTERVIEW)
    for who in (AURELIE, HELENE):
        story.when(who, EndInterview()).then(
            PhaseReached(phase="debrief"), StepReached(step="out_of_role")
        )
    for who in (LUC, NOEMIE, WALL):
        story.when(who, EndInterview()).then_refused("forbidden")


def test_the_debriefing_s_clock_does_not_go_back_to_the_interview() -> None:
    clock = (HELENE, SetTimer(seconds=300))
    back = a_round(*AT_DEBRIEF, clock, (HELENE, GoToPhase(phase="interview")))
    assert back.sees(HELENE)["round/1"]["timer"] is None


def test_the_interview_s_clock_stops_with_it() -> None:
    story = a_round(*AT_DEBRIEF)
    assert deadline(story.session) is None
    assert story.sees(NOEMIE)["round/1"]["timer"] is None


@pytest.mark.parametrize("step", ["out_of_role", "doors", "takeaways"])
def test_a_round_is_closed_at_any_step_and_then_it_is_the_lobby_again(step: str) -> None:
    story = a_round(*at_step(step)).when(HELENE, CloseRound()).then(RoundClosed())
    assert phase(story) == "done"
    assert story.sees(NOEMIE)["session"]["phase"] == "lobby"
    assert story.sees(NOEMIE)["session"]["round"] is None


@pytest.mark.parametrize("now", REACHED)
@pytest.mark.parametrize("to", PHASES)
def test_the_host_goes_one_phase_on_or_back_and_no_further(now: str, to: str) -> None:
    story = a_round(*REACHED[now]).when(HELENE, GoToPhase(phase=to))
    far = abs(PHASES.index(to) - PHASES.index(now)) != 1
    if far or (now, to) == ("draw", "reading"):
        story.then_refused("wrong_phase")
    else:
        assert phase(story) == to


def test_only_the_host_goes_on_or_back() -> None:
    for who in (AURELIE, LUC, NOEMIE, WALL):
        a_round(*STARTED).when(who, GoToPhase(phase="draw")).then_refused("forbidden")


def everything(story: Story) -> dict[str, object]:
    """What was recorded in a round, as the host sees it."""
    seen = story.sees(HELENE)
    kept = {k: v for k, v in seen.items() if k.split("/")[0] in ("card", "entry", "note", "tally")}
    return kept | {"step": seen["round/1"]["step"]}


def test_going_all_the_way_back_and_on_again_loses_nothing() -> None:
    written = (
        (NOEMIE, heard("e1", "Et vous ?")),
        (SOFIANE, AddNote(note_id="n1", step="doors", text="La confiance")),
    )
    story = a_round(*at_step("doors"), *written)
    before = everything(story)
    for to in ("interview", "reading", "draw", "rules", "draw"):
        story = story.given((HELENE, GoToPhase(phase=to)))
        assert everything(story) == before
    # Both cards lie there: the draw has nothing to wait for.
    assert phase(story) == "reading"
    story = story.given((AURELIE, ReadCase()), (AURELIE, EndInterview()))
    assert everything(story) == before


def test_a_card_once_shown_stays_shown_when_the_round_goes_back() -> None:
    story = a_round(*AT_INTERVIEW, *((HELENE, GoToPhase(phase=p)) for p in ("reading", "draw")))
    assert "card/1/case" in story.sees(NOEMIE)
    assert "card/1/structure" in story.sees(NOEMIE)


def test_the_floor_is_given_to_one_to_all_and_taken_back() -> None:
    story = a_round(*AT_INTERVIEW).when(AURELIE, GiveFloor(to=NOEMIE.id))
    story.then(FloorGiven(to=NOEMIE.id))
    assert story.sees(SOFIANE)["round/1"]["floor"]["to"] == NOEMIE.id
    story.when(AURELIE, GiveFloor(to=NOEMIE.id)).then()
    story = story.when(AURELIE, GiveFloor(to="everyone"))
    story.then(FloorTakenBack(), FloorGiven(to="everyone"))
    story = story.when(AURELIE, TakeFloorBack()).then(FloorTakenBack())
    assert story.sees(SOFIANE)["round/1"]["floor"] is None
    story.when(AURELIE, TakeFloorBack()).then()


def test_the_floor_is_for_somebody_who_is_there_and_does_not_play() -> None:
    story = a_round(*AT_INTERVIEW)
    story.when(AURELIE, GiveFloor(to="nobody")).then_refused("not_found")
    story.when(AURELIE, GiveFloor(to=LUC.id)).then_refused("invalid")
    gone = story.given((HELENE, RemoveParticipant(participant_id=NOEMIE.id)))
    gone.when(AURELIE, GiveFloor(to=NOEMIE.id)).then_refused("not_found")
    for who in (HELENE, LUC, NOEMIE):
        story.when(who, GiveFloor(to=SOFIANE.id)).then_refused("forbidden")


def test_the_floor_goes_back_to_the_players_when_the_interview_is_left() -> None:
    given = (AURELIE, GiveFloor(to="everyone"))
    back = a_round(*AT_INTERVIEW, given).when(HELENE, GoToPhase(phase="reading"))
    back.then(FloorTakenBack(), PhaseReached(phase="reading"))
    on = a_round(*AT_INTERVIEW, given).when(AURELIE, EndInterview())
    assert on.outcome[0] == FloorTakenBack()  # type: ignore[index]


@pytest.mark.parametrize("name", ["reading", "interview", "debrief"])
def test_the_host_sets_a_clock_and_nobody_else_does(name: str) -> None:
    story = a_round(*REACHED[name])
    story.when(HELENE, SetTimer(seconds=60)).gave(TimerSet)
    for who in (AURELIE, LUC, NOEMIE, WALL):
        story.when(who, SetTimer(seconds=60)).then_refused("forbidden")


@pytest.mark.parametrize(
    "back", [(), ("reading",), ("reading", "draw"), ("reading", "draw", "rules")]
)
def test_the_server_ends_a_clock_wherever_the_round_has_gone_back_to(back: tuple[str, ...]) -> None:
    story = a_round(*AT_INTERVIEW, *((HELENE, GoToPhase(phase=one)) for one in back))
    due = deadline(story.session)
    assert due is not None
    story.when(SERVER, EndTimer(), at=due).then(TimerEnded())
    story.when(HELENE, EndTimer()).then_refused("forbidden")


def test_a_paused_clock_is_not_due() -> None:
    assert deadline(a_round(*AT_INTERVIEW, (HELENE, PauseTimer())).session) is None


def test_the_end_of_a_clock_cuts_nobody_off() -> None:
    story = a_round(*AT_INTERVIEW)
    story = story.when(SERVER, EndTimer(), at=deadline(story.session))
    assert phase(story) == "interview"
    assert story.sees(NOEMIE)["round/1"]["timer"]["over"] is True
    story.when(NOEMIE, heard("e1", "encore une")).then_ok()


def test_no_phase_leaves_the_host_without_a_way_on() -> None:
    for name, deeds in REACHED.items():
        panels = a_round(*deeds).sees(HELENE)["screen"]["panels"]
        offered = [
            one for panel in panels if panel["kind"] == "actions" for one in panel["actions"]
        ]
        assert any(one["style"] == "main" for one in offered) or name == "draw"
        assert {one["command"] for one in offered} <= a_round(*deeds).can(HELENE)


@pytest.mark.parametrize("name", REACHED)
def test_every_button_on_every_screen_is_one_that_its_viewer_may_press(name: str) -> None:
    story = a_round(*REACHED[name])
    for viewer in (HELENE, WALL, AURELIE, LUC, NOEMIE):
        screen = story.sees(viewer)["screen"]
        buttons = [b for p in screen["panels"] if p["kind"] == "actions" for b in p["actions"]]
        assert {one["command"] for one in buttons} <= set(screen["can"])


def test_a_step_s_notes_and_a_later_step_s_come_in_any_order() -> None:
    story = a_round(*at_step("practices"), (HELENE, GoToStep(step="doors")))
    story.when(SOFIANE, AddNote(note_id="n1", step="takeaways", text="x")).then_ok()
