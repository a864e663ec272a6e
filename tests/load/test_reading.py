"""What a load is judged by must be able to fail: each fault that there may be, made on purpose."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.load.dialects import Ours
from tests.load.frames import Frames
from tests.load.journal import Journal
from tests.load.reading import Ear, Reading, Sent, read
from tests.load.rooms import Place, Profile
from tests.load.words import entry

PEOPLE = 6
PLACES = [Place(room=0, number=number, id=f"p{number}") for number in range(PEOPLE)]
HOST, SCREEN, ADVISER, JOBSEEKER, AUTHOR, OTHER = PLACES


@dataclass
class Heard:
    heard: list[tuple[float, bytes]] = field(default_factory=list)
    frames: Frames = field(default_factory=Frames)

    def told(self, text: str, when: float = 1.0) -> None:
        body = text.encode()
        head = bytes([0x81, 126]) + len(body).to_bytes(2, "big")
        self.heard.append((when, head + body))


def update(*numbers: int, author: Place = AUTHOR, **more: Any) -> str:
    put = {f"entry/1/{one:08}-x": {**entry(one, "x"), "author": author.id} for one in numbers}
    return (
        f"42{json.dumps(['update', {'seq': 1, 'put': put | more, 'drop': []}], ensure_ascii=False)}"
    )


class Round:
    """Two entries of one author; what each heard is up to the test."""

    def __init__(self, profile: Profile) -> None:
        self.ears = {place: Heard() for place in PLACES}
        self._profile = profile
        self._sent = {1: Sent(0.5, AUTHOR), 2: Sent(0.6, AUTHOR)}

    def goes_well(self, *but: Place) -> None:
        """All that should be told is told, except to these."""
        reached = PLACES if self._profile == "open" else [HOST, AUTHOR]
        for place in reached:
            if place not in but:
                self.ears[place].told(update(1))
                self.ears[place].told(update(2))
        for number in self._sent:
            self.ears[AUTHOR].told(f'43{number}[{{"ok":true,"seq":{number}}}]')

    def read(self) -> Reading:
        pairs: list[tuple[Ear, Place]] = [(ear, place) for place, ear in self.ears.items()]
        return read(Ours(PEOPLE), pairs, self._sent, self._profile)


@pytest.mark.parametrize("profile", ["open", "real"])
def test_a_round_that_goes_well_has_no_faults(profile: Profile) -> None:
    played = Round(profile)
    played.goes_well()
    found = played.read()
    assert (found.faults, found.refused, found.undelivered, found.unacked) == ({}, {}, 0, 0)
    assert len(found.deliveries) == (2 * PEOPLE if profile == "open" else 4)
    assert found.acked.keys() == {1, 2}


def test_a_delay_counts_from_when_an_entry_was_due() -> None:
    played = Round("real")
    played.ears[HOST].told(update(1), when=0.75)
    assert played.read().deliveries == [(0.75, 0.25)]


def test_entries_merged_in_one_update_count_each() -> None:
    played = Round("open")
    played.goes_well(OTHER)
    played.ears[OTHER].told(update(1, 2))
    found = played.read()
    assert (found.faults, found.undelivered, len(found.deliveries)) == ({}, 0, 2 * PEOPLE)


def test_what_comes_in_pieces_is_put_together() -> None:
    played = Round("open")
    played.goes_well()
    ear = played.ears[OTHER]
    whole = b"".join(piece for _, piece in ear.heard)
    ear.heard[:] = [(1.0, whole[at : at + 7]) for at in range(0, len(whole), 7)]
    assert (played.read().undelivered, ear.heard) == (0, [])


def test_an_entry_that_somebody_was_not_told_is_missed() -> None:
    played = Round("open")
    played.goes_well(OTHER)
    found = played.read()
    assert (found.undelivered, found.untold) == (2, 2)


def test_an_entry_told_twice_is_seen() -> None:
    played = Round("open")
    played.goes_well()
    played.ears[OTHER].told(update(2))
    assert played.read().faults == {"told twice to the observer": 1}


def test_an_entry_that_reaches_another_observer_in_the_interview_is_seen() -> None:
    played = Round("real")
    played.goes_well()
    played.ears[OTHER].told(update(1))
    assert played.read().faults == {"told to the observer, who may not see it": 1}


def test_an_author_s_entries_out_of_their_order_are_seen() -> None:
    played = Round("open")
    played.goes_well(OTHER)
    played.ears[OTHER].told(update(2, 1))
    assert played.read().faults == {"out of its author’s order": 1}


def test_an_ack_that_never_came_and_a_refusal_are_told_apart() -> None:
    played = Round("real")
    played.ears[AUTHOR].told('431[{"ok":false,"code":"too_many"}]')
    found = played.read()
    assert (found.refused, found.unacked) == ({"too_many": 1}, 1)


@pytest.mark.parametrize(
    ("place", "told", "fault"),
    [
        (AUTHOR, {"tally/1": {"note": 1}}, "the tally reached the observer"),
        (SCREEN, {"tally/1": {"note": 1}}, ""),
        (JOBSEEKER, {"card/1/case": {"cues": []}}, ""),
        (ADVISER, {"card/1/case": {"cues": []}}, "cues of a card reached the adviser"),
        (HOST, {"card/1/case": {"tension": "…"}}, "tension of a card reached the host"),
        (OTHER, {"note/1/n": {}}, "a note reached the observer"),
    ],
)
def test_a_record_that_somebody_may_not_see_is_seen(
    place: Place, told: dict[str, Any], fault: str
) -> None:
    played = Round("real")
    played.goes_well()
    played.ears[place].told(update(**told))
    assert list(played.read().faults) == ([fault] if fault else [])


def test_presence_is_for_the_wall() -> None:
    played = Round("real")
    for place in (HOST, OTHER):
        played.ears[place].told('42["presence",{}]')
    assert list(played.read().faults) == ["presence reached the observer"]


def test_an_entry_in_other_words_or_of_another_author_is_seen() -> None:
    for said in (update(1).replace("essayé", "tenté"), update(1, author=OTHER)):
        played = Round("real")
        played.ears[HOST].told(said)
        assert played.read().faults["told in other words, or as somebody else’s"] == 1


@pytest.fixture
def database(tmp_path: Path) -> Iterator[tuple[sqlite3.Connection, Journal]]:
    file = tmp_path / "visavis.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE events (session_id, seq, actor, kind, data)")
    connection.commit()
    journal = Journal(file)
    yield connection, journal
    journal.close()
    connection.close()


def keep(connection: sqlite3.Connection, *numbers: int, words: str = "") -> None:
    for number in numbers:
        noted = entry(number, "x") | ({"text": words} if words else {})
        (seq,) = connection.execute("SELECT count(*) FROM events").fetchone()
        row = ("s", seq, "p4", "roleplay.entry_added", json.dumps(noted))
        connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", row)
    connection.commit()


def ids(*numbers: int) -> list[str]:
    return [entry(number, "x")["entry_id"] for number in numbers]


def test_acked_entries_are_looked_for_in_the_journal(
    database: tuple[sqlite3.Connection, Journal],
) -> None:
    connection, journal = database
    keep(connection, 1, 2)
    assert journal.faults(ids(1, 2)) == {}
    keep(connection, 3)
    assert journal.faults(ids(3, 4)) == {"acked but not in the journal": 1}


def test_an_entry_kept_twice_or_out_of_order_or_in_other_words_is_seen(
    database: tuple[sqlite3.Connection, Journal],
) -> None:
    connection, journal = database
    keep(connection, 2, 1)
    assert journal.faults(ids(1, 2)) == {"kept out of its author’s order": 1}
    keep(connection, 3, 3)
    assert journal.faults(ids(3)) == {"in the journal more than once": 1}
    keep(connection, 4, words="Et vos nuits ?")
    assert journal.faults(ids(4))["kept with other words than were sent"] == 1
