"""OpenAPI and AsyncAPI, made from the schemas that check what comes in."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from marshmallow import fields

import game
from game.people import Role
from web import schemas
from web.answers import STATUS
from web.bodies import NewSeat, NewSession, Recovery
from web.sockets import MOST_UNSENT

if TYPE_CHECKING:
    from apispec import APISpec
    from apispec.ext.marshmallow import MarshmallowPlugin

Document = dict[str, Any]
PROBLEM = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {
        "code": {
            "type": "string",
            "enum": sorted(STATUS),
        },
        "message": {"type": "string", "description": "fit to show, in the caller's language"},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
        "retry_after": {"type": "number"},
    },
}
COMMAND = {
    "type": "object",
    "required": ["id", "kind", "data"],
    "properties": {
        "id": {"type": "string", "minLength": 8, "maxLength": 64},
        "kind": {"type": "string"},
        "data": {"type": "object"},
    },
    "additionalProperties": False,
}
UPDATE = {
    "type": "object",
    "required": ["seq", "put", "drop"],
    "properties": {
        "seq": {"type": "integer"},
        "put": {"type": "object", "additionalProperties": {"type": "object"}},
        "drop": {"type": "array", "items": {"type": "string"}},
        "reset": {"type": "boolean"},
        "seqs": {"type": "object", "additionalProperties": {"type": "integer"}},
        "digest": {"type": "string"},
        "now": {"type": "string", "format": "date-time"},
    },
}


@cache
def openapi() -> Document:
    """The REST interface, as OpenAPI 3.1."""
    spec, _ = _spec()
    spec.components.schema("NewSession", schema=schemas.schema_of(NewSession))
    spec.components.schema("NewSeat", schema=schemas.schema_of(NewSeat))
    spec.components.schema("Recovery", schema=schemas.schema_of(Recovery))
    spec.components.schema("Command", component=COMMAND)
    spec.components.schema("Problem", component=PROBLEM)
    spec.components.security_scheme("account", {"type": "http", "scheme": "bearer"})
    for path, operations in _paths().items():
        spec.path(path=path, parameters=operations.pop("parameters", []), operations=operations)
    return dict(spec.to_dict())


@cache
def asyncapi() -> Document:
    """The sockets' interface, as AsyncAPI 3: every command, with who may send it when."""
    spec, _ = _spec()
    commands: Document = {}
    for owner, kinds in game.commands().items():
        for kind, shape in kinds.items():
            made: Any = shape
            # The server's own are nobody's to send.
            if when := _when(owner, made):
                spec.components.schema(f"{owner}.{kind}", schema=schemas.schema_of(made))
                commands[f"{owner}.{kind}"] = _command(owner, kind, made, when)
    asked, told = _named(_asked()), _named(_told())
    messages = {**commands, **asked, **told}
    references = {name: {"$ref": f"#/components/messages/{name}"} for name in messages}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Vis-à-vis", "version": "1"},
        "channels": {"session": {"address": "/socket.io", "messages": references}},
        "operations": {
            "command": _operation("receive", commands),
            "sync": _operation("receive", ["sync"]) | {"reply": _messages(["update"])},
            "unsent": _operation("receive", ["unsent"]),
            "tell": _operation("send", told),
        },
        "components": {"messages": messages, "schemas": spec.to_dict()["components"]["schemas"]},
    }


def _named(payloads: Document) -> Document:
    return {name: {"name": name, "payload": payload} for name, payload in payloads.items()}


def _command(owner: str, kind: str, shape: Any, when: list[str]) -> Document:
    return {
        "name": kind,
        "summary": (shape.__doc__ or "").strip(),
        "x-when": when,
        "payload": {
            "type": "object",
            "required": ["id", "kind", "data"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string", "minLength": 8, "maxLength": 64},
                "kind": {"const": kind},
                "data": {"$ref": f"#/components/schemas/{owner}.{kind}"},
            },
        },
    }


def _operation(action: str, names: Iterable[str]) -> Document:
    return {"action": action} | _messages(names)


def _messages(names: Iterable[str]) -> Document:
    channel = "#/channels/session"
    named = [{"$ref": f"{channel}/messages/{name}"} for name in names]
    return {"channel": {"$ref": channel}, "messages": named}


def _spec() -> "tuple[APISpec, MarshmallowPlugin]":
    # Few ask for these documents, and everybody waits for a start.
    from apispec import APISpec
    from apispec.ext.marshmallow import MarshmallowPlugin

    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: type(schema).__name__)
    spec = APISpec(title="Vis-à-vis", version="1", openapi_version="3.1.0", plugins=[plugin])
    converter: Any = plugin.converter
    converter.map_to_openapi_type(schemas.Scalar, "string", None)
    converter.map_to_openapi_type(schemas.Flag, "boolean", None)
    converter.map_to_openapi_type(schemas.Words, "string", None)
    converter.map_to_openapi_type(schemas.Whole, fields.Integer)
    converter.map_to_openapi_type(schemas.Sequence, fields.List)
    return spec, plugin


def _when(owner: str, shape: Any) -> list[str]:
    """Who may send a command when, read off the tables that refuse it; the server sends none."""
    return [
        f"{role} in {phase}"
        for table_owner, table in game.tables().items()
        if table_owner == owner
        for phase, by_role in table.items()
        for role, allowed in by_role.items()
        if shape in allowed and role != Role.SERVER
    ]


def _asked() -> Document:
    count = {"type": "integer", "minimum": 0, "maximum": MOST_UNSENT}
    since = {"type": "integer", "minimum": 0, "description": "0 or absent: everything"}
    return {
        "sync": {"type": "object", "properties": {"since": since}},
        "unsent": {"type": "object", "required": ["count"], "properties": {"count": count}},
    }


def _told() -> Document:
    return {
        "update": UPDATE,
        "presence": {"type": "object", "additionalProperties": {"type": "object"}},
        "restarting": {"type": "object", "properties": {"retry_in": {"type": "number"}}},
        "beacon": {
            "type": "object",
            "properties": {
                "seq": {"type": "integer"},
                "digest": {"type": "string"},
                "now": {"type": "string", "format": "date-time"},
            },
        },
    }


def _call(summary: str, good: str, body: str = "", *, secure: bool = True) -> Document:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    made: Document = {
        "summary": summary,
        "responses": {
            good: {"description": "done"},
            "default": {"description": "refused", "content": {"application/json": problem}},
        },
    }
    if body:
        schema = {"schema": {"$ref": f"#/components/schemas/{body}"}}
        made["requestBody"] = {"required": True, "content": {"application/json": schema}}
    return made | ({"security": [{"account": []}]} if secure else {})


def _searched(name: str) -> Document:
    kind = "integer" if name == "page" else "string"
    return {"name": name, "in": "query", "required": False, "schema": {"type": kind}}


def _paths() -> dict[str, Document]:
    one = "/api/v1/sessions/{id}"
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    code = parameter | {"name": "code"}
    kind = parameter | {"name": "format"}
    deck = parameter | {"name": "deck"}
    return {
        "/api/v1/sessions": {
            "post": _call("Open a session", "201", "NewSession"),
            "get": _call("The account's sessions, newest first", "200")
            | {"parameters": [_searched(name) for name in ("query", "from", "to", "deck", "page")]},
        },
        one: {
            "parameters": [parameter],
            "get": _call("The report as JSON", "200"),
            "delete": _call("Erase a session", "204"),
        },
        f"{one}/export.{{format}}": {
            "parameters": [parameter, kind],
            "get": _call("The report as pdf, docx, xlsx, csv, json or md", "200"),
        },
        "/api/v1/sessions/{code}/seats": {
            "parameters": [code],
            "post": _call("Take a seat", "201", "NewSeat", secure=False),
        },
        "/api/v1/sessions/{code}/recover": {
            "parameters": [code],
            "post": _call("Take one's seat on another device", "200", "Recovery", secure=False),
        },
        f"{one}/commands": {
            "parameters": [parameter],
            "post": _call("A seat's command, as on the socket", "200", "Command"),
        },
        "/api/v1/decks": {"get": _call("The decks", "200")},
        "/api/v1/decks/{deck}": {"parameters": [deck], "get": _call("A deck", "200")},
    }
