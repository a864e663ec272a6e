"""Each suite in its short form finds nothing, and each of its controls is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults import results, trace
from tests.faults.suite import SHORT, Found, Suite
from tests.faults.suites import SUITES

CONTROLS = [(one, name, sign) for one in SUITES for name, sign in one.controls.items()]


# A short run may have the luck that nothing was on its way at any cut; not several of them.
TRIES = 4


def _run(suite: Suite, breakage: str = "", seed: int = SHORT.seed) -> Found:
    found = suite.run(replace(SHORT, seed=seed), breakage)
    if found.skipped and not found.faults:
        pytest.skip(found.skipped)
    return found


@pytest.mark.parametrize("suite", SUITES, ids=lambda one: one.name)
def test_nothing_that_was_acknowledged_is_lost_or_doubled(suite: Suite) -> None:
    found = _run(suite)
    assert found.faults == [], found.line


@pytest.mark.parametrize(
    ("suite", "breakage", "sign"), CONTROLS, ids=[f"{one.name}-{name}" for one, name, _ in CONTROLS]
)
def test_a_part_that_is_broken_on_purpose_is_noticed(
    suite: Suite, breakage: str, sign: str
) -> None:
    tried: list[str] = []
    while len(tried) < TRIES:
        found = _run(suite, breakage, SHORT.seed + len(tried))
        if found.notices(sign):
            return
        tried.append(found.line)
    pytest.fail(f"{breakage} was not noticed: {tried}")


class TestResults:
    def test_each_run_replaces_its_own_section_and_leaves_the_others(self, tmp_path: Path) -> None:
        file, (one, other) = tmp_path / "RESULTS.md", SUITES[:2]
        for suite, figure in ((one, 1), (other, 2), (one, 3)):
            results.write(file, SHORT, suite, Found(figures={"figure": figure}), {})
        written = file.read_text(encoding="utf-8")
        assert written.count("## ") == 2
        assert written.index("figure 3") < written.index("figure 2")
        assert "figure 1" not in written
        assert f"seed {SHORT.seed}" in written
        assert results.machine() in written

    def test_a_control_that_finds_nothing_or_something_else_is_shouted(
        self, tmp_path: Path
    ) -> None:
        file, suite = tmp_path / "RESULTS.md", SUITES[0]
        (name, sign), *_ = suite.controls.items()
        for fault, said in (("3 late", "NOT NOTICED 3 late"), (f"3 {sign}", f"`: 3 {sign}")):
            results.write(file, SHORT, suite, Found(), {name: Found(faults=[fault])})
            assert f"{said}\n" in file.read_text(encoding="utf-8")


def test_a_sync_counts_when_it_has_ended_and_a_word_when_it_begins() -> None:
    lines = [
        '7 pwrite64(9</d/visavis.sqlite-wal>, "page", 4096, 32 <unfinished ...>',
        "7 fdatasync(9</d/visavis.sqlite-wal> <unfinished ...>",
        '8 sendto(5<TCP:[1->2]>, "ack", 3, 0, NULL, 0) = 3',
        "7 <... fdatasync resumed>) = 0",
        "7 fdatasync(9</d/visavis.sqlite-wal>) = -1 EIO (Input/output error)",
        '7 pwrite64(4</d/visavis.sqlite>, "page", 4096, 0) = 4096',
    ]
    assert [one.what for one in trace.read(lines)] == ["wrote", "sent", "synced"]
