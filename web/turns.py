"""One command, from the envelope it came in to the batch that the journal is given."""

import hashlib
import random
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import game
from game import Asked, Command, Refusal, Session, Viewer, say
from game.session.messages import GiveFeedback
from web import answers, wire
from web.answers import Answer, done
from web.journal import Batch, Heading, Opening, StoredCommand, StoredSeat
from web.journal.codec import stored
from web.rooms import Change, Room, heading_of

LONGEST_ID = 64
_ENVELOPE = {"id", "kind", "data"}
# Which card is drawn is no secret to guess at: the system need not be asked at each command.
_CHANCE = random.Random(secrets.randbits(256))


class Envelope(NamedTuple):
    """A command as it came, with the digest of what it says."""

    command_id: str
    kind: str
    data: object
    digest: str


class Turn(NamedTuple):
    """One command about to be decided. `digest` is empty for the server's own, which nobody repeats."""

    room: Room
    viewer: Viewer
    command: Command
    command_id: str
    digest: str = ""
    seats: Sequence[StoredSeat] = ()
    opening: Opening | None = None


class Decision(NamedTuple):
    """What a turn came to, not yet on disk."""

    turn: Turn
    changes: Sequence[Change]
    after: Session
    answer: Answer

    @property
    def actor(self) -> str:
        """Who asked; nobody, for an answer to the survey, even refused: its digest tells what it says."""
        return "" if isinstance(self.turn.command, GiveFeedback) else self.turn.viewer.id


def opened(payload: object) -> Envelope:
    """A command as it came; raises `Refusal` when its envelope won't do."""
    if not isinstance(payload, Mapping) or not payload.keys() <= _ENVELOPE:
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
    return Envelope(command_id, str(kind), data, hashlib.sha256(asked).hexdigest())


def read_command(session: Session, kind: str, data: object) -> Command:
    """The command of this kind that this says, in this session; raises `Refusal`."""
    shape = game.command_class(session, kind)
    if shape is None:
        raise Refusal("invalid", say("invalid.unknown_kind"))
    return wire.read_command(shape, data)


def decided(turn: Turn) -> Decision:
    """What the core makes of a turn: its events, or a refusal."""
    before = turn.room.session
    at = datetime.now(UTC)
    asked = Asked(turn.command, turn.viewer, at, _CHANCE.getrandbits(63))
    try:
        recorded = game.record_events(before, asked, game.decide(before, asked))
    except Refusal as refusal:
        unseated = turn._replace(seats=(), opening=None)
        answer = answers.refused(refusal)
        return Decision(turn=unseated, changes=(), after=before, answer=answer)
    changes: list[Change] = []
    after = before
    for one in recorded:
        earlier, after = after, game.evolve(after, one)
        changes.append(Change(one, earlier, after))
    return Decision(turn, changes, after, done(after.seq))


def batch_of(decision: Decision) -> Batch:
    """What the journal keeps of a decision, refusals too: their answer must come again."""
    turn = decision.turn
    command = None
    if turn.digest:
        answer = decision.answer.kept()
        command = StoredCommand(turn.command_id, decision.actor, turn.digest, answer)
    events = [stored(one.recorded) for one in decision.changes]
    heading = _new_heading(decision)
    return Batch(decision.after.id, events, command, turn.seats, heading, turn.opening)


def _new_heading(decision: Decision) -> Heading | None:
    """The heading, if it changed; what happens within a round is not in it."""
    kinds = {type(one.recorded.event) for one in decision.changes}
    if kinds.isdisjoint(game.SESSION_EVENTS):
        return None
    room, heading = decision.turn.room, heading_of(decision.after)
    if heading == room.heading:
        return None
    room.heading = heading
    return heading
