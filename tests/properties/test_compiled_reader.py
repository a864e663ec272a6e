"""The compiled reader and the schema say the same of any JSON: the same message, or the same refusal."""

from dataclasses import asdict
from typing import Any

import marshmallow as ma
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import game
from game import Refusal
from game.messages import Choice, IsoDay, Length, Span
from tests.properties.strategies import COMMANDS
from web import schemas, wire
from web.bodies import NewSeat, NewSession, Recovery, Search
from web.compiled import reader_of

SHAPES: list[Any] = sorted(
    {
        *(shape for owner in game.commands().values() for shape in owner.values()),
        *(NewSession, NewSeat, Recovery, Search),
    },
    key=str,
)

# Among others: what nobody sees, ends of lines, and spaces that are not the plain one.
signs = st.sampled_from("aé\u2019\u00a0\u202f \t\n\r\x00\x1f\x7f\x85\ud7ff\u200b🙂")
texts = st.text(signs, max_size=8) | st.sampled_from(("a\r\nb", "a\rb", "a\x00"))
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def around(field: Any) -> SearchStrategy[Any]:
    """What this field takes, what it nearly takes, and what it does not."""
    marks = [one.mark for one in field.validators]
    limits = st.one_of(*(_at_limits(field, mark) for mark in marks))
    return st.one_of(limits, limits, _kind(field), _kind(field), st.none(), anything)


def _kind(field: Any) -> SearchStrategy[Any]:
    match field:
        case schemas.Flag():
            return st.booleans()
        case schemas.Whole():
            return st.integers(-1, 5) | st.booleans()
        case schemas.Scalar():
            return texts | st.integers() | st.booleans()
        case schemas.Sequence():
            return st.lists(around(field.inner), max_size=3)
        case ma.fields.Dict():
            return st.dictionaries(texts, around(field.value_field), max_size=2)
        case ma.fields.Nested():
            return documents(field.schema)
    return texts


def _at_limits(field: Any, mark: object) -> SearchStrategy[Any]:
    match mark:
        case Choice(words=words):
            return st.sampled_from(words)
        case Span(least=least, most=most):
            return st.sampled_from((least - 1, least, most, most + 1))
        case Length(longest=longest, shortest=shortest):
            counts = st.sampled_from((max(0, shortest - 1), shortest, longest, longest + 1))
            return counts.flatmap(lambda count: _this_long(field, count))
        case IsoDay():
            return st.sampled_from(("", "2026-12-01", "2026-02-30", "20261201"))
    return st.nothing()


def _this_long(field: Any, count: int) -> SearchStrategy[Any]:
    match field:
        case schemas.Sequence():
            return st.just(["x"] * count)
        case ma.fields.Dict():
            return st.just({str(number): number for number in range(count)})
    return signs.map(lambda sign: "x" * (count - 1) + sign * min(count, 1))


def documents(schema: Any) -> SearchStrategy[dict[str, Any]]:
    """An object with most of these fields, and now and then one more."""
    known = {name: around(field) for name, field in schema.fields.items()}
    required = {name: known[name] for name, field in schema.fields.items() if field.required}
    others = {name: one for name, one in known.items() if name not in required}
    return st.one_of(
        st.fixed_dictionaries(known),
        st.fixed_dictionaries(required, optional=others),
        st.fixed_dictionaries({}, optional={**known, "nonsense": anything}),
    )


def said_by(read: Any, shape: Any, data: Any) -> str:
    """The message, or the refusal and all that it says; in words, for which True is not 1."""
    try:
        return repr(read(shape, data))
    except Refusal as refusal:
        return repr((refusal.code, refusal.text, refusal.fields))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@given(drawn=st.data())
def test_both_say_the_same_of_any_json(shape: Any, drawn: st.DataObject) -> None:
    data = drawn.draw(documents(schemas.schema_of(shape)) | anything)
    assert said_by(wire.read, shape, data) == said_by(wire.read_by_schema, shape, data)


@pytest.mark.parametrize("shape", sorted(COMMANDS, key=str), ids=lambda shape: shape.__name__)
@settings(max_examples=6)
@given(drawn=st.data())
def test_what_people_send_is_not_declined(shape: Any, drawn: st.DataObject) -> None:
    data = orjson.loads(wire.encode(asdict(drawn.draw(COMMANDS[shape]))))
    if said_by(wire.read_by_schema, shape, data).startswith(shape.__name__):
        reader_of(shape)(data)
