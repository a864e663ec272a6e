"""The command line of the load test; `--help` says what it does."""

import argparse
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from tests.load import compare
from tests.load.one import MOST_PER_SEAT, Asked, allowed, measure, table
from tests.load.probe import Load
from tests.load.rooms import PLAYERS

ABOUT = f"""Measure our server under the load of real sessions. `peers --help`: the same for others beside it.

A server process is started with data of its own (SQLite, in a temporary folder) on 127.0.0.1 and a
free port; it has the first core and this generator the last. Sessions are opened and played over REST
up to the interview, and everybody connects by WebSocket (host, projector, two players, observers). Then
the observers, in turn, send entries of about 200 bytes: so many a second in all, each at its own moment,
whether or not earlier ones were answered. Delays count from the moment at which an entry was to be sent.

The server lets a seat send 5 commands a second for long, so the rate is kept below
{MOST_PER_SEAT} x sessions x observers; it is said when that lowers it.

At the end the database is read: every acknowledged entry must stand in the journal exactly once, in order,
and have reached everybody who should see it once, in its author's words, and nobody else. Exit code 1
when it is otherwise.
"""
FILES_AT_ONCE = 65_536


def main(arguments: list[str]) -> int:
    """Measure and print; gives the exit code."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES_AT_ONCE, hard), hard))
    if arguments[:1] == ["peers"]:
        return compare.main(arguments[1:])
    options = _parser().parse_args(arguments)
    unlimited = options.unlimited or options.profile_to is not None
    most = allowed(options.rate, options.sessions, options.people)
    if most < options.rate and not unlimited:
        print(f"Rate lowered from {options.rate:g} to {most:g}: the limit per seat.")
    rate = options.rate if unlimited else most
    found = measure(
        Asked(
            sessions=options.sessions,
            people=options.people,
            load=Load(rate=rate, seconds=options.seconds, warm_up=options.warm_up),
            profile=options.profile,
            unlimited=unlimited,
            pinned=not options.unpinned,
            profile_to=options.profile_to,
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
    add = parser.add_argument
    add("--sessions", type=_from(1), default=1, help="sessions at once (1)")
    add(
        "--people",
        type=_from(PLAYERS + 1),
        default=13,
        help="sockets in each: host, projector, two players, and observers (13)",
    )
    add("--rate", type=float, default=3, help="entries a second in all (3)")
    add("--seconds", type=float, default=20, help="how long it is measured (20)")
    add("--warm-up", type=float, default=5, help="seconds of load before that (5)")
    add(
        "--profile",
        choices=("real", "open"),
        default="real",
        help="`open`: in the debriefing, where everybody reads every entry (real: the interview)",
    )
    add("--unlimited", action="store_true", help="seats may send as often as they like")
    add("--unpinned", action="store_true", help="leave both on any core")
    add("--json", type=Path, metavar="FILE", help="write the figures here too")
    add(
        "--profile-to",
        type=Path,
        metavar="FILE",
        help="where the server spends its time, as stacks for a flame graph; unlimited",
    )
    return parser


def _from(least: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if int(text) < least:
            raise argparse.ArgumentTypeError(f"at least {least}")
        return int(text)

    return whole


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
