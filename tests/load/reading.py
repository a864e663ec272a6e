"""What the lines heard, read once the load is over: each delivery, its delay, and what was wrong."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from tests.load.dialects import Dialect
from tests.load.frames import BINARY, TEXT, Frames
from tests.load.rooms import Place, Profile, receivers


class Sent(NamedTuple):
    """An entry: when it was due, and who noted it."""

    due: float
    author: Place


class Ear(Protocol):
    """What one line heard: each piece, with the moment at which it came."""

    heard: list[tuple[float, bytes]]
    frames: Frames


@dataclass(kw_only=True)
class Reading:
    """Delays in seconds, counted from when an entry was due, with the moments at which they ended.

    `undelivered` of all that was sent, `untold` of what was acked.
    """

    acks: list[tuple[float, float]] = field(default_factory=list)
    deliveries: list[tuple[float, float]] = field(default_factory=list)
    acked: dict[int, float] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    undelivered: int = 0
    untold: int = 0
    unacked: int = 0


def read(
    dialect: Dialect,
    ears: Collection[tuple[Ear, Place]],
    sent: Mapping[int, Sent],
    profile: Profile,
) -> Reading:
    """All that came since the last time; `sent` has what was sent, by number."""
    reader = _Reader(dialect, sent)
    expected = _expected(sent, profile, 1 + max(place.number for _, place in ears))
    heard = [(place, reader.read(ear, place)) for ear, place in ears]
    found = reader.found
    for place, numbers in heard:
        _compare(place, numbers, expected[(place.room, place.number)], sent, found)
    if dialect.acks:
        found.unacked = len(sent) - len(found.acked) - found.refused.total()
    return found


def _expected(
    sent: Mapping[int, Sent], profile: Profile, people: int
) -> Mapping[tuple[int, int], list[int]]:
    """The numbers that should reach each place, in the order in which they were sent."""
    expected: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (_, author) in sent.items():
        for one in receivers(author.number, people, profile):
            expected[(author.room, one)].append(number)
    return expected


class _Reader:
    def __init__(self, dialect: Dialect, sent: Mapping[int, Sent]) -> None:
        self._dialect = dialect
        self._authors = {number: one.author for number, one in sent.items()}
        self._due = {number: one.due for number, one in sent.items()}
        self.found = Reading()

    def read(self, ear: Ear, place: Place) -> list[int]:
        """The numbers of the entries that reached a place, in the order in which they did."""
        numbers: list[int] = []
        for when, piece in ear.heard:
            for kind, payload in ear.frames.of(piece):
                if kind in (TEXT, BINARY):
                    self._message(place, when, payload, numbers)
        ear.heard.clear()
        return numbers

    def _message(self, place: Place, when: float, payload: bytes, numbers: list[int]) -> None:
        found, due = self.found, self._due
        found.faults.update(self._dialect.wrongs(payload, place, self._authors))
        said = self._dialect.read(payload)
        for number in said.delivered:
            numbers.append(number)
            if number in due:
                found.deliveries.append((when, when - due[number]))
        for number in said.acked:
            if number in found.acked:
                found.faults["acked twice"] += 1
            found.acked[number] = when
            if number in due:
                found.acks.append((when, when - due[number]))
        found.refused.update(said.refused)


def _compare(
    place: Place,
    numbers: Sequence[int],
    wanted: Sequence[int],
    sent: Mapping[int, Sent],
    found: Reading,
) -> None:
    """Each that was wanted once, nothing else, and those of one author in their order."""
    if numbers == wanted:
        return
    counted = Counter(numbers)
    missed = [number for number in wanted if number not in counted]
    found.undelivered += len(missed)
    found.untold += sum(number in found.acked for number in missed)
    twice = sum(counted.values()) - len(counted)
    strange = len(counted.keys() - set(wanted))
    if twice:
        found.faults[f"told twice to the {place.role}"] += twice
    if strange:
        found.faults[f"told to the {place.role}, who may not see it"] += strange
    last: dict[Place, int] = {}
    for number in numbers:
        if number not in sent:
            continue
        author = sent[number].author
        if last.get(author, -1) > number:
            found.faults["out of its author’s order"] += 1
        last[author] = number
