"""JSON <-> messages. One marshmallow schema per message, made from its fields and cached.

After this file there are no dicts: a command is whole and within its limits, or it is refused with
what is wrong, field by field. Unknown fields are refused.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

import marshmallow as ma
import orjson

from game import Command, Refusal, Text, say
from game.deck import broken
from web.locale import said

LARGEST_COMMAND = 16 * 1024
_UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)], "")


class Json:
    """The encoder that Socket.IO is given: fast, and sure of times and of lone surrogates."""

    @staticmethod
    def dumps(data: object, **_: object) -> str:
        """JSON text."""
        return encode(data).decode()

    @staticmethod
    def loads(data: str | bytes, **_: object) -> Any:
        """What a JSON text says; raises `ValueError`."""
        return orjson.loads(data)


def encode(data: object) -> bytes:
    """JSON, times in ISO 8601 with Z."""
    return orjson.dumps(data, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


def spoken(record: Any, language: str) -> Any:
    """A record with every `Text` in it said in this language."""
    if isinstance(record, Text):
        return said(record, language)
    if isinstance(record, Mapping):
        return {key: spoken(value, language) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return [spoken(value, language) for value in record]
    return record


class Words(ma.fields.String):
    """Text without characters that no reader sees and no document may hold."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        return text.translate(_UNPRINTABLE).replace("\r\n", "\n").replace("\r", "\n")


class Scalar(ma.fields.Field[Any]):
    """A whole number or a text: one answer of a survey."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str):
            return value.translate(_UNPRINTABLE)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise ma.ValidationError([say("invalid.not_answer")])


_ERRORS: Any = {
    "required": [say("invalid.required")],
    "null": [say("invalid.required")],
    "invalid": [say("invalid.type")],
    "invalid_utf8": [say("invalid.type")],
    "too_large": [say("invalid.type")],
    "type": [say("invalid.type")],
    "unknown": [say("invalid.unknown")],
}


def read(shape: Any, data: object) -> Any:
    """The `shape` that this JSON is; raises `Refusal("invalid")` with what is wrong in which field."""
    if not isinstance(data, Mapping):
        raise Refusal("invalid", say("invalid.not_object"))
    try:
        return schema(shape).load(data)
    except ma.ValidationError as error:
        raise Refusal("invalid", say("invalid.fields"), dict(_flat("", error.messages))) from None


def read_command(shape: type[Command], data: object) -> Command:
    """The command that this JSON is; raises `Refusal`."""
    return cast(Command, read(shape, data))


@cache
def schema(shape: Any) -> ma.Schema:
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
        options["validate"] = [_check(mark) for mark in marks]
    return _typed(hint, options)


def _typed(hint: Any, options: dict[str, Any]) -> Any:
    if is_dataclass(hint):
        return ma.fields.Nested(schema(cast(type, hint)), **options)
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


def _check(mark: object) -> Any:
    def check(value: object) -> None:
        measured = tuple(value) if isinstance(value, Mapping | list) else value
        wrong = broken(mark, measured)
        if wrong is not None:
            raise ma.ValidationError([wrong])

    return check


def _flat(path: str, messages: Any) -> list[tuple[str, Text]]:
    if isinstance(messages, Mapping):
        found: list[tuple[str, Text]] = []
        for name, inner in messages.items():
            inside = path if name in ("_schema", "value", "key") else f"{path}.{name}".strip(".")
            found += _flat(inside, inner)
        return found
    first = messages
    while isinstance(first, list) and first:
        first = first[0]
    return [(path, first if isinstance(first, Text) else say("invalid.type"))]
