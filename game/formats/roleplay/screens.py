"""What each person has before them in a round: one sentence, one thing to do, and the panels."""

from game.kit import panels
from game.kit.cards import CASES, STRUCTURES, DrawCard, RedrawCard
from game.kit.debriefing import ENTRIES, GoToStep, Step
from game.kit.grid import Column
from game.kit.panels import Panel, Screen
from game.messages import Text, say
from game.people import Role, Viewer
from game.session.messages import StartRound
from game.session.state import Round, Session
from game.session.view import if_needed

from .deck import RoleplayDeck
from .messages import (
    DEBRIEF,
    DRAW,
    INTERVIEW,
    PHASES,
    READING,
    RULES,
    ChooseGrid,
    CloseRound,
    EndInterview,
    GoToPhase,
    ReadCase,
)
from .piles import case_card, deck_of, drawer, on_table, play_of

PLAYED = PHASES[:-1]


def start(session: Session) -> Panel:
    """The button that starts a round of this format."""
    ready = len(session.volunteers) >= 2
    deck = _first_part(session)
    replays: list[dict[str, object]] = [
        {"value": r.number, "label": say("ask.replay_of_round", number=r.number)}
        for r in session.rounds
        if isinstance(deck_of(session, r), RoleplayDeck) and play_of(r).case is not None
    ]
    fields = [
        panels.ask(
            "adviser", "person", say("ask.adviser"), optional=True, none=say("ask.at_random")
        ),
        panels.ask(
            "jobseeker", "person", say("ask.jobseeker"), optional=True, none=say("ask.at_random")
        ),
        panels.ask("grid", "choice", say("ask.grid"), choices=_templates(deck)),
    ]
    if replays:
        fields.append(
            panels.ask("replay_of", "choice", say("ask.replay_of"), optional=True, choices=replays)
        )
    return panels.action(
        StartRound,
        say("do.start_round"),
        style="main" if ready else "plain",
        data={"format": _name()},
        ask=fields,
    )


def screen(session: Session, round_: Round, viewer: Viewer, role: Role) -> Screen:
    """What this viewer has before them now."""
    if role == Role.HOST:
        return _host(session, round_)
    if role == Role.SCREEN:
        return _wall(session, round_)
    return _person(session, round_, role)


def _name() -> str:
    return __name__.split(".")[-2]


def _first_part(session: Session) -> RoleplayDeck:
    part: RoleplayDeck = session.deck.parts[_name()]
    return part


def _templates(deck: RoleplayDeck) -> list[dict[str, object]]:
    return [{"value": one.id, "label": one.title, "hint": one.description} for one in deck.grids]


def _names(session: Session, round_: Round) -> dict[str, str]:
    people = session.participants
    return {
        "adviser": people[round_.adviser].name,
        "jobseeker": people[round_.jobseeker].name,
        "host": session.host,
    }


def _said(key: str, session: Session, round_: Round) -> Text:
    return say(key, **_names(session, round_))


def _step(session: Session, round_: Round) -> Step | None:
    return deck_of(session, round_).guide.named(play_of(round_).debriefing.step or "")


# The host


def _host(session: Session, round_: Round) -> Screen:
    n = round_.number
    phase = play_of(round_).phase
    shared = [
        panels.phases([(name, say(f"phase.{name}")) for name in PLAYED], phase),
        panels.actions(*_host_actions(session, round_), *if_needed(session)),
        panels.roster(say("panel.people")),
    ]
    title = say(f"host.{phase}", **_names(session, round_))
    if phase == DEBRIEF:
        title = _debrief_title(session, round_)
    return Screen(
        title=title,
        hint=_said(f"host.{phase}_hint", session, round_),
        panels=shared + _host_panels(session, round_, f"round/{n}"),
    )


def _host_panels(session: Session, round_: Round, record: str) -> list[Panel]:
    phase = play_of(round_).phase
    if phase == RULES:
        return [_rules(session, round_), *_cards(round_)]
    if phase == DRAW:
        return [
            panels.pile(STRUCTURES, mine=False),
            panels.pile(CASES, mine=False),
            *_cards(round_),
        ]
    made = [*_cards(round_), panels.timer(record)]
    if phase == INTERVIEW:
        made.append(panels.floor(record))
    if phase == DEBRIEF:
        made += [_prompts(session, round_), _notes(session, round_, writes=True)]
    return [*made, _grid(session, round_, "stream")]


def _host_actions(session: Session, round_: Round) -> list[Panel]:
    match play_of(round_).phase:
        case "rules":
            return [_go(DRAW, "do.to_draw", "main"), _choose_grid(session, round_)]
        case "draw":
            return [
                *_draws(round_),
                *_redraws(round_),
                _go(RULES, "do.back_to_rules", "quiet"),
            ]
        case "reading":
            return [
                _go(INTERVIEW, "do.start_interview", "main"),
                *_redraws(round_),
                _choose_grid(session, round_),
                _go(DRAW, "do.back_to_draw", "quiet"),
            ]
        case "interview":
            end = panels.action(EndInterview, say("do.to_debrief"), style="main")
            return [end, _go(READING, "do.back_to_reading", "quiet")]
        case _:
            return [*_steps_on(session, round_), _go(INTERVIEW, "do.back_to_interview", "quiet")]


def _go(phase: str, label: str, style: str) -> Panel:
    return panels.action(GoToPhase, say(label), style=style, data={"phase": phase})


def _choose_grid(session: Session, round_: Round) -> Panel:
    choices = _templates(deck_of(session, round_))
    now = play_of(round_).grid_id
    fields = [panels.ask("grid", "choice", say("ask.grid"), choices=choices, value=now)]
    return panels.action(ChooseGrid, say("do.choose_grid"), style="quiet", ask=fields)


def _draws(round_: Round) -> list[Panel]:
    """Draw for a player, or say the number of the printed card: also the way on when a tablet is lost."""
    play = play_of(round_)
    waiting = [pile for pile in (CASES, STRUCTURES) if on_table(play, pile) is None]
    made = [
        panels.action(DrawCard, say(f"do.draw_{pile}"), data={"pile": pile}) for pile in waiting
    ]
    for pile in waiting:
        fields = [panels.ask("number", "number", say("ask.number"))]
        made.append(
            panels.action(
                DrawCard, say(f"do.number_{pile}"), style="quiet", data={"pile": pile}, ask=fields
            )
        )
    if not waiting:
        made.append(_go(READING, "do.to_reading", "main"))
    return made


def _redraws(round_: Round) -> list[Panel]:
    play = play_of(round_)
    fields = [panels.ask("reason", "text", say("ask.reason"), optional=True)]
    return [
        panels.action(
            RedrawCard, say(f"do.redraw_{pile}"), style="quiet", data={"pile": pile}, ask=fields
        )
        for pile in (CASES, STRUCTURES)
        if on_table(play, pile) is not None
    ]


def _steps_on(session: Session, round_: Round) -> list[Panel]:
    steps = deck_of(session, round_).guide.steps
    at = [one.id for one in steps].index(play_of(round_).debriefing.step or steps[0].id)
    close = panels.action(
        CloseRound,
        say("do.close_round"),
        style="main" if at == len(steps) - 1 else "quiet",
        confirm=None if at == len(steps) - 1 else say("confirm.close_round"),
    )
    if at == len(steps) - 1:
        return [close]
    on = say("do.next_step", step=steps[at + 1].title)
    return [panels.action(GoToStep, on, style="main", data={"step": steps[at + 1].id}), close]


# The projector


def _wall(session: Session, round_: Round) -> Screen:
    if session.show == "rules":
        return Screen(
            title=say("wall.rules"), hint=say("wall.rules_hint"), panels=[_rules(session, round_)]
        )
    phase = play_of(round_).phase
    record = f"round/{round_.number}"
    title = (
        _debrief_title(session, round_)
        if phase == DEBRIEF
        else _said(f"wall.{phase}", session, round_)
    )
    by_phase: dict[str, list[Panel]] = {
        RULES: [_rules(session, round_)],
        DRAW: [panels.pile(STRUCTURES, mine=False), panels.pile(CASES, mine=False)],
        READING: [panels.card(f"card/{round_.number}/structure")],
        INTERVIEW: [*_cards(round_), panels.timer(record), panels.floor(record)],
    }
    shown = by_phase.get(phase)
    if shown is None:
        shown = [
            *_cards(round_),
            _prompts(session, round_),
            panels.timer(record),
            _grid(session, round_, "pinned"),
            _notes(session, round_, writes=False),
        ]
    return Screen(title=title, hint=_said(f"wall.{phase}_hint", session, round_), panels=shown)


# Those round the table


def _person(session: Session, round_: Round, role: Role) -> Screen:
    phase = play_of(round_).phase
    hint = _said(f"{role}.{phase}_hint", session, round_)
    if phase == DEBRIEF:
        return Screen(
            title=_debrief_title(session, round_), hint=hint, panels=_debrief(session, round_, role)
        )
    title = _said(f"{role}.{phase}", session, round_)
    case = case_card(session, round_)
    if role == Role.JOBSEEKER and case is not None:
        title = say(title.key, **_names(session, round_), person=case.first_name)
    made = {RULES: _at_rules, DRAW: _at_draw, READING: _at_reading, INTERVIEW: _at_interview}
    return Screen(title=title, hint=hint, panels=made[phase](session, round_, role))


def _at_rules(session: Session, round_: Round, role: Role) -> list[Panel]:
    return [_rules(session, round_)]


def _at_draw(session: Session, round_: Round, role: Role) -> list[Panel]:
    play = play_of(round_)
    made = [
        panels.pile(pile, mine=role == drawer(session, pile) and on_table(play, pile) is None)
        for pile in (STRUCTURES, CASES)
    ]
    if role == Role.OBSERVER:
        return made
    return [*made, *_cards(round_), *_set_aside(session, round_)]


def _at_reading(session: Session, round_: Round, role: Role) -> list[Panel]:
    if role == Role.OBSERVER:
        return [panels.card(f"card/{round_.number}/structure")]
    made = [*_cards(round_), *_set_aside(session, round_)]
    if role == Role.ADVISER:
        read = panels.action(ReadCase, say("do.read_case"), style="main")
        made.append(panels.actions(read))
    return made


def _at_interview(session: Session, round_: Round, role: Role) -> list[Panel]:
    record = f"round/{round_.number}"
    made = [*_cards(round_), panels.timer(record)]
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
        made.append(_grid(session, round_, "write"))
    return made


def _debrief(session: Session, round_: Round, role: Role) -> list[Panel]:
    made = [*_cards(round_), _prompts(session, round_), panels.timer(f"round/{round_.number}")]
    deck = deck_of(session, round_)
    if not deck.guide.reveals(play_of(round_).debriefing.reached, ENTRIES):
        return made
    step = _step(session, round_)
    writes = step is not None and step.notes == "everyone"
    mode = "write" if role == Role.OBSERVER else "read"
    return [*made, _notes(session, round_, writes=writes), _grid(session, round_, mode)]


# Panels


def _cards(round_: Round) -> list[Panel]:
    return [panels.card(f"card/{round_.number}/{family}") for family in ("structure", "case")]


def _rules(session: Session, round_: Round) -> Panel:
    rules = deck_of(session, round_).rules
    keys = [rule.text for rule in rules if rule.key]
    all_rules = [rule.text for rule in rules]
    return panels.text(say("panel.rules"), keys or all_rules, name="rules") | {"more": all_rules}


def _set_aside(session: Session, round_: Round) -> list[Panel]:
    """Any player may set a delicate card aside, without a word of why."""
    case = case_card(session, round_)
    if case is None or case.sensitivity != "delicate":
        return []
    aside = panels.action(RedrawCard, say("do.set_aside"), style="quiet", data={"pile": CASES})
    return [panels.actions(aside)]


def _grid(session: Session, round_: Round, mode: str) -> Panel:
    deck = deck_of(session, round_)
    template = deck.template(play_of(round_).grid_id)
    columns = [_column(deck, one) for one in template.column] if template else []
    return panels.grid(f"entry/{round_.number}/", columns, round_.number, mode)


def _column(deck: RoleplayDeck, column: Column) -> dict[str, object]:
    made: dict[str, object] = {
        "id": column.id,
        "label": column.label,
        "short": column.short or column.label,
        "hint": column.hint,
        "kind": column.kind,
        "icon": column.icon,
    }
    choices: list[dict[str, object]] = [
        {"value": one.value, "label": one.label} for one in column.choices
    ]
    if column.doors:
        # In the order of the names: nothing in it may whisper what suits the case.
        doors = sorted((name, family, code) for code, (family, name) in deck.linked.items())
        choices += [
            {"value": code, "label": name, "family": family} for name, family, code in doors
        ]
    if choices:
        made["choices"] = choices
    return made


def _notes(session: Session, round_: Round, *, writes: bool) -> Panel:
    guide = deck_of(session, round_).guide
    steps: list[dict[str, object]] = [{"id": one.id, "title": one.title} for one in guide.steps]
    return panels.notes(
        f"note/{round_.number}/", play_of(round_).debriefing.step or "", steps, writes=writes
    )


def _prompts(session: Session, round_: Round) -> Panel:
    step = _step(session, round_)
    steps = [{"id": s.id, "title": s.title} for s in deck_of(session, round_).guide.steps]
    if step is None:
        return panels.prompts("", "", "everyone", "", [], 0)
    said = panels.prompts(step.id, step.title, step.who, step.lead, step.prompts, step.minutes)
    return said | {"steps": steps}


def _debrief_title(session: Session, round_: Round) -> Text:
    step = _step(session, round_)
    who = step.who if step else "everyone"
    names = _names(session, round_)
    return say(f"debrief.{who}", **names, step=step.title if step else "")
