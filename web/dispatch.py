"""The only place where effects are ordered.

One turn at a time per session; a command seen before gets its first answer; decide; append at the
expected number; durable; publish; answer. While the disk is busy the next command may be decided on
what this one made; nothing is told before it is on disk, and when a write fails all that followed it
fails with it.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from functools import partial

from game import SERVER, Command, Refusal, Viewer, kind_of, say
from game.session.messages import InviteHost, IssueRecoveryCode
from web import answers, tickets
from web.answers import Answer, problem
from web.journal import HOST, INVITE, Batch, Conflict, Opening, StoredSeat
from web.journal.writer import Outcome, Queued, Writer
from web.rooms import Change, Known, Room, Rooms
from web.runtime import Runtime, waited
from web.turns import Decision, Envelope, Turn, batch_of, decided, opened, read_command

CODED = tuple(map(kind_of, (IssueRecoveryCode, InviteHost)))
Told = Callable[[Room, Sequence[Change]], None]
Answered = Callable[[Answer], None]
log = logging.getLogger(__name__)


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
        self._durable: dict[int, list[tuple[Decision, Known]]] = {}
        self.closing = False
        writer.flushed = self._tell

    def handle(self, session_id: str, viewer: Viewer, payload: object) -> Answer:
        """The answer to a command as it came, `{id, kind, data}`; waited for."""
        answer: Answer = waited(self._runtime, partial(self.ask, session_id, viewer, payload))
        return answer

    def ask(self, session_id: str, viewer: Viewer, payload: object, answered: Answered) -> None:
        """Take a command as it came. `answered` is given its answer: at once, or when it is on disk."""
        if self.closing:
            answered(problem("unavailable", "refused.restarting", retry_after=2))
            return
        try:
            envelope = opened(payload)
            room, known = self._seen(session_id, viewer, envelope)
        except Refusal as refusal:
            answered(answers.refused(refusal))
            return
        if envelope.kind in CODED:
            answered = self._and_code(session_id, envelope.command_id, answered)
        with room.turn:
            if known.answer is None:
                known.waiting += (answered,)
                return
        answered(known.answer)

    def _seen(self, session_id: str, viewer: Viewer, envelope: Envelope) -> tuple[Room, Known]:
        """The command, decided now or seen before; raises `Refusal` when it can't be either."""
        room = self._rooms.get(session_id)
        if room is None:
            raise Refusal("not_found", say("refused.no_session"))
        with room.turn:
            known = room.known.get(envelope.command_id)
            if known is None:
                turn = Turn(
                    room=room,
                    viewer=viewer,
                    command=read_command(room.session, envelope.kind, envelope.data),
                    command_id=envelope.command_id,
                    digest=envelope.digest,
                )
                known = room.known[envelope.command_id] = self._take(self._with_code(turn))
        if known.digest != envelope.digest or known.actor not in ("", viewer.id):
            raise Refusal("conflict", say("refused.same_id"))
        return room, known

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
        answer: Answer = waited(self._runtime, partial(self._act, turn))
        return answer

    def _act(self, turn: Turn, answered: Answered) -> None:
        with turn.room.turn:
            self._take(turn).waiting += (answered,)

    def idle(self) -> bool:
        """Whether everything that was decided has been answered."""
        return self._writer.idle()

    def keep_seats(self, room: Room, seats: Sequence[StoredSeat]) -> None:
        """Make more seats for people the session knows already; raises `Refusal` when it can't be written."""
        batch = Batch(session_id=room.session.id, seats=seats)
        if waited(self._runtime, partial(self._write, batch)) is not None:
            raise Refusal("unavailable", say("refused.unavailable"))

    def _write(self, batch: Batch, done: Callable[[Outcome], None]) -> None:
        self._writer.append(Queued(batch=batch, ready=lambda: True, done=done))

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
        return turn._replace(seats=seats)

    def _and_code(self, session_id: str, command_id: str, answered: Answered) -> Answered:
        """Answers with the code, which is made anew each time."""

        def told(answer: Answer) -> None:
            code = {"recovery_code": self._code(session_id, command_id)}
            answered(answer._replace(result=code) if answer.ok else answer)

        return told

    def _code(self, session_id: str, command_id: str) -> str:
        return tickets.recovery_code(self._secret, session_id, command_id)

    def _take(self, turn: Turn) -> Known:
        """Decide and queue, in the room's turn. The answer comes once it is on disk."""
        decision = decided(turn)
        turn.room.session = decision.after
        known = Known(actor=decision.actor, digest=turn.digest)

        def done(outcome: Outcome) -> None:
            self._settle(decision, known, outcome)

        room = turn.room
        self._writer.append(
            Queued(batch=batch_of(decision), ready=lambda: not room.broken, done=done)
        )
        return known

    def _settle(self, decision: Decision, known: Known, outcome: Outcome) -> None:
        """On disk: to be told with the rest. Not on disk: the room is read again; the sender may retry."""
        room = decision.turn.room
        if outcome is None:
            self._durable.setdefault(id(room), []).append((decision, known))
            return
        self._rooms.give_up(room)
        log.warning("nothing was recorded: %s", outcome)
        key = "refused.moved" if isinstance(outcome, Conflict) else "refused.unavailable"
        _answer(room, known, problem("unavailable", key, retry_after=1))

    def _tell(self) -> None:
        """What one commit holds of a session is told in one update, and then answered."""
        durable, self._durable = self._durable, {}
        for of_room in durable.values():
            room = of_room[0][0].turn.room
            changes = [change for decision, _ in of_room for change in decision.changes]
            try:
                if changes:
                    self._publish(room, changes)
            except Exception:
                log.exception("an update could not be told")
            for decision, known in of_room:
                _answer(room, known, decision.answer)


def _answer(room: Room, known: Known, answer: Answer) -> None:
    with room.turn:
        known.answer = answer
        waiting, known.waiting = known.waiting, ()
    for answered in waiting:
        try:
            answered(answer)
        except Exception:
            log.exception("an answer could not be told")
