"""People at a table, each with a tablet, and the round that they are in."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.faults.house import House
from tests.faults.tablet import Deed, Hands, Tablet, Where
from tests.web.servers import Session

COLUMNS = ("relevant_questions", "learned", "my_question", "note")


@dataclass(kw_only=True)
class Group:
    """The people of one session. Participants are adviser, jobseeker, then observers."""

    session: Session
    host: Tablet
    screen: Tablet
    people: list[Tablet]
    ids: list[str]
    wrote: int = field(default=0)

    @property
    def session_id(self) -> str:
        """The session's id."""
        return self.session.id

    @property
    def code(self) -> str:
        """What people type to come in."""
        return self.session.code

    @property
    def observers(self) -> list[Tablet]:
        """Those who write."""
        return self.people[2:]

    @property
    def everybody(self) -> list[Tablet]:
        """All devices."""
        return [self.host, self.screen, *self.people]

    def open(self) -> "Group":
        """Turn all tablets on."""
        for one in self.everybody:
            one.open()
        return self

    async def close(self) -> None:
        """Turn all tablets off."""
        await asyncio.gather(*(one.close() for one in self.everybody))

    def writes(self, who: Tablet) -> Deed:
        """Somebody notes something that nobody ever noted before."""
        self.wrote += 1
        text = f"{self.code} {who.name}, mot {self.wrote} : qu’avez-vous déjà essayé ?"
        return who.does(
            "add_entry",
            f"entry_added:{text}",
            entry_id=f"{self.session_id[:6]}-{self.wrote}",
            column=COLUMNS[self.wrote % len(COLUMNS)],
            text=text,
        )

    def mends(self, who: Tablet, entry_id: str) -> Deed:
        """Somebody changes their own words, into words never used before."""
        self.wrote += 1
        text = f"{self.code} {who.name}, repris {self.wrote}"
        return who.does("edit_entry", f"entry_edited:{text}", entry_id=entry_id, text=text)

    def somebody_comes(self) -> Tablet:
        """One more person takes a seat, with a tablet like everybody's."""
        name = f"P{len(self.people) + 1}"
        seated, like = self.session.seat(f"Personne {name}"), self.people[0]
        self.ids.append(seated["participant_id"])
        self.people.append(Tablet(name, seated["seat_token"], like.where, like.chance, like.hands))
        return self.people[-1]

    async def to_interview(self) -> None:
        """Play up to the interview."""
        await until(lambda: all(one.here for one in self.everybody), 60, "everybody")
        adviser, jobseeker = self.people[:2]
        players = {"adviser": self.ids[0], "jobseeker": self.ids[1]}
        await done(self.host.does("start_round", format="roleplay", **players))
        await done(self.host.does("go_to_phase", phase="draw"))
        await done(jobseeker.does("draw_card", pile="cases"))
        await done(adviser.does("draw_card", pile="structures"))
        await done(adviser.does("read_case"))


def group(
    server: House,
    people: int,
    chance: random.Random,
    *,
    where: Where | None = None,
    hands: Hands | None = None,
) -> Group:
    """A new session with so many participants, their tablets still off."""
    reached = where or (lambda: server.port)
    session = server.open_session()
    seats = [session.seat(f"Personne {number}") for number in range(1, people + 1)]

    def tablet(name: str, token: str) -> Tablet:
        return Tablet(name, token, reached, random.Random(chance.random()), hands)

    return Group(
        session=session,
        host=tablet("Animatrice", session.made["seat_token"]),
        screen=tablet("Mur", session.made["screen_token"]),
        people=[tablet(f"P{at}", one["seat_token"]) for at, one in enumerate(seats, 1)],
        ids=[one["participant_id"] for one in seats],
    )


async def done(deed: Deed, seconds: float = 30) -> Deed:
    """A command that goes well, awaited."""
    await until(lambda: deed.acked is not None or bool(deed.refused), seconds, deed.kind)
    assert not deed.refused, f"{deed.kind}: {deed.refused}"
    return deed


async def until(true: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait until it is true; gives for how long. Fails when it never is."""
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"{what} did not come about within {seconds:g} s")
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def settled(groups: list[Group], seconds: float) -> float:
    """Wait until every outbox is empty and everybody holds what the server says; gives for how long."""
    everybody = [one for table in groups for one in table.everybody]

    def calm() -> bool:
        return all(not one.outbox and one.here and one.digest_agrees for one in everybody)

    return await until(calm, seconds, "calm")
