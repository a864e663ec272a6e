"""A real server in a process of its own, and the people who speak to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import socketio

from tests.held import Held
from tests.web.waiting import until
from web.accounts import Accounts
from web.journal.sql import open_sqlite
from web.runtime import runtime

ROOT = Path(__file__).parents[2]
QUICK = {
    "VISAVIS_AWAY_SECONDS": "0.3",
    "VISAVIS_GONE_SECONDS": "0.9",
    "VISAVIS_BEACON_SECONDS": "0.5",
}
Answer = dict[str, Any]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the command line does and says."""
    return subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        timeout=30,
        cwd=ROOT,
    )


def after(first: str) -> tuple[str, str]:
    """The server's program, once this has been done in its process."""
    run = f"import runpy; runpy.run_path({str(ROOT / 'run.py')!r}, run_name='__main__')"
    return "-c", f"{first}; {run}"


def _account(data: Path) -> str:
    """Hélène's API token: made as `run.py token` makes it, without starting it for each server."""
    data.mkdir(parents=True, exist_ok=True)
    database = open_sqlite(data / "visavis.sqlite")
    accounts = Accounts(database, runtime("threading"))
    token = accounts.make_token(accounts.find_or_create("helene").id)
    database.dispose()
    return token


class Server:
    """A server that runs on this folder, until `stop`."""

    program: tuple[str, ...] = (str(ROOT / "run.py"),)

    def __init__(self, data: Path, *options: str, **environment: str) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._options = options
        self._environment = os.environ | QUICK | environment
        self.log = data.parent / f"{data.name}.log"
        self.token = _account(data)
        self.sessions: list[Session] = []
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-W", "error::ResourceWarning", *self.program),
                    *("--data", str(self.data), "--host", "127.0.0.1", "--port", str(self.port)),
                    *self._options,
                ],
                stdout=out,
                stderr=out,
                env=self._environment,
                cwd=ROOT,
            )
        until(self._answers, 15, "the server")

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.said()
        try:
            return self.call("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """End it; gives its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        return self.process.wait(15)

    def restart(self, by: signal.Signals = signal.SIGTERM) -> None:
        """End it and start it again, on the same port."""
        self.stop(by)
        self.start()

    def said(self) -> str:
        """All that the server wrote to its terminal."""
        return self.log.read_text("utf-8")

    def resident(self) -> int:
        """The memory that it holds, in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) // 1024

    def open_files(self) -> int:
        """How many files and sockets it has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def call(
        self, method: str, path: str, body: Any = None, *, token: str = "", **headers: str
    ) -> tuple[int, Any]:
        """An HTTP call: its status and JSON."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = Request(
            self.url + path,
            method=method,
            data=None if body is None else sent,
            headers={"Content-Type": "application/json", **headers}
            | ({"Authorization": f"Bearer {token}"} if token else {}),
        )
        try:
            with urlopen(request, timeout=20) as answer:
                return answer.status, _json(answer.read())
        except HTTPError as error:
            with error:
                return error.code, _json(error.read())

    def open_session(self, **wanted: Any) -> "Session":
        """A session that Hélène has just opened."""
        status, made = self.call(
            "POST", "/api/v1/sessions", {"title": "Journée SPRO"} | wanted, token=self.token
        )
        assert status == 201, made
        self.sessions.append(Session(self, made))
        return self.sessions[-1]

    def end(self) -> int:
        """Everybody closes their browser, and it ends."""
        for one in self.sessions:
            one.leave()
        return self.stop()


def _json(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode(errors="replace")


class Session:
    """A session on a server, and who came to it."""

    def __init__(self, server: Server, made: Answer) -> None:
        self.server = server
        self.id: str = made["id"]
        self.code: str = made["code"]
        self.made = made
        self._clients: list[Client] = []

    def host(self, **options: Any) -> "Client":
        """The host's browser."""
        return self.client(self.made["seat_token"], **options)

    def wall(self) -> "Client":
        """The projector's browser."""
        return self.client(self.made["screen_token"])

    def seat(self, name: str) -> Answer:
        """A seat taken with the code."""
        status, seated = self.server.call(
            "POST", f"/api/v1/sessions/{self.code}/seats", {"name": name}
        )
        assert status == 201, seated
        return dict(seated)

    def person(self, name: str, **options: Any) -> "Client":
        """Somebody's browser, once they came in."""
        seated = self.seat(name)
        return self.client(seated["seat_token"], person=seated["participant_id"], **options)

    def client(self, token: str, **options: Any) -> "Client":
        """A browser with this seat's token."""
        made = Client(self.server.url, token, **options)
        self._clients.append(made)
        return made

    def leave(self) -> None:
        """Everybody closes their browser."""
        while self._clients:
            self._clients.pop().close()

    def seq(self) -> int:
        """The number of the last event, as somebody who comes now is told."""
        host = self.host()
        host.close()
        return host.seq


class Client(Held):
    """A browser: the records that it holds, and all it was told."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        person: str = "",
        since: int = 0,
        language: str = "fr",
        transport: str = "websocket",
        reads: bool = True,
    ) -> None:
        super().__init__()
        self.id = person
        self.token = token
        self.url = url
        self.updates: list[Answer] = []
        self.told: list[tuple[str, Any]] = []
        self._first = threading.Event()
        self.io = socketio.Client(reconnection=False)
        self.io.on("update", self._update)
        for event in ("presence", "restarting", "beacon"):
            self.io.on(event, lambda data, event=event: self.told.append((event, data)))
        auth = {"token": token, "since": since, "language": language}
        self.io.connect(url, auth=auth, transports=transport.split(), wait_timeout=5)
        if reads:
            assert self._first.wait(5), "no first update"

    def _update(self, update: Answer) -> None:
        self.updates.append(update)
        self.apply(update)
        self._first.set()

    def send(self, kind: str, *, id: str = "", **data: Any) -> Answer:
        """A command and its answer."""
        return self.ask({"id": id or str(uuid4()), "kind": kind, "data": data})

    def does(self, kind: str, **data: Any) -> Answer:
        """A command that goes well."""
        answer = self.send(kind, **data)
        assert answer["ok"], answer
        return answer

    def ask(self, payload: Any, event: str = "command") -> Answer:
        """What the server answers to this, whatever it is."""
        return dict(self.io.call(event, payload, timeout=5))

    def heard(self, event: str) -> Any:
        """What was last said of this, or None."""
        return next((data for name, data in reversed(self.told) if name == event), None)

    def close(self) -> None:
        """Close the browser, also when the server has gone."""
        line = getattr(self.io.eio.ws, "sock", None)
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self.io.disconnect()
        for left in (self.io.eio.ws, self.io.eio.http):
            if left is not None:
                left.close()
