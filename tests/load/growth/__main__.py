"""The command line of the growth test; `--help` says what it does."""

import argparse
import json
import os
import platform
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.load.growth import entries, joins, lasting, pages, replaying, returns, sessions, start
from tests.load.growth.found import FULL, SMALL, Found, Part

ABOUT = """\
How the server's cost grows, and how long people wait when many come at once. Each part starts servers of
its own on 127.0.0.1, on the first core, and asks them from the last one; every acked entry must be in the
journal once, and have reached whom it should. Exit code 1 when something was wrong; a figure that
does not reach what it should is marked, and is no fault.

parts:
"""
PARTS = (
    Part(name="entries", title="A session that grows", run=entries.run),
    Part(name="sessions", title="More and more sessions", run=sessions.run),
    Part(name="lasting", title="A heavy load that lasts", run=lasting.run),
    Part(name="joins", title="Many seats join", run=joins.run),
    Part(name="returns", title="Many seats come back", run=returns.run),
    Part(name="start", title="A server starts", run=start.run),
    Part(name="replay", title="A long session is read again", run=replaying.run),
    Part(name="pages", title="First load on a slow tablet", run=pages.run),
)
FILES_AT_ONCE = 65_536


def main(arguments: Sequence[str]) -> int:
    """Measure and print; gives the exit code."""
    options = _parser().parse_args(arguments)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES_AT_ONCE, hard), hard))
    scale, results = SMALL if options.small else FULL, dict[str, Found]()
    with compiled():
        for part in PARTS:
            if options.parts and part.name not in options.parts:
                continue
            results[part.name] = part.run(scale)
            print(_table(part, results[part.name]), flush=True)
    if options.json:
        text = json.dumps(_as_json(results), indent=1, ensure_ascii=False)
        options.json.write_text(text + "\n", encoding="utf-8")
    return 1 if any(found.faults for found in results.values()) else 0


@contextmanager
def compiled() -> Iterator[None]:
    """Servers find their modules compiled, as anywhere after a first start, whatever is set here."""
    before = dict(os.environ)
    with TemporaryDirectory() as folder:
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        try:
            yield
        finally:
            os.environ.clear()
            os.environ |= before


def _parser() -> argparse.ArgumentParser:
    about = ABOUT + "\n".join(f"  {part.name:<9} {part.title}" for part in PARTS)
    parser = argparse.ArgumentParser(
        prog="python -m tests.load.growth",
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [part.name for part in PARTS]
    parser.add_argument(
        "parts", nargs="*", choices=[*names, []], metavar="PART", help="all by default"
    )
    parser.add_argument("--small", action="store_true", help="some seconds: to see that it works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    return parser


def _table(part: Part, found: Found) -> str:
    lines = [row.line for row in found.rows]
    widths = [max((len(line[at]) for line in lines), default=0) for at in range(2)]
    told = [
        f"{what:<{widths[0]}}  {value:>{widths[1]}}  {stands}".rstrip()
        for what, value, stands in lines
    ]
    faults = [f"FAULT: {one}" for one in sorted(set(found.faults))]
    return "\n".join((f"\n{part.title}", *told, *faults))


def _as_json(results: dict[str, Found]) -> dict[str, object]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "parts": {
            name: {
                "figures": [asdict(row) | {"missed": row.missed} for row in found.rows],
                "faults": found.faults,
            }
            for name, found in results.items()
        },
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
