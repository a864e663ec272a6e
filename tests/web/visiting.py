"""A server without a network, in a folder of its own, for those who visit its pages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.web.visitor import PASSWORD, Visitor
from web import create_app, parts_of
from web.accounts import Account
from web.config import Config
from web.parts import Parts


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    made = create_app(Config(data=tmp_path, async_mode="threading", secret=b"s" * 32))
    made.config["TESTING"] = True
    yield made
    parts_of(made).database.dispose()


@pytest.fixture
def parts(app: Flask) -> Parts:
    return parts_of(app)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def helene(parts: Parts) -> Account:
    return parts.accounts.create("helene", "Hélène", PASSWORD)


@pytest.fixture
def host(app: Flask, helene: Account) -> Visitor:
    """Hélène's browser, logged in."""
    found = Visitor(app)
    assert found.log_in(helene.login).status_code == 303
    return found


@pytest.fixture
def somebody_else(app: Flask, parts: Parts) -> Visitor:
    """The browser of a colleague with an account of their own."""
    parts.accounts.create("karim", "Karim", PASSWORD)
    found = Visitor(app)
    assert found.log_in("karim").status_code == 303
    return found


@pytest.fixture
def opened(parts: Parts, helene: Account) -> Callable[..., tuple[str, str]]:
    """Opens a session of Hélène's: its id and its code."""

    def open_one(
        title: str = "Journée SPRO", *, place: str = "", date: str = ""
    ) -> tuple[str, str]:
        made = parts.sessions.open(
            helene.id, title=title, place=place, date=date, host_name="Hélène"
        )
        return made.id, made.code

    return open_one
