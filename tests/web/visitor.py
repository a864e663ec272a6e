"""Somebody who visits the pages."""

import re
from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from game import Seat, Viewer
from web.journal import HOST
from web.parts import Parts

PASSWORD = "une phrase à retenir"


class Visitor:
    """One browser: it keeps its cookies, and sends the proof that pages give it."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=headers)

    def csrf(self) -> str:
        found = re.search(r'name="csrf" content="([^"]+)"', self.client.get("/privacy").text)
        assert found
        return found[1]

    def post(self, path: str, headers: Any = None, **form: str) -> TestResponse:
        return self.client.post(path, data={"csrf": self.csrf()} | form, headers=headers)

    def log_in(self, login: str, password: str = PASSWORD, **form: str) -> TestResponse:
        return self.post("/login", login=login, password=password, **form)


def recovery_code(parts: Parts, session_id: str, person: str | None) -> str:
    """A code that the host issued, with which this person takes their seat on another device."""
    asked = {"kind": "issue_recovery_code", "data": {"participant_id": person}}
    host = Viewer(seat=Seat.HOST, id=HOST)
    answer = parts.dispatch.handle(session_id, host, {"id": str(uuid4()), **asked})
    assert answer.result
    return str(answer.result["recovery_code"])
