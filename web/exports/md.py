"""The Markdown export (CommonMark with tables). What people wrote is escaped: it reads as it was typed."""

import re
from collections.abc import Iterable, Iterator

from web.exports.shapes import Card, Column, Document, Door, Entry, Note, Round, Scale, Survey
from web.exports.words import Words

_MARKS = re.compile(r"([\\`*_{}\[\]<|~$&@])")
_AT_START = re.compile(r"^(\d{1,9})?([.)]|[#>+=-])")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp):|\bwww\.")
_LEADING = re.compile(r"^[ \t]+")


def write(document: Document) -> bytes:
    """The document as Markdown."""
    return ("\n\n".join(_blocks(document)) + "\n").encode("utf-8")


def literal(text: str) -> str:
    """The text so that a reader of Markdown shows every sign of it; its lines stay lines."""
    return "\\\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    spaces = _LEADING.match(line)
    indent = "&nbsp;" * len(spaces[0].expandtabs(4)) if spaces else ""
    safe = _MARKS.sub(r"\\\1", line.lstrip(" \t"))
    safe = _AT_START.sub(lambda m: f"{m[1] or ''}\\{m[2]}", safe)
    return indent + _ADDRESS.sub(lambda m: f"{m[0][:-1]}\\{m[0][-1]}", safe)


def _cell(text: str) -> str:
    """Text in a table's cell, where a line can't end."""
    return " ".join(map(_line, text.split("\n")))


def _list(texts: Iterable[str]) -> str:
    return "\n".join("- " + text.replace("\n", "\n  ") for text in texts)


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _blocks(document: Document) -> Iterator[str]:
    words = Words(document["language"])
    yield f"# {literal(document['title'])}"
    yield from map(literal, document["lede"])
    yield f"> **{literal(document['reminder'])}**"
    for one in document["rounds"]:
        yield from _round(one, words)
    yield f"## {words('to_check')}"
    checks = [
        words("labelled", label=one["label"], text=literal(one["text"]))
        for one in document["to_check"]
    ]
    yield _list(checks) if checks else words("nothing_to_check")
    if document["survey"] is not None:
        yield from _survey(document["survey"], words)
    yield f"## {words('left_out')}"
    yield _list(map(literal, document["left_out"]))
    yield words("purpose")


def _round(one: Round, words: Words) -> Iterator[str]:
    title = literal(one["title"])
    yield f"## {words('labelled', label=one['label'], text=title) if title else one['label']}"
    yield literal(" ".join(one["about"]))
    players = (words("labelled", label=who["label"], text=who["text"]) for who in one["players"])
    if one["players"]:
        yield _list(map(literal, players))
    for card in one["cards"]:
        yield from _card(card, words)
    yield from _titled("set_aside", map(literal, one["set_aside"]), words)
    lasted = (words("labelled", label=d["label"], text=d["said"]) for d in one["durations"])
    yield from _titled("durations", map(literal, lasted), words)
    yield from _titled("floor", (literal(call["said"]) for call in one["floor"]), words)
    if one["noted"]:
        yield from _noted(one, words)


def _noted(one: Round, words: Words) -> Iterator[str]:
    yield f"### {words('entries')}"
    yield from _columns(one["columns"], words)
    yield from _steps(one, words)
    yield f"### {words('doors')}"
    yield _doors(one["doors"], words) if one["doors"] else words("no_door")


def _titled(key: str, texts: Iterable[str], words: Words) -> Iterator[str]:
    """A list under its title, when there is something in it."""
    listed = _list(texts)
    if listed:
        yield f"### {words(key)}"
        yield listed


def _card(card: Card, words: Words) -> Iterator[str]:
    yield f"### {words('labelled', label=card['label'], text=literal(card['title']))}"
    yield _list(f"**{literal(line['label'])}** {literal(line['text'])}" for line in card["lines"])


def _columns(columns: list[Column], words: Words) -> Iterator[str]:
    if not any(column["entries"] for column in columns):
        yield words("no_entry")
        return
    for column in columns:
        if column["entries"]:
            yield f"#### {literal(column['label'])}"
            yield _list(_entries(column, words))
    empty = ", ".join(column["label"] for column in columns if not column["entries"])
    if empty:
        yield words("empty_columns", names=literal(empty))


def _entries(column: Column, words: Words) -> Iterator[str]:
    for entry in column["entries"]:
        if entry["text"] or entry["choice"] or entry["links"]:
            yield _slip(entry, [entry["choice"], *entry["links"]], words)
    if column["bare"]:
        yield words.counted("bare", column["bare"])


def _slip(slip: Entry | Note, tags: list[str], words: Words) -> str:
    """Somebody's words, then in which choice or doors, by whom, when, and what was made of it."""
    named = ", ".join(f"**{literal(tag)}**" for tag in tags if tag)
    about = [one for one in (slip["author"], slip["at"]["clock"]) if one]
    if slip.get("pinned"):
        about.append(words("pinned"))
    if slip["to_check"]:
        about.append(words("to_check"))
    lines = [named, literal(slip["text"]), f"*{literal(', '.join(about))}*"]
    return "\\\n".join(line for line in lines if line)


def _steps(one: Round, words: Words) -> Iterator[str]:
    if not one["steps"]:
        return
    yield f"### {words('debriefing')}"
    for step in one["steps"]:
        yield f"#### {literal(step['title'])}"
        yield _list(map(literal, step["prompts"]))
        yield f"**{words('notes')}**"
        notes = [_slip(note, note["links"], words) for note in step["notes"]]
        yield _list(notes) if notes else words("no_note")


def _doors(doors: list[Door], words: Words) -> str:
    heads = [words("door"), words("family"), words("said"), words("to_check")]
    rows = (
        [
            door["name"],
            door["label"],
            " / ".join(door["said"]),
            words("yes") if door["to_check"] else "",
        ]
        for door in doors
    )
    return _table(heads, rows)


def _survey(survey: Survey, words: Words) -> Iterator[str]:
    yield f"## {words('survey')}"
    yield survey["said"]
    if not survey["shown"]:
        yield words("survey.too_few", least=survey["least"])
    for scale in survey["scales"]:
        yield _scale(scale, words)
    for question in survey["open"]:
        yield f"### {literal(question['label'])}"
        yield question["said"]
        if question["texts"]:
            yield _list(map(literal, question["texts"]))


def _scale(scale: Scale, words: Words) -> str:
    heads = [words("question"), *scale["choices"], words("head.answers")]
    rows = ([row["label"], *map(str, row["counts"]), row["said"]] for row in scale["rows"])
    return _table(heads, rows)
