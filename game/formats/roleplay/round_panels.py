"""The panels of a round that several screens share, and the sentences that name its people."""

from collections.abc import Mapping

from game.kit import panels
from game.kit.cards import CASES, RedrawCard
from game.kit.grid import Column
from game.kit.guide import Step, Wording
from game.kit.panels import Panel
from game.messages import Text, say
from game.session.state import Round, Session

from .deck import RoleplayDeck
from .piles import case_card, deck_of, drawer, play_of, waiting


def people_named(session: Session, round_: Round) -> dict[str, str]:
    """The people that a round's sentences name."""
    people = session.participants
    return {
        "adviser": people[round_.adviser].name,
        "jobseeker": people[round_.jobseeker].name,
        "host": session.host,
    }


def said(key: str, session: Session, round_: Round) -> Text:
    """A sentence that may name them."""
    return say(key, **people_named(session, round_))


def draw_said(key: str, session: Session, round_: Round) -> Text:
    """A sentence on who draws what is left to draw."""
    match waiting(round_):
        case [pile]:
            names = people_named(session, round_)
            return say(f"{key}_{pile}", player=names[drawer(session, pile)])
        case []:
            return say(f"{key}_none")
        case _:
            return said(f"{key}_both", session, round_)


def step_now(session: Session, round_: Round) -> Step | None:
    """The debriefing's step, if it has begun."""
    return deck_of(session, round_).guide.named(play_of(round_).debriefing.step or "")


def worded(session: Session, step: Step) -> Wording:
    """What a step says in this session."""
    return step.said(session.language)


def _titles(session: Session, round_: Round) -> list[dict[str, object]]:
    steps = deck_of(session, round_).guide.steps
    return [{"id": one.id, "title": worded(session, one).title} for one in steps]


def both_cards(round_: Round) -> list[Panel]:
    """The structure and the case."""
    return [panels.card(f"card/{round_.number}/{family}") for family in ("structure", "case")]


def rules_panel(session: Session, round_: Round) -> Panel:
    """The rules to keep in mind, and all of them behind."""
    rules = deck_of(session, round_).rules
    keys = [rule.text for rule in rules if rule.key]
    all_rules = [rule.text for rule in rules]
    return panels.text(say("panel.rules"), keys or all_rules, name="rules") | {"more": all_rules}


def set_aside_panels(session: Session, round_: Round) -> list[Panel]:
    """Any player may set a delicate card aside, without a word of why."""
    case = case_card(session, round_)
    if case is None or case.sensitivity != "delicate":
        return []
    aside = panels.action(RedrawCard, say("do.set_aside"), style="quiet", data={"pile": CASES})
    return [panels.actions(aside)]


def grid_panel(session: Session, round_: Round, mode: str) -> Panel:
    """The observers' grid."""
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
    choices: list[Mapping[str, str]] = [
        {"value": one.value, "label": one.label} for one in column.choices
    ]
    if column.doors:
        choices += deck.doors
    if choices:
        made["choices"] = choices
    return made


def notes_panel(session: Session, round_: Round, *, writes: bool) -> Panel:
    """The debriefing's notes."""
    step = play_of(round_).debriefing.step or ""
    return panels.notes(f"note/{round_.number}/", step, _titles(session, round_), writes=writes)


def prompts_panel(session: Session, round_: Round) -> Panel:
    """What to ask in the debriefing's step."""
    step = step_now(session, round_)
    if step is None:
        return panels.prompts("", "", "everyone", "", [], 0)
    here = worded(session, step)
    made = panels.prompts(step.id, here.title, step.who, here.lead, here.prompts, step.minutes)
    return made | {"steps": _titles(session, round_)}


def debrief_title(session: Session, round_: Round) -> Text:
    """Who has the word in this step."""
    step = step_now(session, round_)
    who = step.who if step else "everyone"
    names = people_named(session, round_)
    return say(f"debrief.{who}", **names, step=worded(session, step).title if step else "")
