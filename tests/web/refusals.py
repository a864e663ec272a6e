"""What bad input gets: one of the protocol's codes and a sentence, and nothing changes."""

from typing import Any
from uuid import uuid4

from tests.web.servers import Client

CODES = {
    *("invalid", "unauthorised", "forbidden", "not_found", "unknown_code", "name_taken"),
    *("wrong_phase", "conflict", "no_volunteer", "empty_pile", "closed", "too_large", "too_many"),
    "unavailable",
}


def payload(kind: str, **data: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "kind": kind, "data": data}


def refused(client: Client, payload: Any, code: str) -> dict[str, Any]:
    """It is refused with this code and a sentence; nothing changes; the connection is still good."""
    before = client.ask({"since": 0}, "sync")["seq"]
    answer = client.ask(payload)
    assert answer["ok"] is False, answer
    assert answer["code"] == code, answer
    assert answer["message"][0].isupper()
    assert client.io.connected
    assert client.ask({"since": 0}, "sync")["seq"] == before
    return answer
