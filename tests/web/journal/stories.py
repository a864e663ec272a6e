"""Small batches for journals: sessions with short ids, events that say nothing much."""

from datetime import UTC, datetime, timedelta

from web.journal import Batch, Heading, Opening, StoredCommand, StoredEvent, StoredSeat

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def event(seq: int, **data: object) -> StoredEvent:
    """The event of this number."""
    at = START + timedelta(seconds=seq)
    return StoredEvent(seq=seq, at=at, actor="host", kind="volunteered", data={"é": seq, **data})


def command(command_id: str, digest: str = "d") -> StoredCommand:
    """A command that was answered."""
    return StoredCommand(
        command_id=command_id, actor="host", digest=digest, answer={"ok": True, "seq": 1}
    )


def heading(title: str = "Journée", **more: object) -> Heading:
    """What the list shows."""
    plain = {"place": "", "date": "2026-12-01", "phase": "lobby", "rounds": 0, "participants": 0}
    return Heading(title=title, **{**plain, **more})  # type: ignore[arg-type]


def opening(code: str, *, minute: int = 0, account: str = "a", deck: str = "spro") -> Opening:
    """A session that begins."""
    return Opening(
        code=code,
        account_id=account,
        deck_id=deck,
        revision="1",
        language="fr",
        opened_at=START + timedelta(minutes=minute),
    )


def opened(session_id: str, *, minute: int = 0, **more: object) -> Batch:
    """A session's first batch: its opening, its first event, its host's seat."""
    chosen = {name: more.pop(name) for name in ("account", "deck") if name in more}
    return Batch(
        session_id=session_id,
        events=[event(1)],
        seats=[StoredSeat(token_hash=f"host of {session_id}", seat="host", person="host")],
        opening=opening(f"code of {session_id}", minute=minute, **chosen),  # type: ignore[arg-type]
        heading=heading(**more),  # type: ignore[arg-type]
    )


def went_on(session_id: str, *seqs: int, command_id: str = "") -> Batch:
    """More events of a session."""
    return Batch(
        session_id=session_id,
        events=[event(seq) for seq in seqs],
        command=command(command_id) if command_id else None,
    )
