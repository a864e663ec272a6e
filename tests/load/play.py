"""Sessions with people in them, played up to the interview over REST and sockets, as browsers do."""

import asyncio
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.load.server import HOST, Server
from tests.load.wire import Heard, Seat

HOST_SEAT, SCREEN, ADVISER, JOBSEEKER, OBSERVER = (
    "host",
    "screen",
    "adviser",
    "jobseeker",
    "observer",
)
AT_ONCE = 32
FEWEST = 5


@dataclass(kw_only=True)
class Person:
    """Who holds a seat, and where. `number` tells observers of a session apart."""

    session: int
    role: str
    number: int
    token: str
    id: str = ""
    seat: Seat = field(init=False)

    async def does(self, kind: str, **data: Any) -> None:
        """Ask for something that must go well."""
        answer = await self.seat.asks(str(uuid.uuid4()), kind, **data)
        if not answer["ok"]:
            raise RuntimeError(f"{self.role} {kind}: {answer}")


def people(server: Server, sessions: int, seats: int) -> list[list[Person]]:
    """The people of each new session: host, screen, adviser, jobseeker, observers."""
    return [_of_session(server, number, seats) for number in range(sessions)]


def _of_session(server: Server, session: int, seats: int) -> list[Person]:
    opened = server.post("sessions", {"title": f"Séance {session}", "language": "fr"})
    made = [
        Person(session=session, role=HOST_SEAT, number=0, token=opened["seat_token"]),
        Person(session=session, role=SCREEN, number=0, token=opened["screen_token"]),
    ]
    roles = (ADVISER, JOBSEEKER, *[OBSERVER] * (seats - 4))
    for number, role in enumerate(roles):
        name = {"name": f"Personne {number + 1}"}
        taken = server.post(f"sessions/{opened['code']}/seats", name)
        token, person_id = taken["seat_token"], taken["participant_id"]
        made.append(Person(session=session, role=role, number=number, token=token, id=person_id))
    return made


async def connect(everybody: list[Person], port: int, heard: dict[int, Heard]) -> None:
    """Open everybody's socket, some at a time; `heard` says who listens, by `id(person)`."""
    loop, turns = asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE)

    async def one(person: Person) -> None:
        async with turns:
            _, person.seat = await loop.create_connection(
                lambda: Seat(f"{HOST}:{port}", person.token, heard[id(person)]), HOST, port
            )
            await asyncio.wait_for(person.seat.seated, 30)

    await asyncio.gather(*map(one, everybody))


async def to_interview(table: list[Person]) -> None:
    """Play one session up to the interview."""
    host, _, adviser, jobseeker, *_ = table
    await adviser.does("volunteer")
    await jobseeker.does("volunteer")
    await host.does("start_round", format="roleplay", adviser=adviser.id, jobseeker=jobseeker.id)
    await host.does("go_to_phase", phase="draw")
    await jobseeker.does("draw_card", pile="cases")
    await adviser.does("draw_card", pile="structures")
    await adviser.does("read_case")


async def leave(everybody: list[Person]) -> None:
    """Close every socket and wait until it is closed."""
    for person in everybody:
        person.seat.close()
    await asyncio.gather(*(person.seat.ended for person in everybody))
