"""Who speaks and who looks: seats, the roles they hold, and the names people give themselves."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Seat(StrEnum):
    """A place in a session, proved by a secret that the outside checks."""

    HOST = "host"
    SCREEN = "screen"
    PARTICIPANT = "participant"
    SERVER = "server"


class Role(StrEnum):
    """What a seat is, now: a participant becomes adviser, jobseeker or observer in a round."""

    HOST = "host"
    SCREEN = "screen"
    PARTICIPANT = "participant"
    ADVISER = "adviser"
    JOBSEEKER = "jobseeker"
    OBSERVER = "observer"
    REMOVED = "removed"
    SERVER = "server"


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """One seat. `ballot` is an anonymous mark that lets it answer the survey once, and no more than that."""

    seat: Seat
    id: str
    ballot: str = ""


SERVER = Viewer(seat=Seat.SERVER, id="server")

# Words that only the host may be called, without case or accents.
RESERVED_NAMES = frozenset({"animateur", "animatrice", "host", "facilitator", "admin"})
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_name(name: str) -> str:
    """The name without control, bidirectional or zero-width characters, its spaces made single."""
    seen = (" " if c.isspace() else c for c in unicodedata.normalize("NFKC", name))
    return " ".join("".join(c for c in seen if unicodedata.category(c) not in _UNSEEN).split())


def name_key(name: str) -> str:
    """What two names share when people would take one for the other: case and accents are ignored."""
    letters = unicodedata.normalize("NFKD", clean_name(name).casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))
