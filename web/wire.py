"""JSON <-> messages.

After this file there are no dicts: a command is whole and within its limits, or it is refused with
what is wrong, field by field. Unknown fields are refused.
"""

from collections.abc import Mapping
from typing import Any, cast

import marshmallow as ma
import orjson

from game import Command, Refusal, Text, say
from web.compiled import Declined, reader_of
from web.locale import said
from web.schemas import schema_of

LARGEST_COMMAND = 16 * 1024


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


def read(shape: Any, data: object) -> Any:
    """The `shape` that this JSON is; raises `Refusal("invalid")` with what is wrong in which field."""
    try:
        return reader_of(shape)(data)
    except Declined:
        return read_by_schema(shape, data)


def read_by_schema(shape: Any, data: object) -> Any:
    """The same as `read`, without the compiled reader: slower, and it knows what is wrong."""
    if not isinstance(data, Mapping):
        raise Refusal("invalid", say("invalid.not_object"))
    try:
        return schema_of(shape).load(data)
    except ma.ValidationError as error:
        raise Refusal("invalid", say("invalid.fields"), dict(_flat("", error.messages))) from None


def read_command(shape: type[Command], data: object) -> Command:
    """The command that this JSON is; raises `Refusal`."""
    return cast(Command, read(shape, data))


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
