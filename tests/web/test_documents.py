"""The interface is described as it is: every route, every command, with who may send it when."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator

import game
from game.people import Role
from tests.web.rounds import Room, a_room
from tests.web.servers import ROOT, Server, Session
from tests.web.waiting import until
from web import api, documents
from web.answers import STATUS

# What people's doings bring about: no seat may send them.
SERVER_S = {"open_session", "take_seat", "end_timer"}
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture(scope="module")
def asyncapi() -> dict[str, Any]:
    return documents.asyncapi()


@pytest.fixture
def room(session: Session) -> Room:
    return a_room(session)


def test_openapi_is_valid() -> None:
    OpenAPIV31SpecValidator(documents.openapi()).validate()


def test_openapi_describes_every_route_and_no_other() -> None:
    app = Flask("routes")
    app.register_blueprint(api.blueprint)
    served = {
        (re.sub("{[^}]*}", "{}", re.sub("<[^>]*>", "{}", rule.rule)), method)
        for rule in app.url_map.iter_rules()
        for method in METHODS & (rule.methods or set())
        if rule.rule.startswith("/api/v1/") and not rule.rule.endswith("api.json")
    }
    described = {
        (re.sub("{[^}]*}", "{}", path), method.upper())
        for path, operations in documents.openapi()["paths"].items()
        for method in operations
        if method.upper() in METHODS
    }
    assert described == served


def test_every_problem_there_is_has_its_status_and_is_described() -> None:
    files = [file for folder in ("game", "web") for file in (ROOT / folder).rglob("*.py")]
    said = re.compile(r'(?:Refusal|problem)\(\s*"(\w+)"')
    raised = {code for file in files for code in said.findall(file.read_text("utf-8"))}
    assert raised == set(STATUS)
    problem = documents.openapi()["components"]["schemas"]["Problem"]
    assert raised == set(problem["properties"]["code"]["enum"])


def test_what_is_served_is_what_is_described(server: Server) -> None:
    assert server.call("GET", "/api/v1/openapi.json") == (200, documents.openapi())
    assert server.call("GET", "/api/v1/asyncapi.json") == (200, documents.asyncapi())


def commands() -> Iterator[tuple[str, str, type[game.Command]]]:
    """Every command that somebody may send: its owner, its word and its class."""
    for owner, kinds in game.commands().items():
        for kind, shape in kinds.items():
            if kind not in SERVER_S:
                yield owner, kind, shape


def received(asyncapi: dict[str, Any], operation: str) -> set[str]:
    """What the server says that it receives."""
    asked = asyncapi["operations"][operation]
    assert asked["action"] == "receive"
    return {one["$ref"].rpartition("/")[2] for one in asked["messages"]}


def test_asyncapi_lists_every_command_with_who_may_send_it_when(asyncapi: dict[str, Any]) -> None:
    messages = asyncapi["components"]["messages"]
    for owner, kind, shape in commands():
        made = messages[f"{owner}.{kind}"]
        assert made["summary"]
        said = {
            f"{role} in {phase}"
            for phase, by_role in game.tables()[owner].items()
            for role, allowed in by_role.items()
            if shape in allowed
        }
        assert set(made["x-when"]) == said
        assert said, kind


def test_asyncapi_lists_no_command_that_only_the_server_gives(asyncapi: dict[str, Any]) -> None:
    known = {f"{owner}.{kind}" for owner, kind, _ in commands()}
    assert received(asyncapi, "command") == known


def test_asyncapi_says_how_a_browser_catches_up(asyncapi: dict[str, Any], room: Room) -> None:
    assert received(asyncapi, "sync") == {"sync"}
    (answer,) = asyncapi["operations"]["sync"]["reply"]["messages"]
    assert answer["$ref"].endswith("/update")
    update = asyncapi["components"]["messages"]["update"]["payload"]
    assert room.luc.ask({"since": 0}, "sync").keys() <= update["properties"].keys()


def test_asyncapi_says_how_a_browser_tells_what_it_has_not_sent(
    asyncapi: dict[str, Any], room: Room
) -> None:
    assert received(asyncapi, "unsent") == {"unsent"}
    count = asyncapi["components"]["messages"]["unsent"]["payload"]["properties"]["count"]
    for sent in (count["maximum"], count["maximum"] + 1, count["minimum"] - 1):
        room.luc.io.emit("unsent", {"count": sent})

    def heard() -> Any:
        return (room.host.heard("presence") or {}).get(room.luc.id, {}).get("unsent")

    until(lambda: heard() == count["maximum"])


def test_asyncapi_says_each_commands_fields(asyncapi: dict[str, Any]) -> None:
    for owner, kind, shape in commands():
        made = asyncapi["components"]["schemas"][f"{owner}.{kind}"]
        assert set(made.get("properties", {})) == {one.name for one in fields(shape)}
        assert made["additionalProperties"] is False


def test_asyncapi_refers_to_nothing_that_is_missing(asyncapi: dict[str, Any]) -> None:
    def references(one: Any) -> list[str]:
        if isinstance(one, dict):
            own = [one["$ref"]] if isinstance(one.get("$ref"), str) else []
            return own + [found for value in one.values() for found in references(value)]
        return (
            [found for value in one for found in references(value)] if isinstance(one, list) else []
        )

    for reference in references(asyncapi):
        found: Any = asyncapi
        for name in reference.removeprefix("#/").split("/"):
            found = found[name.replace("~1", "/")]
    assert {"update", "presence", "restarting", "beacon"} <= set(asyncapi["components"]["messages"])


def test_nobody_removed_may_send_anything(asyncapi: dict[str, Any]) -> None:
    said = [
        when
        for one in asyncapi["components"]["messages"].values()
        for when in one.get("x-when", ())
    ]
    assert not [one for one in said if one.startswith(Role.REMOVED)]
