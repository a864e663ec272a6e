"""What strace wrote of a server: its writes to the log, its syncs, and what it sent to people."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CALLS = "pwrite64,fdatasync,fsync,sendto,sendmsg,write,writev"
# A page of the log is 4 KiB, each byte of which strace may write as \\377.
LONGEST = 4200
_LINE = re.compile(r"^(?P<thread>\d+) +(?P<said>.*)$")
_CALL = re.compile(r"^(?P<name>\w+)\(\d+(<(?P<on>[^>]*)>)?(?P<rest>.*)$")
_RESUMED = re.compile(r"^<\.\.\. (?P<name>\w+) resumed>")


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One thing that the server did: `wrote` a page, `synced` the log, or `sent` something."""

    what: str
    text: str = ""


def read(lines: Iterable[str]) -> Iterator[Deed]:
    """What happened, in order. A sync counts when it has ended, all else when it begins."""
    waiting: dict[str, str] = {}
    for line in lines:
        split = _LINE.match(line)
        if split is None:
            continue
        thread, said = split["thread"], split["said"]
        if _RESUMED.match(said):
            if waiting.pop(thread, "") and said.rstrip().endswith("= 0"):
                yield Deed(what="synced")
            continue
        call = _CALL.match(said)
        if call is None:
            continue
        on, rest = call["on"] or "", call["rest"]
        if call["name"] in ("fdatasync", "fsync"):
            if on.endswith("-wal") and "<unfinished" in rest:
                waiting[thread] = on
            elif on.endswith("-wal") and rest.rstrip().endswith("= 0"):
                yield Deed(what="synced")
        elif call["name"] == "pwrite64":
            if on.endswith("-wal"):
                yield Deed(what="wrote", text=rest)
        elif on.startswith(("TCP", "socket")):
            yield Deed(what="sent", text=rest)
