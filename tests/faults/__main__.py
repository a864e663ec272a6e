"""The command line of the fault suites; `--help` says what it does."""

import argparse
import resource
import sys
from dataclasses import replace
from pathlib import Path

from tests.faults import results
from tests.faults.suite import LONG, SHORT, Form, Found, Suite
from tests.faults.suites import SUITES

ABOUT = """\
Break what a training room breaks, and check that nothing said is lost: each suite starts servers of its
own on 127.0.0.1, prints one line, and writes its figures to tests/faults/RESULTS.md. Then come its
controls: the same suite with one part broken on purpose, which it must notice.

Exit code 1 when a suite found a fault, or when a control found none.
"""
FILES_AT_ONCE = 4096


def main(arguments: list[str]) -> int:
    """Run what is asked; gives the exit code."""
    options = _parser().parse_args(arguments)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES_AT_ONCE, hard), hard))
    form = replace(SHORT if options.short else LONG, seed=options.seed)
    chosen = [one for one in SUITES if not options.suites or one.name in options.suites]
    return int(sum([_wrong(one, form, options.results) for one in chosen]) > 0)


def _wrong(suite: Suite, form: Form, file: Path) -> bool:
    """Run a suite and its controls; whether anything is not as it should be."""
    found = suite.run(form, "")
    print(f"{suite.name}: {found.line}", flush=True)
    controls: dict[str, Found] = {}
    for name in suite.controls:
        one = controls[name] = suite.run(form, name)
        print(f"  control {name}: {results.noticed(suite, name, one)}", flush=True)
    results.write(file, form, suite, found, controls)
    return bool(found.faults) or any(
        not one.skipped and not one.notices(suite.controls[name]) for name, one in controls.items()
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [one.name for one in SUITES]
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"which: {', '.join(names)}")
    parser.add_argument("--short", action="store_true", help="the bounded form, as in CI")
    parser.add_argument("--seed", type=int, default=SHORT.seed, help="where all chance comes from")
    parser.add_argument("--results", type=Path, default=results.FILE, metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
