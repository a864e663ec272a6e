"""The server's settings, read once: options win over the environment, which wins over defaults."""

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECRET_BYTES = 32
ASYNC_MODES = ("eventlet", "threading")


@dataclass(frozen=True, kw_only=True)
class Pace:
    """After how many seconds: somebody who left is away, then gone; a browser checks that it missed
    nothing; a connection that shows no seat is closed; one is asked for a sign, then closed without."""

    away: float = 3.0
    gone: float = 60.0
    beacon: float = 15.0
    seated: float = 10.0
    ping: float = 20.0


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How many commands a seat may send at once, and how many a second after that."""

    burst: float = 20
    per_second: float = 5


class WrongSetting(ValueError):
    """A setting that can't be used; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """What the server is started with. `url`: the address that tablets reach it at, without a final slash."""

    host: str = "0.0.0.0"
    port: int = 8000
    data: Path = Path("data")
    decks: Path = Path(__file__).parent.parent / "decks"
    demo: bool = False
    async_mode: str = "eventlet"
    fast_lane: bool = True
    url: str = "http://localhost:8000"
    pace: Pace = field(default_factory=Pace)
    rate: Rate = field(default_factory=Rate)
    secret: bytes = field(default=b"", repr=False)


def from_environment(
    options: Mapping[str, str | bool | None], environ: Mapping[str, str]
) -> Config:
    """The settings that these options and this environment make; makes the data folder and the secret."""

    def chosen(name: str, default: str) -> str:
        given = options.get(name)
        return (
            str(given)
            if given not in (None, False)
            else environ.get(f"VISAVIS_{name.upper()}", default)
        )

    data = Path(chosen("data", "data")).absolute()
    data.mkdir(parents=True, exist_ok=True)
    return Config(
        host=chosen("host", "0.0.0.0"),
        port=_port(chosen("port", "8000")),
        data=data,
        demo=chosen("demo", "").lower() in ("1", "true", "yes", "on"),
        async_mode=_one_of(ASYNC_MODES, "async_mode", chosen("async_mode", ASYNC_MODES[0])),
        fast_lane=_one_of(("on", "off"), "fast_lane", chosen("fast_lane", "on")) == "on",
        pace=Pace(**{name: _seconds(name, usual, environ) for name, usual in vars(Pace()).items()}),
        secret=_secret(data / "secret.key"),
    )


def _port(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise WrongSetting(f"{given} is not a port. Give a number from 1 to 65535: --port 8000")
    return int(given)


def _one_of(words: Sequence[str], name: str, given: str) -> str:
    if given not in words:
        raise WrongSetting(f"{name} is {' or '.join(words)}, not {given}")
    return given


def _seconds(name: str, default: float, environ: Mapping[str, str]) -> float:
    variable = f"VISAVIS_{name.upper()}_SECONDS"
    given = environ.get(variable, "")
    try:
        return float(given or default)
    except ValueError:
        raise WrongSetting(f"{variable} is not a number of seconds: {given}") from None


def _secret(file: Path) -> bytes:
    """The key that signs cookies and codes: made on the first run, readable by its owner alone."""
    if not file.exists():
        _make_secret(file)
    secret = file.read_bytes()
    if len(secret) != SECRET_BYTES:
        raise WrongSetting(
            f"{file} is not a key of {SECRET_BYTES} bytes. Put a copy of yours back, or delete it: "
            "a new one is made, and hosts log in again."
        )
    return secret


def _make_secret(file: Path) -> None:
    # Written beside, then put in place: where the power fails between, there is no key yet.
    partial = file.with_name(f"{file.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(secrets.token_bytes(SECRET_BYTES))
        out.flush()
        os.fsync(out.fileno())
    partial.replace(file)
