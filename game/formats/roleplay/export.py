"""A round told to a reader."""

from datetime import datetime

from game.kit.debriefing import Note
from game.kit.grid import Entry, Template
from game.kit.guide import Step
from game.messages import Text, say
from game.report import (
    CardReport,
    DoorReport,
    EntryReport,
    FloorReport,
    NoteReport,
    RoundReport,
    StepReport,
)
from game.session.people import named
from game.session.state import Round, Session

from .deck import CaseCard
from .messages import EVERYONE
from .piles import case_card, deck_of, play_of, structure_card


def report(session: Session, round_: Round) -> RoundReport:
    """The round as it stands, also when it is not over."""
    play = play_of(round_)
    template = deck_of(session, round_).template(play.grid_id)
    columns = tuple((one.id, one.label) for one in template.column) if template else ()
    return RoundReport(
        number=round_.number,
        title=say("format.roleplay"),
        started_at=round_.started_at,
        ended=round_.ended_at is not None,
        cancelled=round_.cancelled,
        replay_of=round_.replay_of,
        players=_players(session, round_),
        cards=_cards(session, round_),
        set_aside=tuple(
            say(f"report.set_aside_{one.pile}", number=one.number, reason=one.reason)
            for one in play.set_aside
        ),
        durations=_durations(round_),
        floor=_floor(session, round_),
        columns=columns,
        entries=tuple(
            _entry(session, round_, entry, template) for entry in play.grid.entries.values()
        ),
        steps=tuple(_step(session, round_, step) for step in deck_of(session, round_).guide.steps),
        doors=_doors(session, round_),
    )


def _players(session: Session, round_: Round) -> tuple[tuple[Text, str], ...]:
    roles = ((say("role.adviser"), round_.adviser), (say("role.jobseeker"), round_.jobseeker))
    named_here = ((role, named(session, seat_id)) for role, seat_id in roles)
    return tuple((role, name) for role, name in named_here if name)


def _cards(session: Session, round_: Round) -> tuple[CardReport, ...]:
    made: list[CardReport] = []
    structure, case = structure_card(session, round_), case_card(session, round_)
    if structure is not None:
        facts = ("serves", "first_welcome", "can", "cannot", "refers_to")
        lines = tuple((say(f"card.{fact}"), str(getattr(structure, fact))) for fact in facts)
        made.append(
            CardReport(
                family="structure", number=structure.number, title=structure.name, lines=lines
            )
        )
    if case is not None:
        told = (
            (say("card.who"), _who(case)),
            (say("card.request"), case.request),
            (say("card.context"), case.context),
        )
        made.append(CardReport(family="case", number=case.number, title=case.title, lines=told))
    return tuple(made)


def _who(case: CaseCard) -> Text:
    return say(
        "card.person",
        first_name=case.first_name,
        age=case.age,
        status=case.status,
        place=case.place,
    )


def _durations(round_: Round) -> tuple[tuple[Text, int], ...]:
    """How long each phase lasted in all, in the order in which they were first entered."""
    phases = play_of(round_).phases
    ends: list[datetime | None] = [*(at for _, at in phases[1:]), round_.ended_at]
    lasted: dict[str, int] = {}
    for (name, since), until in zip(phases, ends, strict=True):
        seconds = round((until - since).total_seconds()) if until else 0
        lasted[name] = lasted.get(name, 0) + seconds
    return tuple((say(f"phase.{name}"), seconds) for name, seconds in lasted.items())


def _floor(session: Session, round_: Round) -> tuple[FloorReport, ...]:
    calls = play_of(round_).floor
    return tuple(
        FloorReport(
            to=_called(session, one.to),
            since=one.since,
            seconds=round((one.until - one.since).total_seconds()) if one.until else None,
        )
        for one in calls
    )


def _called(session: Session, to: str) -> Text | str:
    if to == EVERYONE:
        return say("floor.everyone")
    return named(session, to) or say("floor.observer")


def _entry(session: Session, round_: Round, entry: Entry, template: Template | None) -> EntryReport:
    column = template.named(entry.column) if template else None
    labels = {option.value: option.label for option in column.choices} if column else {}
    linked = deck_of(session, round_).linked
    return EntryReport(
        column=entry.column,
        text=entry.text,
        choice=labels.get(entry.choice, entry.choice),
        links=tuple(linked[code][1] for code in entry.links if code in linked),
        author=named(session, entry.author),
        at=entry.at,
        phase=say(f"phase.{entry.phase}"),
        card_number=entry.card_number,
        pinned=entry.pinned,
        to_check=entry.to_check,
    )


def _step(session: Session, round_: Round, step: Step) -> StepReport:
    notes = play_of(round_).debriefing.notes.values()
    said = step.said(session.language)
    return StepReport(
        title=said.title,
        who=say(f"debrief.who_{step.who}"),
        prompts=said.prompts,
        notes=tuple(_note(session, round_, note) for note in notes if note.step == step.id),
    )


def _note(session: Session, round_: Round, note: Note) -> NoteReport:
    linked = deck_of(session, round_).linked
    entries = play_of(round_).grid.entries
    names = [linked[code][1] for code in note.links if code in linked]
    quoted = [
        f"« {entries[key].text} »" for key in note.links if key in entries and entries[key].text
    ]
    return NoteReport(
        text=note.text,
        links=(*names, *quoted),
        author=named(session, note.author),
        at=note.at,
        to_check=note.to_check,
    )


def _doors(session: Session, round_: Round) -> tuple[DoorReport, ...]:
    """Each structure or scheme that an entry or a note names, once, with what was said of it."""
    play, linked = play_of(round_), deck_of(session, round_).linked
    slips: list[Entry | Note] = [*play.grid.entries.values(), *play.debriefing.notes.values()]
    made: list[DoorReport] = []
    for code in dict.fromkeys(code for slip in slips for code in slip.links if code in linked):
        family, name = linked[code]
        naming = [slip for slip in slips if code in slip.links]
        made.append(
            DoorReport(
                name=name,
                family=family,
                said=tuple(slip.text for slip in naming if slip.text),
                to_check=any(slip.to_check for slip in naming),
            )
        )
    return tuple(made)
