"""How long a server takes from its start: until its port is open, and until it answers."""

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tests.load.growth.found import Found, Scale
from tests.load.lines import HOST
from tests.load.processes import ROOT, free_port
from tests.load.stage import token_for

LONGEST = 20.0
LOOK = 0.002
MOST = 0.5


def run(scale: Scale) -> Found:
    """Some starts on data that is there already, after one that is not counted."""
    found, cores, starts = Found(), os.sched_getaffinity(0), []
    with tempfile.TemporaryDirectory() as folder:
        token_for(Path(folder))
        os.sched_setaffinity(0, {max(cores)})
        _start(Path(folder), min(cores))
        starts += [_start(Path(folder), min(cores)) for _ in range(scale.starts)]
        os.sched_setaffinity(0, cores)
    opened, answered, worked = zip(*starts, strict=True)
    found.add("from the start of the process to its open port", opened, "s", MOST)
    found.add("  to its first answer", answered, "s", MOST)
    found.add("  of the processor", worked, "s")
    return found


def _start(data: Path, core: int) -> tuple[float, float, float]:
    port, began = free_port(), time.monotonic()
    command = [sys.executable, str(ROOT / "run.py"), "--host", HOST, "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--data", str(data)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.sched_setaffinity(process.pid, {core})
    try:
        with closing(http.client.HTTPConnection(HOST, port, timeout=LONGEST)) as line:
            _open(line, began)
            opened = time.monotonic() - began
            line.request("GET", "/healthz")
            line.getresponse().read()
            answered = time.monotonic() - began
        return opened, answered, time.clock_gettime((~process.pid << 3) | 2)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(LONGEST)


def _open(line: http.client.HTTPConnection, began: float) -> None:
    while True:
        try:
            line.connect()
            return
        except OSError:
            if time.monotonic() - began > LONGEST:
                raise
            time.sleep(LOOK)
