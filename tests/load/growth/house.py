"""A server of ours with sessions of many seats, that can be killed and started again."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.load import rooms
from tests.load.growth.arriving import Seat
from tests.load.processes import Process
from tests.load.servers import command, named
from tests.load.stage import token_for

PEOPLE = 50


class House(Process):
    """A server that may fall."""

    def fall(self) -> None:
        """Kill it."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


@contextmanager
def house(seats: int) -> Iterator[tuple[House, list[Seat]]]:
    """A fresh server on the first core, this process on the last, and seats in the middle of a round."""
    (ours,) = named("ours")
    cores, people = os.sched_getaffinity(0), min(PEOPLE, seats)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        token = token_for(data)
        asked = command(ours, "real", data, ())
        with Process(asked, data / "before.log", min(cores)) as before:
            places = rooms.played(before.port, token, seats // people, people, "real")
        os.sched_setaffinity(0, {max(cores)})
        try:
            with House(asked, data / "server.log", min(cores)) as made:
                yield (
                    made,
                    [
                        Seat(number=at, token=one.key, person=one.id)
                        for at, one in enumerate(places)
                    ],
                )
        finally:
            os.sched_setaffinity(0, cores)
