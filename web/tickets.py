"""Seats and codes: random secrets, kept only as hashes, and who they let in."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from game import Seat, Viewer
from web.journal import RECOVER, REPLACED, Journal, StoredSeat

# Letters and digits that nobody takes for one another.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SCREEN = "screen"


class Replaced(Exception):
    """A token whose seat was taken on another device."""


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """Whom a token lets in, and where."""

    session_id: str
    viewer: Viewer


def new_code() -> str:
    """Six characters that people read aloud: 30 bits, behind a limit on failed tries."""
    return "".join(secrets.choice(ALPHABET) for _ in range(6))


def new_token() -> str:
    """A seat's secret: 192 bits."""
    return secrets.token_urlsafe(24)


def token_of(secret: bytes, session_id: str, asked: str) -> str:
    """A seat's secret for who asked under this one: the same when they ask again."""
    digest = hmac.digest(secret, f"seat/{session_id}/{asked}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest[:24]).decode()


def hashed(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def stored(token: str, seat: Seat, person: str) -> StoredSeat:
    """A seat for the journal."""
    return StoredSeat(token_hash=hashed(token), seat=seat, person=person)


def recovery_code(secret: bytes, session_id: str, command_id: str) -> str:
    """A single-use code of 60 bits: the same for the same command, so that a repeated one is answered alike."""
    digest = hmac.digest(secret, f"recover/{session_id}/{command_id}".encode(), "sha256")
    letters = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:12])
    return "-".join(letters[at : at + 4] for at in (0, 4, 8))


def stored_code(code: str, person: str, kind: str = RECOVER) -> StoredSeat:
    """A code for the journal; it is not a token, and opens no socket."""
    return StoredSeat(token_hash=hashed_code(code), seat=kind, person=person)


def hashed_code(typed: str) -> str:
    """What is kept of a code, however it was typed."""
    letters = "".join(one for one in typed.upper() if one in ALPHABET)
    return hashed(f"code:{letters}")


def read(journal: Journal, token: str) -> Ticket | None:
    """Whom this token lets in, or None; raises `Replaced` when its seat was taken on another device."""
    found = journal.seat(hashed(token))
    if found is not None and found[1].seat == REPLACED:
        raise Replaced
    if found is None or found[1].seat not in set(Seat):
        return None
    session_id, kept = found
    # The mark by which a seat answers the survey once can be made only by who holds the token.
    ballot = hashed(f"ballot:{token}") if kept.seat == Seat.PARTICIPANT else ""
    viewer = Viewer(seat=Seat(kept.seat), id=kept.person, ballot=ballot)
    return Ticket(session_id=session_id, viewer=viewer)
