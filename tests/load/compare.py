"""The same work against each server, in turns, and the table of what came of it."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.load.figures import ratio, spread, times
from tests.load.probe import Load, Probe, Result
from tests.load.search import highest
from tests.load.servers import KINDS, Kind, named
from tests.load.stage import Stage

ROOMS, PEOPLE = 40, 13
IDLE_RATE = 20
BUSY = 0.70
STEP, SMALL_STEP = 1.3, 1.12
TRIES = 3
WHOLE, ONE, TWO = "{:.0f}".format, "{:.1f}".format, "{:.2f}".format
ABOUT = f"""Compare our server with others, on the same work.

{ROOMS} rooms of {PEOPLE} (host, screen, two players, nine observers); observers send entries of about 200
bytes, each at its own moment, whether or not earlier ones were answered. `open`: an entry is acked to
its author and told to all {PEOPLE}. `real`: to host and author, and the screen gets a count. Each server is
fresh for each run and has the first core to itself; this generator has the last.

Ours validates, stores durably before it tells, and tells each viewer what it may see; each of its
measured loads is checked: every acked entry is in the journal once, in order, and was told once to whom it
should be, and to nobody else. Exit code 1 when it is otherwise. The others do none of this.

Peers are installed by `python -m tests.load.peers install`; those that are not are left out.
"""


@dataclass(kw_only=True)
class Runs:
    """What the runs of one server came to, a value for each."""

    sustained: list[float] = field(default_factory=list)
    per_thousand: list[float] = field(default_factory=list)
    ack: list[float] = field(default_factory=list)
    ack_late: list[float] = field(default_factory=list)
    delivery: list[float] = field(default_factory=list)
    delivery_late: list[float] = field(default_factory=list)
    idle_ack: list[float] = field(default_factory=list)
    rss: list[float] = field(default_factory=list)
    generator: list[float] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """Measure and print; gives the exit code."""
    options = _parser().parse_args(arguments)
    asked = named(options.servers)
    for kind in asked:
        if kind.missing:
            print(f"{kind.title} is not installed: python -m tests.load.peers install")
    kinds = [kind for kind in asked if not kind.missing and options.profile in kind.profiles]
    found: dict[str, Runs] = defaultdict(Runs)
    faults: list[str] = []
    for _ in range(options.runs):
        for kind in kinds:
            faults += Turn(kind, options, found[kind.name]).run()
    print(table(kinds, found, options.profile))
    for one in faults:
        print(f"FAULT: {one}")
    return 1 if faults else 0


class Turn:
    """One run of one server."""

    def __init__(self, kind: Kind, options: argparse.Namespace, runs: Runs) -> None:
        self._kind = kind
        self._options = options
        self._runs = runs
        self._faults: list[str] = []
        self._opened = ExitStack()

    def run(self) -> list[str]:
        """Measure a fresh server; gives what was wrong."""
        runs, kind = self._runs, self._kind
        with self._opened:
            runs.rss.append(self._fresh().rss_per_connection / 1024)
            runs.idle_ack += _halves(self._put(Load(rate=IDLE_RATE, seconds=2)).acks)
            self._common(self._put(Load(rate=kind.common, seconds=self._options.seconds)))
            if self._options.fixed:
                return self._faults
            guess = median(runs.sustained) if runs.sustained else kind.guess
            step = SMALL_STEP if runs.sustained else STEP
            runs.sustained.append(highest(guess, step, self._sustains))
        return self._faults

    def _fresh(self) -> Stage:
        """A new server, with everybody connected."""
        self._opened.close()
        stacks = self._options.profile_to if self._kind.ours else None
        more = ["--profile-to", f"{stacks}.{self._kind.name}"] if stacks else []
        stage = Stage(self._kind, self._options.profile, sessions=ROOMS, people=PEOPLE, more=more)
        self._probe = Probe(self._opened.enter_context(stage))
        return stage

    def _sustains(self, rate: float) -> bool:
        """Whether it keeps up; asked again when it did not, and was disturbed."""
        for _ in range(TRIES):
            result = self._put(Load(rate=rate, seconds=self._options.seconds))
            if result.hung_up:
                # Whoever it hung up on stays away: it would sustain nothing any more, at no rate.
                self._fresh()
            if result.is_sustained or not result.is_disturbed:
                break
        return result.is_sustained

    def _common(self, result: Result) -> None:
        runs = self._runs
        runs.per_thousand.append(result.per_thousand)
        runs.ack += _halves(result.acks)
        runs.ack_late += _latest(result.acks)
        runs.delivery += _halves(result.deliveries)
        runs.delivery_late += _latest(result.deliveries)

    def _put(self, load: Load) -> Result:
        result = self._probe.put(load)
        self._runs.generator.append(result.generator / result.seconds)
        faults = result.reading.faults + result.reading.refused
        if self._kind.ours:
            faults["deliveries of acked entries did not come"] += result.reading.untold
        self._faults += [f"{self._kind.title}: {count} {what}" for what, count in (+faults).items()]
        print(f"{self._kind.title:<28} {told(result)}", file=sys.stderr)
        return result


def _halves(delays: Sequence[float]) -> list[float]:
    """The median in milliseconds; nothing of nothing, since one server gives no acks."""
    return [times(delays).p50] if delays else []


def _latest(delays: Sequence[float]) -> list[float]:
    return [times(delays).p99] if delays else []


def told(result: Result) -> str:
    """One load, on a line."""
    delivery, server = times(result.deliveries), result.server / result.seconds
    lost = result.reading.undelivered
    return (
        f"{result.load.rate:7.0f}/s {'ok ' if result.is_sustained else 'no '}"
        f" delivery p50 {delivery.p50:7.1f} p99 {delivery.p99:7.1f} ms"
        f"  server {server:4.0%} generator {result.generator / result.seconds:4.0%}"
        + (f"  others {result.others / result.seconds:.0%}" if result.is_disturbed else "")
        + (f"  {lost} not delivered" if lost else "")
        + (f"  {result.hung_up} hung up on" if result.hung_up else "")
    )


def table(kinds: Sequence[Kind], found: Mapping[str, Runs], profile: str) -> str:
    """All figures, to read: a row for each server."""
    ours = next((found[kind.name] for kind in kinds if kind.ours), Runs())
    lines = [
        f"Profile {profile}, {ROOMS} rooms of {PEOPLE}; median (range) of the runs; ratios to ours.",
        "",
        "| server | sustained entries/s | to ours | CPU-ms per 1,000 deliveries | to ours"
        " | ack p50 / p99 ms | delivery p50 / p99 ms | to ours | idle ack p50 ms"
        " | RSS per connection KB | to ours |",
        f"|{' --- |' * 11}",
        *(_row(kind, found[kind.name], ours) for kind in kinds),
    ]
    slow = [kind for kind in kinds if kind.common != KINDS[0].common]
    lines += [f"{kind.title}: CPU and times at {kind.common:.0f} entries/s." for kind in slow]
    busy = [kind.title for kind in kinds if max(found[kind.name].generator, default=0) > BUSY]
    lines += [f"The generator was over {BUSY:.0%} of its core with {title}." for title in busy]
    return "\n".join(lines)


def _row(kind: Kind, runs: Runs, ours: Runs) -> str:
    cells = (
        kind.title,
        spread(runs.sustained, WHOLE),
        ratio(runs.sustained, ours.sustained),
        spread(runs.per_thousand, ONE),
        ratio(runs.per_thousand, ours.per_thousand),
        f"{spread(runs.ack, ONE)} / {spread(runs.ack_late, ONE)}",
        f"{spread(runs.delivery, ONE)} / {spread(runs.delivery_late, ONE)}",
        ratio(runs.delivery_late, ours.delivery_late),
        spread(runs.idle_ack, TWO),
        spread(runs.rss, ONE),
        ratio(runs.rss, ours.rss),
    )
    return f"| {' | '.join(cells)} |"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.load peers",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = ",".join(kind.name for kind in KINDS)
    parser.add_argument("--servers", default="", metavar="NAMES", help=f"of {names} (all)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each server (3)")
    parser.add_argument("--profile", choices=("open", "real"), default="open")
    parser.add_argument("--seconds", type=float, default=5, help="how long a load lasts (5)")
    parser.add_argument("--fixed", action="store_true", help="only the common rate, no search")
    parser.add_argument(
        "--profile-to",
        type=Path,
        metavar="FILE",
        help="where our server spends its time in the last load, as stacks, in FILE.SERVER",
    )
    return parser
