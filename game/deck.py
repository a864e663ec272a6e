"""A deck: what every deck has, and, for each format it serves, what that format makes of it.

Cards are read field by field from plain mappings. A deck is read as a whole: all its faults
are listed, and a faulty deck is never half-loaded.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from game.messages import Choice, Id, IsoDay, Length, Line, Span, Text, say

Files = Mapping[str, Mapping[str, Any]]
C = TypeVar("C")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing wrong in a deck: in which file, on which card, in which field, in plain words."""

    file: str
    card: str
    field: str
    text: Text


class FaultyDeck(Exception):
    """A deck that can't be used, with everything that is wrong in it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One choice of a scale: what is stored and what is read."""

    value: int
    label: Line


@dataclass(frozen=True, kw_only=True)
class SurveyItem:
    """One question of the survey."""

    id: Id
    label: Line
    kind: Annotated[str, Choice(("scale", "text"))]
    choices: tuple[Answer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Head:
    """What `deck.toml` says of every deck. Other keys of that file belong to the formats."""

    id: Id
    title: Line
    language: Annotated[str, Choice(("fr", "en"))]
    formats: Annotated[tuple[str, ...], Length(8, 1)]
    licence: Line
    description: Annotated[str, Length(400)] = ""
    source: Annotated[str, Length(400)] = ""


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A deck of one revision. `parts` holds, by format, what that format reads in it."""

    head: Head
    revision: str
    survey: tuple[SurveyItem, ...]
    parts: Mapping[str, Any] = field(default_factory=dict)


Reader = Callable[["DeckFiles"], Any]


class DeckFiles:
    """The files of a deck while it is being read, and the faults found so far."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.faults: list[Fault] = []

    def fault(self, file: str, card: object, name: str, text: Text) -> None:
        """Note one fault."""
        self.faults.append(Fault(file=file, card=str(card), field=name, text=text))

    def table(self, file: str) -> Mapping[str, Any]:
        """The content of one file; a missing one is a fault."""
        if file not in self.files:
            self.fault(file, "", "", say("deck.missing_file"))
        return self.files.get(file, {})

    def cards(self, shape: type[C], file: str, name: str, key: str) -> tuple[C, ...]:
        """All `[[name]]` of a file as `shape`; those that are faulty are listed and left out."""
        listed = self.table(file).get(name, [])
        if not isinstance(listed, list) or not listed:
            self.fault(file, "", name, say("deck.no_card", name=name))
            return ()
        read = [self.card(shape, file, str(_field(raw, key)), raw) for raw in listed]
        found = [card for card in read if card is not None]
        self._once_each(file, key, [getattr(card, key) for card in found])
        return tuple(found)

    def named(self, file: str, name: str) -> set[str]:
        """The codes of all `[[name]]` of a file: a faulty card's too, for its fault is told once."""
        listed = self.files.get(file, {}).get(name, [])
        return {str(_field(raw, "code")) for raw in listed} if isinstance(listed, list) else set()

    def card(self, shape: type[C], file: str, card: str, raw: object) -> C | None:
        """One card as `shape`, or None when something in it is wrong."""
        before = len(self.faults)
        value = self._record(shape, file, card, "", raw)
        return cast(C, value) if len(self.faults) == before else None

    def _once_each(self, file: str, key: str, values: Iterable[object]) -> None:
        seen: set[object] = set()
        for value in values:
            if value in seen:
                self.fault(file, value, key, say("deck.twice"))
            seen.add(value)

    def _record(self, shape: Any, file: str, card: str, path: str, raw: object) -> Any:
        if not isinstance(raw, Mapping):
            return self.fault(file, card, path, say("deck.not_table"))
        hints = _hints(shape)
        for unknown in raw.keys() - hints.keys():
            self.fault(file, card, path + unknown, say("deck.unknown_field"))
        values: dict[str, Any] = {}
        complete = True
        for one in fields(shape):
            if one.name in raw:
                values[one.name] = self._value(
                    hints[one.name], file, card, path + one.name, raw[one.name]
                )
            elif one.default is MISSING and one.default_factory is MISSING:
                self.fault(file, card, path + one.name, say("deck.missing_field"))
                complete = False
        return shape(**values) if complete else None

    def _value(self, hint: Any, file: str, card: str, path: str, raw: object) -> Any:
        limits: tuple[Any, ...] = ()
        if get_origin(hint) is Annotated:
            hint, *marks = get_args(hint)
            limits = tuple(marks)
        if get_origin(hint) in (Union, UnionType):
            hint = next(one for one in get_args(hint) if one is not NoneType)
        value = self._plain(hint, file, card, path, raw)
        for limit in limits:
            wrong = broken(limit, value)
            if wrong is not None:
                self.fault(file, card, path, wrong)
        return value

    def _plain(self, hint: Any, file: str, card: str, path: str, raw: object) -> Any:
        if is_dataclass(hint):
            return self._record(hint, file, card, path + ".", raw)
        if get_origin(hint) is tuple:
            if not isinstance(raw, list):
                return self.fault(file, card, path, say("deck.not_list"))
            item = get_args(hint)[0]
            return tuple(
                self._value(item, file, card, f"{path}.{at}", one) for at, one in enumerate(raw, 1)
            )
        if hint is date:
            return self._date(file, card, path, raw)
        if type(raw) is not hint:
            return self.fault(
                file, card, path, say("deck.wrong_type", type=say(f"deck.type.{hint.__name__}"))
            )
        return raw

    def _date(self, file: str, card: str, path: str, raw: object) -> date | None:
        if isinstance(raw, datetime):
            return raw.date()
        try:
            return raw if isinstance(raw, date) else date.fromisoformat(str(raw))
        except ValueError:
            self.fault(file, card, path, say("deck.not_date"))
            return None


def broken(limit: object, value: Any) -> Text | None:
    """What is wrong with a value by one of the marks of `game.messages`, or None."""
    match limit:
        case Length(longest=longest) if isinstance(value, str | tuple) and len(value) > longest:
            return say("invalid.too_long", longest=longest, length=len(value))
        case Length(shortest=shortest) if isinstance(value, str | tuple) and len(value) < shortest:
            return say("invalid.too_short")
        case Span(least=least, most=most) if isinstance(value, int) and not least <= value <= most:
            return say("invalid.out_of_span", least=least, most=most)
        case Choice(words=words) if value is not None and value not in words:
            return say("invalid.not_a_choice", choices=", ".join(words))
        case IsoDay() if value and not _is_day(value):
            return say("invalid.not_a_day")
    return None


def _is_day(text: str) -> bool:
    try:
        # Weeks and days without dashes are ISO dates too, but the list of sessions sorts by this one form.
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def read_deck(files: Files, revision: str, readers: Mapping[str, Reader]) -> Deck:
    """The deck in these files; raises `FaultyDeck` with every fault.

    `files` maps a file's name without its ending to its content; `readers` maps each known
    format to what reads its part.
    """
    reading = DeckFiles(files)
    known = {one.name for one in fields(Head)}
    top = {name: value for name, value in reading.table("deck").items() if name in known}
    head = reading.card(Head, "deck", "", top)
    survey = reading.cards(SurveyItem, "survey", "item", "id")
    parts: dict[str, Any] = {}
    for name in _formats(top):
        if name in readers:
            parts[name] = readers[name](reading)
        else:
            reading.fault("deck", "", "formats", say("deck.unknown_format", name=name))
    if head is None or reading.faults:
        raise FaultyDeck(reading.faults)
    return Deck(head=head, revision=revision, survey=survey, parts=parts)


def _formats(top: Mapping[str, Any]) -> list[str]:
    """The formats that a deck names, also when its head is faulty: all faults are told at once."""
    named = top.get("formats")
    return [one for one in named if isinstance(one, str)] if isinstance(named, list) else []


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape, include_extras=True)


def _field(raw: object, key: str) -> object:
    return raw.get(key, "") if isinstance(raw, Mapping) else ""
