"""The play after one of its events. Obeys, never refuses."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never, cast

from game.frozen import changed
from game.kit import debriefing, grid, timer
from game.kit.cards import CASES, CardDrawn, CardSetAside, Drawn
from game.kit.debriefing import (
    Debriefing,
    MarkedToCheck,
    NoteAdded,
    NoteEdited,
    NoteRemoved,
    StepReached,
)
from game.kit.grid import EntryAdded, EntryEdited, EntryPinned, EntryRemoved
from game.kit.timer import TimerEnded, TimerPaused, TimerSet
from game.messages import Recorded
from game.session.messages import RoundStarted
from game.session.state import Round, Session

from .messages import (
    DEBRIEF,
    PHASES,
    RULES,
    FloorGiven,
    FloorTakenBack,
    GridChosen,
    PhaseReached,
    RoleplayEvent,
)
from .piles import play_of
from .state import Floor, Play, SetAside


def begin(session: Session, started: RoundStarted, at: datetime) -> Play:
    """A new round; a replay has the case of the earlier one on the table already."""
    case = None
    if started.replay_of is not None:
        earlier = play_of(session.rounds[started.replay_of - 1]).case
        case = replace(earlier, shown=RULES, steps=()) if earlier else None
    return Play(grid_id=started.grid, phases=((RULES, at),), case=case)


def evolve(session: Session, round_: Round, recorded: Recorded) -> Play:
    """The state of the round after this event."""
    play = play_of(round_)
    event = cast(RoleplayEvent, recorded.event)
    match event:
        case EntryAdded() | EntryEdited() | EntryRemoved() | EntryPinned():
            return changed(play, grid=grid.evolve(play.grid, event, recorded.by, recorded.at))
        case PhaseReached(phase=phase):
            return _in_phase(play, phase, recorded.at)
        case GridChosen(grid=grid_id):
            return replace(play, grid_id=grid_id)
        case CardDrawn(pile=pile, number=number):
            card = Drawn(number=number, shown=play.phase, past_review=event.past_review)
            return replace(play, case=card) if pile == CASES else replace(play, structure=card)
        case CardSetAside(pile=pile):
            return _without_card(play, event)
        case FloorGiven(to=to):
            return replace(play, floor=(*play.floor, Floor(to=to, since=recorded.at)))
        case FloorTakenBack():
            ended = replace(play.floor[-1], until=recorded.at)
            return replace(play, floor=(*play.floor[:-1], ended))
        case MarkedToCheck():
            return _marked(play, event)
        case TimerSet() | TimerPaused() | TimerEnded():
            return replace(play, timer=timer.evolve(play.timer, event))
        case StepReached() | NoteAdded() | NoteEdited() | NoteRemoved():
            steps = debriefing.evolve(play.debriefing, event, recorded.by, recorded.at)
            return replace(play, debriefing=steps, case=_discussed(play.case, steps))
        case _:
            assert_never(event)


def _in_phase(play: Play, phase: str, at: datetime) -> Play:
    # The interview's clock has nothing to say in the debriefing, nor the debriefing's in the interview.
    clock = None if DEBRIEF in (phase, play.phase) else play.timer
    return replace(
        play,
        phase=phase,
        case=_lying(play.case, phase),
        structure=_lying(play.structure, phase),
        timer=clock,
        phases=(*play.phases, (phase, at)),
    )


def _lying(card: Drawn | None, phase: str) -> Drawn | None:
    """A card once seen stays seen, also when the round goes back."""
    return replace(card, shown=max(card.shown, phase, key=PHASES.index)) if card else None


def _discussed(card: Drawn | None, steps: Debriefing) -> Drawn | None:
    """What a step shows of a card, it shows of the card that lies there then, not of a later one."""
    if card is None or steps.step is None or steps.step in card.steps:
        return card
    return replace(card, steps=(*card.steps, steps.step))


def _without_card(play: Play, event: CardSetAside) -> Play:
    aside = SetAside(pile=event.pile, number=event.number, reason=event.reason)
    cleared = replace(play, set_aside=(*play.set_aside, aside))
    return replace(cleared, case=None) if event.pile == CASES else replace(cleared, structure=None)


def _marked(play: Play, event: MarkedToCheck) -> Play:
    entry = play.grid.entries.get(event.id)
    if entry is not None:
        entries = play.grid.entries.put(event.id, entry._replace(to_check=event.to_check))
        return replace(play, grid=replace(play.grid, entries=entries))
    notes = play.debriefing.notes
    note = replace(notes[event.id], to_check=event.to_check)
    return replace(play, debriefing=replace(play.debriefing, notes=notes.put(event.id, note)))
