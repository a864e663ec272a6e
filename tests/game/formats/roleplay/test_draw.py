"""The draw: who draws what, by chance or by a printed number; cards that leave the table; replays."""

from datetime import UTC, datetime
from typing import Any

import pytest

from game.formats.roleplay.messages import CloseRound, GoToPhase, PhaseReached
from game.kit.cards import CardDrawn, CardSetAside, DrawCard, RedrawCard
from game.people import Viewer
from game.session.messages import CancelRound, StartRound
from tests.game.rounds import (
    AT_DEBRIEF,
    AT_DRAW,
    AT_READING,
    DELICATE,
    ORDINARY,
    STARTED,
    STRUCTURE,
    a_round,
)
from tests.game.spec import AURELIE, HELENE, LUC, NOEMIE, SOFIANE, START, WALL, Deed, Story

CASE, PLACE = DrawCard(pile="cases"), DrawCard(pile="structures")
DELICATE_DRAWN: tuple[Deed, ...] = (
    *AT_DRAW,
    (LUC, DrawCard(pile="cases", number=DELICATE)),
    (AURELIE, DrawCard(pile="structures", number=STRUCTURE)),
)


def left(story: Story, pile: str = "cases") -> Any:
    """How many cards are left, as everyone sees it."""
    (seen,) = {story.sees(who)[f"pile/{pile}"]["left"] for who in (HELENE, WALL, LUC, NOEMIE)}
    return seen


def drawn_by_chance(story: Story, who: Viewer, command: DrawCard) -> set[int]:
    """What chance may draw."""
    return {story.when(who, command, seed=seed).gave(CardDrawn).number for seed in range(60)}


def test_each_player_draws_from_their_own_pile() -> None:
    story = a_round(*AT_DRAW)
    story.when(LUC, CASE).gave(CardDrawn)
    story.when(AURELIE, PLACE).gave(CardDrawn)
    story.when(LUC, PLACE).then_refused("forbidden")
    story.when(AURELIE, CASE).then_refused("forbidden")
    story.when(NOEMIE, CASE).then_refused("forbidden")


def test_the_host_may_have_the_players_swap_piles() -> None:
    story = a_round(*AT_DRAW, draw="adviser_draws_case")
    story.when(AURELIE, CASE).gave(CardDrawn)
    story.when(LUC, PLACE).gave(CardDrawn)
    story.when(LUC, CASE).then_refused("forbidden")


def test_the_host_draws_for_a_player_without_a_tablet() -> None:
    story = a_round(*AT_DRAW, (HELENE, CASE)).when(HELENE, PLACE)
    story.gave(CardDrawn)
    assert story.gave(PhaseReached).phase == "reading"


def test_the_printed_number_of_a_card_picked_at_the_table_is_taken() -> None:
    story = a_round(*AT_DRAW).when(LUC, DrawCard(pile="cases", number=ORDINARY))
    story.then(CardDrawn(pile="cases", number=ORDINARY, past_review=False))


@pytest.mark.parametrize(("pile", "number"), [("cases", 99), ("cases", 0), ("structures", 7)])
def test_a_number_that_no_card_of_the_pile_bears_is_refused(pile: str, number: int) -> None:
    refusal = a_round(*AT_DRAW).when(HELENE, DrawCard(pile=pile, number=number))
    assert list(refusal.then_refused("invalid").fields) == ["number"]


def test_a_used_number_is_refused_for_the_whole_session() -> None:
    story = a_round(*AT_READING, (HELENE, CancelRound()), *AT_DRAW)
    story.when(LUC, DrawCard(pile="cases", number=ORDINARY)).then_refused("invalid")
    story.when(AURELIE, DrawCard(pile="structures", number=STRUCTURE)).then_refused("invalid")


def test_a_card_is_drawn_once_in_a_round() -> None:
    a_round(*AT_DRAW, (LUC, CASE)).when(LUC, CASE).then_refused("conflict")
    a_round(*AT_READING).when(LUC, CASE).then_refused("wrong_phase")


def test_chance_draws_any_card_that_is_left_and_no_door_that_is_not_played() -> None:
    story = a_round(*AT_READING, (HELENE, CancelRound()), *AT_DRAW)
    assert drawn_by_chance(story, LUC, CASE) == {2, 3, 4, 5, 6, 7, 8}
    assert drawn_by_chance(story, AURELIE, PLACE) == {1, 3, 4, 5, 6}


def test_everyone_sees_how_many_cards_are_left() -> None:
    assert (left(a_round(*AT_DRAW)), left(a_round(*AT_DRAW), "structures")) == (8, 6)
    assert left(a_round(*AT_READING)) == 7
    assert left(a_round(*AT_READING, (HELENE, RedrawCard(pile="cases")))) == 6


def test_an_empty_pile_has_nothing_to_draw() -> None:
    story = a_round(*AT_DRAW, (HELENE, PLACE))
    for _ in range(5):
        story = story.given((HELENE, RedrawCard(pile="structures")))
    story.when(HELENE, RedrawCard(pile="structures")).then_refused("empty_pile")
    again = story.given((HELENE, CancelRound()), *AT_DRAW)
    again.when(AURELIE, PLACE).then_refused("empty_pile")


def test_a_compatible_draw_gives_a_structure_that_serves_the_person() -> None:
    pupil = (*AT_DRAW, (LUC, DrawCard(pile="cases", number=8)))  # 17, at school
    assert drawn_by_chance(a_round(*pupil), AURELIE, PLACE) == {1, 2, 3, 4, 5, 6}
    assert drawn_by_chance(a_round(*pupil, compatible_draw=True), AURELIE, PLACE) == {2, 4, 5, 6}


def test_a_compatible_draw_gives_a_case_that_the_structure_serves() -> None:
    young = (*AT_DRAW, (AURELIE, DrawCard(pile="structures", number=2)))  # from 16 to 25
    assert drawn_by_chance(a_round(*young, compatible_draw=True), LUC, CASE) == {1, 8}


def test_a_printed_number_is_taken_also_when_it_does_not_suit() -> None:
    young = (*AT_DRAW, (AURELIE, DrawCard(pile="structures", number=2)))
    story = a_round(*young, compatible_draw=True)
    story.when(LUC, DrawCard(pile="cases", number=4)).gave(CardDrawn)


def test_when_nothing_suits_a_compatible_draw_takes_what_is_left() -> None:
    story = a_round(*AT_DRAW, compatible_draw=True)
    for number in (1, 8):
        story = story.given((LUC, DrawCard(pile="cases", number=number)), (HELENE, CancelRound()))
        story = story.given(*AT_DRAW)
    story = story.given((AURELIE, DrawCard(pile="structures", number=2)))
    assert drawn_by_chance(story, LUC, CASE) == {2, 3, 4, 5, 6, 7}


def test_the_host_changes_a_card_with_a_reason_that_is_told_in_the_report_alone() -> None:
    story = a_round(*AT_READING).when(HELENE, RedrawCard(pile="cases", reason=" déjà jouée "))
    aside = CardSetAside(pile="cases", number=ORDINARY, reason="déjà jouée")
    assert story.gave(CardSetAside) == aside
    assert story.gave(CardDrawn).number != ORDINARY
    for viewer in (HELENE, WALL, AURELIE, LUC, NOEMIE):
        assert "déjà jouée" not in str(story.sees(viewer))


def test_a_redrawn_case_is_hidden_again_from_those_who_had_not_heard_it() -> None:
    back = (HELENE, GoToPhase(phase="reading"))
    story = a_round(*AT_DEBRIEF, (HELENE, GoToPhase(phase="interview")), back)
    assert "card/1/case" in story.sees(NOEMIE)
    story = story.given((HELENE, RedrawCard(pile="cases")))
    assert "card/1/case" not in story.sees(NOEMIE)
    assert story.sees(NOEMIE)["round/1"]["case_number"] is None
    assert "card/1/case" in story.sees(LUC)


@pytest.mark.parametrize("who", [AURELIE, LUC])
def test_any_player_sets_a_delicate_card_aside_without_a_reason(who: Viewer) -> None:
    story = a_round(*DELICATE_DRAWN).when(who, RedrawCard(pile="cases"))
    assert story.gave(CardSetAside).number == DELICATE
    assert "redraw_card" in story.can(who)


def test_players_change_no_other_card_and_observers_none() -> None:
    ordinary, delicate = a_round(*AT_READING), a_round(*DELICATE_DRAWN)
    for who in (AURELIE, LUC):
        ordinary.when(who, RedrawCard(pile="cases")).then_refused("forbidden")
        delicate.when(who, RedrawCard(pile="structures")).then_refused("forbidden")
    delicate.when(NOEMIE, RedrawCard(pile="cases")).then_refused("forbidden")


def test_a_card_that_is_not_drawn_is_not_changed() -> None:
    a_round(*AT_DRAW).when(HELENE, RedrawCard(pile="cases")).then_refused("wrong_phase")
    a_round(*STARTED).when(HELENE, RedrawCard(pile="cases")).then_refused("wrong_phase")


def replayed(*deeds: Deed) -> Story:
    """The case of the first round, played again by others."""
    again = StartRound(format="roleplay", adviser=NOEMIE.id, jobseeker=AURELIE.id, replay_of=1)
    return a_round(*AT_DEBRIEF, (HELENE, CloseRound()), (HELENE, again), *deeds)


def test_a_replay_has_its_case_already_and_draws_another_structure() -> None:
    story = replayed((HELENE, GoToPhase(phase="draw")))
    assert story.sees(NOEMIE)["round/2"]["replay_of"] == 1
    assert story.sees(NOEMIE)["card/2/case"]["number"] == ORDINARY
    story.when(AURELIE, CASE).then_refused("conflict")
    story = story.when(NOEMIE, PLACE)
    assert story.gave(CardDrawn).number != STRUCTURE
    assert story.gave(PhaseReached).phase == "reading"


def test_a_replay_that_has_both_cards_goes_straight_to_the_reading() -> None:
    back = tuple((HELENE, GoToPhase(phase=one)) for one in ("draw", "rules", "draw"))
    story = replayed((HELENE, GoToPhase(phase="draw")), (NOEMIE, PLACE), *back)
    assert story.sees(NOEMIE)["round/2"]["phase"] == "reading"


def test_screens_say_who_draws_what_is_left_to_draw() -> None:
    def seen(story: Story) -> list[tuple[str, Any]]:
        titles = [story.sees(HELENE)["screen"]["title"]]
        hints = [story.sees(who)["screen"]["hint"] for who in (WALL, SOFIANE)]
        return [(one.key, dict(one.params).get("player")) for one in (*titles, *hints)]

    both, case_drawn = a_round(*AT_DRAW), a_round(*AT_DRAW, (LUC, CASE))
    again = replayed((HELENE, GoToPhase(phase="draw")))
    ready = a_round(*AT_READING, (HELENE, GoToPhase(phase="draw")))
    assert seen(both) == [("host.draw_both", None), *[("draw.left_both", None)] * 2]
    assert seen(case_drawn)[1:] == [("draw.left_structures", "Aurélie")] * 2
    told = [("draw.left_structures", "Noémie")] * 2
    assert seen(again) == [("host.draw_structures", "Noémie"), *told]
    assert seen(ready) == [("host.draw_none", None), *[("draw.left_none", None)] * 2]


def test_the_rules_of_a_replay_promise_no_card_that_is_drawn_already() -> None:
    hints = [replayed().sees(who)["screen"]["hint"].key for who in (NOEMIE, AURELIE)]
    assert hints == ["adviser.rules_hint", "draw.already_hint"]


def test_a_case_that_is_replayed_counts_once() -> None:
    assert left(replayed()) == 7


def test_a_card_due_for_another_review_is_marked_for_the_host() -> None:
    story = a_round(*AT_DRAW)
    late = datetime(2027, 12, 1, tzinfo=UTC)
    assert story.when(LUC, CASE, at=START).gave(CardDrawn).past_review is False
    drawn = story.when(LUC, CASE, at=late)
    assert drawn.gave(CardDrawn).past_review is True
    assert drawn.sees(HELENE)["card/1/case"]["past_review"] is True
    assert "past_review" not in drawn.sees(LUC)["card/1/case"]


def test_the_last_day_of_a_review_is_not_past() -> None:
    last = datetime(2027, 11, 30, 23, tzinfo=UTC)
    assert a_round(*AT_DRAW).when(LUC, CASE, at=last).gave(CardDrawn).past_review is False
