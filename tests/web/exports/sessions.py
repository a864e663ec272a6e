"""Sessions to export, played with the game itself, in which people write the worst they can."""

from typing import Any

import game
from game.formats.roleplay.messages import (
    CloseRound,
    EndInterview,
    GiveFloor,
    GoToPhase,
    ReadCase,
    TakeFloorBack,
)
from game.kit.cards import DrawCard, RedrawCard
from game.kit.debriefing import AddNote, GoToStep, MarkToCheck
from game.kit.grid import AddEntry, PinEntry
from game.report import Report
from game.session.messages import (
    CancelRound,
    EditSession,
    GiveFeedback,
    OpenSurvey,
    StartRound,
)
from tests.game.spec import (
    AURELIE,
    HELENE,
    LUC,
    NOEMIE,
    SOFIANE,
    Deed,
    Story,
    a_room,
    comes_in,
    somebody,
)
from web.exports.document import document_of
from web.exports.shapes import Document

CONTROL = "a\x00b\x07c\x1bd\x0be"
SURROGATE = "lone \ud800 half"
NASTY = (
    '=HYPERLINK("http://example.org";"ici")',
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "  =2+2",
    "{=3+3}",
    "<script>alert(1)</script> <img src=http://example.org/x.png> &amp; &eacute;",
    "{{7*7}} {% raw %} ${7*7} {text} %s",
    '#typst $x$ #eval("1") [a] *b* _c_ `d` @ref <label> // non /* ni */ \\ ~ --',
    "# titre\n- liste\n1. un\n> cité\n| a | b |\n![x](http://example.org/x.png) www.example.org",
    "\u202eà l’envers sans fin \u200f",
    "guillemets \" et ' ; virgules, et\nlignes\n\nvides",
    "emoji 👍🏽 👨‍👩‍👧 🇫🇷 ❤️ 😀",
    "œuvre à Nîmes, « 10 h 46 » : ça va ?",
    "漢字 et العربية et עברית",
    "m" * 120,
    "Un texte très long. " * 95,
)
ORGANISATIONS = ("Mission locale", "France Travail", "=Cap emploi", "Mission locale")


def entry(number: int, text: str, column: str = "relevant_questions", **more: Any) -> AddEntry:
    return AddEntry(entry_id=f"e{number}", column=column, text=text, **more)


def note(number: int, step: str, text: str, **more: Any) -> AddNote:
    return AddNote(note_id=f"n{number}", step=step, text=text, **more)


def a_table(**settings: Any) -> Story:
    """Aurélie, Luc, Noémie and Sofiane, who come from three organisations."""
    story = a_room("spro", **settings)
    more = zip(("Rosa", "Zoé", "Idir", "Léa"), ORGANISATIONS, strict=True)
    return story.given(*(comes_in(somebody(name), name, where) for name, where in more))


STARTED: tuple[Deed, ...] = (
    (HELENE, StartRound(format="roleplay", adviser=AURELIE.id, jobseeker=LUC.id)),
    (HELENE, GoToPhase(phase="draw")),
)
DRAWN: tuple[Deed, ...] = (
    (LUC, DrawCard(pile="cases", number=2)),
    (AURELIE, DrawCard(pile="structures", number=2)),
    (HELENE, RedrawCard(pile="cases", reason="=déjà jouée <b>")),
)
TALKED: tuple[Deed, ...] = (
    (AURELIE, ReadCase()),
    *((NOEMIE, entry(at, text)) for at, text in enumerate(NASTY)),
    (NOEMIE, entry(98, CONTROL)),
    (NOEMIE, entry(99, SURROGATE)),
    (SOFIANE, entry(100, "Confidentiel.", "doors_to_open", links=("ST-05", "D01"))),
    (SOFIANE, entry(101, "", "doors_to_open", links=("D04",))),
    (AURELIE, GiveFloor(to=SOFIANE.id)),
    (AURELIE, TakeFloorBack()),
    (AURELIE, GiveFloor(to="everyone")),
    (HELENE, PinEntry(entry_id="e14", pinned=True)),
    (AURELIE, EndInterview()),
)
DEBRIEFED: tuple[Deed, ...] = (
    (HELENE, note(1, "experience", "Quand on m’a demandé ce que je faisais le week-end.")),
    (HELENE, GoToStep(step="observations")),
    *((SOFIANE, note(10 + at, "observations", text)) for at, text in enumerate(NASTY)),
    (HELENE, GoToStep(step="doors")),
    (HELENE, note(2, "doors", "Quelle ancienneté ?", links=("ST-06", "e100"), to_check=True)),
    (HELENE, MarkToCheck(id="e101", to_check=True)),
    (HELENE, GoToStep(step="takeaways")),
)


def played(**settings: Any) -> Story:
    """A round played to its end."""
    return a_table(**settings).given(*STARTED, *DRAWN, *TALKED, *DEBRIEFED, (HELENE, CloseRound()))


def cancelled() -> Story:
    """A first round played, a second one cancelled with a reason."""
    again = StartRound(format="roleplay", adviser=NOEMIE.id, jobseeker=SOFIANE.id, replay_of=1)
    return played().given((HELENE, again), (HELENE, CancelRound(reason="=plus de <temps>")))


def stopped_at_once() -> Story:
    """A round cancelled before a card was drawn or a word written."""
    return a_table().given(*STARTED, (HELENE, CancelRound(reason="plus de temps")))


def surveyed(answers: int, **settings: Any) -> Story:
    """A round and the survey, with this many answers."""
    story = played(**settings).given((HELENE, OpenSurvey()))
    people = [AURELIE, LUC, NOEMIE, SOFIANE, *map(somebody, ("Rosa", "Zoé", "Idir", "Léa"))]
    return story.given(*((who, _answer(at)) for at, who in enumerate(people[:answers])))


def _answer(number: int) -> GiveFeedback:
    answers: dict[str, int | str] = {"relevance": 4 - number % 3, "recommend": 8 + number % 3}
    if number % 2:
        answers |= {"next_door": NASTY[number], "exchanges": 3}
    return GiveFeedback(answers=answers)


def renamed(story: Story, title: str) -> Story:
    return story.given((HELENE, EditSession(title=title)))


def told(story: Story) -> Report:
    return game.report(story.session)


def said(story: Story, language: str = "fr") -> Document:
    return document_of(told(story), language)


def bare(text: str) -> str:
    """The signs of a text alone, however its lines were cut."""
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\u202c\u202e")
