"""Every command, event and table there is, by name: the session's own and each format's."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import get_args

from game.format import discover
from game.messages import Command, Event, kind_of
from game.session.messages import SessionCommand, SessionEvent
from game.session.state import Session
from game.session.table import TABLE, Table

# In order, and found at once: each message is looked for here several times on its way.
SESSION_COMMANDS: Collection[type[Command]] = dict.fromkeys(get_args(SessionCommand))
SESSION_EVENTS: Collection[type[Event]] = dict.fromkeys(get_args(SessionEvent))


@cache
def commands() -> Mapping[str, Mapping[str, type[Command]]]:
    """Owner -> kind -> command. The owners are `session` and each format."""
    owners: dict[str, dict[str, type[Command]]] = {
        "session": {kind_of(one): one for one in SESSION_COMMANDS}
    }
    for name, one in discover().items():
        owners[name] = {kind_of(command): command for command in one.commands}
    return owners


def command_class(session: Session, kind: str) -> type[Command] | None:
    """The command of this kind: the session's own, the running round's, or another format's."""
    round_ = session.round
    return _commands_in(round_.format if round_ else "").get(kind)


@cache
def _commands_in(format_name: str) -> Mapping[str, type[Command]]:
    """Kind -> command: of two with one name the session's goes first, then that of this format."""
    owners, found = commands(), dict[str, type[Command]]()
    for name in (*sorted(owners, reverse=True), format_name, "session"):
        found |= owners.get(name, {})
    return found


@cache
def events() -> Mapping[str, type[Event]]:
    """Kind -> event, as the journal names them: a format's own events bear its name."""
    named = {kind_of(one): one for one in SESSION_EVENTS}
    for name, one in discover().items():
        for event in one.events:
            own = event.__module__.startswith(f"game.formats.{name}.")
            named[f"{name}.{kind_of(event)}" if own else kind_of(event)] = event
    return named


@cache
def event_kinds() -> Mapping[type[Event], str]:
    """The journal's word for each event."""
    return {event: kind for kind, event in events().items()}


def tables() -> Mapping[str, Table]:
    """Every table by owner, for the documentation."""
    return {"session": TABLE, **{name: one.table for name, one in discover().items()}}
