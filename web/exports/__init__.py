"""A session as a file, in six formats. The public face: `FORMATS` and `render`.

All are made from one `Document`, which is also the JSON export; `python -m web.exports pdf < session.json`
makes any of the others from it again.
"""

from collections.abc import Callable
from dataclasses import dataclass

from game.report import Report
from web.exports import csv, json, md
from web.exports.apart import NotMade, apart
from web.exports.clean import file_name
from web.exports.document import document_of
from web.exports.shapes import Document

__all__ = ["FORMATS", "Document", "Export", "Format", "NotMade", "document_of", "render"]

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """How one kind of file is made."""

    media_type: str
    write: Callable[[Document], bytes]


@dataclass(frozen=True)
class Export:
    """A file, ready to be sent."""

    body: bytes
    media_type: str
    filename: str


FORMATS = {
    "pdf": Format("application/pdf", apart("pdf")),
    "docx": Format(f"{_OFFICE}.wordprocessingml.document", apart("docx")),
    "xlsx": Format(f"{_OFFICE}.spreadsheetml.sheet", apart("xlsx")),
    "csv": Format("text/csv; charset=utf-8; header=present", csv.write),
    "json": Format("application/json", json.write),
    "md": Format("text/markdown; charset=utf-8; variant=GFM", md.write),
}


def render(report: Report, format: str, language: str) -> Export:
    """The report as a file; raises `NotMade` when it can't be made in time."""
    document = document_of(report, language)
    made = FORMATS[format]
    name = file_name("Vis-à-vis", document["title"], document["date"])
    return Export(
        body=made.write(document), media_type=made.media_type, filename=f"{name}.{format}"
    )
