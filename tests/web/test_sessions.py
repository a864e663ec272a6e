"""Seats that are asked for again, because the answer was lost on the way."""

from collections.abc import Callable

import pytest

from game import Refusal
from tests.web.visitor import recovery_code
from web.parts import Parts

pytest_plugins = ("tests.web.visiting",)

ONCE, LATER = "a secret of this try", "a secret of another try"
Open = Callable[..., tuple[str, str]]


def test_who_asks_again_under_the_same_secret_has_the_same_seat(parts: Parts, opened: Open) -> None:
    session_id, code = opened()
    first = parts.sessions.take_seat(code, "Luc", "", ONCE)
    assert parts.sessions.take_seat(code, "Luc", "", ONCE) == first
    session = parts.sessions.session(session_id)
    assert session
    assert [one.name for one in session.participants.values()] == ["Luc"]
    ticket = parts.sessions.ticket(first.seat_token)
    assert ticket
    assert ticket.viewer.id == first.participant_id


def test_another_secret_opens_no_seat_that_is_held(parts: Parts, opened: Open) -> None:
    _, code = opened()
    parts.sessions.take_seat(code, "Luc", "", ONCE)
    with pytest.raises(Refusal) as refused:
        parts.sessions.take_seat(code, "Luc", "", LATER)
    assert refused.value.code == "name_taken"


def test_the_same_secret_elsewhere_is_another_seat(parts: Parts, opened: Open) -> None:
    (_, here), (_, elsewhere) = opened(), opened()
    first = parts.sessions.take_seat(here, "Luc", "", ONCE)
    assert parts.sessions.take_seat(elsewhere, "Luc", "", ONCE).seat_token != first.seat_token


def test_a_single_use_code_that_is_used_again_under_the_same_secret_gives_the_same_seat(
    parts: Parts, opened: Open
) -> None:
    session_id, code = opened()
    luc = parts.sessions.take_seat(code, "Luc", "")
    recovered = recovery_code(parts, session_id, luc.participant_id)
    first = parts.sessions.recover(code, recovered, ONCE)
    assert parts.sessions.recover(code, recovered, ONCE) == first
    with pytest.raises(Refusal):
        parts.sessions.recover(code, recovered, LATER)


def test_a_seat_that_went_to_another_device_is_not_given_again(parts: Parts, opened: Open) -> None:
    session_id, code = opened()
    luc = parts.sessions.take_seat(code, "Luc", "", ONCE)
    parts.sessions.recover(code, recovery_code(parts, session_id, luc.participant_id))
    with pytest.raises(Refusal) as refused:
        parts.sessions.take_seat(code, "Luc", "", ONCE)
    assert refused.value.code == "name_taken"
