"""A disk that fails while a server runs: the system's own limits and locks, or strace in between."""

import asyncio
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from tests.faults.house import House

ATTACHED = 5.0
Trouble = Callable[[House], AbstractAsyncContextManager[None]]


def has_strace() -> bool:
    """Whether this machine has strace, and lets it look at another process."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True)
    return tried.returncode == 0


def traced(server: House, *options: str) -> subprocess.Popen[bytes]:
    """strace, once it looks at this server."""
    process = subprocess.Popen(
        ["strace", "-qq", "-f", "-p", str(server.process.pid), *options], stderr=subprocess.DEVNULL
    )
    ends = time.monotonic() + ATTACHED
    while "TracerPid:\t0\n" in (server.process_file("status")):
        if time.monotonic() > ends or process.poll() is not None:
            raise TimeoutError("strace did not attach")
        time.sleep(0.01)
    return process


def let_go(tracing: subprocess.Popen[bytes]) -> None:
    """End strace, and leave the server as it was."""
    with suppress(ProcessLookupError):
        tracing.send_signal(signal.SIGTERM)
    tracing.wait(10)


def injected(call: str, what: str, *, of: str = "") -> Trouble:
    """Every such system call on the database's file of this ending goes wrong, or is slow."""

    @asynccontextmanager
    async def trouble(server: House) -> AsyncIterator[None]:
        on = ("-P", f"{server.file}{of}") if of else ()
        options = ("-e", f"trace={call}", "-e", f"inject={call}:{what}", *on, "-o", "/dev/null")
        tracing = await asyncio.to_thread(traced, server, *options)
        try:
            yield
        finally:
            await asyncio.to_thread(let_go, tracing)

    return trouble


@asynccontextmanager
async def full(server: House) -> AsyncIterator[None]:
    """No file may grow any more."""
    size = server.file.with_name("visavis.sqlite-wal").stat().st_size
    limit = (size, resource.RLIM_INFINITY)
    before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limit)
    try:
        yield
    finally:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)


@asynccontextmanager
async def locked(server: House) -> AsyncIterator[None]:
    """Somebody else, a backup tool perhaps, keeps the database to themselves."""
    other = sqlite3.connect(server.file, timeout=20)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.rollback()
        other.close()
