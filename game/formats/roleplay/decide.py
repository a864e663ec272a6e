"""What the commands of a round do. Each function gives the events, or raises `Refusal`."""

from typing import assert_never, cast

from game.kit import cards, debriefing, grid, timer
from game.kit.cards import CASES, STRUCTURES, CardDrawn, CardSetAside, DrawCard, RedrawCard
from game.kit.debriefing import AddNote, EditNote, GoToStep, MarkedToCheck, MarkToCheck, RemoveNote
from game.kit.grid import AddEntry, EditEntry, PinEntry, RemoveEntry
from game.kit.timer import EndTimer, ExtendTimer, PauseTimer, ResumeTimer, SetTimer
from game.messages import Asked, Event, Refusal, say
from game.people import Role, Seat
from game.session.messages import RoundClosed
from game.session.people import role_of
from game.session.state import Round, Session

from .deck import CaseCard, StructureCard
from .messages import (
    DEBRIEF,
    DRAW,
    EVERYONE,
    INTERVIEW,
    PHASES,
    READING,
    ChooseGrid,
    CloseRound,
    EndInterview,
    FloorGiven,
    FloorTakenBack,
    GiveFloor,
    GoToPhase,
    GridChosen,
    PhaseReached,
    ReadCase,
    RoleplayCommand,
    TakeFloorBack,
)
from .piles import case_card, deck_of, drawer, left, numbers, on_table, play_of, suitable, was_in


def decide(session: Session, round_: Round, asked: Asked) -> list[Event]:
    """The events of a command of a round; raises `Refusal`."""
    play = play_of(round_)
    command = cast(RoleplayCommand, asked.command)
    match command:
        case AddEntry() | EditEntry() | RemoveEntry() | PinEntry():
            return grid.decide(play.grid, command, asked, _place(session, round_))
        case GoToPhase(phase=phase):
            return _go_to_phase(session, round_, phase, asked)
        case ChooseGrid(grid=grid_id):
            return _choose_grid(session, round_, grid_id)
        case DrawCard():
            return _draw(session, round_, command, asked)
        case RedrawCard():
            return _redraw(session, round_, command, asked)
        case ReadCase():
            return _begin_interview(session, round_, asked)
        case GiveFloor(to=to):
            return _give_floor(session, round_, to)
        case TakeFloorBack():
            return [FloorTakenBack()] if play.speaking else []
        case EndInterview():
            return _begin_debriefing(session, round_)
        case CloseRound():
            return [RoundClosed()]
        case MarkToCheck():
            return _mark(round_, command)
        case SetTimer() | ExtendTimer() | PauseTimer() | ResumeTimer() | EndTimer():
            return timer.decide(play.timer, command, asked)
        case GoToStep() | AddNote() | EditNote() | RemoveNote():
            guide = deck_of(session, round_).guide
            return debriefing.decide(
                play.debriefing, command, asked, guide, _linkable(session, round_, asked)
            )
        case _:
            assert_never(command)


def _go_to_phase(session: Session, round_: Round, phase: str, asked: Asked) -> list[Event]:
    now, to = PHASES.index(play_of(round_).phase), PHASES.index(phase)
    if abs(to - now) != 1:
        raise Refusal("wrong_phase", say("phase.not_next"))
    if to < now:
        return [*_silence(round_), PhaseReached(phase=phase)]
    match phase:
        case "reading":
            play = play_of(round_)
            if play.case is None or play.structure is None:
                raise Refusal("wrong_phase", say("phase.not_drawn"))
            return [PhaseReached(phase=READING)]
        case "interview":
            return _begin_interview(session, round_, asked)
        case "debrief":
            return _begin_debriefing(session, round_)
        case "done":
            return [RoundClosed()]
        case _:
            return _lay_table(round_)


def _lay_table(round_: Round) -> list[Event]:
    """On to the draw; a replay has its case already, and may have nothing left to draw."""
    play = play_of(round_)
    reached: list[Event] = [PhaseReached(phase=DRAW)]
    if play.case is not None and play.structure is not None:
        reached.append(PhaseReached(phase=READING))
    return reached


def _choose_grid(session: Session, round_: Round, grid_id: str) -> list[Event]:
    if deck_of(session, round_).template(grid_id) is None:
        raise Refusal("invalid", say("grid.no_such_grid"), {"grid": say("grid.no_such_grid")})
    if play_of(round_).grid.entries:
        raise Refusal("wrong_phase", say("grid.already_used"))
    return [GridChosen(grid=grid_id)] if grid_id != play_of(round_).grid_id else []


def _draw(session: Session, round_: Round, command: DrawCard, asked: Asked) -> list[Event]:
    role = role_of(session, asked.by)
    if role not in (Role.HOST, drawer(session, command.pile)):
        raise Refusal("forbidden", say(f"cards.not_yours_{command.pile}"))
    if on_table(play_of(round_), command.pile) is not None:
        raise Refusal("conflict", say("cards.already_drawn"))
    drawn = _drawn(session, round_, command.pile, command.number, asked)
    other = on_table(play_of(round_), STRUCTURES if command.pile == CASES else CASES)
    return [drawn, PhaseReached(phase=READING)] if other else [drawn]


def _drawn(
    session: Session, round_: Round, pile: str, number: int | None, asked: Asked
) -> CardDrawn:
    pool = suitable(session, round_, pile) if number is None else left(session, round_, pile)
    known = number in numbers(session, round_, pile)
    picked = cards.pick(pool, number, known, asked.seed)
    deck = deck_of(session, round_)
    card: CaseCard | StructureCard = (
        deck.cases[picked] if pile == CASES else deck.structures[picked]
    )
    return CardDrawn(pile=pile, number=picked, past_review=card.review_by < asked.at.date())


def _redraw(session: Session, round_: Round, command: RedrawCard, asked: Asked) -> list[Event]:
    lying = on_table(play_of(round_), command.pile)
    if lying is None:
        raise Refusal("wrong_phase", say("cards.none_drawn"))
    if role_of(session, asked.by) != Role.HOST:
        case = case_card(session, round_)
        if command.pile != CASES or case is None or case.sensitivity != "delicate":
            raise Refusal("forbidden", say("cards.only_delicate"))
    aside = CardSetAside(pile=command.pile, number=lying.number, reason=command.reason.strip())
    return [aside, _drawn(session, round_, command.pile, None, asked)]


def _begin_interview(session: Session, round_: Round, asked: Asked) -> list[Event]:
    play = play_of(round_)
    minutes = deck_of(session, round_).interview_minutes
    reached: list[Event] = [PhaseReached(phase=INTERVIEW)]
    # An interview that goes on, back from the reading, has its clock still.
    if not (was_in(play.case, INTERVIEW) and timer.is_left(play.timer, asked.at)):
        reached.append(timer.started(asked.at, 60 * minutes))
    return reached


def _begin_debriefing(session: Session, round_: Round) -> list[Event]:
    first = deck_of(session, round_).guide.steps[0].id
    step = debriefing.StepReached(step=play_of(round_).debriefing.step or first)
    return [*_silence(round_), PhaseReached(phase=DEBRIEF), step]


def _silence(round_: Round) -> list[Event]:
    return [FloorTakenBack()] if play_of(round_).speaking else []


def _give_floor(session: Session, round_: Round, to: str) -> list[Event]:
    if to != EVERYONE:
        somebody = session.participants.get(to)
        if somebody is None or somebody.removed:
            raise Refusal("not_found", say("participant.unknown"))
        if to in round_.players:
            raise Refusal("invalid", say("floor.player"), {"to": say("floor.player")})
    speaking = play_of(round_).speaking
    if speaking is not None and speaking.to == to:
        return []
    return [*_silence(round_), FloorGiven(to=to)]


def _mark(round_: Round, command: MarkToCheck) -> list[Event]:
    play = play_of(round_)
    slip = play.grid.entries.get(command.id) or play.debriefing.notes.get(command.id)
    if slip is None:
        raise Refusal("not_found", say("grid.no_such_entry"))
    if slip.to_check == command.to_check:
        return []
    return [MarkedToCheck(id=command.id, to_check=command.to_check)]


def _place(session: Session, round_: Round) -> grid.Place:
    play = play_of(round_)
    deck = deck_of(session, round_)
    template = deck.template(play.grid_id)
    if template is None:
        raise Refusal("invalid", say("grid.no_such_grid"))
    card_number = play.case.number if play.case else None
    return grid.Place(round_.number, card_number, play.phase, template, deck.codes)


def _linkable(session: Session, round_: Round, asked: Asked) -> frozenset[str]:
    """What a note may link: the deck's codes, and the entries that its author may read."""
    codes = deck_of(session, round_).codes
    entries = play_of(round_).grid.entries
    shared = session.settings.grid == "shared" or asked.by.seat == Seat.HOST
    readable = (
        key
        for key, entry in entries.items()
        if shared or entry.pinned or entry.author == asked.by.id
    )
    return codes | frozenset(readable)
