"""What pages fetch beside their data: static files, sentences, and the picture of the address to join at.

Files and sentences stand under a version that changes with them, so that browsers keep them for good.
"""

import hashlib
import mimetypes
import os
from functools import cache
from pathlib import Path

import segno
from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from web import joined, wire
from web.locale import LANGUAGES, pages
from web.parts import parts

LONGEST_CODE = 12
YEAR = 365 * 24 * 3600
# What is made of the files, by the ending of its name.
JOINED = {"js": joined.script, "css": joined.styles}
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}

blueprint = Blueprint("assets", __name__)


def asset(path: str) -> str:
    """The URL of a static file. Modules import each other relatively, so all of them bear the version."""
    return f"/static/{version()}/{path}"


@cache
def version() -> str:
    """A digest of all static files and sentences, and of what joins them."""
    digest = hashlib.sha256(Path(joined.__file__).read_bytes())
    for file in sorted(one for one in joined.STATIC.rglob("*") if one.is_file()):
        digest.update(str(file.relative_to(joined.STATIC)).encode() + file.read_bytes())
    for language in LANGUAGES:
        digest.update(_sentences(language))
    return digest.hexdigest()[:12]


@blueprint.get("/static/<asked>/words/<language>.json")
def words(asked: str, language: str) -> ResponseReturnValue:
    """The sentences that the live pages say themselves."""
    if language not in LANGUAGES:
        abort(404)
    return _answer(_sentences(language), "application/json", asked)


@blueprint.get("/static/<asked>/joined/<kind>.<ending>")
def joined_files(asked: str, kind: str, ending: str) -> ResponseReturnValue:
    """All modules, or all style sheets, of a live page."""
    if kind not in joined.STYLES or ending not in JOINED:
        abort(404)
    return _answer(JOINED[ending](kind), TYPES[f".{ending}"], asked)


@blueprint.get("/static/<asked>/<path:name>")
def static(asked: str, name: str) -> ResponseReturnValue:
    """A static file."""
    path = safe_join(str(joined.STATIC), name)
    # Unlike a Path, it knows that a name which no file can have is no file's.
    if path is None or not os.path.isfile(path):
        abort(404)
    file = Path(path)
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain"
    return _answer(file.read_bytes(), kind, asked)


def _answer(body: bytes, kind: str, asked: str) -> Response:
    response = Response(body, mimetype=kind)
    # A page that is older than the server gets today's file, and keeps it for this once.
    kept = f"public, max-age={YEAR}, immutable" if asked == version() else "no-cache"
    response.headers["Cache-Control"] = kept
    return response


@cache
def _sentences(language: str) -> bytes:
    live = {key: text for key, text in pages(language).items() if key.startswith("live.")}
    return wire.encode(live)


@blueprint.get("/qr/<code>.svg")
def qr(code: str) -> ResponseReturnValue:
    """The picture of the address to join at. It tells nothing that the code does not."""
    site = parts().config.url
    made = segno.make(f"{site}/j/{code[:LONGEST_CODE]}", error="m", micro=False)
    picture = made.svg_inline(border=4, dark="#000", light="#fff", scale=8, omitsize=True)
    svg = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return Response(svg, mimetype="image/svg+xml")
