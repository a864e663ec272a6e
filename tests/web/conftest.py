"""A server for the tests that need no other, and a session on it for each of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.servers import Server, Session


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all: whoever restarts or breaks it makes another."""
    made = Server(tmp_path_factory.mktemp("server") / "data")
    yield made
    assert made.end() == 0
    assert "Traceback" not in made.said(), made.said()


@pytest.fixture
def session(server: Server) -> Iterator[Session]:
    """A new session on the common server."""
    made = server.open_session()
    yield made
    made.leave()


WAYS = {
    "fast lane": ("--async-mode", "eventlet", "--fast-lane", "on"),
    "plain": ("--async-mode", "eventlet", "--fast-lane", "off"),
    "threading": ("--async-mode", "threading"),
}


@pytest.fixture(scope="module", params=WAYS)
def a_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server for each way of sending and receiving."""
    folder = tmp_path_factory.mktemp("server") / "data"
    made = Server(folder, *WAYS[request.param], VISAVIS_SEATED_SECONDS="1")
    yield made
    assert made.end() == 0
    assert "Traceback" not in made.said(), made.said()


@pytest.fixture
def a_session(a_server: Server) -> Session:
    """A new session on it."""
    return a_server.open_session()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server to do as one likes with."""
    made = Server(tmp_path / "data")
    yield made
    made.end()
    assert "Traceback" not in made.said(), made.said()
