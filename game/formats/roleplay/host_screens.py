"""What the host has before them: where the round stands, the one thing to do next, and the ways back."""

from game.kit import panels
from game.kit.cards import CASES, STRUCTURES, DrawCard, RedrawCard
from game.kit.debriefing import GoToStep
from game.kit.panels import Panel, Screen
from game.messages import Text, say
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
)
from .piles import deck_of, on_table, play_of, waiting
from .round_panels import (
    both_cards,
    debrief_title,
    draw_said,
    grid_panel,
    notes_panel,
    prompts_panel,
    rules_panel,
    said,
    worded,
)

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
            panels.ask(
                "replay_of",
                "choice",
                say("ask.replay_of"),
                optional=True,
                none=say("ask.no_replay"),
                choices=replays,
            )
        )
    return panels.action(
        StartRound,
        say("do.start_round"),
        style="main" if ready else "plain",
        data={"format": _name()},
        ask=fields,
    )


def host(session: Session, round_: Round) -> Screen:
    """The host's screen in each phase."""
    n = round_.number
    phase = play_of(round_).phase
    shared = [
        panels.phases([(name, say(f"phase.{name}")) for name in PLAYED], phase),
        panels.actions(*_host_actions(session, round_), *if_needed(session)),
        panels.roster(say("panel.people")),
    ]
    return Screen(
        title=_title(session, round_),
        hint=said(f"host.{phase}_hint", session, round_),
        panels=shared + _host_panels(session, round_, f"round/{n}"),
    )


def _title(session: Session, round_: Round) -> Text:
    match play_of(round_).phase:
        case "draw":
            return draw_said("host.draw", session, round_)
        case "debrief":
            return debrief_title(session, round_)
        case phase:
            return said(f"host.{phase}", session, round_)


def _host_panels(session: Session, round_: Round, record: str) -> list[Panel]:
    phase = play_of(round_).phase
    if phase == RULES:
        return [rules_panel(session, round_), *both_cards(round_)]
    if phase == DRAW:
        return [
            panels.pile(STRUCTURES, mine=False),
            panels.pile(CASES, mine=False),
            *both_cards(round_),
        ]
    made = [*both_cards(round_), panels.timer(record)]
    if phase == INTERVIEW:
        made.append(panels.floor(record))
    if phase == DEBRIEF:
        made += [prompts_panel(session, round_), notes_panel(session, round_, writes=True)]
    return [*made, grid_panel(session, round_, "stream")]


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
    piles = waiting(round_)
    made = [panels.action(DrawCard, say(f"do.draw_{pile}"), data={"pile": pile}) for pile in piles]
    for pile in piles:
        fields = [panels.ask("number", "number", say("ask.number"))]
        made.append(
            panels.action(
                DrawCard, say(f"do.number_{pile}"), style="quiet", data={"pile": pile}, ask=fields
            )
        )
    if not piles:
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
    on = say("do.next_step", step=worded(session, steps[at + 1]).title)
    return [panels.action(GoToStep, on, style="main", data={"step": steps[at + 1].id}), close]


def _name() -> str:
    return __name__.split(".")[-2]


def _first_part(session: Session) -> RoleplayDeck:
    part: RoleplayDeck = session.deck.parts[_name()]
    return part


def _templates(deck: RoleplayDeck) -> list[dict[str, object]]:
    return [{"value": one.id, "label": one.title, "hint": one.description} for one in deck.grids]
