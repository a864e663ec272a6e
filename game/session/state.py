"""The state that all formats share: people, rounds, survey. Frozen; made by `evolve` alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from game.deck import Deck
from game.people import Viewer
from game.session.messages import Settings

Phase = Literal["new", "lobby", "round", "survey", "closed"]


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Somebody who came in with the code."""

    id: str
    name: str
    organisation: str = ""
    volunteer: bool = False
    removed: bool = False


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round: its players, and `play`, the state that its format keeps."""

    number: int
    format: str
    adviser: str
    jobseeker: str
    grid: str
    replay_of: int | None
    started_at: datetime
    play: Any
    ended_at: datetime | None = None
    cancelled: str | None = None

    @property
    def players(self) -> tuple[str, str]:
        """The two players' ids, adviser first."""
        return (self.adviser, self.jobseeker)


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session as it stands after `seq` events."""

    deck: Deck
    seq: int = 0
    id: str = ""
    code: str = ""
    title: str = ""
    place: str = ""
    date: str = ""
    language: str = "fr"
    host: str = ""
    settings: Settings = field(default_factory=Settings)
    phase: Phase = "new"
    show: str = "game"
    participants: Mapping[str, Participant] = field(default_factory=dict)
    rounds: tuple[Round, ...] = ()
    ballots: frozenset[str] = frozenset()
    feedback: tuple[Mapping[str, int | str], ...] = ()

    @property
    def round(self) -> Round | None:
        """The round being played, if one is."""
        return self.rounds[-1] if self.phase == "round" else None

    @property
    def present(self) -> tuple[Participant, ...]:
        """Everybody who holds a seat, in order of arrival."""
        return tuple(p for p in self.participants.values() if not p.removed)

    @property
    def volunteers(self) -> tuple[Participant, ...]:
        """Those who offer to play."""
        return tuple(p for p in self.present if p.volunteer)

    def rounds_played(self, participant_id: str) -> int:
        """In how many rounds, played to their end, somebody was a player."""
        played = (r for r in self.rounds if r.ended_at and r.cancelled is None)
        return sum(participant_id in r.players for r in played)

    def is_removed(self, viewer: Viewer) -> bool:
        """Whether the viewer is a participant whose seat was taken away."""
        participant = self.participants.get(viewer.id)
        return participant is not None and participant.removed
