"""Opening, finding and leaving sessions: what the pages and the API ask for."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import game
from game import Deck, Refusal, Seat, Session
from game.report import Report
from game.session.messages import OpenSession, Settings, TakeSeat
from web import tickets
from web.answers import Answer
from web.dispatch import Dispatch
from web.journal import HOST, Journal, Listed, Listing, Opening, Query, StoredSeat
from web.library import Library
from web.rooms import Room, Rooms, new_room
from web.runtime import Runtime

TRIES = 5


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A new session, with the secrets that are shown to its host alone."""

    id: str
    code: str
    seat_token: str
    screen_token: str
    recovery_code: str


@dataclass(frozen=True, kw_only=True)
class Seated:
    """Somebody's new seat; a host has no participant's id."""

    session_id: str
    participant_id: str | None
    seat_token: str


class Sessions:
    """The sessions of this server."""

    def __init__(
        self,
        journal: Journal,
        library: Library,
        rooms: Rooms,
        dispatch: Dispatch,
        runtime: Runtime,
        secret: bytes,
    ) -> None:
        self._journal = journal
        self._library = library
        self._rooms = rooms
        self._dispatch = dispatch
        self._runtime = runtime
        self._secret = secret
        self.on_erase: list[Callable[[str], None]] = []
        self.on_taken: list[Callable[[str, str], None]] = []

    def open(
        self,
        account_id: str,
        *,
        title: str,
        place: str = "",
        date: str = "",
        deck: str = "spro",
        language: str = "",
        settings: Settings | None = None,
        host_name: str = "",
    ) -> Opened:
        """A new session in its lobby; raises `Refusal` for an unknown deck or when nothing can be written."""
        pinned = self._library.deck(deck)
        if pinned is None:
            wrong = game.say("invalid.no_such_deck")
            raise Refusal("invalid", wrong, {"deck": wrong})
        command = OpenSession(
            id="",
            code="",
            host=host_name or title,
            title=title,
            place=place,
            date=date,
            language=language or pinned.head.language,
            settings=settings or Settings(),
        )
        for _ in range(TRIES):
            answer, opened = self._opened(account_id, pinned, command)
            if answer.ok:
                return opened
        raise _refusal(answer)

    def _opened(self, account_id: str, deck: Deck, command: OpenSession) -> tuple[Answer, Opened]:
        """One try to open a session: a code may be taken already."""
        session_id = secrets.token_hex(12)
        opened = Opened(
            id=session_id,
            code=tickets.new_code(),
            seat_token=tickets.new_token(),
            screen_token=tickets.new_token(),
            recovery_code=self.host_code(session_id),
        )
        opening = Opening(
            code=opened.code,
            account_id=account_id,
            deck_id=deck.head.id,
            revision=deck.revision,
            language=command.language,
            opened_at=datetime.now(UTC),
        )
        seats = [
            tickets.stored(opened.seat_token, Seat.HOST, HOST),
            tickets.stored(opened.screen_token, Seat.SCREEN, tickets.SCREEN),
            tickets.stored_code(opened.recovery_code, HOST),
        ]
        room = new_room(deck)
        asked = replace(command, id=session_id, code=opened.code)
        answer = self._dispatch.act(room, asked, seats=seats, opening=opening)
        if answer.ok:
            self._rooms.add(room)
        return answer, opened

    def take_seat(self, code: str, name: str, organisation: str, asked: str = "") -> Seated:
        """A seat for somebody who has the code, one for all that is `asked` under this; raises `Refusal`."""
        listed = self.by_code(code)
        room = self._room(listed.id) if listed else None
        if room is None:
            raise Refusal("unknown_code", game.say("refused.unknown_code"))
        if room.session.phase == "closed":
            raise Refusal("closed", game.say("refused.session_closed"))
        participant_id, token = secrets.token_hex(8), self._token(room.session.id, asked)
        if asked and (seated := self._seated(room.session.id, token)):
            return seated
        command = TakeSeat(participant_id=participant_id, name=name, organisation=organisation)
        seat = tickets.stored(token, Seat.PARTICIPANT, participant_id)
        answer = self._dispatch.act(room, command, seats=[seat])
        if not answer.ok:
            raise _refusal(answer)
        return Seated(session_id=room.session.id, participant_id=participant_id, seat_token=token)

    def recover(self, code: str, recovery_code: str, asked: str = "") -> Seated:
        """The seat that a single-use code opens, on this device from now on; raises `Refusal`."""
        listed = self.by_code(code)
        if listed is None:
            raise Refusal("unknown_code", game.say("refused.unknown_code"))
        token = self._token(listed.id, asked)
        if asked and (seated := self._seated(listed.id, token)):
            return seated
        hashes = tickets.hashed_code(recovery_code), tickets.hashed(token)
        seat = self._runtime.in_thread(self._journal.redeem, listed.id, *hashes)
        if seat is None:
            raise Refusal("unknown_code", game.say("refused.unknown_recovery_code"))
        for told in self.on_taken:
            told(listed.id, seat.person)
        return _seated(listed.id, seat, token)

    def _token(self, session_id: str, asked: str) -> str:
        return tickets.token_of(self._secret, session_id, asked) if asked else tickets.new_token()

    def _seated(self, session_id: str, token: str) -> Seated | None:
        found = self._runtime.in_thread(self._journal.seat, tickets.hashed(token))
        if found is None or found[1].seat not in set(Seat):
            return None
        return _seated(session_id, found[1], token)

    def host_seat(self, session_id: str) -> tuple[str, str]:
        """The host's seat, on this device from now on, and a projector's, for who may have them."""
        screen_token, seat_token = self.screen_seat(session_id), tickets.new_token()
        seat = tickets.stored(seat_token, Seat.HOST, HOST)
        self._runtime.in_thread(self._journal.take_over, session_id, seat)
        for told in self.on_taken:
            told(session_id, HOST)
        return seat_token, screen_token

    def screen_seat(self, session_id: str) -> str:
        """One more projector's seat, for who may have it."""
        room = self._rooms.get(session_id)
        if room is None:
            raise Refusal("not_found", game.say("refused.no_session"))
        token = tickets.new_token()
        self._dispatch.keep_seats(room, [tickets.stored(token, Seat.SCREEN, tickets.SCREEN)])
        return token

    def host_code(self, session_id: str) -> str:
        """The host's own recovery code: the one that was given when the session was opened."""
        return tickets.recovery_code(self._secret, session_id, HOST)

    def unused_host_code(self, session_id: str) -> str:
        """The host's own recovery code as long as it can serve; then nothing."""
        code = self.host_code(session_id)
        kept = self._runtime.in_thread(self._journal.seat, tickets.hashed_code(code))
        return code if kept else ""

    def by_code(self, code: str) -> Listed | None:
        """The session that people join with this code."""
        return self._runtime.in_thread(self._journal.by_code, code.upper())

    def listed(self, query: Query) -> Listing:
        """Sessions for the list, newest first."""
        return self._runtime.in_thread(self._journal.listed, query)

    def owner(self, session_id: str) -> str | None:
        """The account that a session belongs to."""
        listed = self._runtime.in_thread(self._journal.session, session_id)
        return listed.account_id if listed else None

    def report(self, session_id: str) -> Report | None:
        """A session told to a reader, as it is on disk at this moment."""
        session = self.session(session_id)
        return game.report(session) if session else None

    def session(self, session_id: str) -> Session | None:
        """A session as it is on disk."""
        room = self._room(session_id)
        return room.told if room else None

    def erase(self, session_id: str) -> None:
        """Forget a session and all that was said in it."""
        self._rooms.forget(session_id)
        self._runtime.in_thread(self._journal.erase, session_id)
        # Somebody may have read it in between.
        self._rooms.forget(session_id)
        for told in self.on_erase:
            told(session_id)

    def ticket(self, token: str) -> tickets.Ticket | None:
        """Whom a seat's token lets in."""
        return self._runtime.in_thread(tickets.read, self._journal, token)

    def _room(self, session_id: str) -> Room | None:
        return self._rooms.get(session_id)


def _seated(session_id: str, seat: StoredSeat, token: str) -> Seated:
    person = seat.person if seat.seat == Seat.PARTICIPANT else None
    return Seated(session_id=session_id, participant_id=person, seat_token=token)


def _refusal(answer: Answer) -> Refusal:
    text = answer.text or game.say("refused.unavailable")
    return Refusal(answer.code or "unavailable", text, answer.fields)
