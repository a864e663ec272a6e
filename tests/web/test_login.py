"""Who is at a browser: the cookie, forms that are not ours, guesses, and where a login leads."""

import pytest
from flask import Flask
from werkzeug.http import parse_cookie

from tests.web.visitor import PASSWORD, Visitor
from web.accounts import Account
from web.login import internal_path
from web.parts import Parts
from web.patience import Patience, Wait

pytest_plugins = ("tests.web.visiting",)


def cookie_of(visitor: Visitor) -> str:
    found = visitor.client.get_cookie("visavis")
    assert found
    return found.value


def test_logging_in_leaves_nothing_of_the_cookie_that_was_there(
    app: Flask, helene: Account
) -> None:
    attacker = Visitor(app)
    planted = attacker.csrf()
    victim = Visitor(app)
    victim.client.set_cookie("visavis", cookie_of(attacker))
    assert victim.log_in(helene.login).status_code == 303
    assert victim.csrf() != planted
    assert cookie_of(victim) != cookie_of(attacker)
    assert attacker.get("/sessions").status_code == 303


def test_logging_out_ends_the_copies_of_the_cookie(app: Flask, host: Visitor) -> None:
    copy = Visitor(app)
    copy.client.set_cookie("visavis", cookie_of(host))
    assert copy.get("/sessions").status_code == 200
    assert host.post("/logout").headers["Location"] == "/"
    assert host.get("/sessions").status_code == 303
    assert copy.get("/sessions").status_code == 303


def test_changing_the_password_ends_the_other_logins(
    app: Flask, host: Visitor, helene: Account, parts: Parts
) -> None:
    other = Visitor(app)
    other.log_in(helene.login)
    new = "une autre phrase à retenir"
    assert host.post("/account/password", old=PASSWORD, password=new).status_code == 303
    assert host.get("/sessions").status_code == 200
    assert other.get("/sessions").status_code == 303
    assert parts.accounts.verify(helene.login, PASSWORD) is None
    assert parts.accounts.verify(helene.login, new)


def test_the_password_is_not_changed_without_the_old_one(
    host: Visitor, helene: Account, parts: Parts
) -> None:
    answer = host.post("/account/password", old="pas le bon", password="une autre phrase")
    assert answer.status_code == 400
    assert parts.accounts.verify(helene.login, PASSWORD)


def test_the_cookie_is_kept_from_scripts_and_other_sites(app: Flask, helene: Account) -> None:
    visitor = Visitor(app)
    plain = visitor.log_in(helene.login).headers["Set-Cookie"]
    assert plain.startswith("visavis=")
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain

    secure = app.test_client().get("/login", base_url="https://localhost").headers["Set-Cookie"]
    assert secure.startswith("__Host-visavis=")
    assert "Secure" in secure
    assert "Path=/" in secure
    assert "Domain" not in secure
    assert parse_cookie(secure)


def test_wrong_passwords_make_the_next_try_wait(app: Flask, helene: Account) -> None:
    visitor = Visitor(app)
    answers = [visitor.log_in(helene.login, f"essai numéro {n}") for n in range(6)]
    assert [one.status_code for one in answers] == [401] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) <= 30


def test_nobody_is_kept_out_by_somebody_elses_tries(app: Flask, helene: Account) -> None:
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    attacker = Visitor(app)
    csrf = attacker.csrf()
    form = {"csrf": csrf, "login": helene.login, "password": "devinette"}
    for _ in range(8):
        attacker.client.post("/login", data=form, environ_base=elsewhere)
    assert Visitor(app).log_in(helene.login).status_code == 303


def test_patience_grows_forgives_and_forgets() -> None:
    now = [0.0]
    patience = Patience(free=2, longest=30, forgets_after=100, clock=lambda: now[0])
    waits = []
    for _ in range(8):
        patience.fail("helene")
        try:
            patience.check("helene")
            waits.append(0)
        except Wait as wait:
            waits.append(wait.seconds)
            now[0] += wait.seconds
    assert waits == [0, 1, 2, 4, 8, 16, 30, 30]
    patience.check("somebody else")
    patience.succeeded("helene")
    patience.fail("helene")
    patience.check("helene")


def test_patience_keeps_no_more_keys_than_it_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.patience.KEYS_KEPT", 10)
    patience = Patience(free=1)
    for number in range(100):
        patience.fail(str(number))
    assert len(patience._tries) == 10


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil",
        "https://evil",
        "/\\evil",
        "\\\\evil",
        "evil",
        "javascript:alert(1)",
        "/\n/evil",
        "",
    ],
)
def test_after_login_one_never_lands_elsewhere(app: Flask, helene: Account, wanted: str) -> None:
    assert internal_path(wanted) == "/sessions"
    assert Visitor(app).log_in(helene.login, next=wanted).headers["Location"] == "/sessions"


def test_after_login_one_comes_back_to_the_page_asked_for(app: Flask, helene: Account) -> None:
    visitor = Visitor(app)
    sent = visitor.get("/sessions?query=Blois").headers["Location"]
    assert sent == "/login?next=/sessions%3Fquery%3DBlois"
    assert 'value="/sessions?query=Blois"' in visitor.get(sent).text
    answer = visitor.log_in(helene.login, next="/sessions?query=Blois")
    assert answer.headers["Location"] == "/sessions?query=Blois"


def test_a_form_without_its_proof_does_nothing(app: Flask, host: Visitor) -> None:
    for form in ({}, {"csrf": ""}, {"csrf": "wrong"}, {"csrf": Visitor(app).csrf()}):
        assert host.client.post("/account", data=form | {"name": "Pirate"}).status_code == 403
        assert host.client.post("/logout", data=form).status_code == 403
    assert "Hélène" in host.get("/account").text


def test_a_form_from_another_site_does_nothing(host: Visitor) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert host.post("/account", headers=headers, name="Pirate").status_code == 403
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert host.post("/account", headers=ours, name="Hélène B.").status_code == 303
