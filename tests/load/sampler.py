"""Where a process spends its time: every so many milliseconds of its own work, where it stands.

The file has one line for each way of calls, `outermost;...;innermost COUNT`: what drawers of flame graphs
read. Time in the system (a send) is that of the line that called it; the work of native threads (a commit)
is that of wherever the main one stands meanwhile.
"""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

EVERY = 0.002
HERE = f"{Path(__file__).parent.parent.parent}/"


@contextmanager
def sampled(file: Path) -> Iterator[None]:
    """Sample the main thread as long as this lasts, and write what was found.

    SIGUSR1 forgets what was found so far: for a load that is to be seen without the start.
    """
    found: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        found[";".join(_calls(frame))] += 1

    signal.signal(signal.SIGPROF, look)
    signal.signal(signal.SIGUSR1, lambda *_: found.clear())
    signal.siginterrupt(signal.SIGPROF, False)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        lines = [f"{way} {count}" for way, count in found.most_common()]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _calls(frame: FrameType | None) -> list[str]:
    calls: list[str] = []
    while frame is not None:
        code = frame.f_code
        name = code.co_filename.replace(HERE, "").rpartition("site-packages/")[2]
        calls.append(f"{name}:{code.co_qualname}:{frame.f_lineno}")
        frame = frame.f_back
    return calls[::-1]
