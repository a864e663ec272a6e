"""The journal: the only truth. What it has accepted is on disk, whatever happens next.

The port that stores share. Events of a session are numbered without gaps from 1; the number is the
optimistic lock. A command's answer is kept with its events, so that the same command again, from any
process and after any crash, gets the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol

# What a row of the seats stands for, beside a seat: codes, and tokens whose seat was taken over.
RECOVER, INVITE, REPLACED = "recover", "invite", "replaced"
HOST = "host"
# Nobody turns so many, and a database counts in 64 bits.
LAST_PAGE = 100_000


class Conflict(Exception):
    """Somebody else wrote this number of a session, or this command, first: read again."""


class Unavailable(Exception):
    """Nothing could be written: a full disk, a locked or broken database."""


class StoredEvent(NamedTuple):
    """An event as it is kept: `kind` is a stable word, `data` its fields as JSON."""

    seq: int
    at: datetime
    actor: str
    kind: str
    data: dict[str, Any]


class StoredCommand(NamedTuple):
    """A command that was answered: what was asked, by its digest, and what was said."""

    command_id: str
    actor: str
    digest: str
    answer: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class StoredSeat:
    """A seat by the hash of its token; `person` is a participant's id, or `host`, or `screen`."""

    token_hash: str
    seat: str
    person: str


def opened_by(code: StoredSeat, token_hash: str) -> StoredSeat:
    """The seat that a code opens to a token: somebody's own, or one more host's."""
    if code.seat == INVITE:
        return StoredSeat(token_hash=token_hash, seat=HOST, person=f"{HOST}-{token_hash[:8]}")
    seat = HOST if code.person == HOST else "participant"
    return StoredSeat(token_hash=token_hash, seat=seat, person=code.person)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What the list of sessions shows of one."""

    title: str
    place: str
    date: str
    phase: str
    rounds: int
    participants: int


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A session that begins: its code, its owner, and the deck's revision that it is pinned to."""

    code: str
    account_id: str
    deck_id: str
    revision: str
    language: str
    opened_at: datetime


class Batch(NamedTuple):
    """What one command adds to one session: all of it, or nothing."""

    session_id: str
    events: Sequence[StoredEvent] = ()
    command: StoredCommand | None = None
    seats: Sequence[StoredSeat] = ()
    heading: Heading | None = None
    opening: Opening | None = None


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One line of the list of sessions."""

    id: str
    code: str
    account_id: str
    deck_id: str
    revision: str
    language: str
    opened_at: datetime
    heading: Heading


@dataclass(frozen=True, kw_only=True)
class Query:
    """Which sessions to list, newest first. `page` counts from 1 to `LAST_PAGE`.

    `since` and `until` are days; a session without a date stands under the day it was opened.
    """

    account_id: str | None = None
    words: str = ""
    since: str = ""
    until: str = ""
    deck: str = ""
    phase: str = ""
    page: int = 1
    size: int = 20


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page of the list, and how many pages there are."""

    items: Sequence[Listed] = field(default_factory=tuple)
    pages: int = 1
    total: int = 0


class Journal(Protocol):
    """What a store does. All calls may block and are made in a native thread."""

    def append(self, batches: Sequence[Batch]) -> None:
        """Keep all batches, durably, in one go; raises `Conflict` or `Unavailable`, and then keeps none."""

    def history(self, session_id: str) -> list[StoredEvent]:
        """All events of a session, in order."""

    def answers(self, session_id: str) -> list[StoredCommand]:
        """All commands of a session that were answered."""

    def session(self, session_id: str) -> Listed | None:
        """One session, by its id."""

    def by_code(self, code: str) -> Listed | None:
        """One session, by the code that people type."""

    def listed(self, query: Query) -> Listing:
        """Sessions for the list."""

    def seat(self, token_hash: str) -> tuple[str, StoredSeat] | None:
        """The session and the seat of a token."""

    def redeem(self, session_id: str, code_hash: str, token_hash: str) -> StoredSeat | None:
        """Give the seat that a code opens to a new token, once; None when the code opens nothing (any more).

        A recovery code takes the seat away from its earlier tokens; an invitation adds a host.
        """

    def take_over(self, session_id: str, seat: StoredSeat) -> None:
        """Give a seat to a new token, and take it away from its earlier ones."""

    def erase(self, session_id: str) -> None:
        """Forget a session and all that was said in it."""

    def keep_deck(self, deck_id: str, revision: str, files: dict[str, Any]) -> None:
        """Keep a revision of a deck for good: the sessions pinned to it are read again with it."""

    def deck(self, revision: str) -> dict[str, Any] | None:
        """The files of a deck's revision."""

    def mark(self) -> str:
        """Another one when a backup has been put back: what was read before is not to be relied upon."""

    def check(self) -> None:
        """Raise `Unavailable` when nothing could be written now."""
