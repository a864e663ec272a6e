"""The load test itself, for two seconds: its figures must hold together. How fast is not asserted."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.load.__main__ import main
from tests.load.drive import allowed
from tests.load.figures import outcome, times
from tests.load.play import HOST_SEAT, OBSERVER, Person
from tests.load.witness import Entry, Witness

SECONDS, RATE = 2, 10


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    file = tmp_path_factory.mktemp("load") / "figures.json"
    asked = f"--people 7 --rate {RATE} --seconds {SECONDS} --warm-up 0.5 --unpinned --json {file}"
    assert main(asked.split()) == 0
    read: dict[str, object] = json.loads(Path(file).read_text(encoding="utf-8"))
    return read


def test_every_entry_is_acked_and_kept_and_told(found: dict[str, object]) -> None:
    assert found["faults"] == []
    assert found["acked_in_all"] == RATE * (SECONDS + 0.5)
    assert (found["refused"], found["unanswered"]) == ({}, 0)


def test_host_author_and_projector_are_told_of_each_entry(found: dict[str, object]) -> None:
    sent, told = found["sent_per_second"], found["deliveries_per_second"]
    assert isinstance(sent, float)
    assert isinstance(told, float)
    assert sent < told <= 3.5 * sent


def test_the_processes_were_weighed(found: dict[str, object]) -> None:
    for name in ("server_cpu", "generator_cpu", "rss_before", "rss_connected"):
        assert isinstance(found[name], float)
        assert found[name] > 0  # type: ignore[operator]
    assert found["connections"] == 7


def test_no_seat_is_asked_for_more_than_the_server_lets_it_send() -> None:
    assert allowed(1000, sessions=2, seats=13) == 81
    assert allowed(6, sessions=2, seats=13) == 6


def test_percentiles_are_of_all_durations() -> None:
    found = times(number / 1000 for number in range(1, 101))
    assert (found.p50, found.p95, found.p99, found.longest) == (50, 95, 99, 100)
    assert times([]).p50 == 0


def somebody(role: str, session: int = 0) -> Person:
    return Person(session=session, role=role, number=0, token="")


def a_witness() -> tuple[Witness, Person]:
    author = somebody(OBSERVER)
    return Witness(entries={"e1": Entry(author=author, due=0, counted=True)}), author


def test_an_entry_that_reaches_anybody_but_its_author_and_host_is_a_stray() -> None:
    witness, author = a_witness()
    update = ["update", {"put": {"entry/1/e1": {}}}]
    witness.hears(author)(update)
    witness.hears(somebody(HOST_SEAT))(update)
    assert witness.strays == []
    witness.hears(somebody(OBSERVER))(update)
    witness.hears(somebody(HOST_SEAT, session=1))(update)
    assert len(witness.strays) == 2


def test_cues_that_reach_an_observer_are_strays() -> None:
    witness, author = a_witness()
    witness.hears(author)(["update", {"put": {"card/1/case": {"cues": []}}}])
    assert witness.strays == ["cues of card/1/case reached the observer"]


def test_an_acked_entry_that_is_missing_or_twice_in_the_journal_is_seen() -> None:
    witness, _ = a_witness()
    witness.answered(witness.entries["e1"], {"ok": True})
    assert outcome(witness, Counter())["lost"] == 1
    assert outcome(witness, Counter(e1=2))["doubled"] == 1
    assert outcome(witness, Counter(e1=1))["untold"] == 1
