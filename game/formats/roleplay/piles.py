"""The two piles: what is left in them for the whole session, and which player draws which."""

from collections.abc import Iterator

from game.kit.cards import CASES, STRUCTURES, Drawn
from game.people import Role
from game.session.state import Round, Session

from .deck import CaseCard, RoleplayDeck, StructureCard
from .messages import PHASES
from .state import Play


def deck_of(session: Session, round_: Round) -> RoleplayDeck:
    """What this format reads in the session's deck."""
    part: RoleplayDeck = session.deck.parts[round_.format]
    return part


def play_of(round_: Round) -> Play:
    """The state that this format keeps in a round."""
    play: Play = round_.play
    return play


def numbers(session: Session, round_: Round, pile: str) -> tuple[int, ...]:
    """All numbers of a pile, whether still in it or not."""
    deck = deck_of(session, round_)
    return tuple(deck.cases) if pile == CASES else deck.playable()


def left(session: Session, round_: Round, pile: str) -> list[int]:
    """The numbers still in a pile: a card that was on the table never goes back."""
    out = set(_out(session, round_.format, pile))
    return [number for number in numbers(session, round_, pile) if number not in out]


def suitable(session: Session, round_: Round, pile: str) -> list[int]:
    """What chance may draw: all that is left, or, in a compatible draw, what suits the other card."""
    remaining = left(session, round_, pile)
    if not session.settings.compatible_draw:
        return remaining
    case, structure = case_card(session, round_), structure_card(session, round_)
    deck = deck_of(session, round_)
    if pile == STRUCTURES and case is not None:
        fitting = [n for n in remaining if deck.structures[n].audience.serves(case)]
    elif pile == CASES and structure is not None:
        fitting = [n for n in remaining if structure.audience.serves(deck.cases[n])]
    else:
        return remaining
    return fitting or remaining


def drawer(session: Session, pile: str) -> Role:
    """The player whose pile this is."""
    jobseeker_case = session.settings.draw == "jobseeker_draws_case"
    return Role.JOBSEEKER if (pile == CASES) == jobseeker_case else Role.ADVISER


def on_table(play: Play, pile: str) -> Drawn | None:
    """The card drawn from a pile, if one lies on the table."""
    return play.case if pile == CASES else play.structure


def was_in(card: Drawn | None, phase: str) -> bool:
    """Whether a card lies on the table that was there in this phase, or in a later one."""
    return card is not None and PHASES.index(card.shown) >= PHASES.index(phase)


def waiting(round_: Round) -> list[str]:
    """The piles from which a card is still to be drawn; in a replay, the case lies there already."""
    return [pile for pile in (CASES, STRUCTURES) if on_table(play_of(round_), pile) is None]


def case_card(session: Session, round_: Round) -> CaseCard | None:
    """The case on the table."""
    drawn = play_of(round_).case
    return deck_of(session, round_).cases[drawn.number] if drawn else None


def structure_card(session: Session, round_: Round) -> StructureCard | None:
    """The structure on the table."""
    drawn = play_of(round_).structure
    return deck_of(session, round_).structures[drawn.number] if drawn else None


def _out(session: Session, format_name: str, pile: str) -> Iterator[int]:
    for round_ in session.rounds:
        if round_.format == format_name:
            play = play_of(round_)
            drawn = on_table(play, pile)
            if drawn is not None:
                yield drawn.number
            yield from (one.number for one in play.set_aside if one.pile == pile)
