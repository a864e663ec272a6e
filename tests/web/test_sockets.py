"""Who is let in while a seat changes hands or a session goes."""

from collections.abc import Callable

import pytest
from socketio.exceptions import ConnectionRefusedError as NotLetIn

from tests.web.visitor import recovery_code
from web.parts import Parts

pytest_plugins = ("tests.web.visiting",)


def meanwhile(parts: Parts, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """This happens between the reading of a seat and that of its session."""
    read = parts.rooms.get

    def read_late(session_id: str) -> object:
        monkeypatch.setattr(parts.rooms, "get", read)
        happens()
        return read(session_id)

    monkeypatch.setattr(parts.rooms, "get", read_late)


def test_a_device_whose_seat_is_taken_while_it_comes_in_is_not_let_in(
    parts: Parts, opened: Callable[..., tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id, code = opened()
    luc = parts.sessions.take_seat(code, "Luc", "")
    recovered = recovery_code(parts, session_id, luc.participant_id)
    meanwhile(parts, monkeypatch, lambda: parts.sessions.recover(code, recovered))
    with pytest.raises(NotLetIn) as refused:
        parts.sockets.connect("sid", {}, {"token": luc.seat_token})
    assert refused.value.error_args["data"]["code"] == "forbidden"


def test_a_device_whose_session_is_erased_while_it_comes_in_is_not_let_in(
    parts: Parts, opened: Callable[..., tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id, code = opened()
    luc = parts.sessions.take_seat(code, "Luc", "")
    meanwhile(parts, monkeypatch, lambda: parts.sessions.erase(session_id))
    with pytest.raises(NotLetIn) as refused:
        parts.sockets.connect("sid", {}, {"token": luc.seat_token})
    assert refused.value.error_args["data"]["code"] in ("unauthorised", "not_found")
