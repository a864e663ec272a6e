"""The Excel export: six sheets, each a table with a header row. Text is text, never a formula or a link."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter

from web.exports.shapes import Document, Entry, Note, Round, Survey
from web.exports.words import Words

Row = tuple[str | int | None, ...]
_AS_TYPED = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_CELL = 32_767
_WIDE, _MIDDLE, _NARROW = 60, 26, 13
_WIDTHS = {
    **dict.fromkeys(("text", "value", "said", "prompts", "question"), _WIDE),
    **dict.fromkeys(("round", "number", "seconds", "card", "pinned", "to_check"), _NARROW),
    **dict.fromkeys(("count", "answers", "invited", "missing"), _NARROW),
}
_SLIP = ("text", "links", "author", "at", "utc", "to_check")
_HEADS = {
    "session": ("field", "value"),
    "rounds": ("round", "part", "label", "text", "number", "seconds"),
    "entries": ("round", "column", "choice", "phase", "card", "pinned", *_SLIP),
    "notes": ("round", "step", "prompts", *_SLIP),
    "doors": ("round", "door", "family", "said", "to_check"),
    "survey": ("question", "answer", "count", "answers", "invited", "missing"),
}


def write(document: Document) -> bytes:
    """The document as a workbook."""
    made, words = io.BytesIO(), Words(document["language"])
    book = xlsxwriter.Workbook(made, _AS_TYPED)
    book.set_properties({"title": document["title"], "comments": document["reminder"]})
    rows: dict[str, Iterable[Row]] = {
        "session": _session(document, words),
        "rounds": (row for one in document["rounds"] for row in _round(one, words)),
        "entries": (row for one in document["rounds"] for row in _entries(one, words)),
        "notes": (row for one in document["rounds"] for row in _notes(one, words)),
        "doors": (row for one in document["rounds"] for row in _doors(one, words)),
        "survey": _survey(document["survey"], words) if document["survey"] else (),
    }
    for name, heads in _HEADS.items():
        _sheet(book, words, name, heads, list(rows[name]))
    book.close()
    return made.getvalue()


def _sheet(book: Any, words: Words, name: str, heads: tuple[str, ...], rows: list[Row]) -> None:
    sheet = book.add_worksheet(words(f"sheet.{name}"))
    text = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    for at, head in enumerate(heads):
        sheet.set_column(at, at, _WIDTHS.get(head, _MIDDLE))
    sheet.add_table(
        0,
        0,
        max(len(rows), 1),
        len(heads) - 1,
        {
            "columns": [{"header": words(f"head.{one}"), "header_format": bold} for one in heads],
            "style": "Table Style Light 1",
            "banded_rows": False,
        },
    )
    for down, row in enumerate(rows, 1):
        for across, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(down, across, cell, text)
            elif cell:
                sheet.write_string(down, across, cell[:_LONGEST_CELL], text)
    _print_set_up(sheet)


def _print_set_up(sheet: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _session(document: Document, words: Words) -> Iterator[Row]:
    for line in document["about"]:
        yield line["label"], line["text"]
    yield words("reminder"), document["reminder"]
    for text in document["left_out"]:
        yield words("left_out"), text
    yield words("report"), words("purpose")


def _round(one: Round, words: Words) -> Iterator[Row]:
    number = one["number"]
    yield number, words("part.round"), one["label"], one["title"]
    for text in one["about"]:
        yield number, words("part.round"), one["label"], text
    for who in one["players"]:
        yield number, words("part.players"), who["label"], who["text"]
    for card in one["cards"]:
        yield number, words("part.cards"), card["label"], card["title"], card["number"]
        for line in card["lines"]:
            yield number, words("part.cards"), line["label"], line["text"], card["number"]
    for text in one["set_aside"]:
        yield number, words("part.set_aside"), "", text
    for phase in one["durations"]:
        label, seconds = phase["label"], phase["seconds"]
        yield number, words("part.durations"), label, phase["said"], None, seconds
    for call in one["floor"]:
        yield number, words("part.floor"), call["to"], call["said"], None, call["seconds"]


def _entries(one: Round, words: Words) -> Iterator[Row]:
    for column in one["columns"]:
        for entry in column["entries"]:
            yield (
                one["number"],
                column["label"],
                entry["choice"],
                entry["phase"],
                entry["card_number"],
                _yes(entry["pinned"], words),
                *_slip(entry, words),
            )


def _notes(one: Round, words: Words) -> Iterator[Row]:
    """A row for each note; a step without notes keeps its prompts in one row of its own."""
    for step in one["steps"]:
        head = (one["number"], step["title"], "\n".join(step["prompts"]))
        if not step["notes"]:
            yield head
        for note in step["notes"]:
            yield (*head, *_slip(note, words))


def _slip(slip: Entry | Note, words: Words) -> Row:
    links = "\n".join(slip["links"])
    at, to_check = slip["at"], _yes(slip["to_check"], words)
    return slip["text"], links, slip["author"], at["local"], at["utc"], to_check


def _doors(one: Round, words: Words) -> Iterator[Row]:
    for door in one["doors"]:
        for said in door["said"] or [""]:
            to_check = _yes(door["to_check"], words)
            yield one["number"], door["name"], door["label"], said, to_check


def _survey(survey: Survey, words: Words) -> Iterator[Row]:
    answered, invited = survey["answered"], survey["invited"]
    yield survey["said"], "", None, answered, invited, invited - answered
    if not survey["shown"]:
        yield (words("survey.too_few", least=survey["least"]),)
    for scale in survey["scales"]:
        for row in scale["rows"]:
            of = (row["answers"], invited, invited - row["answers"])
            for choice, count in zip(scale["choices"], row["counts"], strict=True):
                yield row["label"], choice, count, *of
    for question in survey["open"]:
        number = len(question["texts"])
        for text in question["texts"] or [""]:
            yield question["label"], text, None, number, invited, invited - number


def _yes(true: bool, words: Words) -> str:
    return words("yes") if true else ""
