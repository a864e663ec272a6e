"""What a screen is made of. The browser draws these kinds of panel and knows no game."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from game.messages import Command, Text, kind_of

Panel = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What one viewer has before them: what is happening, what to do, and the panels to draw."""

    title: Text
    hint: Text
    panels: list[Panel] = field(default_factory=list)


def action(
    command: type[Command],
    label: Text,
    *,
    style: str = "plain",
    data: dict[str, object] | None = None,
    ask: Sequence[dict[str, object]] = (),
    confirm: Text | None = None,
) -> Panel:
    """One button. `style`: main (the one thing to do), floor, plain or quiet; `ask`: fields to fill first."""
    made: Panel = {"command": kind_of(command), "label": label, "style": style, "data": data or {}}
    if ask:
        made["ask"] = list(ask)
    if confirm is not None:
        made["confirm"] = confirm
    return made


def ask(name: str, kind: str, label: Text, **more: object) -> dict[str, object]:
    """One field of an action. `kind`: text, number, person, choice or yes."""
    return {"id": name, "kind": kind, "label": label, **more}


def actions(*made: Panel) -> Panel:
    """Buttons."""
    return {"kind": "actions", "actions": list(made)}


def roster(title: Text) -> Panel:
    """People and their presence."""
    return {"kind": "roster", "items": "participant/", "title": title}


def text(title: Text | str, words: Text | Sequence[str], *, name: str = "note") -> Panel:
    """Something to read, whole and line by line; `name` says what it is, for its looks."""
    whole, lines = (words, [words]) if isinstance(words, Text) else ("\n".join(words), list(words))
    return {"kind": "text", "title": title, "text": whole, "lines": lines, "name": name}


def card(record: str) -> Panel:
    """A card, face up, or its place while it is not drawn."""
    return {"kind": "card", "record": record}


def pile(name: str, mine: bool) -> Panel:
    """A pile; `mine` when this viewer is the one to draw from it."""
    return {"kind": "pile", "name": name, "record": f"pile/{name}", "mine": mine}


def timer(record: str) -> Panel:
    """The clock in a record's `timer`."""
    return {"kind": "timer", "record": record}


def floor(record: str, people: Sequence[str] = ()) -> Panel:
    """Who may speak, and whom this viewer may call."""
    return {"kind": "floor", "record": record, "people": list(people)}


def tally(record: str, columns: Sequence[dict[str, object]]) -> Panel:
    """How much was noted, by column, never by person."""
    return {"kind": "tally", "record": record, "columns": list(columns)}


def grid(items: str, columns: Sequence[dict[str, object]], round_number: int, mode: str) -> Panel:
    """Entries by column. `mode`: write (one's own), stream (as they come), read."""
    return {
        "kind": "grid",
        "items": items,
        "columns": list(columns),
        "round": round_number,
        "mode": mode,
    }


def notes(items: str, step: str, steps: Sequence[dict[str, object]], *, writes: bool) -> Panel:
    """Notes by step."""
    return {"kind": "notes", "items": items, "step": step, "steps": list(steps), "writes": writes}


def prompts(step: str, title: str, who: str, lead: str, said: Sequence[str], minutes: int) -> Panel:
    """What to ask aloud in a step, and about how long."""
    return {
        "kind": "prompts",
        "step": step,
        "title": title,
        "who": who,
        "lead": lead,
        "prompts": list(said),
        "minutes": minutes,
    }


def form(items: Sequence[dict[str, object]]) -> Panel:
    """Questions to answer once."""
    return {"kind": "form", "items": list(items)}


def phases(steps: Sequence[tuple[str, Text]], now: str) -> Panel:
    """Where the round stands."""
    return {
        "kind": "phases",
        "now": now,
        "phases": [{"id": name, "label": label} for name, label in steps],
    }


def join() -> Panel:
    """The code and the picture of it to come in with."""
    return {"kind": "join", "record": "session"}
