"""Who may host: passwords, first link, logins, tokens, and what people try on them."""

import sqlite3
import time
from pathlib import Path
from threading import Semaphore

import pytest
from flask import Flask

from tests.web.visitor import PASSWORD, Visitor
from web.accounts import LOGIN_LASTS, Account, Refused
from web.journal import Unavailable
from web.parts import Parts

pytest_plugins = ("tests.web.visiting",)


def test_a_login_is_found_whatever_its_case(parts: Parts, helene: Account) -> None:
    assert parts.accounts.verify(" HELENE ", PASSWORD) == helene


def test_a_wrong_password_opens_nothing(parts: Parts, helene: Account) -> None:
    assert parts.accounts.verify(helene.login, PASSWORD + " ") is None


def test_two_accounts_never_share_a_login(parts: Parts, helene: Account) -> None:
    with pytest.raises(Refused) as refused:
        parts.accounts.create("Helene", "Hélène B.", PASSWORD)
    assert refused.value.field == "login"
    assert parts.accounts.verify("helene", PASSWORD) == helene


@pytest.mark.parametrize(
    ("login", "name", "password", "field"),
    [
        ("", "Hélène", PASSWORD, "login"),
        ("a b", "Hélène", PASSWORD, "login"),
        ("x" * 65, "Hélène", PASSWORD, "login"),
        ("helene", "\u200b ", PASSWORD, "name"),
        ("helene", "H" * 41, PASSWORD, "name"),
        ("helene", "Hélène", "7 signes"[:7], "password"),
        ("helene", "Hélène", "x" * 1001, "password"),
    ],
)
def test_an_account_needs_a_login_a_name_and_a_password(
    parts: Parts, login: str, name: str, password: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        parts.accounts.create(login, name, password)
    assert refused.value.field == field


def test_an_account_made_for_its_token_has_no_password(parts: Parts) -> None:
    made = parts.accounts.find_or_create("robot")
    assert parts.accounts.find_or_create("Robot") == made
    assert parts.accounts.verify("robot", "") is None


def test_no_secret_is_readable_on_the_disk(parts: Parts, tmp_path: Path, helene: Account) -> None:
    secrets = [
        PASSWORD,
        parts.accounts.make_token(helene.id),
        parts.accounts.begin_login(helene.id),
    ]
    parts.database.dispose()
    with sqlite3.connect(tmp_path / "visavis.sqlite") as disk:
        dump = "\n".join(disk.iterdump())
    disk.close()
    assert "$argon2id$" in dump
    assert not [one for one in secrets if one in dump]


def test_an_unknown_login_is_answered_like_a_wrong_password(app: Flask, helene: Account) -> None:
    known = Visitor(app).log_in(helene.login, "pas le bon mot")
    unknown = Visitor(app).log_in("hadrien", "pas le bon mot")
    assert known.status_code == unknown.status_code == 401

    def plain(text: str, login: str) -> str:
        return "\n".join(
            line for line in text.replace(login, "").splitlines() if "csrf" not in line
        )

    assert plain(known.text, "helene") == plain(unknown.text, "hadrien")


@pytest.fixture
def crowd(parts: Parts) -> Semaphore:
    """As many logins as there may be at once, so that one more that has to hash is sent away."""
    hashing = parts.accounts._hashing
    while hashing.acquire(blocking=False):
        pass
    return hashing


def test_a_crowd_of_logins_is_sent_away_before_it_fills_the_memory(
    parts: Parts, helene: Account, crowd: Semaphore
) -> None:
    with pytest.raises(Unavailable):
        parts.accounts.verify(helene.login, PASSWORD)
    crowd.release()
    assert parts.accounts.verify(helene.login, PASSWORD) == helene


@pytest.mark.usefixtures("crowd")
def test_an_unknown_login_is_hashed_like_a_wrong_password(parts: Parts) -> None:
    with pytest.raises(Unavailable):
        parts.accounts.verify("personne", PASSWORD)


@pytest.mark.usefixtures("helene", "crowd")
def test_a_very_long_password_is_not_hashed(app: Flask) -> None:
    assert Visitor(app).log_in("helene", "x" * 50_000).status_code == 401
    assert Visitor(app).log_in("helene", "x" * 1_000_000).status_code == 413


def test_the_first_link_makes_one_account(app: Flask, parts: Parts) -> None:
    token = parts.accounts.first_link()
    visitor = Visitor(app)
    form = {"name": "Hélène", "login": "helene", "password": PASSWORD}
    assert visitor.get(f"/first/{token}").status_code == 200
    assert visitor.post(f"/first/{token}", **form | {"password": "court"}).status_code == 400
    assert visitor.post(f"/first/{token}", **form).headers["Location"] == "/sessions"
    assert visitor.get("/sessions").status_code == 200

    again = Visitor(app)
    assert again.get(f"/first/{token}").status_code == 404
    assert again.post(f"/first/{token}", **form | {"login": "intrus"}).status_code == 404
    assert parts.accounts.verify("intrus", PASSWORD) is None
    assert parts.accounts.first_link() is None


def test_a_new_first_link_replaces_the_earlier_one(visitor: Visitor, parts: Parts) -> None:
    earlier, new = parts.accounts.first_link(), parts.accounts.first_link()
    assert visitor.get(f"/first/{earlier}").status_code == 404
    assert visitor.get(f"/first/{new}").status_code == 200


def test_a_guessed_first_link_makes_nothing(visitor: Visitor, parts: Parts) -> None:
    parts.accounts.first_link()
    form = {"name": "Intrus", "login": "intrus", "password": PASSWORD}
    assert visitor.post("/first/guess", **form).status_code == 404
    assert not parts.accounts.exist()


def test_accounts_made_for_their_tokens_leave_the_first_link(app: Flask, parts: Parts) -> None:
    for login in ("prof", "robot"):
        parts.accounts.find_or_create(login)
    token = parts.accounts.first_link()
    visitor = Visitor(app)
    form = {"name": "Hélène", "login": "prof", "password": PASSWORD}
    taken = visitor.post(f"/first/{token}", **form)
    assert taken.status_code == 400
    assert "déjà pris" in taken.text
    made = visitor.post(f"/first/{token}", **form | {"login": "helene"})
    assert made.headers["Location"] == "/sessions"
    assert parts.accounts.first_link() is None


def test_a_first_link_ends_when_an_account_is_made_otherwise(parts: Parts) -> None:
    token = parts.accounts.first_link()
    assert token
    parts.accounts.create("helene", "Hélène", PASSWORD)
    assert not parts.accounts.has_link(token)
    assert parts.accounts.create_first(token, "intrus", "Intrus", PASSWORD) is None


def test_a_password_typed_is_never_written_into_the_page_again(visitor: Visitor) -> None:
    page = visitor.log_in("helene", "mon secret à moi")
    assert "mon secret" not in page.text


def test_a_login_ends_by_itself(
    monkeypatch: pytest.MonkeyPatch, parts: Parts, helene: Account
) -> None:
    secret = parts.accounts.begin_login(helene.id)
    later = time.time() + LOGIN_LASTS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert parts.accounts.logged_in(secret) is None


def test_a_token_is_shown_once_and_opens_the_api(app: Flask, host: Visitor) -> None:
    page = host.post("/account/token").text
    token = page.split('<code class="secret">')[1].split("<")[0]
    assert token not in host.get("/account").text
    client = app.test_client()
    good = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/sessions", headers=good).status_code == 200

    host.post("/account/token")
    replaced = client.get("/api/v1/sessions", headers=good)
    assert replaced.status_code == 401
    assert replaced.json
    assert replaced.json["code"] == "unauthorised"
    assert replaced.json["message"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic aGVsZW5lOng="])
def test_the_api_asks_for_a_token(host: Visitor, header: str) -> None:
    answer = host.client.get("/api/v1/sessions", headers={"Authorization": header})
    assert answer.status_code == 401


def test_a_removed_token_opens_nothing(parts: Parts, helene: Account) -> None:
    token = parts.accounts.make_token(helene.id)
    found = parts.accounts.by_token(token)
    assert found
    assert found.id == helene.id
    parts.accounts.drop_token(helene.id)
    assert parts.accounts.by_token(token) is None
