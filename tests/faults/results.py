"""RESULTS.md: a section per suite, replaced when that suite is run again."""

import os
import platform
import re
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.faults.suite import Form, Found, Suite

FILE = Path(__file__).parent / "RESULTS.md"
LIBRARIES = (
    "flask",
    "flask-socketio",
    "python-socketio",
    "python-engineio",
    "eventlet",
    "sqlalchemy",
)
HEAD = """\
# What the fault suites found

Written by `python -m tests.faults`; each suite's own section says when, and on what. A *control* is the
same suite against a server, or a client, with one part broken on purpose: it must find something.
"""


def write(
    file: Path, form: Form, suite: Suite, found: Found, controls: Mapping[str, Found]
) -> None:
    """Put this suite's section in its place."""
    sections = _sections(file)
    sections[suite.name] = _section(form, suite, found, controls)
    file.write_text("\n".join([HEAD, *(sections[name] for name in sections)]), encoding="utf-8")


def _sections(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    parts = re.split(r"^(?=## )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {one.splitlines()[0].removeprefix("## "): f"{one.rstrip()}\n" for one in parts}


def _section(form: Form, suite: Suite, found: Found, controls: Mapping[str, Found]) -> str:
    lines = [f"## {suite.name}", "", suite.about, ""]
    lines += [f"- **{'FAULTS' if found.faults else 'sound'}**: {found.line}"]
    for name, one in controls.items():
        lines.append(f"- control `{name}`: {noticed(suite, name, one)}")
    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    lines += ["", f"{form.name} form, seed {form.seed}, {day}; {machine()}.", ""]
    return "\n".join(lines)


def noticed(suite: Suite, control: str, found: Found) -> str:
    """What a control came to."""
    if found.skipped:
        return found.line
    return found.wrong if found.notices(suite.controls[control]) else f"NOT NOTICED {found.wrong}"


def machine() -> str:
    """Where this runs, and with what."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{one} {version(one)}" for one in LIBRARIES)
    return (
        f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} cores, "
        f"{memory:.0f} GiB; Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {libraries}"
    )
