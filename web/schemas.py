"""The schema of each message, made from the fields of its dataclass and cached.

What a field takes is said where the message is defined: the schema, the documentation, the compiled
reader and the form of a new session all follow from it.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

import marshmallow as ma

from game import say
from game.deck import broken

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def seen(text: str) -> str:
    """A text without characters that no reader sees and no document may hold."""
    return _UNSEEN.sub("", text)


def in_lines(text: str) -> str:
    """The same, its lines ended in one way."""
    return text if text.isprintable() else seen(text).replace("\r\n", "\n").replace("\r", "\n")


class Words(ma.fields.String):
    """Text without characters that no reader sees and no document may hold."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return in_lines(super()._deserialize(value, attr, data, **kwargs))


class Scalar(ma.fields.Field[Any]):
    """A whole number or a text: one answer of a survey."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str):
            return seen(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise ma.ValidationError([say("invalid.not_answer")])


class Whole(ma.fields.Integer):
    """A whole number, given as a number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strict=True, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool | str):
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **kwargs)


class Flag(ma.fields.Field[bool]):
    """True or false, and nothing like it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Sequence(ma.fields.List[Any]):
    """A list, kept as a tuple."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **kwargs))


class Within:
    """Holds a value to one of the marks of `game.messages`."""

    def __init__(self, mark: object) -> None:
        self.mark = mark

    def __call__(self, value: object) -> None:
        """Raise `ValidationError` with what is wrong."""
        measured = tuple(value) if isinstance(value, Mapping | list) else value
        wrong = broken(self.mark, measured)
        if wrong is not None:
            raise ma.ValidationError([wrong])


_ERRORS: Any = {
    "required": [say("invalid.required")],
    "null": [say("invalid.required")],
    "invalid": [say("invalid.type")],
    "invalid_utf8": [say("invalid.type")],
    "too_large": [say("invalid.type")],
    "type": [say("invalid.type")],
    "unknown": [say("invalid.unknown")],
}


@cache
def schema_of(shape: Any) -> ma.Schema:
    """The schema of a dataclass, made from its fields, that loads into the dataclass itself."""
    hints = get_type_hints(shape, include_extras=True)
    made: dict[str, Any] = {}
    for one in fields(shape):
        options: dict[str, Any] = {"error_messages": _ERRORS}
        if one.default is MISSING and one.default_factory is MISSING:
            options["required"] = True
        made[one.name] = _field(hints[one.name], options)

    class Made(ma.Schema):
        error_messages = _ERRORS

        class Meta:
            unknown = ma.RAISE

        @ma.post_load
        def build(self, values: dict[str, Any], **_: Any) -> Any:
            return shape(**values)

    return cast(ma.Schema, type(shape.__name__, (Made,), made)())


@cache
def marks_of(shape: Any) -> Mapping[str, Any]:
    """What holds the fields of a dataclass, by name: the first mark of each that has one."""
    hints = get_type_hints(shape, include_extras=True)
    return {
        name: get_args(hint)[1] for name, hint in hints.items() if get_origin(hint) is Annotated
    }


def _field(hint: Any, options: dict[str, Any]) -> Any:
    marks: list[Any] = []
    while get_origin(hint) in (Annotated, Union, UnionType):
        if get_origin(hint) is Annotated:
            hint, *found = get_args(hint)
            marks += found
        else:
            choices = [one for one in get_args(hint) if one is not NoneType]
            if len(choices) > 1:
                return Scalar(**options)
            hint = choices[0]
            options["allow_none"] = True
    if marks:
        options["validate"] = [Within(mark) for mark in marks]
    return _typed(hint, options)


def _typed(hint: Any, options: dict[str, Any]) -> Any:
    if is_dataclass(hint):
        return ma.fields.Nested(schema_of(cast(type, hint)), **options)
    origin = get_origin(hint)
    if origin is tuple:
        return Sequence(_field(get_args(hint)[0], {"error_messages": _ERRORS}), **options)
    if origin is not None and issubclass(origin, Mapping):
        _, value = get_args(hint)
        return ma.fields.Dict(
            keys=Words(error_messages=_ERRORS),
            values=_field(value, {"error_messages": _ERRORS}),
            **options,
        )
    plain = {str: Words, bool: Flag, int: Whole, datetime: ma.fields.AwareDateTime}
    return plain[hint](**options)
