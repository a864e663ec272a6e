"""Logging in and out, the first account, and the page on which an account is changed."""

from typing import Any

from flask import Blueprint, make_response, redirect, request, session
from flask import render_template as render
from flask.typing import ResponseReturnValue

from web import forms, login
from web.accounts import LONGEST_LOGIN, LONGEST_NAME, SHORTEST_PASSWORD, Refused
from web.forms import Form
from web.login import accounts, require_account
from web.patience import Wait

blueprint = Blueprint("entering", __name__)


def _refused(page: str, form: Form, refused: Refused, **values: Any) -> ResponseReturnValue:
    form.refuse(refused.field, refused.key, **refused.params)
    return render(page, form=form, **values), 400


LIMITS = {
    "longest_login": LONGEST_LOGIN,
    "longest_name": LONGEST_NAME,
    "shortest_password": SHORTEST_PASSWORD,
}


@blueprint.get("/login")
def ask_login() -> ResponseReturnValue:
    """Ask who is there."""
    wanted = login.internal_path(request.args.get("next", ""))
    if login.current() is not None:
        return redirect(wanted, 303)
    return render("login.html", form=Form(), next=wanted, no_account=not accounts().exist())


@blueprint.post("/login")
def log_in() -> ResponseReturnValue:
    """Check the password; the answer never tells whether the login exists."""
    form = forms.sent()
    wanted = login.internal_path(form.typed.get("next", ""))
    try:
        found = login.try_password(form.typed.get("login", ""), request.form.get("password", ""))
    except Wait as wait:
        form.refuse("", "pages.login.wait", seconds=wait.seconds)
        answer = make_response(render("login.html", form=form, next=wanted), 429)
        answer.headers["Retry-After"] = str(wait.seconds)
        return answer
    if found is None:
        form.refuse("", "pages.login.wrong")
        return render("login.html", form=form, next=wanted), 401
    login.begin(found)
    return redirect(wanted, 303)


@blueprint.post("/logout")
def log_out() -> ResponseReturnValue:
    """Forget who was there."""
    login.end()
    return redirect("/", 303)


@blueprint.get("/first/<token>")
def ask_first(token: str) -> ResponseReturnValue:
    """Ask for the first account's name and password."""
    if not accounts().has_link(token):
        return render("first_used.html"), 404
    return render("first.html", form=Form(), **LIMITS)


@blueprint.post("/first/<token>")
def make_first(token: str) -> ResponseReturnValue:
    """Make the first account and log in."""
    form = forms.sent()
    name, wanted = form.typed.get("name", ""), form.typed.get("login", "")
    try:
        made = accounts().create_first(token, wanted, name, request.form.get("password", ""))
    except Refused as refused:
        return _refused("first.html", form, refused, **LIMITS)
    if made is None:
        return render("first_used.html"), 404
    login.begin(made)
    return redirect(login.HOME_OF_HOSTS, 303)


@blueprint.get("/account")
@require_account
def account() -> ResponseReturnValue:
    """The account's name, password and API token."""
    return render("account.html", form=Form(), done=request.args.get("done"), **LIMITS)


@blueprint.post("/account")
@require_account
def rename() -> ResponseReturnValue:
    """Change the name that participants read."""
    try:
        accounts().rename(login.account().id, request.form.get("name", ""))
    except Refused as refused:
        return _refused("account.html", forms.sent(), refused, **LIMITS)
    return redirect("/account?done=name", 303)


@blueprint.post("/account/password")
@require_account
def change_password() -> ResponseReturnValue:
    """Change the password: the old one first, since a tablet may have been left on a table."""
    form, here = Form(), login.account()
    try:
        if login.try_password(here.login, request.form.get("old", "")) is None:
            raise Refused("pages.account.wrong_password", "old")
        accounts().change_password(here.id, request.form.get("password", ""), session["login"])
    except Refused as refused:
        return _refused("account.html", form, refused, **LIMITS)
    except Wait as wait:
        form.refuse("old", "pages.login.wait", seconds=wait.seconds)
        return render("account.html", form=form, **LIMITS), 429
    return redirect("/account?done=password", 303)


@blueprint.post("/account/token")
@require_account
def make_token() -> ResponseReturnValue:
    """A new API token, shown this once."""
    token = accounts().make_token(login.account().id)
    return render("account.html", form=Form(), token=token, **LIMITS)


@blueprint.post("/account/token/delete")
@require_account
def drop_token() -> ResponseReturnValue:
    """The API token stops working."""
    accounts().drop_token(login.account().id)
    return redirect("/account?done=token", 303)
