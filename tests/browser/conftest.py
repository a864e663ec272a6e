"""Real servers, a real Chromium, and people who come to them."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import chromium
from tests.browser.people import LANDSCAPE, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import Play, begin, make_first_account, open_session, session_of

expect.set_options(timeout=10_000)


def found_chromium() -> str:
    """Where Chromium is; a gate without it fails, anywhere else its tests are skipped."""
    path = chromium.found()
    if path:
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(chromium.ABSENT, pytrace=False)
    pytest.skip(chromium.ABSENT)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = found_chromium()
    with sync_playwright() as playwright:
        launched = chromium.launch(playwright, path)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewServer]:
    made = NewServer(tmp_path_factory.mktemp("server") / "data")
    yield made
    assert made.end() == 0
    assert "Traceback" not in made.said(), made.said()


@pytest.fixture(scope="module")
def crowd(browser: Browser, server: NewServer) -> Iterator[Crowd]:
    made = Crowd(browser, server.url)
    yield made
    made.leave()


@pytest.fixture(scope="module")
def host(crowd: Crowd, server: NewServer) -> Person:
    """Hélène, who has the server's account."""
    made = crowd.comes(LANDSCAPE)
    make_first_account(made, server)
    return made


@pytest.fixture
def begun(host: Person, server: NewServer) -> Iterator[Play]:
    """A session of its own, its players in their seats."""
    host.goes_to(f"{server.url}/sessions")
    open_session(host)
    made = begin(session_of(host, server))
    yield made
    made.session.leave()


@pytest.fixture
def play(begun: Play) -> Play:
    """An interview under way, in a session of its own."""
    begun.to_interview()
    return begun


@pytest.fixture(autouse=True)
def no_fault(crowd: Crowd) -> Iterator[None]:
    """No page may complain while a test runs: of an error, nor of something that its policy forbids."""
    crowd.faults.clear()
    yield
    assert crowd.faults == []
