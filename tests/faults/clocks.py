"""The system's clock jumps by an hour and by a day, forward and back, under people who write."""

import asyncio
import random
import tempfile
from pathlib import Path

from tests.faults.group import Group, done, group, settled, until
from tests.faults.house import House, house
from tests.faults.kills import write
from tests.faults.launcher import CLOCK
from tests.faults.suite import Form, Found, Suite, clock, seen
from tests.faults.tablet import Hands

OBSERVERS = 4
HOUR, DAY = 3600, 86_400
JUMPS = (HOUR, DAY, -DAY, -HOUR)
TIMER = 900
LONGEST_NOTICE = 7.0


class Time:
    """The time of day of one server, which may jump; how long things last is not touched.

    libfaketime would do it from outside, but makes the threads of Python wait for seconds, jump or none.
    """

    def __init__(self, folder: str) -> None:
        self.file = Path(folder) / "time"
        self._off = 0
        self.jump(0)

    def jump(self, seconds: int) -> None:
        """Be so many seconds later than before."""
        self._off += seconds
        # Renamed into place: half a number would be another time.
        partial = self.file.with_suffix(".partial")
        partial.write_text(str(self._off), encoding="ascii")
        partial.replace(self.file)


def run(form: Form, breakage: str) -> Found:
    """Each jump in its turn; a clock that ran out by a jump is noticed, and nothing is lost."""
    spent, found = clock(), Found()
    broken = ",".join(filter(None, ("jumping_clock", breakage)))
    with tempfile.TemporaryDirectory() as folder:
        time = Time(folder)
        with house(broken, **{CLOCK: str(time.file)}) as server:
            table = group(server, OBSERVERS + 2, random.Random(form.seed), hands=Hands(at_once=2))
            jumps = JUMPS[:1] if breakage else JUMPS
            try:
                asyncio.run(_jumped(server, table, time, jumps, found))
            except TimeoutError as error:
                found.faults.append(str(error))
            told = seen(server, (one for who in table.people for one in who.deeds))
            path = f"/api/v1/sessions/{table.session_id}/export.json"
            if server.call("GET", path, token=server.token)[0] != 200:
                found.faults.append("no report can be made any more")
    again = sum(one.connections - 1 for one in table.everybody)
    return Found(
        figures={**found.figures, **told.figures, "reconnections": again, "seconds": spent()},
        faults=found.faults + told.faults,
    )


async def _jumped(
    server: House, table: Group, time: Time, jumps: tuple[int, ...], found: Found
) -> None:
    table.open()
    try:
        await table.to_interview()
        found.figures["jumps"] = len(jumps)
        await done(table.host.does("set_timer", seconds=TIMER))
        for seconds in jumps:
            writing = [
                asyncio.create_task(write(table, one, random.Random(one.name)))
                for one in table.observers
            ]
            await asyncio.sleep(0.4)
            time.jump(seconds)
            if seconds == HOUR:
                over = until(lambda: _is_over(table), LONGEST_NOTICE, "the timer's end")
                found.figures["timer_noticed_after_s"] = await over
            await asyncio.sleep(0.4)
            for one in writing:
                one.cancel()
            await settled([table], 30)
        # Started again a day and an hour before its last events.
        time.jump(-HOUR - DAY)
        await asyncio.to_thread(server.restart)
        table.writes(table.observers[0])
        await settled([table], 30)
    finally:
        await table.close()


def _is_over(table: Group) -> bool:
    timer = table.screen.records.get("round/1", {}).get("timer")
    return bool(timer and timer["over"])


SUITE = Suite(
    name="clocks",
    about="The server's time of day jumps by an hour and a day, both ways, and is behind after a restart.",
    controls={"never_wakes": "the timer's end"},
    run=run,
)
