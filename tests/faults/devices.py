"""How a seat gets to another device: by a code, or by the account's login."""

import json
import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from tests.faults.house import House
from web.accounts import Accounts
from web.journal.sql import open_sqlite
from web.runtime import runtime

LOGIN, PASSWORD = "helene", "une phrase à retenir"


def recovered(server: House, code: str, recovery_code: str) -> str:
    """The token of the seat that a code opens, once."""
    path = f"/api/v1/sessions/{code}/recover"
    status, told = server.call("POST", path, {"recovery_code": recovery_code})
    assert status == 200, told
    return str(told["seat_token"])


def give_password(server: House) -> None:
    """Let the account of this server log in with a password."""
    database = open_sqlite(server.file)
    accounts = Accounts(database, runtime("threading"))
    accounts.change_password(accounts.find_or_create(LOGIN).id, PASSWORD, keep="")
    database.dispose()


def logged_in(server: House, session_id: str) -> str:
    """The token of the host's seat, for who logs in on a device that never saw the session."""
    return host_seat(server, log_in(server), session_id)


def log_in(server: House) -> OpenerDirector:
    """A browser in which the account has logged in."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = {"csrf": _proof(server, browser), "login": LOGIN, "password": PASSWORD}
    browser.open(f"{server.url}/login", urlencode(form).encode(), timeout=20).close()
    return browser


def host_seat(server: House, browser: OpenerDirector, session_id: str) -> str:
    """The token of the host's seat, which this browser has from now on."""
    proof = {"X-CSRF-Token": _proof(server, browser)}
    asked = Request(f"{server.url}/host/{session_id}/seat", b"", proof, method="POST")
    with browser.open(asked, timeout=20) as answer:
        return str(json.loads(answer.read())["seat_token"])


def _proof(server: House, browser: OpenerDirector) -> str:
    with browser.open(f"{server.url}/privacy", timeout=20) as page:
        found = re.search(r'name="csrf" content="([^"]+)"', page.read().decode())
    assert found
    return found[1]
