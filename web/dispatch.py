"""The only place where effects are ordered.

One turn at a time per session; a command seen before gets its first answer; decide; append at the
expected number; durable; publish; answer. While the disk is busy the next command may be decided on
what this one made; nothing is told before it is on disk, and when a write fails all that followed it
fails with it.
"""

import hashlib
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import game
from game import SERVER, Asked, Command, Refusal, Session, Viewer, kind_of, say
from game.session.messages import GiveFeedback, InviteHost, IssueRecoveryCode
from web import answers, tickets, wire
from web.answers import Answer, done, problem
from web.journal import HOST, INVITE, Batch, Conflict, Opening, StoredCommand, StoredSeat
from web.journal.codec import stored
from web.journal.writer import Outcome, Queued, Writer
from web.rooms import Change, Known, Room, Rooms, heading_of, settled
from web.runtime import Promise, Runtime

LONGEST_ID = 64
CODED = tuple(map(kind_of, (IssueRecoveryCode, InviteHost)))
Told = Callable[[Room, Sequence[Change]], None]
log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One command about to be decided. `digest` is empty for the server's own, which nobody repeats."""

    room: Room
    viewer: Viewer
    command: Command
    command_id: str
    digest: str = ""
    seats: Sequence[StoredSeat] = ()
    opening: Opening | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a turn came to, not yet on disk."""

    turn: Turn
    changes: Sequence[Change]
    after: Session
    answer: Answer

    @property
    def actor(self) -> str:
        """Who asked; nobody, for an answer to the survey, even refused: its digest tells what it says."""
        return "" if isinstance(self.turn.command, GiveFeedback) else self.turn.viewer.id


@dataclass(frozen=True)
class Settled:
    """A decision that is on disk, and the promise of its answer."""

    decision: Decision
    promise: Promise


class Dispatch:
    """Takes commands to sessions and gives their answers.

    `publish` is called with what one commit holds of a session, and moves `room.told` on to it.
    """

    def __init__(
        self, rooms: Rooms, writer: Writer, runtime: Runtime, secret: bytes, publish: Told
    ) -> None:
        self._rooms = rooms
        self._writer = writer
        self._runtime = runtime
        self._secret = secret
        self._publish = publish
        self._durable: dict[int, list[Settled]] = {}
        self.closing = False
        writer.flushed = self._tell

    def handle(self, session_id: str, viewer: Viewer, payload: object) -> Answer:
        """The answer to a command as it came: `{id, kind, data}`."""
        if self.closing:
            return problem("unavailable", "refused.restarting", retry_after=2)
        try:
            command_id, kind, data, digest = _opened(payload)
        except Refusal as refusal:
            return answers.refused(refusal)
        room = self._rooms.get(session_id)
        if room is None:
            return problem("not_found", "refused.no_session")
        with room.turn:
            known = room.known.get(command_id)
            if known is None:
                try:
                    command = _read(room.session, kind, data)
                except Refusal as refusal:
                    return answers.refused(refusal)
                turn = Turn(
                    room=room, viewer=viewer, command=command, command_id=command_id, digest=digest
                )
                known = room.known[command_id] = self._take(self._with_code(turn))
        if known.digest != digest or known.actor not in ("", viewer.id):
            return problem("conflict", "refused.same_id")
        answer = settled(known.answer)
        if answer.ok and kind in CODED:
            return replace(answer, result={"recovery_code": self._code(session_id, command_id)})
        return answer

    def act(
        self,
        room: Room,
        command: Command,
        *,
        seats: Sequence[StoredSeat] = (),
        opening: Opening | None = None,
    ) -> Answer:
        """The answer to a command of the server itself, with the seats that go with it."""
        turn = Turn(
            room=room,
            viewer=SERVER,
            command=command,
            command_id=secrets.token_hex(16),
            seats=seats,
            opening=opening,
        )
        with room.turn:
            known = self._take(turn)
        return settled(known.answer)

    def idle(self) -> bool:
        """Whether everything that was decided has been answered."""
        return self._writer.idle()

    def keep_seats(self, room: Room, seats: Sequence[StoredSeat]) -> None:
        """Make more seats for people the session knows already; raises `Refusal` when it can't be written."""
        promise = self._runtime.promise()
        batch = Batch(session_id=room.session.id, seats=seats)
        self._writer.append(Queued(batch=batch, ready=lambda: True, done=promise.set))
        if promise.wait() is not None:
            raise Refusal("unavailable", say("refused.unavailable"))

    def _with_code(self, turn: Turn) -> Turn:
        """A command that asks for a code, with the code: secret, so it is kept as a hash alone."""
        command = turn.command
        if not isinstance(command, IssueRecoveryCode | InviteHost):
            return turn
        code = self._code(turn.room.session.id, turn.command_id)
        if isinstance(command, IssueRecoveryCode):
            seats = [tickets.stored_code(code, command.participant_id)]
        else:
            seats = [tickets.stored_code(code, HOST, INVITE)]
        return replace(turn, seats=seats)

    def _code(self, session_id: str, command_id: str) -> str:
        return tickets.recovery_code(self._secret, session_id, command_id)

    def _take(self, turn: Turn) -> Known:
        """Decide and queue, in the room's turn. The answer is promised: it comes once it is on disk."""
        decision = _decided(turn)
        turn.room.session = decision.after
        promise = self._runtime.promise()
        known = Known(actor=decision.actor, digest=turn.digest, answer=promise)

        def told(outcome: Outcome) -> None:
            self._settle(decision, known, promise, outcome)

        room = turn.room
        self._writer.append(
            Queued(batch=_batch(decision), ready=lambda: not room.broken, done=told)
        )
        return known

    def _settle(self, decision: Decision, known: Known, promise: Promise, outcome: Outcome) -> None:
        """On disk: to be told with the rest. Not on disk: the room is read again; the sender may retry."""
        room = decision.turn.room
        if outcome is not None:
            self._rooms.give_up(room)
            log.warning("nothing was recorded: %s", outcome)
            key = "refused.moved" if isinstance(outcome, Conflict) else "refused.unavailable"
            promise.set(problem("unavailable", key, retry_after=1))
            return
        known.answer = decision.answer
        self._durable.setdefault(id(room), []).append(Settled(decision, promise))

    def _tell(self) -> None:
        """What one commit holds of a session is told in one update, and then answered."""
        durable, self._durable = self._durable, {}
        for of_room in durable.values():
            changes = [change for one in of_room for change in one.decision.changes]
            try:
                if changes:
                    self._publish(of_room[0].decision.turn.room, changes)
            except Exception:
                log.exception("an update could not be told")
            for one in of_room:
                one.promise.set(one.decision.answer)


def _opened(payload: object) -> tuple[str, str, object, str]:
    """A command's id, kind, data and digest; raises `Refusal` when its envelope won't do."""
    if not isinstance(payload, Mapping) or set(payload) - {"id", "kind", "data"}:
        raise Refusal("invalid", say("invalid.envelope"))
    command_id, kind, data = payload.get("id"), payload.get("kind"), payload.get("data", {})
    if not isinstance(command_id, str) or not 8 <= len(command_id) <= LONGEST_ID:
        raise Refusal("invalid", say("invalid.command_id"))
    try:
        asked = wire.encode([kind, data])
    except TypeError:
        raise Refusal("invalid", say("invalid.envelope")) from None
    if len(asked) > wire.LARGEST_COMMAND:
        raise Refusal("too_large", say("invalid.too_large"))
    return command_id, str(kind), data, hashlib.sha256(asked).hexdigest()


def _read(session: Session, kind: str, data: object) -> Command:
    shape = game.command_class(session, kind)
    if shape is None:
        raise Refusal("invalid", say("invalid.unknown_kind"))
    return wire.read_command(shape, data)


def _decided(turn: Turn) -> Decision:
    before = turn.room.session
    at = datetime.now(UTC)
    asked = Asked(command=turn.command, by=turn.viewer, at=at, seed=secrets.randbits(63))
    try:
        recorded = game.record_events(before, asked, game.decide(before, asked))
    except Refusal as refusal:
        unseated = replace(turn, seats=(), opening=None)
        answer = answers.refused(refusal)
        return Decision(turn=unseated, changes=(), after=before, answer=answer)
    changes: list[Change] = []
    after = before
    for one in recorded:
        earlier, after = after, game.evolve(after, one)
        changes.append(Change(one, earlier, after))
    return Decision(turn=turn, changes=changes, after=after, answer=done(after.seq))


def _batch(decision: Decision) -> Batch:
    turn, heading = decision.turn, heading_of(decision.after)
    changed = bool(decision.changes) and heading != turn.room.heading
    if changed:
        turn.room.heading = heading
    command = StoredCommand(
        command_id=turn.command_id,
        actor=decision.actor,
        digest=turn.digest,
        answer=decision.answer.kept(),
    )
    return Batch(
        session_id=decision.after.id,
        events=[stored(one.recorded) for one in decision.changes],
        command=command if turn.digest else None,
        seats=turn.seats,
        heading=heading if changed else None,
        opening=turn.opening,
    )
