"""Who sees which record, phase by phase: the table « Records » of the contract, line by line."""

import itertools
from typing import Any

import pytest

from game.formats.roleplay.messages import CloseRound, EndInterview, GoToPhase, ReadCase
from game.kit.cards import RedrawCard
from game.kit.debriefing import AddNote
from game.kit.grid import EditEntry, PinEntry, RemoveEntry
from game.people import Viewer
from game.session.messages import CancelRound, CastPlayer, EditSession, RemoveParticipant, Settings
from tests.game.rounds import (
    AT_DRAW,
    AT_INTERVIEW,
    AT_READING,
    ORDINARY,
    STARTED,
    STEPS,
    a_round,
    at_step,
    heard,
)
from tests.game.spec import (
    AURELIE,
    BINTA,
    HELENE,
    LUC,
    NOEMIE,
    SOFIANE,
    WALL,
    YANN,
    Deed,
    Story,
    comes_in,
)

WHO = {
    "host": HELENE,
    "screen": WALL,
    "adviser": AURELIE,
    "jobseeker": LUC,
    "observer": NOEMIE,
    "another observer": SOFIANE,
    "late joiner": BINTA,
    "removed": YANN,
}
EVERYBODY = set(WHO) - {"removed"}
TABLE = {"host", "adviser", "jobseeker"}
COMERS: tuple[Deed, ...] = (
    comes_in(YANN, "Yann"),
    (HELENE, RemoveParticipant(participant_id=YANN.id)),
)
LATE = comes_in(BINTA, "Binta")
HEARD: Deed = (NOEMIE, heard("e1", "Qu’est-ce qui vous amène ?"))
NOTED: Deed = (HELENE, AddNote(note_id="n1", step="doors", text="La confiance"))
MOMENTS: dict[str, tuple[Deed, ...]] = {
    "lobby": (),
    "rules": STARTED,
    "draw": AT_READING[:-1],
    "reading": AT_READING,
    "interview": (*AT_INTERVIEW, HEARD),
    **{step: (*AT_INTERVIEW, HEARD, *at_step(step)[len(AT_INTERVIEW) :], NOTED) for step in STEPS},
}
MOMENTS["done"] = (*MOMENTS["takeaways"], (HELENE, CloseRound()))
AFTER = {one: list(MOMENTS)[at:] for at, one in enumerate(MOMENTS)}


def at(moment: str, **settings: Any) -> Story:
    """This moment of a session, with somebody removed before it and somebody who came in just now."""
    return a_round(*COMERS, *MOMENTS[moment], LATE, **settings)


def holders(story: Story, key: str) -> set[str]:
    """Who has this record."""
    return {name for name, who in WHO.items() if key in story.sees(who)}


def field_holders(story: Story, key: str, field: str) -> set[str]:
    """Who has this field of a record."""
    return {name for name, who in WHO.items() if field in story.sees(who).get(key, {})}


def from_on(moment: str, first: str, who: set[str]) -> set[str]:
    """These people from a moment on, nobody before."""
    return who if moment in AFTER[first] else set()


every_moment = pytest.mark.parametrize("moment", MOMENTS)


@every_moment
def test_everyone_has_the_session_their_screen_and_themselves(moment: str) -> None:
    for key in ("session", "screen", "you"):
        assert holders(at(moment), key) == set(WHO)


@every_moment
def test_who_was_removed_has_nothing_else(moment: str) -> None:
    assert at(moment).sees(YANN).keys() == {"session", "screen", "you"}
    assert at(moment).sees(YANN)["you"]["role"] == "removed"


@every_moment
def test_everyone_has_the_people_and_only_the_host_more_than_a_name(moment: str) -> None:
    story = at(moment)
    assert holders(story, "participant/luc") == EVERYBODY
    assert holders(story, "participant/yann") == {"host"}
    for field in ("organisation", "rounds_played", "removed"):
        assert field_holders(story, "participant/luc", field) == {"host"}


@every_moment
def test_everyone_has_the_round_and_what_it_stands_on(moment: str) -> None:
    for key in ("round/1", "pile/cases", "pile/structures", "links", "glossary"):
        assert holders(at(moment), key) == from_on(moment, "rules", EVERYBODY)


@every_moment
def test_the_number_of_the_case_is_told_from_the_interview_on(moment: str) -> None:
    told = at(moment).sees(NOEMIE).get("round/1", {}).get("case_number")
    assert told == (ORDINARY if moment in AFTER["interview"] else None)


@every_moment
def test_the_structure_is_named_from_the_reading_on(moment: str) -> None:
    told = at(moment).sees(NOEMIE).get("round/1", {}).get("structure_name")
    assert bool(told) == (moment in AFTER["reading"])


@every_moment
def test_the_case_is_at_the_table_once_drawn_and_everyone_s_from_the_interview_on(
    moment: str,
) -> None:
    expected = from_on(moment, "draw", TABLE) | from_on(moment, "interview", EVERYBODY)
    assert holders(at(moment), "card/1/case") == expected


@every_moment
def test_the_structure_is_at_the_table_once_drawn_and_everyone_s_from_the_reading_on(
    moment: str,
) -> None:
    expected = from_on(moment, "reading", EVERYBODY)
    assert holders(at(moment), "card/1/structure") == expected


def test_a_structure_that_is_drawn_first_is_for_the_table_alone() -> None:
    story = a_round(*COMERS, *AT_DRAW, AT_READING[-1], LATE)
    assert holders(story, "card/1/structure") == TABLE
    assert holders(story, "card/1/case") == set()


@every_moment
def test_the_cues_are_the_jobseeker_s_and_the_host_s_until_the_takeaways(moment: str) -> None:
    expected = from_on(moment, "draw", {"host", "jobseeker"}) | from_on(
        moment, "takeaways", EVERYBODY
    )
    assert field_holders(at(moment), "card/1/case", "cues") == expected


@every_moment
def test_the_jobseeker_does_without_cues_when_the_host_chose_so(moment: str) -> None:
    expected = from_on(moment, "draw", {"host"}) | from_on(moment, "takeaways", EVERYBODY)
    assert field_holders(at(moment, cues=False), "card/1/case", "cues") == expected


@every_moment
@pytest.mark.parametrize("field", ["tension", "possible_doors"])
def test_tension_and_doors_are_the_host_s_alone_from_the_doors_on(moment: str, field: str) -> None:
    expected = from_on(moment, "doors", {"host"})
    assert field_holders(at(moment), "card/1/case", field) == expected


def test_no_view_has_a_case_s_audience_or_other_fields_of_the_deck() -> None:
    for moment in MOMENTS:
        for who in WHO.values():
            case: dict[str, Any] = at(moment).sees(who).get("card/1/case", {})
            assert not {"audience", "source", "gender", "situation", "doors"} & case.keys()


@every_moment
def test_nobody_s_screen_says_the_name_of_a_person_they_do_not_know_yet(moment: str) -> None:
    story = at(moment)
    name = story.session.deck.parts["roleplay"].cases[ORDINARY].first_name
    told = {one for one, who in WHO.items() if name in str(story.sees(who))}
    assert told <= holders(story, "card/1/case")


@every_moment
def test_an_entry_is_its_author_s_and_the_host_s_until_the_observations(moment: str) -> None:
    expected = from_on(moment, "interview", {"host", "observer"}) | from_on(
        moment, "observations", EVERYBODY
    )
    assert holders(at(moment), "entry/1/e1") == expected


@every_moment
def test_an_entry_stays_so_when_grids_are_private(moment: str) -> None:
    expected = from_on(moment, "interview", {"host", "observer"})
    assert holders(at(moment, grid="private"), "entry/1/e1") == expected


def test_a_pinned_entry_is_shown_from_the_observations_on_also_when_grids_are_private() -> None:
    pinned = (HELENE, PinEntry(entry_id="e1", pinned=True))
    story = at("experience", grid="private").given(pinned)
    assert holders(story, "entry/1/e1") == {"host", "observer"}
    story = at("observations", grid="private").given(pinned)
    assert holders(story, "entry/1/e1") == EVERYBODY


@pytest.mark.parametrize("grid", ["shared", "private"])
def test_back_in_the_interview_entries_are_private_until_the_debriefing_again(grid: str) -> None:
    back = at("doors", grid=grid).given(
        (HELENE, PinEntry(entry_id="e1", pinned=True)),
        (HELENE, GoToPhase(phase="interview")),
        (SOFIANE, heard("e2", "Et ensuite ?")),
        (HELENE, PinEntry(entry_id="e2", pinned=True)),
    )
    for story in (back, back.given((HELENE, CancelRound()))):
        assert holders(story, "entry/1/e1") == {"host", "observer"}
        assert holders(story, "entry/1/e2") == {"host", "another observer"}
    again = back.given((AURELIE, EndInterview()))
    for key in ("entry/1/e1", "entry/1/e2"):
        assert holders(again, key) == EVERYBODY


@pytest.mark.parametrize(("names", "told"), [(False, {"observer"}), (True, EVERYBODY)])
def test_an_entry_bears_its_author_s_name_when_the_host_chose_names(
    names: bool, told: set[str]
) -> None:
    story = at("observations", names=names)
    assert field_holders(story, "entry/1/e1", "author") == told


def test_what_an_author_has_changed_or_removed_is_gone_for_all() -> None:
    edited = at("observations").given((NOEMIE, EditEntry(entry_id="e1", text="autrement")))
    for who in WHO.values():
        assert "amène" not in str(edited.sees(who))
    gone = edited.given((NOEMIE, RemoveEntry(entry_id="e1")))
    assert holders(gone, "entry/1/e1") == set()


def test_grids_that_the_host_makes_private_afterwards_are_taken_back() -> None:
    private = (HELENE, EditSession(settings=Settings(grid="private")))
    assert holders(at("done").given(private), "entry/1/e1") == {"host", "observer"}


@every_moment
def test_the_tally_is_for_the_host_and_the_wall(moment: str) -> None:
    assert holders(at(moment), "tally/1") == from_on(moment, "rules", {"host", "screen"})


@every_moment
def test_notes_are_everyone_s_from_the_debriefing_on(moment: str) -> None:
    assert holders(at(moment), "note/1/n1") == from_on(moment, "out_of_role", EVERYBODY)


@every_moment
def test_nobody_has_totals_of_a_survey_that_was_not_asked(moment: str) -> None:
    assert holders(at(moment), "feedback") == set()


def test_a_player_who_is_replaced_gives_their_cues_away() -> None:
    cast = (HELENE, CastPlayer(role="jobseeker", participant_id=SOFIANE.id))
    story = at("interview").given(cast)
    assert field_holders(story, "card/1/case", "cues") == {"host", "another observer"}


def test_a_case_drawn_after_the_takeaways_keeps_its_own_secrets() -> None:
    back = [(HELENE, GoToPhase(phase=one)) for one in ("interview", "reading")]
    story = at("takeaways").given(*back, (HELENE, RedrawCard(pile="cases")), (AURELIE, ReadCase()))
    assert holders(story, "card/1/case") == EVERYBODY
    assert field_holders(story, "card/1/case", "cues") == {"host", "jobseeker"}
    assert field_holders(story, "card/1/case", "tension") == set()
    on = story.given((HELENE, GoToPhase(phase="debrief")))
    assert field_holders(on, "card/1/case", "cues") == EVERYBODY


def test_a_round_s_secrets_stay_hidden_in_the_next_round() -> None:
    story = at("done").given(*AT_DRAW)
    assert holders(story, "card/1/case") == EVERYBODY
    assert holders(story, "card/2/case") == set()


def test_a_second_wall_or_host_sees_what_the_first_does() -> None:
    story = at("doors")
    for one in (HELENE, WALL):
        other = Viewer(seat=one.seat, id="another")
        assert story.sees(other) == story.sees(one)


def test_no_debriefing_step_shows_less_than_the_one_before() -> None:
    steps = [at(step) for step in STEPS]
    for earlier, later in itertools.pairwise(steps):
        for who in WHO.values():
            assert earlier.sees(who).keys() <= later.sees(who).keys()
