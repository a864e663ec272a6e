"""Proves a backup: opens it, replays every session in it, and compares what everybody would see."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import game
from game import Deck, Recorded, Seat, Viewer
from game.shown import Record
from web import wire
from web.backup import DATABASE, check, copy
from web.config import Config
from web.journal import HOST, Listed, Query, StoredEvent
from web.journal.codec import recorded
from web.journal.sql import SqlJournal, open_sqlite
from web.library import Library
from web.rooms import heading_of
from web.tickets import SCREEN

AT_ONCE = 200
TABLES = ("sessions", "events", "commands", "seats")


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One session of a backup. `digest`: of what all its viewers see. `faults`: what is wrong with it."""

    session_id: str
    events: int = 0
    viewers: int = 0
    digest: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proven:
    """A backup that opens and is whole: its rows by table, and its sessions."""

    counts: dict[str, int]
    sessions: Sequence[Proof]

    @property
    def sound(self) -> bool:
        """Whether every session can go on from it."""
        return not any(one.faults for one in self.sessions)


def prove(file: Path, data: Path) -> Proven:
    """What a backup holds, and whether it agrees with the sessions of `data`; raises `BackupError`.

    Works on copies: neither the backup nor the sessions are touched.
    """
    check(file)
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = Path(folder) / "backup.sqlite", Path(folder) / "now.sqlite"
        copy(file, mine)
        now = None
        if (data / DATABASE).exists():
            copy(data / DATABASE, theirs)
            now = _Journal(theirs)
        with closing(_Journal(mine)) as backup:
            found = [_proof(one, backup, now) for one in backup.sessions()]
        if now is not None:
            now.close()
        return Proven(counts=_counts(mine), sessions=found)


class _Journal:
    """The sessions of a file, and the decks that they are pinned to."""

    def __init__(self, file: Path) -> None:
        self._engine = open_sqlite(file)
        self._journal = SqlJournal(self._engine)
        self._library = Library(Config().decks, self._journal)

    def close(self) -> None:
        self._engine.dispose()

    def sessions(self) -> Iterator[Listed]:
        page = pages = 1
        while page <= pages:
            listing = self._journal.listed(Query(page=page, size=AT_ONCE))
            yield from listing.items
            page, pages = page + 1, listing.pages

    def history(self, session_id: str) -> list[StoredEvent]:
        return self._journal.history(session_id)

    def deck(self, listed: Listed) -> Deck:
        return self._library.revision(listed.revision)


def _proof(listed: Listed, backup: _Journal, now: _Journal | None) -> Proof:
    kept = backup.history(listed.id)
    if [one.seq for one in kept] != list(range(1, len(kept) + 1)):
        return Proof(session_id=listed.id, faults=("its events are not numbered without gaps",))
    try:
        deck = backup.deck(listed)
        history = [recorded(one) for one in kept]
        session, viewers, faults = _replayed(deck, history)
    except Exception as error:
        return Proof(session_id=listed.id, faults=(f"can't be replayed: {error!r}",))
    if heading_of(session) != listed.heading:
        faults.append("the list of sessions says something else of it")
    digest = _digest(session, viewers)
    later = now.history(listed.id)[: len(kept)] if now is not None else []
    # A session that is not there any more, or was taken further back, is no fault of the backup.
    if len(later) == len(kept):
        then = game.replay(deck, map(recorded, later))
        if later != kept or _digest(then, viewers) != digest:
            faults.append("it differs from the same session as it is kept now")
    return Proof(
        session_id=listed.id,
        events=len(kept),
        viewers=len(viewers),
        digest=digest,
        faults=tuple(faults),
    )


def _replayed(
    deck: Deck, history: Sequence[Recorded]
) -> tuple[game.Session, list[Viewer], list[str]]:
    """The session, its viewers, and those whose view made of updates differs from the whole one."""
    session = game.open_session(deck)
    held: dict[Viewer, dict[str, Record]] = {}
    for one in history:
        before, session = session, game.evolve(session, one)
        for key in game.changes(before, session, one.event):
            for viewer, view in held.items():
                _hold(view, key, game.record(session, viewer, key))
        # Nobody holds anything before they come in.
        for viewer in _viewers(session) - held.keys():
            held[viewer] = dict(game.view(session, viewer))
    differ = [one.id for one, view in held.items() if view != game.view(session, one)]
    return session, list(held), [f"updates make another view for {one}" for one in differ]


def _hold(view: dict[str, Record], key: str, record: Record | None) -> None:
    view.pop(key, None)
    if record is not None:
        view[key] = record


def _viewers(session: game.Session) -> set[Viewer]:
    people = {Viewer(seat=Seat.PARTICIPANT, id=one) for one in session.participants}
    wall = {Viewer(seat=Seat.HOST, id=HOST), Viewer(seat=Seat.SCREEN, id=SCREEN)}
    return people | wall


def _digest(session: game.Session, viewers: Sequence[Viewer]) -> str:
    total = hashlib.sha256()
    for viewer in sorted(viewers, key=lambda one: (one.seat, one.id)):
        for key, record in sorted(game.view(session, viewer).items()):
            total.update(wire.encode([viewer.id, key, wire.spoken(record, session.language)]))
    return total.hexdigest()[:16]


def _counts(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as database:
        return {
            one: int(database.execute(f"SELECT count(*) FROM {one}").fetchone()[0])
            for one in TABLES
        }
