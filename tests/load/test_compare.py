"""The comparison with other servers: what of it can be told without measuring."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.load.compare import Runs, table
from tests.load.figures import share, times
from tests.load.probe import Load, Probe
from tests.load.search import highest
from tests.load.servers import KINDS, PEERS, Kind, named
from tests.load.stage import Stage


@pytest.mark.parametrize("limit", [333, 1000, 4242, 9000])
@pytest.mark.parametrize("guess", [400, 1000, 8000])
def test_the_highest_rate_is_found_to_six_per_cent(limit: float, guess: float) -> None:
    tried: list[float] = []

    def sustains(rate: float) -> bool:
        tried.append(rate)
        return rate <= limit

    found = highest(guess, 1.3, sustains)
    if len(tried) < 12:
        assert found <= limit < 1.06 * found
    assert found <= limit


def test_a_good_guess_takes_few_tries() -> None:
    tried: list[float] = []
    highest(1000, 1.12, lambda rate: (tried.append(rate), rate <= 1030)[1])  # type: ignore[func-returns-value]
    assert len(tried) == 3


def test_a_server_that_sustains_nothing_is_told_so() -> None:
    assert highest(1000, 1.3, lambda _: False) == 0


def test_percentiles_are_of_all_durations() -> None:
    found = times([number / 1000 for number in range(1, 101)])
    assert (found.p50, found.p95, found.p99, found.longest) == (50, 95, 99, 100)
    assert times([]).p50 == 0
    assert share([7.0], 0.5) == 7


def runs(sustained: float, busy: float = 0.3) -> Runs:
    return Runs(
        sustained=[0.9 * sustained, sustained, 1.1 * sustained],
        per_thousand=[20.0],
        ack=[1.0],
        ack_late=[2.0],
        delivery=[1.0],
        delivery_late=[4.0],
        idle_ack=[0.5],
        rss=[30.0],
        generator=[busy],
    )


def test_the_table_shows_median_range_and_ratio_to_ours() -> None:
    found = defaultdict(Runs, {"ours": runs(4000), "ws": runs(6000, busy=0.8)})
    told = table(named("ours,ws"), found, "open")
    assert "| Node ws | 6000 (5400–6600) | 1.50 x |" in told
    assert "The generator was over 70% of its core with Node ws." in told
    assert "with ours" not in told


def test_what_the_peers_are_made_of_is_pinned() -> None:
    wanted = json.loads((PEERS / "package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    lines = (PEERS / "requirements.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[a-z-]+==\d+(\.\d+)+", line) for line in lines)


@pytest.mark.parametrize("kind", KINDS[1:], ids=lambda kind: str(kind.name))
def test_the_same_work_is_done_by_each_server(kind: Kind) -> None:
    if kind.missing:
        pytest.skip("not installed: python -m tests.load.peers install")
    for profile in ("open",) if kind.ours else kind.profiles:
        with Stage(kind, profile, sessions=2, people=6, pinned=False) as stage:
            found = Probe(stage).put(Load(rate=20, seconds=1, warm_up=0.2))
        reading = found.reading
        assert (reading.undelivered, reading.unacked) == (0, 0)
        assert (reading.faults, reading.refused) == ({}, {})
        assert len(reading.deliveries) == 24 * (6 if profile == "open" else 2)


def test_every_server_has_its_file() -> None:
    files = [
        Path(part) for kind in KINDS for part in kind.command if part.endswith((".mjs", ".py"))
    ]
    assert files
    assert all(file.exists() for file in files)
