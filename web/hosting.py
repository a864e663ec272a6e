"""The pages of those who host: their sessions, the reports of these, and the seats in them."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, request, url_for
from flask import render_template as render
from flask.typing import ResponseReturnValue

from game.report import Report
from web import dates, downloads, login, new_session
from web.journal import LAST_PAGE, Listed, Query
from web.locale import said
from web.login import require_account, require_cookie
from web.parts import parts

LONGEST_SEARCH = 200

blueprint = Blueprint("hosting", __name__)


@blueprint.get("/sessions")
@require_account
def sessions() -> ResponseReturnValue:
    """The account's sessions, the one being held first, the others by month."""
    words = request.args.get("query", "").strip()[:LONGEST_SEARCH]
    page = min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)
    query = Query(account_id=login.account().id, words=words, page=page)
    listing = parts().sessions.listed(query)
    if page > listing.pages:
        return redirect(url_for(".sessions", query=words or None, page=listing.pages), 303)
    items = list(listing.items)
    newest = items[0] if items and page == 1 and not words else None
    held = newest if newest and newest.heading.phase != "closed" else None
    return render(
        "sessions.html",
        held=_held(held) if held else None,
        months=_by_month(items[1:] if held else items),
        query=words,
        page=page,
        pages=listing.pages,
        done=request.args.get("done"),
    )


def _held(listed: Listed) -> dict[str, Any]:
    report = _told(listed.id)
    cards = report.rounds[-1].cards if report.rounds else ()
    numbers = {card.family: card.number for card in cards}
    day, language = _day(listed), login.language()
    return {
        "id": listed.id,
        "title": report.title,
        "when": ", ".join(filter(None, (dates.long_day(day, language), report.place))),
        "state": said(report.phase, language),
        "pair": numbers if {"case", "structure"} <= numbers.keys() else None,
    }


def _day(listed: Listed) -> date:
    return dates.read_day(listed.heading.date) or listed.opened_at.date()


def _by_month(items: Sequence[Listed]) -> list[tuple[str, list[tuple[date, Listed]]]]:
    language = login.language()
    dated = [(_day(one), one) for one in items]
    grouped = groupby(dated, key=lambda pair: dates.month(pair[0], language))
    return [(name, list(found)) for name, found in grouped]


def _decks() -> list[dict[str, Any]]:
    # Those in the reader's language first: one of them is chosen from the start.
    return sorted(parts().library.decks(), key=lambda one: one["language"] != login.language())


@blueprint.get("/sessions/new")
@require_account
def ask_session() -> ResponseReturnValue:
    """Ask what the new session is called; the rest has good defaults."""
    decks = _decks()
    form = new_session.blank(login.account().name, decks)
    return render("new.html", form=form, decks=decks)


@blueprint.post("/sessions/new")
@require_account
def open_session() -> ResponseReturnValue:
    """Open the session, and go to its host's page."""
    decks = _decks()
    form, asked = new_session.read(decks)
    if form.wrong:
        return render("new.html", form=form, decks=decks), 400
    opened = parts().sessions.open(login.account().id, **asked)
    return redirect(f"/host/{opened.id}", 303)


@blueprint.get("/sessions/<session_id>")
@require_account
def read_report(session_id: str) -> ResponseReturnValue:
    """The report of a session, at any moment of it."""
    report, language = _report(session_id), login.language()
    address = f"{parts().config.url}/sessions/{session_id}"
    glossary = parts().runtime.in_thread(parts().library.glossary, report.revision)
    shown = parts().runtime.in_thread(downloads.page, report, language, address, glossary)
    return render("report.html", **shown)


@blueprint.get("/sessions/<session_id>/sheet")
@require_account
def read_sheet(session_id: str) -> ResponseReturnValue:
    """A sheet to print: the code to join with, and the host's recovery code to keep."""
    told = _report(session_id)
    code = told.code
    return render(
        "sheet.html",
        told=told,
        code=f"{code[:3]} {code[3:]}",
        picture=f"/qr/{code}.svg",
        address=parts().config.url.partition("://")[2],
        recovery=parts().sessions.unused_host_code(session_id),
    )


@blueprint.get("/sessions/<session_id>/export.<format>")
@require_account
def export(session_id: str, format: str) -> ResponseReturnValue:
    """The report as a file."""
    # A long report takes seconds to lay out: nobody else waits for it.
    report, language = _report(session_id), login.language()
    return parts().runtime.in_thread(downloads.answer, report, format, language)


@blueprint.post("/sessions/<session_id>/delete")
@require_account
def erase(session_id: str) -> ResponseReturnValue:
    """Erase a session, once the question was answered: here, or in the list's dialog."""
    told = _report(session_id)
    if request.form.get("confirmed") != "yes":
        return render("erase.html", report=told)
    parts().sessions.erase(session_id)
    return redirect("/sessions?done=erased", 303)


@blueprint.post("/host/<session_id>/seat")
@require_cookie
def host_seat(session_id: str) -> ResponseReturnValue:
    """The host's seat, for whoever owns the session."""
    _own(session_id)
    seat_token, screen_token = parts().sessions.host_seat(session_id)
    return jsonify(
        session_id=session_id,
        seat_token=seat_token,
        screen_token=screen_token,
        recovery_code=parts().sessions.unused_host_code(session_id),
    )


@blueprint.post("/screen/<session_id>/seat")
@require_cookie
def screen_seat(session_id: str) -> ResponseReturnValue:
    """The projector's seat, likewise; a projector gets no host's seat."""
    _own(session_id)
    return jsonify(session_id=session_id, seat_token=parts().sessions.screen_seat(session_id))


def _report(session_id: str) -> Report:
    _own(session_id)
    return _told(session_id)


def _told(session_id: str) -> Report:
    found = parts().sessions.report(session_id)
    return found if found is not None else abort(404)


def _own(session_id: str) -> None:
    # Somebody else's session is answered as one that does not exist.
    if parts().sessions.owner(session_id) != login.account().id:
        abort(404)
