"""A report given to a browser: as a file, or as what the report page needs."""

from urllib.parse import quote

from flask import Response, abort

from game.report import Report
from web.exports import FORMATS, NotMade, document_of, render
from web.exports.clean import plain_name
from web.glossary import Glossary


def answer(report: Report, format: str, language: str) -> Response:
    """The report as a file to keep; 404 for a format that we don't write, 503 when there is too much to do."""
    if format not in FORMATS:
        abort(404)
    try:
        made = render(report, format, language)
    except NotMade:
        abort(503)
    given = Response(made.body, content_type=made.media_type)
    given.headers["Content-Disposition"] = disposition(made.filename)
    given.headers["Cache-Control"] = "no-store"
    given.headers["X-Content-Type-Options"] = "nosniff"
    return given


def page(report: Report, language: str, address: str, glossary: Glossary) -> dict[str, object]:
    """What `report.html` is made from. `address` is the page's own, which never changes."""
    return {
        "document": document_of(report, language),
        "explain": glossary.explain,
        "glossaries": [glossary],
        "formats": tuple(FORMATS),
        "address": address,
    }


def disposition(filename: str) -> str:
    """A file to keep under this name (RFC 6266), and under a plain one where that can't be read."""
    stem, _, ending = filename.rpartition(".")
    plain = f"{plain_name(stem) or 'vis-a-vis'}.{ending}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
