"""The CSV export: one table, one row for each fact, told apart by `type`; for spreadsheets and scripts.

UTF-8 with a byte order mark, `;`, CRLF, every cell quoted: as a French Excel opens it by a double click.
A cell that a spreadsheet would take for a formula starts with an apostrophe, which nobody wrote.
`COLUMNS` says what each column holds; its names, and the words in `type` and `section`, are the same in
every language.
"""

import csv
import io
import re
from collections.abc import Iterator

from web.exports.shapes import Document, Moment, Round, Survey

COLUMNS = {
    "type": "session, round, player, card, set_aside, duration, floor, entry, prompt, note, door, "
    "answer, comment, left_out",
    "round": "number of the round, empty outside rounds",
    "section": "the field's code (session), the state (round), the role, the card's or the door's family, "
    "the phase, the column's id",
    "label": "the name a person reads: field, role, card, phase, column, step, door, question",
    "text": "what was written or said; one row for each thing said of a door",
    "choice": "the choice of an entry, or of an answer",
    "links": "structures and schemes named, separated by ' | '",
    "author": "who wrote it, when the session shows names; of a prompt, who speaks",
    "phase": "the phase in which it was written",
    "card_number": "the number of the card played, or of the case an entry was written on",
    "at": "local date and time, YYYY-MM-DD HH:MM:SS",
    "at_utc": "the same in UTC, ISO 8601",
    "seconds": "length of a phase or of a floor call",
    "count": "how many gave this answer",
    "answers": "how many answered this question",
    "invited": "how many could answer",
    "pinned": "1 when the host kept it for the debriefing",
    "to_check": "1 when the group wanted it verified",
}
_FORMULA = re.compile(
    r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n]"
)
_BYTE_ORDER_MARK = "\ufeff"


def write(document: Document) -> bytes:
    """The document as one table."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(guarded(name) for name in COLUMNS)
    for row in rows(document):
        writer.writerow(guarded(str(row.get(name, ""))) for name in COLUMNS)
    return (_BYTE_ORDER_MARK + made.getvalue()).encode("utf-8")


def guarded(cell: str) -> str:
    """The cell, never a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def rows(document: Document) -> Iterator[dict[str, object]]:
    """Every fact of the document, from the heading to what was left out."""
    for line in document["about"]:
        yield {
            "type": "session",
            "section": line["code"],
            "label": line["label"],
            "text": line["text"],
        }
    yield {"type": "session", "section": "reminder", "text": document["reminder"]}
    for one in document["rounds"]:
        for row in _round(one):
            yield row | {"round": one["number"]}
    if document["survey"] is not None:
        yield from _survey(document["survey"])
    for text in document["left_out"]:
        yield {"type": "left_out", "text": text}


def _round(one: Round) -> Iterator[dict[str, object]]:
    yield {
        "type": "round",
        "section": one["state"],
        "label": one["title"],
        "text": " ".join(one["about"]),
        **_at(one["started"]),
    }
    for line in one["players"]:
        yield {
            "type": "player",
            "section": line["code"],
            "label": line["label"],
            "text": line["text"],
        }
    yield from _table(one)
    yield from _entries(one)
    yield from _debriefing(one)


def _table(one: Round) -> Iterator[dict[str, object]]:
    """What lay on the table, and how long things took."""
    for card in one["cards"]:
        head = {"type": "card", "section": card["family"], "card_number": card["number"]}
        yield head | {"label": card["label"], "text": card["title"]}
        for line in card["lines"]:
            yield head | {"label": line["label"], "text": line["text"]}
    for text in one["set_aside"]:
        yield {"type": "set_aside", "text": text}
    for phase in one["durations"]:
        yield {
            "type": "duration",
            "section": phase["code"],
            "label": phase["label"],
            "text": phase["said"],
            "seconds": phase["seconds"],
        }
    for call in one["floor"]:
        seconds = "" if call["seconds"] is None else call["seconds"]
        yield {"type": "floor", "text": call["to"], "seconds": seconds, **_at(call["at"])}


def _entries(one: Round) -> Iterator[dict[str, object]]:
    for column in one["columns"]:
        for entry in column["entries"]:
            yield {
                "type": "entry",
                "section": column["id"],
                "label": column["label"],
                "text": entry["text"],
                "choice": entry["choice"],
                "links": " | ".join(entry["links"]),
                "author": entry["author"],
                "phase": entry["phase"],
                "card_number": "" if entry["card_number"] is None else entry["card_number"],
                "pinned": int(entry["pinned"]),
                "to_check": int(entry["to_check"]),
                **_at(entry["at"]),
            }


def _debriefing(one: Round) -> Iterator[dict[str, object]]:
    for step in one["steps"]:
        for prompt in step["prompts"]:
            yield {"type": "prompt", "label": step["title"], "text": prompt, "author": step["who"]}
        for note in step["notes"]:
            yield {
                "type": "note",
                "label": step["title"],
                "text": note["text"],
                "links": " | ".join(note["links"]),
                "author": note["author"],
                "to_check": int(note["to_check"]),
                **_at(note["at"]),
            }
    for door in one["doors"]:
        for said in door["said"] or [""]:
            yield {
                "type": "door",
                "section": door["family"],
                "label": door["name"],
                "text": said,
                "to_check": int(door["to_check"]),
            }


def _survey(survey: Survey) -> Iterator[dict[str, object]]:
    invited = {"invited": survey["invited"]}
    yield {"type": "answer", "text": survey["said"], "answers": survey["answered"], **invited}
    for scale in survey["scales"]:
        for row in scale["rows"]:
            for choice, count in zip(scale["choices"], row["counts"], strict=True):
                yield {
                    "type": "answer",
                    "label": row["label"],
                    "choice": choice,
                    "count": count,
                    "answers": row["answers"],
                    **invited,
                }
    for question in survey["open"]:
        head = {"type": "comment", "label": question["label"], "answers": len(question["texts"])}
        for text in question["texts"] or [""]:
            yield head | {"text": text} | invited


def _at(moment: Moment) -> dict[str, object]:
    return {"at": moment["local"], "at_utc": moment["utc"]}
