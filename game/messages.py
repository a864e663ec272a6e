"""What goes in and out of the core: commands, events, refusals and the words shown to people.

Everything here is a value. Who asks, when, and the seed of any chance come in with the
command; nothing in `game` looks them up.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, NamedTuple

from game.people import Viewer


@dataclass(frozen=True)
class Length:
    """The longest text, in characters, or list, in items, that a field takes."""

    longest: int
    shortest: int = 0


@dataclass(frozen=True)
class Span:
    """The smallest and largest number that a field takes."""

    least: int
    most: int


@dataclass(frozen=True)
class Choice:
    """The only words that a field takes."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class IsoDay:
    """A day as 2026-12-01, or nothing."""


Id = Annotated[str, Length(64, 1)]
Name = Annotated[str, Length(40, 1)]
Line = Annotated[str, Length(200)]
Words = Annotated[str, Length(2000)]
Codes = Annotated[tuple[Id, ...], Length(20)]
Day = Annotated[str, IsoDay()]
Seconds = Annotated[int, Span(1, 4 * 3600)]


@dataclass(frozen=True, kw_only=True)
class Command:
    """Something a person asks for, named verb first."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, named in the past."""


class Asked(NamedTuple):
    """A command with who asks, when, and the seed of any chance in it."""

    command: Command
    by: Viewer
    at: datetime
    seed: int = 0


class Recorded(NamedTuple):
    """An event with who caused it ("" when that must not be known), when, and its place in the session."""

    event: Event
    by: str
    at: datetime
    seq: int


@dataclass(frozen=True)
class Text:
    """A sentence for a person, by its key: the outside says it in that person's language."""

    key: str
    params: tuple[tuple[str, "str | int | Text"], ...] = ()


def say(key: str, **params: "str | int | Text") -> Text:
    """A `Text` with its parameters by name."""
    return Text(key, tuple(sorted(params.items())))


class Refusal(Exception):
    """A command that can't be done now: `code` for machines, `text` for the person."""

    def __init__(
        self, code: str, text: Text, fields: Mapping[str, Text | str] | None = None
    ) -> None:
        super().__init__(code, text.key)
        self.code = code
        self.text = text
        self.fields = fields or {}


def kind_of(message: type[Command] | type[Event]) -> str:
    """The stable word of a message on the wire: AddEntry is `add_entry`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", message.__name__).lower()
