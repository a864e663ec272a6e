"""The report: at any moment of a session, for a reader, without what must stay in the room."""

from typing import Any

import pytest

import game
from game.formats.roleplay.messages import CloseRound, GiveFloor, TakeFloorBack
from game.kit.cards import RedrawCard
from game.kit.debriefing import AddNote, MarkToCheck
from game.kit.grid import AddEntry, RemoveEntry
from game.people import Viewer
from game.report import Report, RoundReport
from game.session.messages import CancelRound, CloseSession, GiveFeedback, OpenSurvey, StartRound
from tests.game.rounds import AT_INTERVIEW, a_round, at_step, heard
from tests.game.spec import AURELIE, HELENE, LUC, NOEMIE, SOFIANE, Deed, Story, a_room, a_session
from tests.properties.invariants import report_keeps_its_promises, sentences_exist, texts_in

WRITTEN: tuple[Deed, ...] = (
    (NOEMIE, heard("e1", "Qu’est-ce qui vous amène ?")),
    (NOEMIE, AddEntry(entry_id="e2", column="doors_to_open", text="le lien", links=("S-01",))),
    (SOFIANE, heard("e3", "à taire")),
    (SOFIANE, RemoveEntry(entry_id="e3")),
)
WHOLE = (
    *AT_INTERVIEW,
    *WRITTEN,
    (AURELIE, GiveFloor(to=NOEMIE.id)),
    (AURELIE, TakeFloorBack()),
    *at_step("doors")[len(AT_INTERVIEW) :],
    (SOFIANE, AddNote(note_id="n1", step="doors", text="La confiance", links=("P01", "e1"))),
    (HELENE, MarkToCheck(id="n1", to_check=True)),
)


def report_of(story: Story) -> Report:
    """The report as it stands, checked."""
    report_keeps_its_promises(story.session)
    report = game.report(story.session)
    sentences_exist(texts_in(report.__dict__))
    return report


def the_round(**settings: Any) -> RoundReport:
    """The report of the one round of a session."""
    (made,) = report_of(a_round(*WHOLE, **settings)).rounds
    return made


@pytest.mark.parametrize("deeds", range(len(WHOLE) + 1))
def test_a_report_is_made_after_any_command(deeds: int) -> None:
    report_of(a_round(*WHOLE[:deeds]))


def test_a_report_is_made_of_a_session_in_which_nobody_came() -> None:
    report = report_of(a_session())
    assert (report.title, report.participants, report.rounds) == ("Journée des partenaires", 0, ())
    assert report.survey is None


def test_a_report_is_made_of_a_closed_session() -> None:
    report = report_of(a_round(*WHOLE, (HELENE, CloseRound()), (HELENE, CloseSession())))
    assert report.phase.key == "session.phase.closed"
    assert report.rounds[0].ended


def test_it_tells_the_cards_and_not_their_secrets() -> None:
    made = the_round()
    assert [card.family for card in made.cards] == ["structure", "case"]


def test_names_are_told_when_the_host_chose_them() -> None:
    made = the_round(names=True)
    assert {entry.author for entry in made.entries} == {"Noémie"}
    assert {note.author for step in made.steps for note in step.notes} == {"Sofiane"}
    assert [name for _, name in made.players] == ["Aurélie", "Luc"]


def written_by(who: Viewer, **settings: Any) -> Report:
    """A round in which one observer wrote, and was given the floor."""
    wrote = (who, heard("e1", "Qu’est-ce qui vous amène ?"))
    called = (AURELIE, GiveFloor(to=who.id))
    noted = (who, AddNote(note_id="n1", step="doors", text="La confiance"))
    to_doors = at_step("doors")[len(AT_INTERVIEW) :]
    return report_of(a_round(*AT_INTERVIEW, wrote, called, *to_doors, noted, **settings))


def test_without_names_a_report_is_the_same_whoever_wrote() -> None:
    assert written_by(NOEMIE) == written_by(SOFIANE)
    assert written_by(NOEMIE, names=True) != written_by(SOFIANE, names=True)


def test_without_names_a_report_is_the_same_whoever_played() -> None:
    def played_by(adviser: Viewer, jobseeker: Viewer) -> Report:
        start = StartRound(format="roleplay", adviser=adviser.id, jobseeker=jobseeker.id)
        return report_of(a_room().given((HELENE, start)))

    assert played_by(AURELIE, LUC) == played_by(NOEMIE, SOFIANE)


def test_entries_are_told_with_their_card_and_without_those_removed() -> None:
    made = the_round()
    assert [(one.text, one.card_number) for one in made.entries] == [
        ("Qu’est-ce qui vous amène ?", 1),
        ("le lien", 1),
    ]


def test_notes_are_told_by_step_with_what_they_link() -> None:
    steps = {step.title: step.notes for step in the_round().steps}
    assert len(steps) == 6
    (note,) = (one for notes in steps.values() for one in notes)
    assert note.to_check
    assert note.links[1] == "« Qu’est-ce qui vous amène ? »"


def test_the_guide_is_told_in_the_session_s_language() -> None:
    (told,) = report_of(a_round(*at_step("doors"), deck="spro", language="en")).rounds
    assert told.steps[3].title == "Doors and schemes"
    assert told.steps[3].prompts[0].startswith("From this organisation")


def test_each_door_is_told_once_with_the_words_that_named_it() -> None:
    doors = {door.family: door for door in the_round().doors}
    assert doors["structure"].said == ("le lien",)
    assert doors["scheme"].said == ("La confiance",)
    assert (doors["scheme"].to_check, doors["structure"].to_check) == (True, False)


def test_durations_are_told_by_phase_in_seconds() -> None:
    made = a_round(*WHOLE, (HELENE, CloseRound()))
    (told,) = report_of(made).rounds
    assert [label.key for label, _ in told.durations] == [
        "phase.rules",
        "phase.draw",
        "phase.reading",
        "phase.interview",
        "phase.debrief",
    ]
    started, ended = made.session.rounds[0].started_at, made.session.rounds[0].ended_at
    assert ended is not None
    assert sum(seconds for _, seconds in told.durations) == (ended - started).total_seconds()


def test_the_floor_is_told_with_how_long_it_was_given() -> None:
    (call,) = the_round(names=True).floor
    assert call.to == "Noémie"
    assert call.seconds == 60


def test_cards_set_aside_and_a_round_that_was_stopped_are_told_with_their_reasons() -> None:
    aside = (HELENE, RedrawCard(pile="cases", reason="déjà jouée"))
    stopped = (HELENE, CancelRound(reason="la salle ferme"))
    (told,) = report_of(a_round(*AT_INTERVIEW[:-1], aside, stopped)).rounds
    assert dict(told.set_aside[0].params)["reason"] == "déjà jouée"
    assert told.cancelled == "la salle ferme"


def test_the_survey_is_told_from_five_answers_on() -> None:
    answered = [(who, GiveFeedback(answers={"relevance": 4})) for who in (AURELIE, LUC, NOEMIE)]
    survey = report_of(a_room().given((HELENE, OpenSurvey()), *answered)).survey
    assert survey is not None
    assert (survey.answered, survey.invited, survey.items) == (3, 4, ())
