"""Who plays: volunteers, the draw among them and nobody else, other players, a round that stops."""

import pytest

from game import report, role_of
from game.formats.roleplay.messages import CloseRound, GoToPhase
from game.people import Role
from game.session.messages import (
    CancelRound,
    CastPlayer,
    PlayerCast,
    RemoveParticipant,
    RoundCancelled,
    RoundStarted,
    StandDown,
    StartRound,
    StoodDown,
    Volunteer,
    Volunteered,
)
from tests.game.rounds import AT_DEBRIEF, AT_INTERVIEW, AT_READING, STARTED, a_round
from tests.game.spec import AURELIE, HELENE, LUC, NOEMIE, SOFIANE, WALL, YANN, a_room

BOTH_BY_CHANCE = StartRound(format="roleplay")
TWO_OFFER = ((LUC, Volunteer()), (SOFIANE, Volunteer()))


def test_somebody_offers_to_play_and_thinks_better_of_it() -> None:
    story = a_room().when(LUC, Volunteer()).then(Volunteered(participant_id=LUC.id))
    assert story.sees(NOEMIE)["participant/luc"]["volunteer"] is True
    story.when(LUC, Volunteer()).then()
    story.when(LUC, StandDown()).then(StoodDown(participant_id=LUC.id))
    a_room().when(LUC, StandDown()).then()


def test_one_offers_oneself_in_the_lobby_only() -> None:
    a_round(*STARTED).when(NOEMIE, Volunteer()).then_refused("wrong_phase")
    a_room().when(HELENE, Volunteer()).then_refused("forbidden")
    a_room().when(WALL, Volunteer()).then_refused("forbidden")


def test_without_two_volunteers_nobody_is_drawn() -> None:
    a_room().when(HELENE, BOTH_BY_CHANCE).then_refused("no_volunteer")
    a_room().given((LUC, Volunteer())).when(HELENE, BOTH_BY_CHANCE).then_refused("no_volunteer")


@pytest.mark.parametrize("seed", range(40))
def test_chance_draws_two_different_volunteers_and_nobody_else(seed: int) -> None:
    started = a_room().given(*TWO_OFFER).when(HELENE, BOTH_BY_CHANCE, seed=seed).gave(RoundStarted)
    assert {started.adviser, started.jobseeker} == {LUC.id, SOFIANE.id}


def test_chance_may_give_either_role_to_either_volunteer() -> None:
    story = a_room().given(*TWO_OFFER)
    advisers = {
        story.when(HELENE, BOTH_BY_CHANCE, seed=s).gave(RoundStarted).adviser for s in range(9)
    }
    assert advisers == {LUC.id, SOFIANE.id}


def test_the_host_names_one_player_and_chance_draws_the_other_among_the_rest() -> None:
    story = a_room().given(*TWO_OFFER)
    for seed in range(9):
        named = StartRound(format="roleplay", jobseeker=LUC.id)
        assert story.when(HELENE, named, seed=seed).gave(RoundStarted).adviser == SOFIANE.id


def test_a_named_player_is_not_drawn_a_second_time() -> None:
    story = a_room().given((LUC, Volunteer()))
    story.when(HELENE, StartRound(format="roleplay", adviser=LUC.id)).then_refused("no_volunteer")


def test_a_removed_volunteer_is_not_drawn() -> None:
    story = a_room().given(*TWO_OFFER, (HELENE, RemoveParticipant(participant_id=LUC.id)))
    story.when(HELENE, BOTH_BY_CHANCE).then_refused("no_volunteer")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (StartRound(format="roleplay", adviser="luc", jobseeker="luc"), "invalid"),
        (StartRound(format="roleplay", adviser="luc", jobseeker="nobody"), "not_found"),
        (StartRound(format="bingo", adviser="luc", jobseeker="aurelie"), "invalid"),
        (StartRound(format="roleplay", adviser="luc", jobseeker="aurelie", grid="x"), "invalid"),
        (
            StartRound(format="roleplay", adviser="luc", jobseeker="aurelie", replay_of=1),
            "invalid",
        ),
    ],
)
def test_a_round_that_makes_no_sense_does_not_start(asked: StartRound, code: str) -> None:
    a_room().when(HELENE, asked).then_refused(code)


def test_a_round_gives_everyone_a_role() -> None:
    story = a_round(*STARTED)
    roles = [story.sees(who)["you"]["role"] for who in (AURELIE, LUC, NOEMIE, HELENE, WALL)]
    assert roles == ["adviser", "jobseeker", "observer", "host", "screen"]


def test_one_round_is_played_at_a_time_and_only_the_host_starts_it() -> None:
    again = StartRound(format="roleplay", adviser=NOEMIE.id, jobseeker=SOFIANE.id)
    a_round(*STARTED).when(HELENE, again).then_refused("wrong_phase")
    a_room().when(AURELIE, again).then_refused("forbidden")


def test_who_has_played_offers_themselves_anew() -> None:
    story = a_room().given((LUC, Volunteer()), *AT_DEBRIEF, (HELENE, CloseRound()))
    assert story.sees(HELENE)["participant/luc"]["volunteer"] is False
    assert story.sees(HELENE)["participant/luc"]["rounds_played"] == 1


def test_a_cancelled_round_keeps_what_was_recorded_and_counts_for_nobody() -> None:
    story = a_round(*AT_INTERVIEW).when(HELENE, CancelRound(reason=" la salle ferme "))
    story.then(RoundCancelled(reason="la salle ferme"))
    seen = story.sees(HELENE)
    assert seen["session"]["phase"] == "lobby"
    assert seen["round/1"]["cancelled"] is True
    assert seen["round/1"]["phase"] == "done"
    assert seen["card/1/case"]["number"] == 1
    assert seen["participant/luc"]["rounds_played"] == 0
    assert report(story.session).rounds[0].cancelled == "la salle ferme"


def test_another_player_takes_over_with_the_cards_on_the_table() -> None:
    story = a_round(*AT_READING)
    story = story.when(HELENE, CastPlayer(role="jobseeker", participant_id=NOEMIE.id))
    story.then(PlayerCast(role="jobseeker", participant_id=NOEMIE.id))
    assert role_of(story.session, NOEMIE) == Role.JOBSEEKER
    assert "cues" in story.sees(NOEMIE)["card/1/case"]
    assert "card/1/case" not in story.sees(LUC)
    assert role_of(story.session, LUC) == Role.OBSERVER


def test_the_same_person_does_not_play_both_roles() -> None:
    story = a_round(*AT_READING)
    story.when(HELENE, CastPlayer(role="jobseeker", participant_id=AURELIE.id)).then_refused(
        "invalid"
    )
    story.when(HELENE, CastPlayer(role="adviser", participant_id=AURELIE.id)).then()
    story.when(HELENE, CastPlayer(role="adviser", participant_id=YANN.id)).then_refused("not_found")


def test_a_round_that_is_over_is_neither_cancelled_nor_recast() -> None:
    story = a_round(*AT_DEBRIEF, (HELENE, GoToPhase(phase="done")))
    story.when(HELENE, CancelRound()).then_refused("wrong_phase")
    story.when(HELENE, CastPlayer(role="adviser", participant_id=NOEMIE.id)).then_refused(
        "wrong_phase"
    )
