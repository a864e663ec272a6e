"""Who is at this browser: the cookie, the proof that a form is ours, and the doors that ask for an account."""

import functools
import hmac
import secrets
from collections.abc import Callable
from typing import ParamSpec, cast
from urllib.parse import quote, urlsplit

from flask import Flask, Response, abort, current_app, g, jsonify, redirect, request, session
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue

from web.accounts import LOGIN_LASTS, LONGEST_LOGIN, Account, Accounts, clean_login
from web.locale import LANGUAGES, sentences, spoken
from web.parts import parts
from web.patience import Patience

Asked = ParamSpec("Asked")
View = Callable[Asked, ResponseReturnValue]
CSRF_HEADER = "X-CSRF-Token"
HOME_OF_HOSTS = "/sessions"


class Cookie(SecureCookieSessionInterface):
    """Flask's signed cookie; on https bound to this very host, which plain http on a LAN can't have."""

    def get_cookie_name(self, app: Flask) -> str:
        """The name that browsers hold to its promises on https."""
        return "__Host-visavis" if request.is_secure else "visavis"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the cookie stays on https."""
        return request.is_secure


def install(app: Flask) -> None:
    """The cookie of this application, and its patience with wrong passwords."""
    app.extensions["visavis-patience"] = Patience(free=5)
    app.session_interface = Cookie()
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LOGIN_LASTS,
    )


def accounts() -> Accounts:
    """The accounts of this application."""
    return parts().accounts


def language() -> str:
    """The screens' language for this browser: chosen by hand, or its own."""
    chosen = request.cookies.get("language")
    return chosen if chosen in LANGUAGES else spoken(request.headers.get("Accept-Language"))


def current() -> Account | None:
    """The account at this browser."""
    if "account" not in g:
        secret = session.get("login")
        g.account = accounts().logged_in(secret) if secret else None
    return cast("Account | None", g.account)


def account() -> Account:
    """The account at this browser, on a page that `require_account` guards."""
    found = current()
    assert found is not None, "guarded by require_account"
    return found


def try_password(name: str, password: str) -> Account | None:
    """The account that these open; raises `Wait` after several wrong ones.

    Counted by login and address together: nobody can keep somebody else from logging in.
    """
    passwords = cast(Patience, current_app.extensions["visavis-patience"])
    key = f"{clean_login(name)[:LONGEST_LOGIN]} {request.remote_addr}"
    passwords.check(key)
    passwords.fail(key)
    found = accounts().verify(name, password)
    if found is not None:
        passwords.succeeded(key)
    return found


def begin(account: Account) -> None:
    """Log in: nothing of the cookie that was there before stays."""
    end()
    session["login"] = accounts().begin_login(account.id)
    session.permanent = True
    g.account = account


def end() -> None:
    """Log out, here and wherever the cookie was copied."""
    if secret := session.get("login"):
        accounts().end_login(secret)
    session.clear()
    g.account = None


def csrf() -> str:
    """What our own forms carry, and those of other sites can't."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(18)
    return cast(str, session["csrf"])


def check_csrf() -> None:
    """Refuse what does not come from a page of ours."""
    sent = request.headers.get(CSRF_HEADER) or request.form.get("csrf", "")
    known = session.get("csrf", "")
    if not known or not hmac.compare_digest(sent.encode(), known.encode()) or _is_foreign():
        current_app.logger.warning("refused a form that is not ours: %s", request.endpoint)
        abort(403)


def _is_foreign() -> bool:
    origin = request.headers.get("Origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.host
    return elsewhere or request.headers.get("Sec-Fetch-Site") == "cross-site"


def internal_path(text: str) -> str:
    """The path to go on to, when it is one of ours."""
    inside = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
    return text if inside and "\\" not in text else HOME_OF_HOSTS


def require_account(view: View[Asked]) -> View[Asked]:
    """A page for accounts: others log in first, and come back."""

    @functools.wraps(view)
    def guarded(*args: Asked.args, **kwargs: Asked.kwargs) -> ResponseReturnValue:
        if current() is None:
            wanted = request.full_path.rstrip("?") if request.method == "GET" else HOME_OF_HOSTS
            return redirect(f"/login?next={quote(wanted)}", 303)
        return view(*args, **kwargs)

    return guarded


def require_cookie(view: View[Asked]) -> View[Asked]:
    """A call made by a page for accounts: JSON, with the browser's own login."""

    @functools.wraps(view)
    def guarded(*args: Asked.args, **kwargs: Asked.kwargs) -> ResponseReturnValue:
        return unauthorised() if current() is None else view(*args, **kwargs)

    return guarded


def require_token(view: View[Asked]) -> View[Asked]:
    """A call of the API: an account's token, and no cookie, so that no other site can lend it."""

    @functools.wraps(view)
    def guarded(*args: Asked.args, **kwargs: Asked.kwargs) -> ResponseReturnValue:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        known = scheme.lower() == "bearer" and token
        g.account = accounts().by_token(token.strip()) if known else None
        return unauthorised() if g.account is None else view(*args, **kwargs)

    return guarded


def unauthorised() -> Response:
    """Who asks must say who they are."""
    answer = jsonify(code="unauthorised", message=sentences(language())["pages.unauthorised"])
    answer.status_code = 401
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
