"""Observers' entries: columns, choices, links, and whose they are."""

from typing import Any

import pytest

from game.formats.roleplay.messages import ChooseGrid, EndInterview, GoToPhase
from game.kit.debriefing import MarkedToCheck, MarkToCheck
from game.kit.grid import (
    AddEntry,
    EditEntry,
    EntryAdded,
    EntryEdited,
    EntryPinned,
    EntryRemoved,
    PinEntry,
    RemoveEntry,
)
from game.session.messages import CancelRound, CastPlayer
from tests.game.rounds import (
    AT_DEBRIEF,
    AT_INTERVIEW,
    AT_READING,
    ORDINARY,
    STARTED,
    a_round,
    heard,
)
from tests.game.spec import AURELIE, HELENE, LUC, NOEMIE, SOFIANE, START, WALL, Deed, Story

NOTED: Deed = (NOEMIE, heard("e1", "Qu’est-ce qui vous amène ?"))


def noting(template: str = "classic") -> Story:
    """An interview that is being observed with this grid."""
    chosen = (HELENE, ChooseGrid(grid=template))
    return a_round(*STARTED, chosen, *AT_INTERVIEW[1:])


def in_column(column: str, **more: Any) -> AddEntry:
    """An entry in another column."""
    return AddEntry(entry_id="e1", column=column, **more)


def test_an_entry_bears_the_number_of_the_card_and_the_phase() -> None:
    story = noting().when(NOEMIE, heard("e1", "  Qu’est-ce qui vous amène ? "))
    story.then(
        EntryAdded(
            entry_id="e1",
            column="relevant_questions",
            text="Qu’est-ce qui vous amène ?",
            choice="",
            links=(),
            card_number=ORDINARY,
            phase="interview",
        )
    )


def test_its_author_reads_it_as_it_was_written() -> None:
    story = noting()
    at = START.replace(hour=10)
    assert story.when(NOEMIE, NOTED[1], at=at).sees(NOEMIE)["entry/1/e1"] == {
        "column": "relevant_questions",
        "text": "Qu’est-ce qui vous amène ?",
        "choice": "",
        "links": (),
        "card_number": ORDINARY,
        "phase": "interview",
        "at": at,
        "edited": False,
        "pinned": False,
        "to_check": False,
        "author": NOEMIE.id,
    }


@pytest.mark.parametrize("deeds", [AT_INTERVIEW, AT_DEBRIEF])
def test_observers_write_during_the_interview_and_the_debriefing(deeds: tuple[Deed, ...]) -> None:
    a_round(*deeds).when(*NOTED).gave(EntryAdded)


def test_nobody_else_writes_and_nobody_before_the_interview() -> None:
    a_round(*AT_READING).when(*NOTED).then_refused("wrong_phase")
    for who in (AURELIE, LUC, HELENE, WALL):
        noting().when(who, NOTED[1]).then_refused("forbidden")


@pytest.mark.parametrize(
    ("template", "command"),
    [
        ("posture", in_column("open_questions")),
        ("posture", in_column("opening", choice="seen")),
        ("posture", in_column("opening", choice="example", text="Nous avons une heure.")),
        ("classic", in_column("doors_to_open", links=("S-01", "P01"))),
        ("classic", in_column("note", text="un silence")),
    ],
)
def test_every_kind_of_column_takes_what_it_is_for(template: str, command: AddEntry) -> None:
    noting(template).when(SOFIANE, command).gave(EntryAdded)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (in_column("opening", text="x"), "column"),
        (in_column("note", text="x", choice="seen"), "choice"),
        (in_column("note", text="x", links=("S-99",)), "links"),
        (in_column("note", text="   "), "text"),
    ],
)
def test_what_a_column_is_not_for_is_refused_with_its_field(command: AddEntry, field: str) -> None:
    assert list(noting().when(SOFIANE, command).then_refused("invalid").fields) == [field]


def test_an_id_serves_once() -> None:
    noting().given(NOTED).when(SOFIANE, heard("e1", "autre")).then_refused("conflict")


def test_an_entry_that_was_kept_too_long_does_not_end_in_the_next_round() -> None:
    story = noting().given((HELENE, CancelRound()), *AT_INTERVIEW[:2])
    story = a_round(*AT_INTERVIEW)
    story.when(NOEMIE, heard("e1", "x", round=1)).gave(EntryAdded)
    story.when(NOEMIE, heard("e1", "x", round=2)).then_refused("wrong_phase")


def test_only_its_author_edits_or_removes_an_entry() -> None:
    story = noting().given(NOTED)
    mended = EditEntry(entry_id="e1", text="Qu’est-ce qui vous décide ?")
    story.when(NOEMIE, mended).then(
        EntryEdited(entry_id="e1", text="Qu’est-ce qui vous décide ?", choice="", links=())
    )
    story.when(NOEMIE, RemoveEntry(entry_id="e1")).then(EntryRemoved(entry_id="e1"))
    for command in (mended, RemoveEntry(entry_id="e1")):
        story.when(SOFIANE, command).then_refused("not_found")
        story.when(HELENE, command).then_refused("forbidden")


def test_another_s_entry_is_refused_as_one_that_does_not_exist() -> None:
    story = noting().given(NOTED)
    others = story.when(SOFIANE, RemoveEntry(entry_id="e1")).then_refused("not_found")
    none = story.when(SOFIANE, RemoveEntry(entry_id="e2")).then_refused("not_found")
    assert (others.code, others.text, others.fields) == (none.code, none.text, none.fields)


def test_an_edit_keeps_the_choice_and_links_that_it_does_not_name() -> None:
    story = noting().given((NOEMIE, in_column("doors_to_open", links=("S-01",))))
    edited = story.when(NOEMIE, EditEntry(entry_id="e1", text="pour le logement"))
    assert edited.gave(EntryEdited).links == ("S-01",)
    assert edited.sees(NOEMIE)["entry/1/e1"]["edited"] is True


@pytest.mark.parametrize("phase", ["reading", "draw", "rules"])
def test_entries_are_their_author_s_also_when_the_round_goes_back(phase: str) -> None:
    order = ("reading", "draw", "rules")
    back = tuple((HELENE, GoToPhase(phase=one)) for one in order[: order.index(phase) + 1])
    story = noting().given(NOTED, *back)
    story.when(NOEMIE, EditEntry(entry_id="e1", text="mieux dit")).gave(EntryEdited)
    story.when(NOEMIE, RemoveEntry(entry_id="e1")).gave(EntryRemoved)
    story.when(HELENE, PinEntry(entry_id="e1", pinned=True)).gave(EntryPinned)


def test_an_observer_who_becomes_a_player_keeps_what_they_wrote() -> None:
    cast = (HELENE, CastPlayer(role="jobseeker", participant_id=NOEMIE.id))
    story = noting().given(NOTED, cast)
    story.when(NOEMIE, EditEntry(entry_id="e1", text="mieux dit")).gave(EntryEdited)
    story.when(NOEMIE, heard("e2", "x")).then_refused("forbidden")


def test_the_host_pins_an_entry_in_its_author_s_words() -> None:
    story = noting().given(NOTED).when(HELENE, PinEntry(entry_id="e1", pinned=True))
    story.then(EntryPinned(entry_id="e1", pinned=True))
    story.when(HELENE, PinEntry(entry_id="e1", pinned=True)).then()
    story.when(HELENE, PinEntry(entry_id="e2", pinned=True)).then_refused("not_found")
    story.when(NOEMIE, PinEntry(entry_id="e1", pinned=False)).then_refused("forbidden")


def test_the_host_marks_an_entry_as_still_to_be_verified() -> None:
    story = noting().given(NOTED, (AURELIE, EndInterview()))
    marked = story.when(HELENE, MarkToCheck(id="e1", to_check=True))
    marked.then(MarkedToCheck(id="e1", to_check=True))
    assert marked.sees(HELENE)["entry/1/e1"]["to_check"] is True
    marked.when(HELENE, MarkToCheck(id="e1", to_check=True)).then()
    story.when(HELENE, MarkToCheck(id="nope", to_check=True)).then_refused("not_found")


def test_the_tally_counts_entries_by_column_and_never_by_person() -> None:
    story = noting().given(NOTED, (SOFIANE, heard("e2", "x")), (SOFIANE, heard("e3", "y")))
    assert story.sees(HELENE)["tally/1"] == {"relevant_questions": 3}
    assert story.sees(WALL)["tally/1"] == {"relevant_questions": 3}
    gone = story.given((SOFIANE, RemoveEntry(entry_id="e2")))
    assert gone.sees(WALL)["tally/1"] == {"relevant_questions": 2}
    for viewer in (AURELIE, LUC, NOEMIE):
        assert "tally/1" not in story.sees(viewer)


def test_the_grid_is_changed_while_nothing_is_written_in_it() -> None:
    a_round(*STARTED).when(HELENE, ChooseGrid(grid="classic")).then()
    a_round(*STARTED).when(HELENE, ChooseGrid(grid="nope")).then_refused("invalid")
    story = noting().given(NOTED, (HELENE, GoToPhase(phase="reading")))
    story.when(HELENE, ChooseGrid(grid="posture")).then_refused("wrong_phase")
