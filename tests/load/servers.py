"""The servers that are compared: how each is started, and how it is spoken to."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.load.dialects import BoardGame, Colyseus, Dialect, Ours, SocketIO
from tests.load.rooms import Profile

PEERS = Path(__file__).parent / "peers"
PYTHON = str(PEERS / ".venv/bin/python")
LISTEN = ("--host", "127.0.0.1", "--port", "{port}")
OURS = (sys.executable, "-m", "tests.load.launcher", *LISTEN)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One of the servers. `guess`: the rate at which the search for its highest one begins; `common`: the
    rate at which its work and delays are weighed."""

    name: str
    title: str
    command: Sequence[str]
    dialect: type[Dialect]
    guess: float
    common: float = 1000
    profiles: Sequence[Profile] = ("open", "real")
    ours: bool = False
    needs: Path | None = None

    @property
    def missing(self) -> bool:
        """Whether it is not installed."""
        return self.needs is not None and not self.needs.exists()


def node(file: str) -> tuple[str, ...]:
    """The command of one of our small servers for Node."""
    return ("env", "NODE_ENV=production", "node", str(PEERS / file), "{port}", "{profile}")


KINDS = (
    Kind(name="ours", title="ours", command=OURS, dialect=Ours, guess=3000, ours=True),
    Kind(
        name="ours-plain",
        title="ours without the fast lane",
        command=(*OURS, "--fast-lane", "off"),
        dialect=Ours,
        guess=1500,
        ours=True,
    ),
    Kind(
        name="lane",
        title="our fast lane alone",
        command=(sys.executable, "-m", "tests.load.peers.lane", "{port}", "{profile}"),
        dialect=SocketIO,
        guess=15000,
    ),
    Kind(
        name="flask",
        title="Flask-SocketIO as shipped",
        command=(PYTHON, str(PEERS / "flask_stock.py"), "{port}", "{profile}"),
        dialect=SocketIO,
        guess=1500,
        needs=PEERS / ".venv",
    ),
    Kind(
        name="asyncio",
        title="python-socketio on asyncio",
        command=(
            *("env", "PEER_PROFILE={profile}", PYTHON, "-m", "uvicorn", "asyncio_app:app"),
            *("--app-dir", str(PEERS), "--loop", "uvloop", "--http", "httptools"),
            *("--host", "127.0.0.1", "--port", "{port}", "--log-level", "warning"),
        ),
        dialect=SocketIO,
        guess=1100,
        needs=PEERS / ".venv",
    ),
    Kind(
        name="socketio",
        title="Node socket.io",
        command=node("socketio.mjs"),
        dialect=SocketIO,
        guess=5000,
        needs=PEERS / "node_modules/socket.io",
    ),
    Kind(
        name="ws",
        title="Node ws",
        command=node("ws.mjs"),
        dialect=Dialect,
        guess=6000,
        needs=PEERS / "node_modules/ws",
    ),
    Kind(
        name="colyseus",
        title="Colyseus",
        command=node("colyseus.mjs"),
        dialect=Colyseus,
        guess=14000,
        profiles=("open",),
        needs=PEERS / "node_modules/@colyseus/core",
    ),
    Kind(
        name="boardgame",
        title="boardgame.io",
        command=node("boardgame.mjs"),
        dialect=BoardGame,
        guess=400,
        common=100,
        profiles=("open",),
        needs=PEERS / "node_modules/boardgame.io",
    ),
)


SHIPPED = Kind(
    name="shipped",
    title="ours as shipped, with a seat's limit",
    command=(sys.executable, "run.py", *LISTEN),
    dialect=Ours,
    guess=100,
    ours=True,
)


def named(names: str) -> list[Kind]:
    """The servers of these names, separated by commas; all that are compared for an empty one."""
    known = {kind.name: kind for kind in (*KINDS, SHIPPED)}
    return [known[name] for name in names.split(",")] if names else list(KINDS)


def command(kind: Kind, profile: Profile, data: Path, more: Sequence[str]) -> list[str]:
    """The command that starts it; the port is filled in by who runs it."""
    given = [one.replace("{profile}", profile) for one in kind.command]
    return [*given, "--data", str(data), *more] if kind.ours else given
