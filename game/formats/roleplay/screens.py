"""What each person has before them in a round: one sentence, one thing to do, and the panels."""

from game.kit import panels
from game.kit.cards import CASES, STRUCTURES
from game.kit.guide import ENTRIES
from game.kit.panels import Panel, Screen
from game.messages import Text, say
from game.people import Role, Viewer
from game.session.state import Round, Session

from .host_screens import host
from .messages import DEBRIEF, DRAW, INTERVIEW, READING, RULES, EndInterview, ReadCase
from .piles import case_card, deck_of, drawer, on_table, play_of
from .round_panels import (
    both_cards,
    debrief_title,
    draw_said,
    grid_panel,
    notes_panel,
    people_named,
    prompts_panel,
    rules_panel,
    said,
    set_aside_panels,
    step_now,
)


def screen(session: Session, round_: Round, viewer: Viewer, role: Role) -> Screen:
    """What this viewer has before them now."""
    if role == Role.HOST:
        return host(session, round_)
    if role == Role.SCREEN:
        return _wall(session, round_)
    return _person(session, round_, role)


# The projector


def _wall(session: Session, round_: Round) -> Screen:
    if session.show == "rules":
        hint = said("wall.rules_hint", session, round_)
        return Screen(title=say("wall.rules"), hint=hint, panels=[rules_panel(session, round_)])
    phase = play_of(round_).phase
    record = f"round/{round_.number}"
    title = (
        debrief_title(session, round_)
        if phase == DEBRIEF
        else said(f"wall.{phase}", session, round_)
    )
    by_phase: dict[str, list[Panel]] = {
        RULES: [rules_panel(session, round_)],
        DRAW: [panels.pile(STRUCTURES, mine=False), panels.pile(CASES, mine=False)],
        READING: [panels.card(f"card/{round_.number}/structure")],
        INTERVIEW: [*both_cards(round_), panels.timer(record), panels.floor(record)],
    }
    shown = by_phase.get(phase)
    if shown is None:
        shown = [
            *both_cards(round_),
            prompts_panel(session, round_),
            panels.timer(record),
            grid_panel(session, round_, "pinned"),
            notes_panel(session, round_, writes=False),
        ]
    return Screen(title=title, hint=_hint("wall", session, round_), panels=shown)


def _hint(seen_by: str, session: Session, round_: Round) -> Text:
    phase = play_of(round_).phase
    if phase == DRAW and seen_by in ("wall", "observer"):
        return draw_said("draw.left", session, round_)
    return said(f"{seen_by}.{phase}_hint", session, round_)


# Those round the table


def _person(session: Session, round_: Round, role: Role) -> Screen:
    phase = play_of(round_).phase
    hint = _hint(role, session, round_)
    if phase == DEBRIEF:
        return Screen(
            title=debrief_title(session, round_), hint=hint, panels=_debrief(session, round_, role)
        )
    title = said(f"{role}.{phase}", session, round_)
    case = case_card(session, round_)
    if phase == RULES and _has_drawn(session, round_, role):
        hint = said("draw.already_hint", session, round_)
    elif phase == DRAW and _has_drawn(session, round_, role):
        title, hint = say("draw.drawn"), say("draw.drawn_hint")
    elif role == Role.JOBSEEKER and case is not None:
        title = say(title.key, **people_named(session, round_), person=case.first_name)
    made = {RULES: _at_rules, DRAW: _at_draw, READING: _at_reading, INTERVIEW: _at_interview}
    return Screen(title=title, hint=hint, panels=made[phase](session, round_, role))


def _has_drawn(session: Session, round_: Round, role: Role) -> bool:
    """Whether the pile that this player draws from has given its card."""
    mine = [pile for pile in (STRUCTURES, CASES) if drawer(session, pile) == role]
    return any(on_table(play_of(round_), pile) is not None for pile in mine)


def _at_rules(session: Session, round_: Round, role: Role) -> list[Panel]:
    return [rules_panel(session, round_)]


def _at_draw(session: Session, round_: Round, role: Role) -> list[Panel]:
    play = play_of(round_)
    made = [
        panels.pile(pile, mine=role == drawer(session, pile) and on_table(play, pile) is None)
        for pile in (STRUCTURES, CASES)
    ]
    if role == Role.OBSERVER:
        return made
    return [*made, *both_cards(round_), *set_aside_panels(session, round_)]


def _at_reading(session: Session, round_: Round, role: Role) -> list[Panel]:
    if role == Role.OBSERVER:
        return [panels.card(f"card/{round_.number}/structure")]
    made = [*both_cards(round_), *set_aside_panels(session, round_)]
    if role == Role.ADVISER:
        read = panels.action(ReadCase, say("do.read_case"), style="main")
        made.append(panels.actions(read))
    return made


def _at_interview(session: Session, round_: Round, role: Role) -> list[Panel]:
    record = f"round/{round_.number}"
    made = [*both_cards(round_), panels.timer(record)]
    if role == Role.ADVISER:
        others = [p.id for p in session.present if p.id not in round_.players]
        end = panels.action(
            EndInterview, say("do.end_interview"), confirm=say("confirm.end_interview")
        )
        questions = panels.text(
            say("panel.questions"), deck_of(session, round_).questions, name="questions"
        )
        return [*made, panels.floor(record, [*others, "everyone"]), questions, panels.actions(end)]
    made.append(panels.floor(record))
    if role == Role.OBSERVER:
        made.append(grid_panel(session, round_, "write"))
    return made


def _debrief(session: Session, round_: Round, role: Role) -> list[Panel]:
    made = [
        *both_cards(round_),
        prompts_panel(session, round_),
        panels.timer(f"round/{round_.number}"),
    ]
    deck = deck_of(session, round_)
    if not deck.guide.reveals(play_of(round_).debriefing.reached, ENTRIES):
        return made
    step = step_now(session, round_)
    writes = step is not None and step.notes == "everyone"
    mode = "write" if role == Role.OBSERVER else "read"
    return [*made, notes_panel(session, round_, writes=writes), grid_panel(session, round_, mode)]
