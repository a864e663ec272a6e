"""The form that opens a session: its defaults, and what it says once it is read."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import request

from game import clean_name
from game.session.messages import Settings
from web import dates
from web.accounts import LONGEST_NAME
from web.bodies import NewSession
from web.forms import Form
from web.locale import LANGUAGES
from web.schemas import marks_of

SESSION, SETTINGS = marks_of(NewSession), marks_of(Settings)
SWITCHES = ("cues", "compatible_draw", "names")


def blank(host_name: str, decks: list[dict[str, Any]]) -> Form:
    """The form as it is first shown: most people only write a title."""
    defaults = asdict(Settings())
    ticked = {name: "yes" if defaults[name] else "" for name in SWITCHES}
    chosen = {name: str(defaults[name]) for name in ("draw", "grid", "capacity")}
    return Form(
        typed={
            "date": datetime.now().astimezone().date().isoformat(),
            "host_name": host_name,
            "deck": decks[0]["id"],
            "language": decks[0]["language"],
        }
        | ticked
        | chosen
    )


def read(decks: list[dict[str, Any]]) -> tuple[Form, dict[str, Any]]:
    """The form that was sent, with what is wrong in it, and what it asks to open."""
    form = Form(typed=dict(request.form.items()))
    form.typed |= {name: request.form.get(name, "") for name in SWITCHES}
    asked = {
        "title": _line(form, "title", SESSION["title"].longest, needed=True),
        "place": _line(form, "place", SESSION["place"].longest),
        "date": _day(form),
        "deck": _choice(form, "deck", [one["id"] for one in decks]),
        "language": _choice(form, "language", LANGUAGES),
        "host_name": _line(form, "host_name", LONGEST_NAME, needed=True),
        "settings": Settings(
            draw=_choice(form, "draw", SETTINGS["draw"].words),
            grid=_choice(form, "grid", SETTINGS["grid"].words),
            capacity=_seats(form),
            **{name: form.typed[name] == "yes" for name in SWITCHES},
        ),
    }
    return form, asked


def _line(form: Form, name: str, longest: int, *, needed: bool = False) -> str:
    text = clean_name(form.typed.get(name, ""))
    if needed and not text:
        form.refuse(name, f"pages.new.{name}_missing")
    elif len(text) > longest:
        form.refuse(name, "pages.new.too_long", longest=longest)
    return text


def _day(form: Form) -> str:
    typed = form.typed.get("date", "").strip()
    day = dates.read_day(typed)
    if typed and day is None:
        form.refuse("date", "pages.new.not_a_day")
    return day.isoformat() if day else ""


def _choice(form: Form, name: str, words: "list[str] | tuple[str, ...]") -> str:
    chosen = form.typed.get(name, "")
    return chosen if chosen in words else words[0]


def _seats(form: Form) -> int:
    typed = form.typed.get("capacity", "").strip()
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
    seats = SETTINGS["capacity"]
    if not seats.least <= number <= seats.most:
        form.refuse("capacity", "pages.new.bad_capacity", least=seats.least, most=seats.most)
    return number
