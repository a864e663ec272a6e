"""The Word export: real styles, headings and header rows, so that it can be edited, searched and read aloud."""

import io
from collections.abc import Iterable

import docx
from docx.document import Document as WordFile
from docx.table import Table, _Row

from web.exports.docx_styles import add, lay_out, prepare, styled
from web.exports.shapes import Card, Column, Document, Door, Entry, Note, Round, Scale, Step, Survey
from web.exports.words import Words


def write(document: Document) -> bytes:
    """The document as a Word file."""
    words = Words(document["language"])
    file = docx.Document()
    prepare(file, document["title"], words)
    _head(file, document)
    for one in document["rounds"]:
        _round(file, one, words)
    _to_check(file, document, words)
    if document["survey"] is not None:
        _survey(file, document["survey"], words)
    add(file, words("left_out"), "Heading 1")
    _list(file, document["left_out"])
    add(file, words("purpose"), "Meta")
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _head(file: WordFile, document: Document) -> None:
    add(file, document["title"], "Title")
    for line in document["lede"]:
        add(file, line, "Meta")
    add(file, document["reminder"], "Motto")


def _round(file: WordFile, one: Round, words: Words) -> None:
    title = (
        words("labelled", label=one["label"], text=one["title"]) if one["title"] else one["label"]
    )
    add(file, title, "Heading 1")
    add(file, " ".join(one["about"]), "Meta")
    for who in one["players"]:
        _labelled(file, who["label"], who["text"])
    for card in one["cards"]:
        _card(file, card, words)
    _titled_list(file, words("set_aside"), one["set_aside"])
    if one["durations"]:
        add(file, words("durations"), "Heading 2")
        rows = ([phase["label"], phase["said"]] for phase in one["durations"])
        _table(file, [words("phase"), words("duration")], rows, [5, 5])
    _titled_list(file, words("floor"), [call["said"] for call in one["floor"]])
    if one["noted"]:
        _noted(file, one, words)


def _noted(file: WordFile, one: Round, words: Words) -> None:
    add(file, words("entries"), "Heading 2")
    _columns(file, one["columns"], words)
    _steps(file, one["steps"], words)
    add(file, words("doors"), "Heading 2")
    _doors(file, one["doors"], words)


def _card(file: WordFile, card: Card, words: Words) -> None:
    add(file, words("labelled", label=card["label"], text=card["title"]), "Heading 2")
    for line in card["lines"]:
        if line["code"] == "request":
            add(file, words("quoted", text=line["text"]), "Request")
        else:
            _labelled(file, line["label"], line["text"])


def _columns(file: WordFile, columns: list[Column], words: Words) -> None:
    empty = [column["label"] for column in columns if not column["entries"]]
    if len(empty) == len(columns):
        add(file, words("no_entry"), "Meta")
        return
    for column in columns:
        if column["entries"]:
            add(file, column["label"], "Heading 3")
            _entries(file, column, words)
    if empty:
        add(file, words("empty_columns", names=", ".join(empty)), "Meta")


def _entries(file: WordFile, column: Column, words: Words) -> None:
    for entry in column["entries"]:
        if entry["text"] or entry["choice"] or entry["links"]:
            _slip(file, entry, [entry["choice"], *entry["links"]], words)
    if column["bare"]:
        add(file, words.counted("bare", column["bare"]), "List Bullet")


def _slip(file: WordFile, slip: Entry | Note, tags: list[str], words: Words) -> None:
    """Somebody's words: in which choice or doors, the words, by whom and when."""
    paragraph = add(file, "", "List Bullet")
    named = ", ".join(tag for tag in tags if tag)
    if named:
        paragraph.add_run(named).bold = True
    if slip["text"]:
        paragraph.add_run(("\n" if named else "") + slip["text"])
    author = [slip["author"]] if slip["author"] else []
    marks = [words(mark) for mark in ("pinned", "to_check") if slip.get(mark)]
    about = ", ".join((*author, slip["at"]["clock"], *marks))
    styled(paragraph.add_run(f"\n{about}"), "Aside")


def _steps(file: WordFile, steps: list[Step], words: Words) -> None:
    if not steps:
        return
    add(file, words("debriefing"), "Heading 2")
    for step in steps:
        add(file, step["title"], "Heading 3")
        for prompt in step["prompts"]:
            add(file, prompt, "Prompt")
        for note in step["notes"]:
            _slip(file, note, note["links"], words)
        if not step["notes"]:
            add(file, words("no_note"), "Meta")


def _doors(file: WordFile, doors: list[Door], words: Words) -> None:
    if not doors:
        add(file, words("no_door"), "Meta")
        return
    heads = [words("door"), words("family"), words("said"), words("to_check")]
    rows = (
        [one["name"], one["label"], "\n".join(one["said"]), words("yes") if one["to_check"] else ""]
        for one in doors
    )
    _table(file, heads, rows, [4.2, 2.6, 7.6, 2.6])


def _to_check(file: WordFile, document: Document, words: Words) -> None:
    add(file, words("to_check"), "Heading 1")
    if not document["to_check"]:
        add(file, words("nothing_to_check"), "Meta")
    for one in document["to_check"]:
        _labelled(file, one["label"], one["text"])


def _survey(file: WordFile, survey: Survey, words: Words) -> None:
    add(file, words("survey"), "Heading 1")
    add(file, survey["said"], "Normal")
    if not survey["shown"]:
        add(file, words("survey.too_few", least=survey["least"]), "Meta")
    for scale in survey["scales"]:
        _scale(file, scale, words)
    for question in survey["open"]:
        add(file, question["label"], "Heading 2")
        add(file, question["said"], "Meta")
        _list(file, question["texts"])


def _scale(file: WordFile, scale: Scale, words: Words) -> None:
    """Questions down and choices across; a long scale stands on end, one table for each question."""
    if len(scale["choices"]) <= 6:
        heads = [words("question"), *scale["choices"], words("head.answers")]
        rows = ([row["label"], *map(str, row["counts"]), row["said"]] for row in scale["rows"])
        count = len(scale["choices"])
        _table(file, heads, rows, [5, *[8.4 / count] * count, 3.6])
        return
    for row in scale["rows"]:
        add(file, row["label"], "Heading 2")
        add(file, row["said"], "Meta")
        pairs = zip(scale["choices"], map(str, row["counts"]), strict=True)
        _table(file, [words("choice"), words("count")], map(list, pairs), [5, 3])


def _labelled(file: WordFile, label: str, text: str) -> None:
    paragraph = add(file, "", "Normal")
    paragraph.add_run(f"{label}\n").bold = True
    paragraph.add_run(text)


def _titled_list(file: WordFile, title: str, texts: list[str]) -> None:
    if texts:
        add(file, title, "Heading 2")
        _list(file, texts)


def _list(file: WordFile, texts: Iterable[str]) -> None:
    for text in texts:
        add(file, text, "List Bullet")


def _table(
    file: WordFile, heads: list[str], rows: Iterable[list[str]], widths: list[float]
) -> None:
    table: Table = file.add_table(rows=1, cols=len(heads), style="Lines")
    _fill(table.rows[0], heads, "Cell Head")
    for row in rows:
        added: _Row = table.add_row()  # type: ignore[no-untyped-call]
        _fill(added, row, "Cell")
    lay_out(table, widths)


def _fill(row: _Row, texts: list[str], style: str) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = styled(cell.paragraphs[0], style)
        paragraph.text = text
