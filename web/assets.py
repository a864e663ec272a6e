"""What pages fetch beside their data: static files by a URL that changes with their content, the sentences
that the browser says itself, and the picture of the address to join at."""

import hashlib
from functools import cache
from pathlib import Path
from typing import cast

import segno
from flask import Blueprint, Response, abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from web.locale import LANGUAGES, pages

STATIC = Path(__file__).parent / "static"
LONGEST_CODE = 12

blueprint = Blueprint("assets", __name__)


def asset(path: str) -> str:
    """The URL of a static file."""
    return f"/static/{path}?v={_digest(path)}"


@cache
def _digest(path: str) -> str:
    file = STATIC / path
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.is_file() else "0"


@blueprint.get("/static-locale/<language>.json")
def locale(language: str) -> ResponseReturnValue:
    """The sentences that the live pages say themselves."""
    if language not in LANGUAGES:
        abort(404)
    response = jsonify(pages(language))
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return cast(Response, response.make_conditional(request))


@blueprint.get("/qr/<code>.svg")
def qr(code: str) -> ResponseReturnValue:
    """The picture of the address to join at. It tells nothing that the code does not."""
    site = current_app.extensions["visavis"].config.url
    made = segno.make(f"{site}/j/{code[:LONGEST_CODE]}", error="m", micro=False)
    picture = made.svg_inline(border=4, dark="#000", light="#fff", scale=8, omitsize=True)
    svg = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return Response(svg, mimetype="image/svg+xml")
