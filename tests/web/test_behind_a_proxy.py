"""Behind a proxy that speaks https: who comes and how is what the proxy says, and without one nobody's word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import socketio
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.servers import Server
from tests.web.visitor import Visitor
from web import create_app, parts_of
from web.config import Config

pytest_plugins = ("tests.web.visiting",)

ZIPPED = {"Accept-Encoding": "gzip"}
WRONG_CODES = 21


def through(address: str) -> dict[str, str]:
    """What a proxy adds for somebody at this address."""
    return {"X-Forwarded-For": address, "X-Forwarded-Proto": "https"}


@pytest.fixture
def proxied(tmp_path: Path) -> Iterator[Flask]:
    """A server that was told of its proxy."""
    url = "https://cartes.example"
    made = create_app(Config(data=tmp_path, url=url, async_mode="threading", secret=b"s" * 32))
    yield made
    parts_of(made).database.dispose()


def guess(app: Flask, address: str) -> TestResponse:
    path, body = "/api/v1/sessions/AAAAAA/seats", {"name": "Luc"}
    peer = {"REMOTE_ADDR": "198.51.100.2"}
    return app.test_client().post(path, json=body, headers=through(address), environ_base=peer)


def test_the_cookie_stays_on_https(proxied: Flask) -> None:
    answer = Visitor(proxied).get("/login", **through("203.0.113.1"))
    assert answer.headers["Set-Cookie"].startswith("__Host-visavis=")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_a_page_may_speak_to_its_own_server_alone(proxied: Flask, app: Flask) -> None:
    reached = {"Host": "cartes.example"} | through("203.0.113.1")
    assert allowed(Visitor(proxied).get("/login", **reached)) == ["'self'", "wss://cartes.example"]
    in_the_room = Visitor(app).get("/login", Host="192.168.1.20:8000")
    assert allowed(in_the_room) == ["'self'", "ws://192.168.1.20:8000"]


def allowed(answer: TestResponse) -> list[str]:
    """What scripts of this page may connect to."""
    policy = answer.headers["Content-Security-Policy"].split("; ")
    return next(one.split()[1:] for one in policy if one.startswith("connect-src"))


def test_pages_are_not_zipped(proxied: Flask) -> None:
    answer = Visitor(proxied).get("/privacy", **ZIPPED, **through("203.0.113.1"))
    assert "Content-Encoding" not in answer.headers


def test_wrong_codes_of_one_visitor_send_no_other_away(proxied: Flask) -> None:
    statuses = [guess(proxied, "203.0.113.2").status_code for _ in range(WRONG_CODES)]
    assert statuses[-1] == 429
    assert guess(proxied, "203.0.113.3").status_code == 404


def test_figures_are_for_who_asks_on_this_machine_and_not_through_the_proxy(
    proxied: Flask, app: Flask
) -> None:
    for one in (proxied, app):
        assert Visitor(one).get("/metrics").status_code == 200
        for address in ("203.0.113.4", "127.0.0.1", "unknown"):
            assert Visitor(one).get("/metrics", **through(address)).status_code == 404


def test_without_a_proxy_nobody_chooses_their_address(app: Flask) -> None:
    statuses = [guess(app, f"203.0.113.{n}").status_code for n in range(10, 10 + WRONG_CODES)]
    assert statuses[-1] == 429
    cookie = Visitor(app).get("/login", **through("203.0.113.5")).headers["Set-Cookie"]
    assert cookie.startswith("visavis=")
    assert "Secure" not in cookie


def test_a_browser_s_socket_comes_through(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", "--url", "https://cartes.example")
    site = {"host": "cartes.example", "origin": "https://cartes.example"}
    client = socketio.Client(reconnection=False, websocket_extra_options=site)
    try:
        auth = {"token": server.open_session().made["seat_token"]}
        headers = through("203.0.113.6")
        client.connect(server.url, auth=auth, headers=headers, transports=["websocket"])
        assert client.call("sync", {"since": 0}, timeout=5)["put"]
    finally:
        client.disconnect()
        assert server.end() == 0
    assert "Traceback" not in server.said()
