"""The words of an export, read back by a reader of its own kind of file."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf

FORMATS = ("PDF", "Word", "Excel", "CSV", "JSON", "Markdown")


def words_of(file: Path) -> str:
    """All that it says, without its spaces: each format cuts its lines where it likes."""
    read = {
        ".pdf": _pdf,
        ".docx": _docx,
        ".xlsx": _xlsx,
        ".csv": _csv,
        ".json": _json,
        ".md": _md,
    }[file.suffix]
    return bare("\n".join(read(file.read_bytes())))


def bare(text: str) -> str:
    """The signs of a text alone."""
    return "".join(text.split())


def _pdf(body: bytes) -> Iterator[str]:
    return (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)


def _docx(body: bytes) -> Iterator[str]:
    file = docx.Document(io.BytesIO(body))
    yield from (one.text for one in file.paragraphs)
    for table in file.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def _xlsx(body: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(body)):
        for row in sheet.iter_rows(values_only=True):
            yield from (str(cell) for cell in row if cell is not None)


def _csv(body: bytes) -> Iterator[str]:
    text = body.decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";"):
        yield from row.values()


def _json(body: bytes) -> Iterator[str]:
    yield from _strings(json.loads(body))


def _strings(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        for one in found:
            yield from _strings(one)
    elif isinstance(found, str):
        yield found


def _md(body: bytes) -> Iterator[str]:
    yield body.decode().replace("\\", "")
