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


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server to do as one likes with."""
    made = Server(tmp_path / "data")
    yield made
    made.end()
    assert "Traceback" not in made.said(), made.said()
