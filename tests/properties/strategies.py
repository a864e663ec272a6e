"""Commands of every kind, sensible and not, over a few people, slips and codes."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from game.formats.roleplay import messages as roleplay
from game.kit import cards, debriefing, grid, timer
from game.messages import Command
from game.session import messages as session
from game.session.messages import Settings

NAMES = ("Aurélie", "Luc", "Noémie", "Sofiane", "Binta", "Yann", "Maëlle")
PEOPLE = tuple(f"p{number}" for number in range(1, len(NAMES) + 1))
ENTRIES = tuple(f"e{number}" for number in range(1, 7))
NOTES = tuple(f"n{number}" for number in range(1, 5))
CODES = ("S-01", "S-07", "P01", "nonsense")
COLUMNS = ("relevant_questions", "doors_to_open", "note", "open_questions", "opening", "nonsense")
GUIDE = ("out_of_role", "experience", "observations", "doors", "practices", "takeaways")
STEPS = (*GUIDE, "nonsense")
TEMPLATES = ("classic", "posture", "nonsense")


def one_of(words: tuple[str, ...]) -> SearchStrategy[str]:
    """One of these."""
    return st.sampled_from(words)


people = one_of(PEOPLE)
piles = one_of((cards.CASES, cards.STRUCTURES))
seconds = st.integers(1, 1200)
spoken = st.just("")  # what people write is made by the machine, to be told apart
several_links = st.lists(one_of((*CODES, *ENTRIES)), max_size=2).map(tuple)
settings = st.builds(
    Settings,
    draw=one_of(("jobseeker_draws_case", "adviser_draws_case")),
    cues=st.booleans(),
    compatible_draw=st.booleans(),
    grid=one_of(("shared", "private")),
    names=st.booleans(),
    capacity=st.sampled_from((5, 6, 7, 60)),
)
# Odd names: empty, reserved, the host's, one with a twin, one with an invisible sign in it, too long.
names = one_of(
    (
        *NAMES,
        *(f"{name} B." for name in NAMES),
        *("", "Animateur", "admin 2", "hélène", "LUC", "Yann\u200b", "x" * 41),
    )
)
answers = st.fixed_dictionaries(
    {},
    optional={
        "relevance": st.integers(-1, 5),
        "hosting": st.just("a word"),
        "missing": spoken,
        "nonsense": st.just(1),
    },
)

COMMANDS: dict[type[Command], SearchStrategy[Command]] = {
    session.OpenSession: st.just(
        session.OpenSession(id="again", code="again", host="Hélène", title="Again")
    ),
    session.TakeSeat: st.builds(
        session.TakeSeat, participant_id=st.just(""), name=names, organisation=spoken
    ),
    session.Volunteer: st.builds(session.Volunteer),
    session.StandDown: st.builds(session.StandDown),
    session.StartRound: st.builds(
        session.StartRound,
        format=st.sampled_from(("roleplay",) * 9 + ("nonsense",)),
        adviser=st.none() | people,
        jobseeker=st.none() | people,
        replay_of=st.none() | st.integers(1, 4),
        grid=st.none() | one_of(TEMPLATES),
    ),
    session.CancelRound: st.builds(session.CancelRound, reason=spoken),
    session.CastPlayer: st.builds(
        session.CastPlayer, role=one_of(("adviser", "jobseeker")), participant_id=people
    ),
    session.RenameParticipant: st.builds(
        session.RenameParticipant, participant_id=people, name=names
    ),
    session.RemoveParticipant: st.builds(session.RemoveParticipant, participant_id=people),
    session.RestoreParticipant: st.builds(session.RestoreParticipant, participant_id=people),
    session.IssueRecoveryCode: st.builds(session.IssueRecoveryCode, participant_id=people),
    session.InviteHost: st.builds(session.InviteHost),
    session.ShowOnScreen: st.builds(
        session.ShowOnScreen, show=one_of(("game", "join", "rules", "nothing"))
    ),
    session.EditSession: st.builds(
        session.EditSession, title=st.none() | st.just("Renamed"), settings=st.none() | settings
    ),
    session.OpenSurvey: st.builds(session.OpenSurvey),
    session.CloseSession: st.builds(session.CloseSession),
    session.ReopenSession: st.builds(session.ReopenSession),
    session.GiveFeedback: st.builds(session.GiveFeedback, answers=answers),
    roleplay.GoToPhase: st.builds(roleplay.GoToPhase, phase=one_of(roleplay.PHASES)),
    roleplay.ChooseGrid: st.builds(roleplay.ChooseGrid, grid=one_of(TEMPLATES)),
    roleplay.ReadCase: st.builds(roleplay.ReadCase),
    roleplay.GiveFloor: st.builds(roleplay.GiveFloor, to=one_of((*PEOPLE, roleplay.EVERYONE))),
    roleplay.TakeFloorBack: st.builds(roleplay.TakeFloorBack),
    roleplay.EndInterview: st.builds(roleplay.EndInterview),
    roleplay.CloseRound: st.builds(roleplay.CloseRound),
    cards.DrawCard: st.builds(cards.DrawCard, pile=piles, number=st.none() | st.integers(1, 9)),
    cards.RedrawCard: st.builds(cards.RedrawCard, pile=piles, reason=spoken),
    grid.AddEntry: st.builds(
        grid.AddEntry,
        entry_id=one_of(ENTRIES),
        column=one_of(COLUMNS),
        text=spoken,
        choice=one_of(("", "", "seen")),
        links=st.lists(one_of(CODES), max_size=1).map(tuple),
        round=st.sampled_from((None, None, None, 1, 2)),
    ),
    grid.EditEntry: st.builds(grid.EditEntry, entry_id=one_of(ENTRIES), text=spoken),
    grid.RemoveEntry: st.builds(grid.RemoveEntry, entry_id=one_of(ENTRIES)),
    grid.PinEntry: st.builds(grid.PinEntry, entry_id=one_of(ENTRIES), pinned=st.booleans()),
    timer.SetTimer: st.builds(timer.SetTimer, seconds=seconds),
    timer.ExtendTimer: st.builds(timer.ExtendTimer, seconds=seconds),
    timer.PauseTimer: st.builds(timer.PauseTimer),
    timer.ResumeTimer: st.builds(timer.ResumeTimer),
    timer.EndTimer: st.builds(timer.EndTimer),
    debriefing.GoToStep: st.builds(debriefing.GoToStep, step=one_of(STEPS)),
    debriefing.AddNote: st.builds(
        debriefing.AddNote,
        note_id=one_of(NOTES),
        step=one_of(STEPS),
        text=spoken,
        links=several_links,
        to_check=st.booleans(),
    ),
    debriefing.EditNote: st.builds(
        debriefing.EditNote,
        note_id=one_of(NOTES),
        text=spoken,
        links=st.none() | several_links,
    ),
    debriefing.RemoveNote: st.builds(debriefing.RemoveNote, note_id=one_of(NOTES)),
    debriefing.MarkToCheck: st.builds(
        debriefing.MarkToCheck, id=one_of((*ENTRIES, *NOTES)), to_check=st.booleans()
    ),
}


def worded(command: Command, words: str) -> Command:
    """The same command, with these words wherever somebody writes."""
    for field in ("text", "reason", "organisation"):
        if hasattr(command, field):
            return replace(command, **{field: words})
    if isinstance(command, session.GiveFeedback) and "missing" in command.answers:
        return replace(command, answers={**command.answers, "missing": words})
    return command
