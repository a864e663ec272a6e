"""The pages for everybody: the way in, the live pages' shells, what is kept, and what went wrong."""

import unicodedata
from collections.abc import Callable
from typing import Any, cast

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    redirect,
    request,
)
from flask import render_template as render
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable

from game import Refusal
from web import dates, entering, hosting, login, reading
from web.journal import Unavailable
from web.locale import LANGUAGES, sentences
from web.parts import parts
from web.tickets import ALPHABET

CODE_LENGTH = 6
A_YEAR = 365 * 24 * 3600
# What hosts can go to from the top of a page.
NAVIGATION = (("/sessions", "pages.nav.sessions"), ("/decks", "pages.nav.decks"))
CODES = {403: "forbidden", 404: "not_found", 413: "too_large", 429: "too_many", 503: "unavailable"}

blueprint = Blueprint("pages", __name__)
blueprint.register_blueprint(entering.blueprint)
blueprint.register_blueprint(hosting.blueprint)
blueprint.register_blueprint(reading.blueprint)


@blueprint.record_once
def install(state: BlueprintSetupState) -> None:
    """What the pages need of the application."""
    login.install(cast(Flask, state.app))


@blueprint.before_request
def check_form() -> None:
    """Nothing is changed by a form that is not ours."""
    if request.method == "POST":
        login.check_csrf()


@blueprint.app_context_processor
def context() -> dict[str, Any]:
    """What every template can use."""
    language = login.language()
    return {
        "t": sayer(language),
        "count": counter(language),
        "language": language,
        "csrf": login.csrf(),
        "account": login.current(),
        "navigation": NAVIGATION,
        "dates": dates,
    }


def sayer(language: str) -> Callable[..., str]:
    """`t(key, …)` in this language."""

    def t(key: str, **params: object) -> str:
        return sentences(language)[key].format(**params)

    return t


def counter(language: str) -> Callable[[str, int], str]:
    """`count(key, number)`: one sentence for one, another for several; in French none is singular."""

    def count(key: str, number: int) -> str:
        single = number == 1 or (number == 0 and language == "fr")
        return sentences(language)[f"{key}.{'one' if single else 'many'}"].format(number=number)

    return count


def read_code(typed: str) -> str:
    """The code in what was typed or pasted: any case, any spaces and dashes, even a whole address."""
    after = typed.rpartition("/j/")[2].partition("?")[0].partition("#")[0]
    letters = unicodedata.normalize("NFKC", after).upper()
    return "".join(one for one in letters if one in ALPHABET)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """The way in."""
    typed = request.args.get("code", "")
    if not typed.strip():
        return render("home.html", typed="", wrong=None)
    code = read_code(typed)
    if len(code) == CODE_LENGTH:
        return redirect(f"/j/{code}", 303)
    return render("home.html", typed=typed[:40], wrong="pages.home.not_a_code")


@blueprint.get("/j/<typed>")
def join(typed: str) -> ResponseReturnValue:
    """What the QR code opens: a name, and a seat."""
    code = read_code(typed)
    if len(code) != CODE_LENGTH:
        return render("home.html", typed=typed[:40], wrong="pages.home.not_a_code"), 404
    if code != typed:
        return redirect(f"/j/{code}", 308)
    guesses, address = parts().guesses, request.remote_addr or ""
    if guesses.wait(address, code):
        # Somebody here guesses codes, perhaps behind the same router as a group: nobody is sent
        # away, but the page no longer tells which codes are right.
        return render("join.html", code=code, room=None)
    sessions = parts().sessions
    listed = sessions.by_code(code)
    if listed is None:
        guesses.was_wrong(address)
        return render("home.html", typed=grouped(code), wrong="pages.home.unknown_code"), 404
    guesses.was_right(address, code)
    return render("join.html", code=code, room=sessions.session(listed.id))


def grouped(code: str) -> str:
    """The code as it is read aloud, in two groups."""
    return f"{code[:3]} {code[3:]}"


@blueprint.get("/s/<code>")
def participant(code: str) -> ResponseReturnValue:
    """A participant's live page. The seat in the browser opens it, not the address."""
    known = read_code(code)
    if known != code or len(known) != CODE_LENGTH:
        return redirect(f"/j/{known}" if len(known) == CODE_LENGTH else "/", 303)
    return _live("participant", code)


@blueprint.get("/host/<session_id>")
def host(session_id: str) -> ResponseReturnValue:
    """A host's live page."""
    return _live("host", session_id)


@blueprint.get("/screen/<session_id>")
def screen(session_id: str) -> ResponseReturnValue:
    """A projector's live page."""
    return _live("screen", session_id)


def _live(kind: str, session: str) -> ResponseReturnValue:
    return render("live.html", kind=kind, session=session)


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept, who sees it, how long."""
    return render("privacy.html")


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """What was done so that everybody can use it, and whom to tell when they can't."""
    return render("accessibility.html")


@blueprint.post("/language")
def choose_language() -> ResponseReturnValue:
    """Keep the language that was chosen, and go back."""
    answer = make_response(redirect(login.internal_path(request.form.get("next", "/")), 303))
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        answer.set_cookie(
            "language", chosen, max_age=A_YEAR, samesite="Lax", secure=request.is_secure
        )
    return answer


@blueprint.app_errorhandler(HTTPException)
def failed(error: HTTPException) -> ResponseReturnValue:
    """What went wrong, and what to do next."""
    if error.response is not None:
        return error.response
    status = error.code or 500
    t = sayer(login.language())
    known = f"pages.error.{status}.title" in sentences(login.language())
    key = f"pages.error.{status}" if known else f"pages.error.{404 if status < 500 else 500}"
    if request.path.startswith("/api/"):
        answer: Response = jsonify(code=CODES.get(status, "invalid"), message=t(f"{key}.hint"))
    else:
        if status >= 500:
            g.account = None  # the database may be what is missing
        answer = make_response(render("error.html", key=key))
    answer.status_code = status
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


@blueprint.errorhandler(Refusal)
def refused(refusal: Refusal) -> ResponseReturnValue:
    """What the core or the journal would not do now: nothing was recorded."""
    current_app.logger.warning("refused on %s: %s", request.endpoint, refusal.code)
    return failed(NotFound() if refusal.code == "not_found" else ServiceUnavailable(retry_after=5))


@blueprint.app_errorhandler(Unavailable)
def unavailable(error: Unavailable) -> ResponseReturnValue:
    """The database can't be reached, or there is too much to do."""
    current_app.logger.error("unavailable: %s", error)
    return failed(ServiceUnavailable(retry_after=5))
