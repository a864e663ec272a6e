"""Static files by a URL that changes with their content, so that browsers may keep them for good."""

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"


def asset(path: str) -> str:
    """The URL of a static file."""
    return f"/static/{path}?v={_digest(path)}"


@cache
def _digest(path: str) -> str:
    file = STATIC / path
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.is_file() else "0"
