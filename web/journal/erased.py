"""Which sessions were erased here, by a hash of their ids: a backup of before does not bring them back."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

NAME = "erased"


def note(folder: Path, session_id: str) -> None:
    """Write down that a session was erased."""
    descriptor = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as out:
        out.write(f"{_digest(session_id)}\n")
        out.flush()
        os.fsync(out.fileno())


def among(folder: Path, session_ids: Iterable[str]) -> list[str]:
    """Those of these sessions that were erased."""
    file = folder / NAME
    noted = set(file.read_text("ascii").split()) if file.exists() else set()
    return [one for one in session_ids if _digest(one) in noted]


def _digest(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
