"""The command line of the load test; `--help` says what it does."""

import argparse
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from tests.load.drive import MOST_PER_SEAT, allowed
from tests.load.figures import table
from tests.load.play import FEWEST
from tests.load.run import Load, measure

ABOUT = f"""Measure a server of one's own under the load of real sessions.

A server process is started with data of its own (SQLite, in a temporary folder) on 127.0.0.1 and a
free port; with two cores it has the first one and this generator the second. Sessions are opened
over REST, everybody connects by WebSocket (host, projector, two players, observers), and the round
is played up to the interview. Then the observers, in turn, send entries of about 200 bytes: so many
a second in all, each at its own moment, whether or not earlier ones were answered. Latency counts
from the moment at which an entry was to be sent.

The server lets a seat send 5 commands a second for long, so the rate is kept below
{MOST_PER_SEAT} x sessions x observers; it is said when that lowers it.

At the end the database is read: every acknowledged entry must stand in the journal exactly once, and
nothing may have reached anybody who may not see it. Exit code 1 when it is otherwise.
"""
FILES_AT_ONCE = 65_536


def main(arguments: list[str]) -> int:
    """Measure and print; gives the exit code."""
    options = _parser().parse_args(arguments)
    most = allowed(options.rate, options.sessions, options.people)
    if most < options.rate:
        print(f"Rate lowered from {options.rate:g} to {most:g}: the limit per seat.")
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES_AT_ONCE, hard), hard))
    found = measure(
        Load(
            sessions=options.sessions,
            people=options.people,
            rate=options.rate,
            seconds=options.seconds,
            warm_up=options.warm_up,
            pinned=not options.unpinned,
        )
    )
    print(table(found))
    if options.json:
        options.json.write_text(json.dumps(found.as_json(), indent=1) + "\n", encoding="utf-8")
    return 1 if found.faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.load",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sessions", type=_from(1), default=1, help="sessions at once (1)")
    parser.add_argument(
        "--people",
        type=_from(FEWEST),
        default=13,
        help="sockets in each: host, projector, two players, and observers (13)",
    )
    parser.add_argument("--rate", type=float, default=3, help="entries a second in all (3)")
    parser.add_argument("--seconds", type=float, default=20, help="how long it is measured (20)")
    parser.add_argument("--warm-up", type=float, default=5, help="seconds of load before that (5)")
    parser.add_argument("--unpinned", action="store_true", help="leave both on any core")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    return parser


def _from(least: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if int(text) < least:
            raise argparse.ArgumentTypeError(f"at least {least}")
        return int(text)

    return whole


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
