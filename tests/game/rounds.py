"""A round as it is usually played: Aurélie is the adviser, Luc the jobseeker, Noémie and Sofiane observe."""

from game.formats.roleplay.messages import EndInterview, GoToPhase, ReadCase
from game.kit.cards import DrawCard
from game.kit.debriefing import GoToStep
from game.kit.grid import AddEntry
from game.session.messages import StartRound
from tests.game.spec import AURELIE, HELENE, LUC, Deed, Story, a_room

ORDINARY, DELICATE = 1, 7  # case cards of the `employment` deck
STRUCTURE = 2

STARTED: tuple[Deed, ...] = (
    (HELENE, StartRound(format="roleplay", adviser=AURELIE.id, jobseeker=LUC.id)),
)
AT_DRAW: tuple[Deed, ...] = (*STARTED, (HELENE, GoToPhase(phase="draw")))
AT_READING: tuple[Deed, ...] = (
    *AT_DRAW,
    (LUC, DrawCard(pile="cases", number=ORDINARY)),
    (AURELIE, DrawCard(pile="structures", number=STRUCTURE)),
)
AT_INTERVIEW: tuple[Deed, ...] = (*AT_READING, (AURELIE, ReadCase()))
AT_DEBRIEF: tuple[Deed, ...] = (*AT_INTERVIEW, (AURELIE, EndInterview()))
STEPS = ("out_of_role", "experience", "observations", "doors", "practices", "takeaways")


def at_step(step: str) -> tuple[Deed, ...]:
    """A debriefing that went through every step up to this one."""
    reached = STEPS[1 : STEPS.index(step) + 1]
    return (*AT_DEBRIEF, *((HELENE, GoToStep(step=one)) for one in reached))


def heard(entry_id: str, text: str, **more: object) -> AddEntry:
    """A question that an observer heard."""
    return AddEntry(entry_id=entry_id, column="relevant_questions", text=text, **more)  # type: ignore[arg-type]


def a_round(
    *deeds: Deed, deck: str = "employment", language: str = "fr", **settings: object
) -> Story:
    """A room in which this much of a round was played."""
    return a_room(deck, language, **settings).given(*deeds)
