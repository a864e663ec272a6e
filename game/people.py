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

# Words that only the host may be called, as their keys, and what others are called instead.
RESERVED_NAMES = frozenset({"animateur", "animatrice", "host", "facilitator", "admin"})
SPARE_NAME = "Participant"
# Small Cyrillic and Greek letters that, small or capital, people take for Latin ones.
_LOOKS = str.maketrans("авеікмнорстухѕјαβεζηικμνορτυχ", "abeikmhopctyxsjabezhikmnoptyx")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_name(name: str) -> str:
    """The name without control, bidirectional or zero-width characters, its spaces made single."""
    seen = (" " if c.isspace() else c for c in unicodedata.normalize("NFKC", name))
    return " ".join("".join(c for c in seen if unicodedata.category(c) not in _UNSEEN).split())


def name_key(name: str) -> str:
    """What two names share when people would take one for the other: no case, accents or punctuation."""
    signs = unicodedata.normalize("NFKD", clean_name(name).casefold()).translate(_LOOKS)
    kept = (c for c in signs if not unicodedata.combining(c) and unicodedata.category(c)[0] != "P")
    return " ".join("".join(kept).split())


def is_reserved(name: str) -> bool:
    """Whether only the host may be called so; a number behind it makes it nobody else's."""
    return name_key(name).rstrip("0123456789 ") in RESERVED_NAMES
