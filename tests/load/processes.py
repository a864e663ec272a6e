"""A server as a process of its own, whichever it is: started on one core, weighed, stopped."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.load.lines import HOST

ROOT = Path(__file__).parent.parent.parent
# Said at each start where the system has an old one; no fault of a load.
OLD_SQLITE = "WAL-reset fault"
LONGEST_START = 20.0
LONGEST_STOP = 30.0
PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


class Process:
    """A server that listens on `port`; on core `core` alone when one is given."""

    def __init__(self, command: Sequence[str], log: Path, core: int | None) -> None:
        self.port = free_port()
        self._command = command
        self._log = log
        self._core = core
        self._process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        command = [one.format(port=self.port) for one in self._command]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
            )
        if self._core is not None:
            os.sched_setaffinity(self._process.pid, {self._core})
        self._wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End it as a host does."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(LONGEST_STOP)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Tell it something."""
        self._process.send_signal(number)

    def complaints(self) -> list[str]:
        """The lines of its log that are warnings or errors."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        told = (one for one in lines if one.startswith(("WARNING", "ERROR", "Traceback")))
        return [one for one in told if OLD_SQLITE not in one]

    def cpu_seconds(self) -> float:
        """The processor time that it has used, in all its threads."""
        # The kernel's own clock of that process: /proc/PID/stat counts in hundredths of a second.
        return time.clock_gettime((~self._process.pid << 3) | 2)

    def others_seconds(self) -> float:
        """The time that others have taken on its core, or the host from the machine; 0 when it has none.

        Interrupts are left out: those of its own packets are among them.
        """
        if self._core is None:
            return 0.0
        lines = Path("/proc/stat").read_text("ascii").splitlines()
        (times,) = (line.split()[1:] for line in lines if line.startswith(f"cpu{self._core} "))
        user, nice, system, *_, steal = (int(one) / TICKS for one in times[:8])
        return user + nice + system + steal - self.cpu_seconds()

    def rss(self) -> int:
        """The memory that it holds, in bytes."""
        return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * PAGE

    def _wait(self) -> None:
        ends = time.monotonic() + LONGEST_START
        while time.monotonic() < ends and self._process.poll() is None:
            try:
                socket.create_connection((HOST, self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"the server did not start:\n{self._log.read_text()}")


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
