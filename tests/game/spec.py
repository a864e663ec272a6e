"""given / when / then: what people did so far, one command, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import game
from game.messages import Command, Event, Recorded, Refusal
from game.people import SERVER, Seat, Viewer
from game.session.messages import OpenSession, Settings, TakeSeat
from tests.deck_files import deck_of

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
HELENE = Viewer(seat=Seat.HOST, id="host")
WALL = Viewer(seat=Seat.SCREEN, id="wall")
Deed = tuple[Viewer, Command]
E1 = TypeVar("E1", bound=Event)


def somebody(name: str) -> Viewer:
    """The seat of a participant."""
    return Viewer(seat=Seat.PARTICIPANT, id=name.lower(), ballot=f"ballot of {name}")


AURELIE, LUC, NOEMIE, SOFIANE, BINTA, YANN = map(
    somebody, ("Aurelie", "Luc", "Noemie", "Sofiane", "Binta", "Yann")
)
NAMES = {AURELIE: "Aurélie", LUC: "Luc", NOEMIE: "Noémie", SOFIANE: "Sofiane"}


def comes_in(who: Viewer, name: str, organisation: str = "") -> Deed:
    """Somebody joins with the code."""
    return SERVER, TakeSeat(participant_id=who.id, name=name, organisation=organisation)


@dataclass(frozen=True, kw_only=True)
class Story:
    """A session, all that was recorded in it, and what the last command gave."""

    session: game.Session
    history: tuple[Recorded, ...] = ()
    outcome: Sequence[Event] | Refusal = ()

    def given(self, *deeds: Deed) -> "Story":
        """These commands went well."""
        story = self
        for who, command in deeds:
            story = story.when(who, command)
            assert not isinstance(story.outcome, Refusal), (command, story.outcome.text)
        return story

    def when(
        self, who: Viewer, command: Command, *, seed: int = 0, at: datetime | None = None
    ) -> "Story":
        """Somebody asks for something; a minute goes by at each event unless `at` says when."""
        at = at or START + timedelta(minutes=self.session.seq)
        asked = game.Asked(command=command, by=who, at=at, seed=seed)
        try:
            events = game.decide(self.session, asked)
        except Refusal as refusal:
            return replace(self, outcome=refusal)
        recorded = game.record_events(self.session, asked, events)
        session = self.session
        for one in recorded:
            session = game.evolve(session, one)
        return Story(session=session, history=(*self.history, *recorded), outcome=events)

    def then(self, *events: Event) -> "Story":
        """It gave exactly these events."""
        assert list(self._events()) == list(events)
        return self

    def then_ok(self) -> "Story":
        """It was not refused."""
        self._events()
        return self

    def then_refused(self, code: str) -> Refusal:
        """It was refused with this code, and nothing changed."""
        assert isinstance(self.outcome, Refusal), self.outcome
        assert self.outcome.code == code
        assert game.replay(self.session.deck, self.history) == self.session
        return self.outcome

    def gave(self, kind: type[E1]) -> E1:
        """The one event of this kind that it gave."""
        (found,) = (one for one in self._events() if isinstance(one, kind))
        return found

    def sees(self, viewer: Viewer) -> dict[str, Any]:
        """All that somebody has before them."""
        return dict(game.view(self.session, viewer))

    def can(self, viewer: Viewer) -> set[str]:
        """What somebody may ask for now, as their screen says it."""
        return set(self.sees(viewer)["screen"]["can"])

    def _events(self) -> Sequence[Event]:
        assert not isinstance(self.outcome, Refusal), self.outcome.text
        return self.outcome


def a_session(deck: str = "employment", language: str = "fr", **settings: object) -> Story:
    """A session that Hélène has just opened, still empty."""
    opened = OpenSession(
        id="session-1",
        code="K7M2",
        host="Hélène",
        title="Journée des partenaires",
        place="Orléans",
        date="2026-12-01",
        language=language,
        settings=Settings(**settings),  # type: ignore[arg-type]
    )
    return Story(session=game.open_session(deck_of(deck))).given((SERVER, opened))


def a_room(deck: str = "employment", language: str = "fr", **settings: object) -> Story:
    """A session with Aurélie, Luc, Noémie and Sofiane in it."""
    return a_session(deck, language, **settings).given(
        *(comes_in(who, n) for who, n in NAMES.items())
    )
