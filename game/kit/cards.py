"""Piles of cards, drawn without replacement for the whole session, by chance or by a printed number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from game.messages import Choice, Command, Event, Line, Refusal, Span, say

CASES, STRUCTURES = "cases", "structures"
Pile = Annotated[str, Choice((CASES, STRUCTURES))]


@dataclass(frozen=True, kw_only=True)
class DrawCard(Command):
    """Draw the top card, or say the number of the printed card picked at the table."""

    pile: Pile
    number: Annotated[int, Span(0, 9999)] | None = None


@dataclass(frozen=True, kw_only=True)
class RedrawCard(Command):
    """Set a drawn card aside and draw another."""

    pile: Pile
    reason: Line = ""


@dataclass(frozen=True, kw_only=True)
class CardDrawn(Event):
    """A card is on the table. `past_review`: its facts were due to be read again before this day."""

    pile: str
    number: int
    past_review: bool


@dataclass(frozen=True, kw_only=True)
class CardSetAside(Event):
    """A drawn card left the table for good."""

    pile: str
    number: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A card on the table, by its printed number.

    `shown`: the furthest phase in which it has lain there; `steps`: the debriefing's steps in which it has.
    """

    number: int
    shown: str
    steps: tuple[str, ...] = ()
    past_review: bool = False


CARD_COMMANDS = (DrawCard, RedrawCard)
CARD_EVENTS = (CardDrawn, CardSetAside)


def pick(left: Sequence[int], number: int | None, known: bool, seed: int) -> int:
    """The number drawn from what is left in a pile.

    `known` tells whether a card of the deck bears the number asked for. Raises `Refusal`.
    """
    if number is not None:
        if not known:
            raise Refusal(
                "invalid",
                say("cards.no_such_number", number=number),
                {"number": say("cards.unknown")},
            )
        if number not in left:
            raise Refusal(
                "invalid", say("cards.already_out", number=number), {"number": say("cards.out")}
            )
        return number
    if not left:
        raise Refusal("empty_pile", say("cards.empty_pile"))
    return left[seed % len(left)]
