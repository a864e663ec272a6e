"""The load test itself, for two seconds: its figures must hold together. How fast is not asserted."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.load.__main__ import main
from tests.load.one import allowed

PEOPLE, SECONDS, WARM_UP = 7, 2, 0.5
SIZE = f"--people {PEOPLE} --seconds {SECONDS} --warm-up {WARM_UP} --unpinned"


def measured(folder: Path, options: str) -> tuple[int, dict[str, Any]]:
    file = folder / "figures.json"
    code = main(f"{SIZE} --json {file} {options}".split())
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return code, read


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    code, found = measured(tmp_path_factory.mktemp("real"), "--rate 10")
    assert code == 0
    return found


def test_every_entry_is_acked_and_kept_and_told(real: dict[str, Any]) -> None:
    assert real["faults"] == []
    assert real["acked"] == 10 * (SECONDS + WARM_UP)
    assert (real["refused"], real["unanswered"]) == ({}, 0)


def test_in_the_interview_host_and_author_are_told(real: dict[str, Any]) -> None:
    assert real["told"] == 2 * real["acked"]


def test_the_processes_were_weighed(real: dict[str, Any]) -> None:
    for name in ("server_cpu", "generator_cpu", "rss_before", "rss_connected"):
        assert real[name] > 0
    assert real["connections"] == PEOPLE


def test_in_the_debriefing_everybody_is_told_and_a_profile_shows_where_time_goes(
    tmp_path: Path,
) -> None:
    stacks, rate = tmp_path / "stacks.txt", 60
    assert allowed(rate, 1, PEOPLE) < rate
    code, found = measured(tmp_path, f"--rate {rate} --profile open --profile-to {stacks}")
    assert (code, found["faults"], found["refused"]) == (0, [], {})
    assert found["acked"] == rate * (SECONDS + WARM_UP)
    assert found["told"] == PEOPLE * found["acked"]
    ways = [line.rpartition(" ") for line in stacks.read_text("utf-8").splitlines()]
    assert any("web/dispatch.py" in way for way, _, _ in ways)
    assert all(int(count) > 0 for _, _, count in ways)


def test_no_seat_is_asked_for_more_than_the_server_lets_it_send() -> None:
    assert allowed(1000, sessions=2, people=13) == 81
    assert allowed(6, sessions=2, people=13) == 6
