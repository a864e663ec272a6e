"""Pages, answers and files, small on the wire."""

import gzip
from functools import cache

from flask import Flask, Response, request

SMALLEST = 1000
TEXTS = ("text/", "application/json", "image/svg")
QUICK = 5
# As many as there are files: zipped once and kept. Not so the picture of a code, which anybody may make up.
FILES = ("assets.static", "assets.joined_files", "assets.words")


def zip_answers(app: Flask) -> None:
    """Zip what is worth it, for who can read it."""

    @app.after_request
    def zip_one(response: Response) -> Response:
        static = request.endpoint in FILES
        # On https the size of a zipped page helps to guess the secrets in it; plain http hides nothing anyway.
        if not _is_worth_it(response) or (request.is_secure and not static):
            return response
        response.headers.add("Vary", "Accept-Encoding")
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            body = response.get_data()
            response.set_data(_best(body) if static else gzip.compress(body, QUICK, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response


def _is_worth_it(response: Response) -> bool:
    size = response.content_length or 0
    return (response.mimetype or "").startswith(TEXTS) and size > SMALLEST


@cache
def _best(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)
