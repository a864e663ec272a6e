"""A journal in memory: the same contract without a disk, for tests and rehearsals."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from web.journal import (
    INVITE,
    RECOVER,
    REPLACED,
    Batch,
    Conflict,
    Heading,
    Listed,
    Listing,
    Query,
    StoredCommand,
    StoredEvent,
    StoredSeat,
    opened_by,
)

_BLANK = Heading(title="", place="", date="", phase="new", rounds=0, participants=0)


class MemoryJournal:
    """A journal that lasts as long as the process."""

    def __init__(self) -> None:
        self._events: dict[str, list[StoredEvent]] = defaultdict(list)
        self._commands: dict[str, dict[str, StoredCommand]] = defaultdict(dict)
        self._sessions: dict[str, Listed] = {}
        self._seats: dict[str, tuple[str, StoredSeat]] = {}
        self._decks: dict[str, dict[str, Any]] = {}

    def append(self, batches: Sequence[Batch]) -> None:
        for number, batch in enumerate(batches):
            earlier = [one for one in batches[:number] if one.session_id == batch.session_id]
            self._expect(batch, earlier)
        for batch in batches:
            self._keep(batch)

    def _expect(self, batch: Batch, earlier: Sequence[Batch]) -> None:
        opened = {one.session_id for one in (*earlier, batch) if one.opening}
        if batch.session_id not in self._sessions.keys() | opened:
            raise Conflict(batch.session_id)
        if batch.opening and self.by_code(batch.opening.code):
            raise Conflict(batch.opening.code)
        done = len(self._events[batch.session_id]) + sum(len(one.events) for one in earlier)
        if [event.seq for event in batch.events] != list(
            range(done + 1, done + 1 + len(batch.events))
        ):
            raise Conflict(batch.session_id)
        answered = self._commands[batch.session_id].keys() | {
            one.command.command_id for one in earlier if one.command
        }
        if batch.command and batch.command.command_id in answered:
            raise Conflict(batch.command.command_id)

    def _keep(self, batch: Batch) -> None:
        if batch.opening:
            opening = batch.opening
            self._sessions[batch.session_id] = Listed(
                id=batch.session_id,
                code=opening.code,
                account_id=opening.account_id,
                deck_id=opening.deck_id,
                revision=opening.revision,
                language=opening.language,
                opened_at=opening.opened_at,
                heading=_BLANK,
            )
        self._events[batch.session_id] += batch.events
        if batch.command:
            self._commands[batch.session_id][batch.command.command_id] = batch.command
        for seat in batch.seats:
            self._seats[seat.token_hash] = (batch.session_id, seat)
        if batch.heading:
            kept = self._sessions[batch.session_id]
            self._sessions[batch.session_id] = replace(kept, heading=batch.heading)

    def history(self, session_id: str) -> list[StoredEvent]:
        return list(self._events[session_id])

    def answers(self, session_id: str) -> list[StoredCommand]:
        return list(self._commands[session_id].values())

    def session(self, session_id: str) -> Listed | None:
        return self._sessions.get(session_id)

    def by_code(self, code: str) -> Listed | None:
        return next((one for one in self._sessions.values() if one.code == code), None)

    def listed(self, query: Query) -> Listing:
        found = [one for one in self._sessions.values() if _matches(one, query)]
        found.sort(key=lambda one: one.opened_at, reverse=True)
        first = (query.page - 1) * query.size
        pages = max(1, math.ceil(len(found) / query.size))
        return Listing(items=found[first : first + query.size], pages=pages, total=len(found))

    def seat(self, token_hash: str) -> tuple[str, StoredSeat] | None:
        return self._seats.get(token_hash)

    def redeem(self, session_id: str, code_hash: str, token_hash: str) -> StoredSeat | None:
        of_session, code = self._seats.get(code_hash, ("", None))
        if of_session != session_id or code is None or code.seat not in (RECOVER, INVITE):
            return None
        del self._seats[code_hash]
        seat = opened_by(code, token_hash)
        if code.seat == RECOVER:
            self.take_over(session_id, seat)
        else:
            self._seats[token_hash] = (session_id, seat)
        return seat

    def take_over(self, session_id: str, seat: StoredSeat) -> None:
        for key, (of_session, one) in list(self._seats.items()):
            if (of_session, one.seat, one.person) == (session_id, seat.seat, seat.person):
                self._seats[key] = (session_id, replace(one, seat=REPLACED))
        self._seats[seat.token_hash] = (session_id, seat)

    def erase(self, session_id: str) -> None:
        self._sessions.pop(session_id, None)
        self._events.pop(session_id, None)
        self._commands.pop(session_id, None)
        self._seats = {key: one for key, one in self._seats.items() if one[0] != session_id}

    def keep_deck(self, deck_id: str, revision: str, files: dict[str, Any]) -> None:
        self._decks.setdefault(revision, files)

    def deck(self, revision: str) -> dict[str, Any] | None:
        return self._decks.get(revision)

    def mark(self) -> str:
        return ""

    def check(self) -> None:
        return


def _matches(one: Listed, query: Query) -> bool:
    day = one.heading.date or one.opened_at.date().isoformat()
    words = f"{one.heading.title} {one.heading.place} {one.code}".casefold()
    return (
        query.account_id in (None, one.account_id)
        and query.words.casefold() in words
        and query.deck in ("", one.deck_id)
        and query.phase in ("", one.heading.phase)
        and (not query.since or day >= query.since)
        and (not query.until or day <= query.until)
    )
