"""The growth test itself, at its smallest: its parts hold together. What the figures are is not asserted."""

import json
from pathlib import Path

import pytest

from tests.load.growth.__main__ import main
from tests.load.growth.arriving import Seat
from tests.load.growth.found import Found, Row


@pytest.mark.parametrize(
    "part", ["entries", "sessions", "lasting", "joins", "returns", "start", "replay"]
)
def test_a_part_measures_and_finds_nothing_wrong(
    part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "figures.json"
    assert main([part, "--small", "--json", str(file)]) == 0, capsys.readouterr().out
    (name, told), *others = json.loads(file.read_text("utf-8"))["parts"].items()
    assert (name, others, told["faults"]) == (part, [], [])
    assert all(figure["what"] for figure in told["figures"])


def test_a_figure_that_does_not_reach_what_it_should_is_marked() -> None:
    assert Row(what="joins", value=1.6, unit="s", reach=1.5).line == (
        "joins",
        "1.60 s",
        "MISSED 1.5 s",
    )
    assert not Row(what="joins", value=1.4, unit="s", reach=1.5).missed
    assert not Row(what="joins", value=9, unit="s").missed


def test_of_several_runs_the_median_is_kept() -> None:
    assert Found().add("joins", [3, 1, 2], "s") == 2


def test_a_seat_that_is_told_too_little_is_found() -> None:
    def told(seq: int, since: int, words: str) -> list[str]:
        update = f'42["update",{{"seq":{seq},"put":{{"you":"{words}"}}}}]'.encode()
        seat = Seat(number=0, token="", person="p_1", since=since, came=1.0, told=update)
        return list(seat.faults())

    assert told(7, 0, "p_1") == []
    assert told(7, 7, "") == []
    assert told(7, 0, "p_2") == ["let in, and not told of its own seat"]
    assert told(6, 7, "") == ["let in, and told of an earlier state than before"]
    assert list(Seat(number=0, token="", person="").faults()) == ["never let in"]
