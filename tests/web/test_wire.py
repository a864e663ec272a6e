"""Commands come in whole and within their limits, or the refusal names each field that is wrong."""

from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import game
from game import Command, Refusal, say
from game.formats.roleplay.messages import GoToPhase
from game.kit.debriefing import AddNote
from game.kit.grid import AddEntry
from game.kit.timer import SetTimer
from game.session.messages import (
    EditSession,
    GiveFeedback,
    RenameParticipant,
    Settings,
    ShowOnScreen,
    StartRound,
    TakeSeat,
)
from tests.properties.strategies import COMMANDS
from web import schemas, wire
from web.locale import LANGUAGES, said

ENTRY = {"entry_id": "e1", "column": "note", "text": "Elle a reformulé."}


def fields_of(shape: Any) -> set[str]:
    return set(schemas.schema_of(shape).fields)


def refusal(shape: type[Command], data: object) -> dict[str, str]:
    """What is wrong with this, field by field, in French; each sentence is there in English too."""
    with pytest.raises(Refusal) as caught:
        wire.read_command(shape, data)
    assert caught.value.code == "invalid"
    for text in (caught.value.text, *caught.value.fields.values()):
        sentences = {said(text, language) for language in LANGUAGES}
        assert len(sentences) == 2
        assert all(one and "{" not in one for one in sentences)
    return {name: said(text, "fr") for name, text in caught.value.fields.items()}


@pytest.mark.parametrize("shape", sorted(COMMANDS, key=str))
@settings(max_examples=6)
@given(drawn=st.data())
def test_a_command_survives_the_wire(shape: type[Command], drawn: st.DataObject) -> None:
    command = drawn.draw(COMMANDS[shape])
    if isinstance(command, TakeSeat):
        command = replace(command, participant_id="p1")
    assert wire.read_command(shape, orjson.loads(wire.encode(asdict(command)))) == command


def test_every_command_there_is_can_be_read() -> None:
    known = {shape for owner in game.commands().values() for shape in owner.values()}
    assert known <= set(COMMANDS)
    for shape in known:
        assert fields_of(shape) == {one.name for one in fields(shape)}


def test_what_is_left_out_has_its_default() -> None:
    assert wire.read_command(StartRound, {"format": "roleplay"}) == StartRound(format="roleplay")


def test_null_is_taken_where_something_may_be_missing() -> None:
    read = wire.read_command(StartRound, {"format": "roleplay", "adviser": None})
    assert read == StartRound(format="roleplay")


@pytest.mark.parametrize(
    ("shape", "data", "wrong"),
    [
        (AddEntry, {}, {"entry_id", "column"}),
        (AddEntry, ENTRY | {"author": "p1"}, {"author"}),
        (AddEntry, ENTRY | {"text": None}, {"text"}),
        (AddEntry, ENTRY | {"text": 12}, {"text"}),
        (AddEntry, ENTRY | {"text": ["a"]}, {"text"}),
        (AddEntry, ENTRY | {"text": "x" * 2001}, {"text"}),
        (AddEntry, ENTRY | {"entry_id": ""}, {"entry_id"}),
        (AddEntry, ENTRY | {"entry_id": "x" * 65}, {"entry_id"}),
        (AddEntry, ENTRY | {"links": "D01"}, {"links"}),
        (AddEntry, ENTRY | {"links": ["D01", 7]}, {"links.1"}),
        (AddEntry, ENTRY | {"links": ["D01"] * 21}, {"links"}),
        (
            AddEntry,
            ENTRY | {"text": "x" * 2001, "column": 1, "more": 1},
            {"text", "column", "more"},
        ),
        (GoToPhase, {"phase": "nowhere"}, {"phase"}),
        (ShowOnScreen, {"show": "NOTHING"}, {"show"}),
        (SetTimer, {"seconds": "60"}, {"seconds"}),
        (SetTimer, {"seconds": 60.5}, {"seconds"}),
        (SetTimer, {"seconds": True}, {"seconds"}),
        (SetTimer, {"seconds": 0}, {"seconds"}),
        (SetTimer, {"seconds": 10**18}, {"seconds"}),
        (AddNote, {"note_id": "n", "step": "doors", "text": "a", "to_check": "yes"}, {"to_check"}),
        (EditSession, {"settings": {"capacity": 1}}, {"settings.capacity"}),
        (EditSession, {"settings": {"points": 3}}, {"settings.points"}),
        (EditSession, {"settings": []}, {"settings"}),
        (EditSession, {"title": ""}, {"title"}),
        (GiveFeedback, {"answers": {"relevance": 1.5}}, {"answers.relevance"}),
        (GiveFeedback, {"answers": {"relevance": True}}, {"answers.relevance"}),
        (GiveFeedback, {"answers": {"relevance": None}}, {"answers.relevance"}),
        (GiveFeedback, {"answers": {str(n): 1 for n in range(41)}}, {"answers"}),
        (RenameParticipant, {"participant_id": "p", "name": "x" * 201}, {"name"}),
    ],
)
def test_each_wrong_field_is_named(shape: type[Command], data: Any, wrong: set[str]) -> None:
    assert set(refusal(shape, data)) == wrong


@pytest.mark.parametrize("data", [None, [], "text", 3, True])
def test_what_is_no_object_is_refused_as_a_whole(data: object) -> None:
    assert refusal(AddEntry, data) == {}


def test_the_longest_text_is_taken() -> None:
    read = wire.read_command(AddEntry, ENTRY | {"text": "é" * 2000})
    assert isinstance(read, AddEntry)
    assert len(read.text) == 2000


def test_a_text_keeps_its_lines_and_loses_what_nobody_sees() -> None:
    read = wire.read_command(AddEntry, ENTRY | {"text": "un\r\ndeux\x00\x07\ttrois\x85"})
    assert isinstance(read, AddEntry)
    assert read.text == "un\ndeux\ttrois"


def test_settings_come_in_whole() -> None:
    read = wire.read_command(EditSession, {"settings": {"capacity": 12, "names": True}})
    assert read == EditSession(settings=Settings(capacity=12, names=True))


def test_texts_inside_a_record_are_said_in_its_readers_language() -> None:
    record = {"title": say("refused.forbidden"), "items": [(say("refused.closed"), 3)]}
    french, english = (wire.spoken(record, language) for language in LANGUAGES)
    assert french["title"] != english["title"]
    assert isinstance(french["items"][0][0], str)
    assert french["items"][0][1] == 3


def test_times_are_said_in_utc_with_a_z() -> None:
    assert (
        wire.encode({"at": datetime(2026, 12, 1, 9, tzinfo=UTC)})
        == b'{"at":"2026-12-01T09:00:00Z"}'
    )
