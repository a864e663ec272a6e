"""Starts our server with a seat's rate limit so high that a load may pass; the limiter still runs.

`python -m tests.load.launcher [--profile-to FILE] [options of run.py]`; the product has no such switch.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.load.sampler import sampled
from web import command_line
from web.config import Config, Rate

RATE = Rate(burst=100_000, per_second=100_000)
TO = "--profile-to"


def main(arguments: list[str]) -> int:
    """Serve; gives the exit code."""
    read = vars(command_line)["_config"]

    def unhurried(options: Any) -> Config:
        config: Config = replace(read(options), rate=RATE)
        return config

    vars(command_line)["_config"] = unhurried
    if TO not in arguments:
        return command_line.main(arguments)
    at = arguments.index(TO)
    file, rest = Path(arguments[at + 1]), arguments[:at] + arguments[at + 2 :]
    with sampled(file):
        return command_line.main(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
