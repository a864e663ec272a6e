"""Somebody's tablet: an outbox that keeps each command until it is answered, and the records it holds.

It does what the browser does (web/static/js/outbox.js, connection.js), only less patiently, so that
a thousand cuts fit in a few minutes.
"""

import asyncio
import json
import random
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tests.faults.wire import Refused, Seat
from tests.held import Held

SEATED = 4.0
# The server of the suites sends a beacon more than once a second: after this long it has gone.
SILENCE = 2.0
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.8
LATER = ("too_many", "unavailable")
HOST = "127.0.0.1"
Where = Callable[[], int]


@dataclass(kw_only=True)
class Deed:
    """One command on its way. `mark` tells it in the journal; empty when it leaves none of its own."""

    id: str
    kind: str
    data: dict[str, Any]
    mark: str = ""
    at: float = 0.0
    sent: int = 0
    put_off: int = 0
    acked: float | None = None
    refused: str = ""
    seq: int = 0
    result: Any = None


@dataclass(kw_only=True)
class Hands:
    """How somebody uses it. `keeps`: the outbox is kept across cuts. `twice`, `swaps`: how often the
    client's API is called twice, and with two commands in the wrong order. `at_once`: how many
    commands are on their way together; the browser sends one after the other. `patience`: how long
    an answer is waited for on a connection that may only look alive."""

    keeps: bool = True
    twice: float = 0.0
    swaps: float = 0.0
    at_once: int = 1
    patience: float = 2.0


class Tablet(Held):
    """One seat on one device. `where` gives the port at which the server is reached."""

    def __init__(
        self, name: str, token: str, where: Where, chance: random.Random, hands: Hands | None = None
    ) -> None:
        super().__init__()
        self.name = name
        self.token = token
        self.where = where
        self.chance = chance
        self.hands = hands or Hands()
        self.deeds: list[Deed] = []
        self.outbox: list[Deed] = []
        self.connections = 0
        self.healed = 0
        self.digest_agrees = False
        self.closed_for = ""
        self.on_change: Callable[[str, Deed], None] = lambda _what, _deed: None
        self._seat: Seat | None = None
        self._on_way: set[str] = set()
        self._over = False
        self._loads = 0
        self._heard_at = 0.0
        self._asked_to_wait = 0.0
        self._task: asyncio.Task[None] | None = None

    def open(self) -> "Tablet":
        """Turn it on, if it is not on already."""
        self._over = False
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._live())
        return self

    async def close(self) -> None:
        """Turn it off: what is in the outbox stays."""
        self._over = True
        self.hang_up()
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            # A closed connection is gone only a turn later.
            await asyncio.sleep(0)

    def hang_up(self) -> None:
        """Lose the connection."""
        if self._seat is not None:
            self._seat.close()

    def reload(self) -> None:
        """Load the page again: the outbox is kept, what was shown is not."""
        self.records, self.seqs, self.seq = {}, {}, 0
        self._loads += 1
        self.hang_up()

    @property
    def here(self) -> bool:
        """Whether it is connected and has been told what there is to see."""
        return self._seat is not None and self.seq > 0

    def does(self, kind: str, mark: str = "", **data: Any) -> Deed:
        """Ask for something: kept first, sent when that is possible."""
        deed = Deed(id=str(uuid.uuid4()), kind=kind, data=data, mark=mark, at=time.monotonic())
        self.deeds.append(deed)
        if self.hands.keeps or self._seat is not None:
            self.outbox.append(deed)
        self._pump()
        return deed

    def sync(self, since: int) -> None:
        """Ask for what changed since then."""
        if self._seat is not None:
            self._seat.event("sync", {"since": since}, self._caught_up)

    async def _live(self) -> None:
        pause = FIRST_PAUSE
        while not self._over:
            began = self.connections
            with suppress(OSError, Refused, TimeoutError):
                await self._one_connection()
            pause = FIRST_PAUSE if self.connections > began else min(LONGEST_PAUSE, 2 * pause)
            wait, self._asked_to_wait = self._asked_to_wait or pause, 0.0
            await asyncio.sleep(wait * self.chance.uniform(0.75, 1.25))

    async def _one_connection(self) -> None:
        port, loads = self.where(), self._loads
        loop = asyncio.get_running_loop()

        def heard(event: list[Any]) -> None:
            # What a page's connection is told, the page that was loaded since never hears.
            if self._loads == loads:
                self._heard(event)

        # Not wait_for: cancelled at the wrong moment, it would forget the open connection.
        async with asyncio.timeout(SEATED):
            _, seat = await loop.create_connection(
                lambda: Seat(f"{HOST}:{port}", self.token, heard, since=self.seq), HOST, port
            )
        try:
            await self._seated(seat, loads)
            self._heard_at = time.monotonic()
            while not seat.ended.done() and time.monotonic() - self._heard_at < SILENCE:
                await asyncio.wait([seat.ended], timeout=SILENCE / 4)
        finally:
            seat.close()
            self._seat = None
            self._on_way.clear()
            self.digest_agrees = False
            if not self.hands.keeps:
                self.outbox.clear()

    async def _seated(self, seat: Seat, loads: int) -> None:
        try:
            await asyncio.wait_for(seat.seated, SEATED)
        except Refused as refused:
            self._refused(str(refused))
            raise
        if self._loads != loads:
            raise ConnectionAbortedError("the page was loaded again meanwhile")
        self.connections += 1
        self._seat = seat
        self._pump()

    def _refused(self, why: str) -> None:
        with suppress(ValueError):
            code = json.loads(why).get("data", {}).get("code", "")
            if code and code not in LATER:
                self.closed_for = code
                self._over = True

    def _pump(self) -> None:
        seat = self._seat
        if seat is None:
            return
        ready = [one for one in self.outbox[: self.hands.at_once] if one.id not in self._on_way]
        if self.chance.random() < self.hands.swaps:
            ready.reverse()
        for deed in ready:
            self._on_way.add(deed.id)
            for _ in range(2 if self.chance.random() < self.hands.twice else 1):
                deed.sent += 1
                seat.command(deed.id, deed.kind, deed.data, self._answer_to(deed, seat))
            self.on_change("sent", deed)
            wait = self.hands.patience
            asyncio.get_running_loop().call_later(wait, self._give_up, deed, seat, deed.put_off)

    def _give_up(self, deed: Deed, seat: Seat, put_off: int) -> None:
        """No answer came: this connection only looks alive."""
        if seat is self._seat and deed.id in self._on_way and deed.put_off == put_off:
            seat.close()

    def _answer_to(self, deed: Deed, seat: Seat) -> Callable[[dict[str, Any]], None]:
        def answered(answer: dict[str, Any]) -> None:
            if deed.acked is not None or deed.refused or seat is not self._seat:
                return
            if answer["ok"]:
                deed.acked, deed.seq = time.monotonic(), answer["seq"]
                deed.result = answer.get("result")
                self.on_change("acked", deed)
            elif answer["code"] in LATER:
                deed.put_off += 1
                self.on_change(answer["code"], deed)
                wait = answer.get("retry_after", 1)
                asyncio.get_running_loop().call_later(wait, self._again, deed, seat)
                return
            else:
                deed.refused = answer["code"]
            self._done_with(deed)

        return answered

    def _again(self, deed: Deed, seat: Seat) -> None:
        if seat is self._seat:
            self._on_way.discard(deed.id)
            self._pump()

    def _done_with(self, deed: Deed) -> None:
        self._on_way.discard(deed.id)
        if deed in self.outbox:
            self.outbox.remove(deed)
        self._pump()

    def _heard(self, event: list[Any]) -> None:
        name, said = event[0], event[1] if len(event) > 1 else {}
        self._heard_at = time.monotonic()
        if name == "update":
            self.apply(said)
        elif name == "beacon":
            self.digest_agrees = said["digest"] == self.digest()
            if not self.digest_agrees:
                self.healed += 1
                self.sync(0)
        elif name == "restarting":
            self._asked_to_wait = said["retry_in"]
            self.hang_up()

    def _caught_up(self, update: dict[str, Any]) -> None:
        if "put" in update:
            self.apply(update)
