"""Sends entries at a rate, come what may: an entry that waits its turn is late, and counted as late."""

import asyncio
import random
import time
import uuid

from tests.load.play import OBSERVER, Person
from tests.load.witness import Entry, Witness

COLUMNS = ("relevant_questions", "learned", "my_question", "note")
# The server lets a seat send 5 a second for long; a little below it, none is ever refused for that.
MOST_PER_SEAT = 4.5
LAST_ANSWERS = 10.0


def allowed(rate: float, sessions: int, seats: int) -> float:
    """The rate that these people can be asked for without any of them being told to wait."""
    return min(rate, MOST_PER_SEAT * sessions * (seats - 4))


def in_turn(tables: list[list[Person]]) -> list[Person]:
    """All observers, so ordered that neighbours are of different sessions."""
    by_session = [[one for one in table if one.role == OBSERVER] for table in tables]
    return [one for abreast in zip(*by_session, strict=True) for one in abreast]


async def drive(
    witness: Witness, observers: list[Person], rate: float, seconds: float, *, counted: bool
) -> None:
    """Send `rate` entries a second for so long, each at its own moment."""
    chance, start = random.Random(len(witness.entries)), time.monotonic() + 0.05
    for number in range(int(rate * seconds)):
        due = start + (number + chance.random()) / rate
        wait = due - time.monotonic()
        # Sleeping 0 lets the answers in even when all is late.
        if wait > 0 or number % 20 == 0:
            await asyncio.sleep(max(0.0, wait))
        _send(witness, observers[number % len(observers)], number, due, counted)


def _send(witness: Witness, author: Person, number: int, due: float, counted: bool) -> None:
    entry_id = str(uuid.uuid4())
    entry = witness.entries[entry_id] = Entry(author=author, due=due, counted=counted)
    said = f"« Question {number} : qu’avez-vous déjà essayé, et qu’en avez-vous retenu ? »".ljust(
        170, "."
    )
    data = {"entry_id": entry_id, "column": COLUMNS[number % len(COLUMNS)], "text": said}
    author.seat.command(
        str(uuid.uuid4()), "add_entry", data, lambda answer: witness.answered(entry, answer)
    )


async def last_answers(witness: Witness) -> None:
    """Wait for what is still on its way."""
    ends = time.monotonic() + LAST_ANSWERS
    while time.monotonic() < ends and any(map(_waits, witness.entries.values())):
        await asyncio.sleep(0.1)


def _waits(entry: Entry) -> bool:
    told = entry.at_host is not None and entry.at_author is not None
    return not entry.refused and (entry.acked is None or not told)
