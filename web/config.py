"""The server's settings, read once: options win over the environment, which wins over defaults."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Config:
    """What the server is started with. `url`: the address that tablets reach it at, without a final slash."""

    host: str = "0.0.0.0"
    port: int = 8000
    data: Path = Path("data")
    decks: Path = Path(__file__).parent.parent / "decks"
    demo: bool = False
    async_mode: str = "eventlet"
    url: str = "http://localhost:8000"
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
        port=int(chosen("port", "8000")),
        data=data,
        demo=chosen("demo", "").lower() in ("1", "true", "yes", "on"),
        async_mode=chosen("async_mode", "eventlet"),
        secret=_secret(data / "secret.key"),
    )


def _secret(file: Path) -> bytes:
    """The key that signs cookies: made on the first run, readable by its owner alone."""
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(32))
    return file.read_bytes()
