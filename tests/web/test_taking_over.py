"""A seat that goes to another device, and several devices that want it at the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any, TypeVar

import pytest
import socketio

from tests.faults.devices import give_password, host_seat, log_in, recovered
from tests.faults.house import House, house
from tests.web.servers import Client, Session
from tests.web.waiting import until

Given = TypeVar("Given")
AT_ONCE = 6
SPENT = (
    "Ce code de reprise n’ouvre aucune place, ou il a déjà servi. "
    "Demandez-en un autre à la personne qui anime."
)


@pytest.fixture(scope="module")
def server() -> Iterator[House]:
    with house() as made:
        give_password(made)
        yield made
        assert made.end() == 0


def at_once(act: Callable[[], Given]) -> list[Given]:
    """Several devices do this at the same moment."""
    start = Barrier(AT_ONCE)

    def act_together() -> Given:
        start.wait(10)
        return act()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [one.result() for one in [pool.submit(act_together) for _ in range(AT_ONCE)]]


def asked(session: Session, code: str) -> tuple[int, Any]:
    path = f"/api/v1/sessions/{session.code}/recover"
    return session.server.call("POST", path, {"recovery_code": code})


def refusal(session: Session, token: str) -> str:
    """What a device is told that comes with this token, or nothing when it is let in."""
    device, told = socketio.Client(reconnection=False), list[Any]()
    device.on("connect_error", told.append)
    with suppress(socketio.exceptions.ConnectionError):
        device.connect(session.server.url, auth={"token": token}, transports=["websocket"])
    device.disconnect()
    return str(told[0]["message"]) if told else ""


@pytest.mark.parametrize("whose", ["host's", "second host's", "participant's"])
def test_a_single_use_code_serves_one_of_those_who_use_it_at_once(
    whose: str, server: House
) -> None:
    session = server.open_session()
    host = session.host()
    seated = session.seat("Luc")
    code = {
        "host's": lambda: session.made["recovery_code"],
        "second host's": lambda: host.does("invite_host")["result"]["recovery_code"],
        "participant's": lambda: host.does(
            "issue_recovery_code", participant_id=seated["participant_id"]
        )["result"]["recovery_code"],
    }[whose]()
    answers = at_once(lambda: asked(session, code))
    won = [answer for status, answer in answers if status == 200]
    lost = [(status, answer["message"]) for status, answer in answers if status != 200]
    assert len(won) == 1
    assert lost == [(404, SPENT)] * (AT_ONCE - 1)
    assert session.client(won[0]["seat_token"]).records["session"]["title"] == "Journée SPRO"


def test_of_those_who_log_in_at_once_one_holds_the_host_s_seat_and_the_others_are_told(
    server: House,
) -> None:
    session = server.open_session()
    browsers = iter([log_in(server) for _ in range(AT_ONCE)])
    tokens = at_once(lambda: host_seat(server, next(browsers), session.id))
    told = [refusal(session, one) for one in tokens]
    assert told.count("") == 1
    assert sum("tenue sur un autre appareil" in one for one in told) == AT_ONCE - 1


def test_a_code_and_a_login_at_once_leave_one_device_with_the_seat(server: House) -> None:
    session = server.open_session()
    code = session.made["recovery_code"]
    browser = log_in(server)
    ways = iter([lambda: recovered(server, session.code, code)])
    tokens = at_once(lambda: next(ways, lambda: host_seat(server, browser, session.id))())
    assert [refusal(session, one) for one in tokens].count("") == 1


def test_the_device_that_is_left_is_hung_up_on_and_can_do_nothing_by_any_way(
    server: House,
) -> None:
    session = server.open_session()
    old = session.host()
    token = recovered(server, session.code, session.made["recovery_code"])
    until(lambda: not old.io.connected, what="the old device's end")
    assert "tenue sur un autre appareil" in refusal(session, old.token)
    path = f"/api/v1/sessions/{session.id}/commands"
    command = {"id": "one", "kind": "show_on_screen", "data": {"show": "join"}}
    status, answer = server.call("POST", path, command, token=old.token)
    assert (status, answer["code"]) == (403, "forbidden")
    assert "ok" not in answer
    new: Client = session.client(token)
    assert new.records["session"]["show"] != "join"


def test_nobody_becomes_host_by_themselves_when_the_host_is_gone(server: House) -> None:
    session = server.open_session()
    luc = session.person("Luc")
    host = session.host()
    before = host.seq
    host.close()
    until(lambda: luc.heard("beacon"), 10, "a beacon")
    assert luc.records["you"]["role"] == "participant"
    assert session.host().seq == before
