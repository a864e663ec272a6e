"""The debriefing: steps forward and back, and notes with what they link."""

from dataclasses import replace

import pytest

from game.kit.debriefing import (
    AddNote,
    EditNote,
    GoToStep,
    MarkToCheck,
    NoteAdded,
    NoteEdited,
    NoteRemoved,
    RemoveNote,
    StepReached,
)
from game.kit.grid import PinEntry, RemoveEntry
from game.people import Viewer
from tests.deck_files import deck_of
from tests.game.rounds import AT_DEBRIEF, AT_INTERVIEW, STEPS, a_round, at_step, heard
from tests.game.spec import AURELIE, HELENE, LUC, NOEMIE, SOFIANE, WALL, Deed, Story
from tests.properties.invariants import strings


def noted(text: str = "La confiance d’abord", **more: object) -> AddNote:
    """A note in the doors step."""
    return AddNote(note_id="n1", step="doors", text=text, **more)  # type: ignore[arg-type]


NOTED: Deed = (SOFIANE, noted())
HEARD: Deed = (NOEMIE, heard("e1", "Et vous ?"))


def test_a_debriefing_begins_at_the_guide_s_first_step() -> None:
    assert a_round(*AT_DEBRIEF).sees(WALL)["round/1"]["step"] == "out_of_role"


def test_the_host_goes_to_any_step_forward_or_back() -> None:
    story = a_round(*AT_DEBRIEF)
    for step in ("takeaways", "experience", "doors"):
        story = story.when(HELENE, GoToStep(step=step)).then(StepReached(step=step))
        assert story.sees(LUC)["round/1"]["step"] == step
    story.when(HELENE, GoToStep(step="doors")).then()
    story.when(HELENE, GoToStep(step="nope")).then_refused("invalid")
    story.when(AURELIE, GoToStep(step="practices")).then_refused("forbidden")


@pytest.mark.parametrize("step", STEPS[:2])
def test_only_the_host_writes_while_the_players_alone_speak(step: str) -> None:
    story = a_round(*at_step(step))
    story.when(HELENE, noted()).gave(NoteAdded)
    for who in (AURELIE, LUC, NOEMIE):
        story.when(who, noted()).then_refused("wrong_phase")
    story.when(WALL, noted()).then_refused("forbidden")


def test_everyone_writes_from_the_observations_on() -> None:
    for step in STEPS[2:]:
        for who in (AURELIE, LUC, NOEMIE, HELENE):
            a_round(*at_step(step)).when(who, noted()).gave(NoteAdded)


def test_a_step_that_is_the_host_s_to_note_stays_so() -> None:
    story = a_round(*at_step("observations"))
    for step in STEPS[:2]:
        first = AddNote(note_id="n1", step=step, text="x")
        story.when(NOEMIE, first).then_refused("forbidden")
        story.when(HELENE, first).gave(NoteAdded)


def test_everyone_reads_a_note_once_it_is_written() -> None:
    story = a_round(*at_step("doors"), (SOFIANE, noted(links=("S-01",), to_check=True)))
    for viewer in (HELENE, WALL, AURELIE, LUC, NOEMIE):
        seen = story.sees(viewer)["note/1/n1"]
        assert (seen["step"], seen["text"], seen["links"]) == (
            "doors",
            "La confiance d’abord",
            ("S-01",),
        )
        assert (seen["author"], seen["to_check"], seen["edited"]) == (SOFIANE.id, True, False)


@pytest.mark.parametrize(
    ("note", "code"),
    [
        (AddNote(note_id="n1", step="nope", text="x"), "invalid"),
        (AddNote(note_id="n1", step="doors", text="  "), "invalid"),
        (AddNote(note_id="n1", step="doors", text="x", links=("S-99",)), "invalid"),
    ],
)
def test_a_note_that_makes_no_sense_is_not_kept(note: AddNote, code: str) -> None:
    a_round(*at_step("doors")).when(SOFIANE, note).then_refused(code)


def test_a_note_may_be_nothing_but_a_link() -> None:
    a_round(*at_step("doors")).when(SOFIANE, noted("", links=("P01",))).gave(NoteAdded)


def test_an_id_serves_once() -> None:
    a_round(*at_step("doors"), NOTED).when(HELENE, noted()).then_refused("conflict")


def test_its_author_changes_a_note_and_nobody_else_does() -> None:
    edited = EditNote(note_id="n1", text="La confiance")
    for author in (SOFIANE, HELENE):
        story = a_round(*at_step("doors"), (author, noted()))
        story.when(author, edited).then(NoteEdited(note_id="n1", text="La confiance", links=()))
        for who in {AURELIE, SOFIANE, HELENE} - {author}:
            story.when(who, edited).then_refused("not_found")


def test_its_author_and_the_host_take_a_note_away_and_nobody_else_does() -> None:
    story = a_round(*at_step("doors"), NOTED)
    for who in (SOFIANE, HELENE):
        story.when(who, RemoveNote(note_id="n1")).then(NoteRemoved(note_id="n1"))
    for who in (AURELIE, NOEMIE):
        story.when(who, RemoveNote(note_id="n1")).then_refused("not_found")
    story.when(HELENE, RemoveNote(note_id="n2")).then_refused("not_found")


def test_a_note_links_the_entries_that_its_author_may_read() -> None:
    linking = noted(links=("e1",))
    shared = a_round(*AT_INTERVIEW, HEARD, *at_step("doors")[len(AT_INTERVIEW) :])
    for who in (HELENE, LUC, NOEMIE):
        shared.when(who, linking).gave(NoteAdded)
    private = a_round(*AT_INTERVIEW, HEARD, *at_step("doors")[len(AT_INTERVIEW) :], grid="private")
    private.when(LUC, linking).then_refused("invalid")
    for who in (HELENE, NOEMIE):
        private.when(who, linking).gave(NoteAdded)
    pinned = private.given((HELENE, PinEntry(entry_id="e1", pinned=True)))
    pinned.when(LUC, linking).gave(NoteAdded)


def test_a_note_can_be_edited_when_the_entry_that_it_links_has_gone() -> None:
    story = a_round(*AT_INTERVIEW, HEARD, *at_step("doors")[len(AT_INTERVIEW) :])
    story = story.given((SOFIANE, noted(links=("e1",))), (NOEMIE, RemoveEntry(entry_id="e1")))
    edited = story.when(SOFIANE, EditNote(note_id="n1", text="mieux dit"))
    assert edited.gave(NoteEdited).links == ("e1",)


def said_on_screen(story: Story, who: Viewer) -> str:
    """All that somebody's screen says, with each step's title in their sentences."""
    return "\n".join(strings(story.sees(who)["screen"]))


@pytest.mark.parametrize("deck", ["spro", "employment"])
@pytest.mark.parametrize("step", STEPS)
def test_the_guide_is_said_in_the_session_s_language(deck: str, step: str) -> None:
    for language, other in (("fr", "en"), ("en", "fr")):
        story = a_round(*at_step(step), deck=deck, language=language)
        guide = story.session.deck.parts["roleplay"].guide
        here, elsewhere = guide.named(step).said(language), guide.named(step).said(other)
        for who in (HELENE, WALL, AURELIE, LUC, NOEMIE):
            screen = said_on_screen(story, who)
            assert {here.title, here.lead, *here.prompts} <= set(screen.split("\n"))
            assert not {elsewhere.lead, *elsewhere.prompts} & set(screen.split("\n"))


def test_steps_to_come_and_those_of_notes_are_named_in_the_session_s_language() -> None:
    screen = said_on_screen(a_round(*at_step("observations"), deck="spro", language="en"), HELENE)
    assert "Doors and schemes" in screen
    assert "Portes et dispositifs" not in screen


def test_a_guide_in_one_language_is_said_in_that_one() -> None:
    step = deck_of("spro").parts["roleplay"].guide.steps[0]
    assert replace(step, en=None).said("en").prompts == step.prompts


def test_a_note_is_marked_as_still_to_be_verified() -> None:
    story = a_round(*at_step("doors"), NOTED, (HELENE, MarkToCheck(id="n1", to_check=True)))
    assert story.sees(NOEMIE)["note/1/n1"]["to_check"] is True
    story.when(NOEMIE, MarkToCheck(id="n1", to_check=False)).then_refused("forbidden")
