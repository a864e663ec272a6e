"""A real server process with data of its own: started, weighed, stopped, and its journal read."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any

HERE = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, str(HERE / "run.py")]
HOST = "127.0.0.1"
LONGEST_START = 20.0
LONGEST_STOP = 30.0
PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """The server under load, on SQLite in `data`; on core `core` alone when one is given."""

    def __init__(self, data: Path, core: int | None) -> None:
        self._data = data
        self._core = core
        self.port = _free_port()
        self._log = data / "server.log"
        self._token = ""
        self._process: subprocess.Popen[bytes]
        self._http = http.client.HTTPConnection(HOST, self.port, timeout=60)

    def __enter__(self) -> "Server":
        made = subprocess.run(
            [*COMMAND, "token", "--data", str(self._data), "--name", "load"],
            capture_output=True,
            text=True,
            check=True,
        )
        self._token = made.stdout.strip()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*COMMAND, "--data", str(self._data), "--host", HOST, "--port", str(self.port)],
                stdout=log,
                stderr=subprocess.STDOUT,
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
        """End it as a host does; what it said is shown if it complained."""
        self._http.close()
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(LONGEST_STOP)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def complaints(self) -> list[str]:
        """The lines of its log that are warnings or errors."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [one for one in lines if one.startswith(("WARNING", "ERROR", "Traceback"))]

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """What the REST interface answers."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        self._http.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
        answer = self._http.getresponse()
        told: dict[str, Any] = json.loads(answer.read())
        if answer.status != 201:
            raise RuntimeError(f"{path}: {answer.status} {told}\n{self._log.read_text()[-1500:]}")
        return told

    def cpu_seconds(self) -> float:
        """The processor time that it has used, in all its threads."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def rss(self) -> int:
        """The memory that it holds, in bytes."""
        return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * PAGE

    def journal(self) -> Counter[str]:
        """How often each entry stands in the journal, read from the database itself."""
        database = sqlite3.connect(f"file:{self._data / 'visavis.sqlite'}?mode=ro", uri=True)
        try:
            rows = database.execute("SELECT data FROM events WHERE kind LIKE '%entry_added'")
            return Counter(json.loads(data)["entry_id"] for (data,) in rows)
        finally:
            database.close()

    def _wait(self) -> None:
        ends = time.monotonic() + LONGEST_START
        while time.monotonic() < ends and self._process.poll() is None:
            try:
                self._http.request("GET", "/healthz")
                self._http.getresponse().read()
                return
            except (OSError, http.client.HTTPException):
                self._http.close()
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"the server did not start:\n{self._log.read_text()}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
