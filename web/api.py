"""The REST interface under /api/v1."""

from typing import Any, cast

from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from game import Refusal, say
from web import answers, documents, login, wire
from web.answers import STATUS, Answer, problem
from web.bodies import NewSeat, NewSession, Recovery, Search
from web.downloads import answer as download
from web.exports import FORMATS
from web.journal import Listed, Query, Unavailable
from web.login import require_token
from web.parts import parts
from web.tickets import Replaced

LONGEST_PAGE = 40
FAILURES = {
    400: ("invalid", "invalid.not_object"),
    404: ("not_found", "refused.not_found"),
    405: ("invalid", "refused.not_found"),
    413: ("too_large", "invalid.too_large"),
    415: ("invalid", "invalid.not_object"),
}
# What the query calls them, and Python does not allow.
_PYTHON = {"from": "since", "to": "until"}

blueprint = Blueprint("api", __name__)


def told(answer: Answer) -> Response:
    """A problem as an HTTP answer, in the caller's language."""
    response = jsonify(answer.problem(login.language()))
    response.status_code = STATUS.get(answer.code, 400)
    if answer.retry_after is not None:
        response.headers["Retry-After"] = str(int(answer.retry_after) + 1)
    return response


@blueprint.errorhandler(Refusal)
def refused(refusal: Refusal) -> ResponseReturnValue:
    """What the core or the wire refused."""
    return told(answers.refused(refusal))


@blueprint.errorhandler(Unavailable)
def unavailable(_: Unavailable) -> ResponseReturnValue:
    """The journal can't be read or written."""
    return told(problem("unavailable", "refused.unavailable", retry_after=2))


@blueprint.errorhandler(HTTPException)
def failed(error: HTTPException) -> ResponseReturnValue:
    """What Flask itself refuses."""
    code, key = FAILURES.get(error.code or 500, ("unavailable", "refused.unavailable"))
    answer = told(problem(code, key))
    answer.status_code = error.code or 500
    return answer


def _body(shape: type[Any]) -> Any:
    return wire.read(shape, _json())


def _json() -> object:
    try:
        return wire.Json.loads(request.get_data(cache=False) or b"{}")
    except ValueError:
        raise Refusal("invalid", say("invalid.not_object")) from None


@blueprint.post("/api/v1/sessions")
@require_token
def open_session() -> ResponseReturnValue:
    """Open a session; the answer holds its host's secrets."""
    asked = cast(NewSession, _body(NewSession))
    opened = parts().sessions.open(
        g.account.id,
        title=asked.title,
        place=asked.place,
        date=asked.date,
        deck=asked.deck,
        language=asked.language,
        settings=asked.settings,
        host_name=g.account.name,
    )
    join_url = f"{parts().config.url}/j/{opened.code}"
    return jsonify(vars(opened) | {"join_url": join_url}), 201


@blueprint.get("/api/v1/sessions")
@require_token
def list_sessions() -> ResponseReturnValue:
    """The account's sessions, newest first, paged."""
    asked = _search()
    listing = parts().sessions.listed(
        Query(
            account_id=g.account.id,
            words=asked.query,
            since=asked.since,
            until=asked.until,
            deck=asked.deck,
            page=asked.page,
        )
    )
    items = [_listed(one) for one in listing.items]
    return jsonify(sessions=items, page=asked.page, pages=listing.pages, total=listing.total)


def _search() -> Search:
    given: dict[str, Any] = {_PYTHON.get(key, key): value for key, value in request.args.items()}
    page = request.args.get("page", "")
    # Python refuses to read a number of thousands of digits: left as text, it is no page.
    if page.isdecimal() and len(page) <= LONGEST_PAGE:
        given["page"] = int(page)
    try:
        return cast(Search, wire.read(Search, given))
    except Refusal as refusal:
        asked = {one: key for key, one in _PYTHON.items()}
        fields = {asked.get(name, name): text for name, text in refusal.fields.items()}
        raise Refusal(refusal.code, refusal.text, fields) from None


def _listed(one: Listed) -> dict[str, Any]:
    return {
        "id": one.id,
        "code": one.code,
        "deck": one.deck_id,
        "language": one.language,
        "opened_at": one.opened_at.isoformat().replace("+00:00", "Z"),
        **vars(one.heading),
    }


def _own(session_id: str) -> None:
    """Refuse a session that is not this account's, in the same words as one that does not exist."""
    if parts().sessions.owner(session_id) != g.account.id:
        raise Refusal("not_found", say("refused.no_session"))


@blueprint.get("/api/v1/sessions/<session_id>")
@require_token
def read_session(session_id: str) -> ResponseReturnValue:
    """The report as JSON."""
    return export_session(session_id, "json")


@blueprint.get("/api/v1/sessions/<session_id>/export.<format>")
@require_token
def export_session(session_id: str, format: str) -> ResponseReturnValue:
    """The report as a document, at any moment of the session."""
    _own(session_id)
    report = parts().sessions.report(session_id)
    if report is None or format not in FORMATS:
        raise Refusal("not_found", say("refused.not_found"))
    language = login.language()
    return parts().runtime.in_thread(download, report, format, language)


@blueprint.delete("/api/v1/sessions/<session_id>")
@require_token
def erase_session(session_id: str) -> ResponseReturnValue:
    """Erase a session and all that was said in it."""
    _own(session_id)
    parts().sessions.erase(session_id)
    return "", 204


@blueprint.post("/api/v1/sessions/<code>/seats")
def take_seat(code: str) -> ResponseReturnValue:
    """Come in with the code."""
    asked = cast(NewSeat, _body(NewSeat))
    guesses, address = parts().guesses, request.remote_addr or ""
    wait = guesses.wait(address, code)
    if wait:
        return told(problem("too_many", "refused.too_many_codes", retry_after=wait))
    try:
        seated = parts().sessions.take_seat(code, asked.name, asked.organisation, asked.id)
    except Refusal as refusal:
        if refusal.code == "unknown_code":
            guesses.was_wrong(address)
        raise
    guesses.was_right(address, code)
    return jsonify(vars(seated)), 201


@blueprint.post("/api/v1/sessions/<code>/recover")
def recover(code: str) -> ResponseReturnValue:
    """Take one's seat on another device, with a single-use code."""
    asked = cast(Recovery, _body(Recovery))
    guesses, address = parts().guesses, request.remote_addr or ""
    wait = guesses.wait(address)
    if wait:
        return told(problem("too_many", "refused.too_many_codes", retry_after=wait))
    try:
        seated = parts().sessions.recover(code, asked.recovery_code, asked.id)
    except Refusal:
        guesses.was_wrong(address)
        raise
    return jsonify({name: value for name, value in vars(seated).items() if value is not None})


@blueprint.post("/api/v1/sessions/<session_id>/commands")
def send_command(session_id: str) -> ResponseReturnValue:
    """The same commands as on the socket, with the same answers, for networks that break WebSockets."""
    token = request.headers.get("Authorization", "").partition(" ")[2].strip()
    try:
        ticket = parts().sessions.ticket(token) if token else None
    except Replaced:
        return told(problem("forbidden", "refused.replaced"))
    if ticket is None or ticket.session_id != session_id:
        return told(problem("unauthorised", "refused.unknown_seat"))
    answer = parts().sockets.answer(ticket.session_id, ticket.viewer, _json())
    response = jsonify(answer.told(login.language()))
    response.status_code = 200 if answer.ok else STATUS.get(answer.code, 400)
    return response


@blueprint.get("/api/v1/decks")
@require_token
def list_decks() -> ResponseReturnValue:
    """The decks there are."""
    return jsonify(decks=parts().library.decks())


@blueprint.get("/api/v1/decks/<deck_id>")
@require_token
def read_deck(deck_id: str) -> ResponseReturnValue:
    """One deck, with all its cards."""
    files = parts().library.files(deck_id)
    if files is None:
        raise Refusal("not_found", say("refused.not_found"))
    return jsonify(files)


@blueprint.get("/api/v1/openapi.json")
def openapi() -> ResponseReturnValue:
    """This interface, described."""
    return jsonify(documents.openapi())


@blueprint.get("/api/v1/asyncapi.json")
def asyncapi() -> ResponseReturnValue:
    """The sockets' interface, described."""
    return jsonify(documents.asyncapi())
