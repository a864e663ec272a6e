"""Events <-> what the journal keeps. Our own words, so no checks: they were made by the core."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, get_origin, get_type_hints

import game
from game import Recorded
from web.journal import StoredEvent

_PLAIN = frozenset((str, int, bool, NoneType))
_PLAIN_HINTS = frozenset((*_PLAIN, str | None, int | None))


def stored(recorded: Recorded) -> StoredEvent:
    """An event as the journal keeps it."""
    event, by, at, seq = recorded
    return StoredEvent(seq, at, by, game.event_kinds()[type(event)], _plain_fields(event))


def recorded(stored_event: StoredEvent) -> Recorded:
    """The event that was kept; raises `KeyError` for a kind that no format knows any more."""
    shape: Any = game.events()[stored_event.kind]
    makers = _makers(shape)
    values = {name: makers[name](value) for name, value in stored_event.data.items()}
    return Recorded(
        event=shape(**values), by=stored_event.actor, at=stored_event.at, seq=stored_event.seq
    )


def _plain_fields(value: Any) -> dict[str, Any]:
    kept = dict(vars(value))
    shape: Any = type(value)
    for name in _not_plain(shape):
        kept[name] = _plain(kept[name])
    return kept


@cache
def _not_plain(shape: Any) -> tuple[str, ...]:
    return tuple(name for name, hint in get_type_hints(shape).items() if hint not in _PLAIN_HINTS)


def _plain(value: object) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return dict(value) if isinstance(value, Mapping) else value


@cache
def _makers(shape: Any) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(shape)
    return {one.name: _maker(hints[one.name]) for one in fields(shape)}


def _maker(hint: Any) -> Callable[[Any], Any]:
    if hint is datetime:
        return datetime.fromisoformat
    if is_dataclass(hint):
        shape: Any = hint
        return lambda value: shape(**value)
    return tuple if get_origin(hint) is tuple else _same


def _same(value: Any) -> Any:
    return value
