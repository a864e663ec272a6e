"""A whole session as thirteen people play it: two rounds, lost devices, latecomers, a removal."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.faults import devices
from tests.faults.group import COLUMNS, Group, done, settled, until
from tests.faults.house import House
from tests.faults.tablet import Deed, Tablet

PEOPLE, LATE = 11, 2
STEPS = ("observations", "doors", "practices", "takeaways")


class Script:
    """One session, from the lobby to its closing."""

    def __init__(self, server: House, table: Group, chance: random.Random, patience: float) -> None:
        self._server = server
        self._patience = patience
        self._table = table
        self._chance = chance
        self._written = 0
        self._gone: list[Tablet] = []
        self.takeovers = 0

    @property
    def deeds(self) -> list[Deed]:
        """All that anybody asked for, on any of their devices."""
        return [deed for one in self._tablets() for deed in one.deeds]

    @property
    def waiting(self) -> list[Deed]:
        """All that still waits in some device."""
        return [deed for one in self._tablets() for deed in one.outbox]

    def _tablets(self) -> list[Tablet]:
        return [*self._gone, *self._table.everybody]

    async def play(self) -> None:
        """All of it."""
        table = self._table.open()
        await until(lambda: all(one.here for one in table.everybody), self._patience, "everybody")
        await self._round(1, latecomers=LATE)
        await self._round(2, latecomers=0)
        await done(table.host.does("open_survey"), self._patience)
        for one in table.people:
            one.does("give_feedback", answers={"relevance": self._chance.randint(1, 4)})
        await settled([table], self._patience)
        await done(table.host.does("close_session"), self._patience)
        await settled([table], self._patience)

    async def _round(self, number: int, *, latecomers: int) -> None:
        table = self._table
        players = table.people[number - 1 : number + 1]
        observers = [one for one in table.people if one not in players]
        await self._to_interview(players)
        await self._write(observers, 2)
        await self._cut_off_in_a_word(observers[0])
        for _ in range(latecomers):
            observers.append((await asyncio.to_thread(table.somebody_comes)).open())
        await self._host_falls(number)
        await self._write(observers, 2)
        await self._removed_and_back(observers[0])
        await self._lost_tablet(observers[1])
        await self._mend()
        await self._debrief(players)

    async def _to_interview(self, players: list[Tablet]) -> None:
        adviser, jobseeker = players
        await done(adviser.does("volunteer"), self._patience)
        cast = {"adviser": self._id(adviser), "jobseeker": self._id(jobseeker)}
        await self._host("start_round", format="roleplay", **cast)
        await self._host("go_to_phase", phase="draw")
        await done(jobseeker.does("draw_card", pile="cases"), self._patience)
        await done(adviser.does("draw_card", pile="structures"), self._patience)
        await done(adviser.does("read_case"), self._patience)

    async def _write(self, writers: Iterable[Tablet], each: int) -> None:
        for _ in range(each):
            for who in writers:
                self._writes(who)
            await asyncio.sleep(self._chance.uniform(0.1, 0.4))

    def _writes(self, who: Tablet) -> None:
        self._written += 1
        who.does(
            "add_entry",
            entry_id=f"e{self._written}",
            column=self._chance.choice(COLUMNS),
            text=f"Mot {self._written} de {who.name}",
        )

    async def _cut_off_in_a_word(self, who: Tablet) -> None:
        """Chance may cut when nothing is on its way; here something is, for sure."""
        await until(lambda: who.here, self._patience, "a connection to cut")
        self._writes(who)
        who.hang_up()

    async def _mend(self) -> None:
        """Some take up what they wrote, some take it away."""
        for who in self._table.people:
            mine = [one for one in who.deeds if one.kind == "add_entry" and one.acked is not None]
            if not mine:
                continue
            entry_id = mine[-1].data["entry_id"]
            if self._chance.random() < 0.3:
                who.does("remove_entry", entry_id=entry_id)
            else:
                self._written += 1
                who.does("edit_entry", entry_id=entry_id, text=f"Repris {self._written}")
        await settled([self._table], self._patience)

    async def _host_falls(self, number: int) -> None:
        """The host's tablet dies; they go on with another one, by code, then by their login."""
        table, old = self._table, self._table.host
        await settled([table], self._patience)
        if number == 1:
            code = table.session.made["recovery_code"]
            token = await asyncio.to_thread(devices.recovered, self._server, table.code, code)
        else:
            token = await asyncio.to_thread(devices.logged_in, self._server, table.session_id)
        table.host = self._moved(old, token)
        await until(lambda: old.closed_for == "forbidden", self._patience, "the old host's end")
        await until(lambda: table.host.here, self._patience, "the new host's view")
        self.takeovers += 1

    async def _removed_and_back(self, who: Tablet) -> None:
        await until(lambda: not who.outbox, self._patience, "an empty outbox")
        person = self._id(who)
        await self._host("remove_participant", participant_id=person)
        lost = who.does("add_entry", entry_id="never", column="note", text="Jamais")
        await until(lambda: bool(lost.refused), self._patience, "a refusal for who was removed")
        await self._host("restore_participant", participant_id=person)
        await self._write([who], 1)

    async def _lost_tablet(self, who: Tablet) -> None:
        """Somebody's tablet breaks; the host gives them a code for another one."""
        await until(lambda: not who.outbox, self._patience, "an empty outbox")
        told = await self._host("issue_recovery_code", participant_id=self._id(who))
        code = told.result["recovery_code"]
        token = await asyncio.to_thread(devices.recovered, self._server, self._table.code, code)
        table = self._table
        table.people[table.people.index(who)] = new = self._moved(who, token)
        await until(lambda: who.closed_for == "forbidden", self._patience, "the old tablet's end")
        await self._write([new], 1)

    async def _debrief(self, players: list[Tablet]) -> None:
        table = self._table
        await done(players[0].does("end_interview"), self._patience)
        for step in STEPS:
            await self._host("go_to_step", step=step)
            for who in self._chance.sample(table.people, 4):
                self._written += 1
                text, note = f"Note {self._written}", f"n{self._written}"
                who.does("add_note", note_id=note, step=step, text=text)
        await settled([table], self._patience)
        await self._host("close_round")

    async def _host(self, kind: str, **data: Any) -> Deed:
        return await done(self._table.host.does(kind, **data), self._patience)

    def _moved(self, old: Tablet, token: str) -> Tablet:
        self._gone.append(old)
        return Tablet(old.name, token, old.where, self._chance, old.hands).open()

    def _id(self, who: Tablet) -> str:
        return self._table.ids[[one.name for one in self._table.people].index(who.name)]

    def expected(self) -> Counter[str]:
        """What the report must hold: each text that was written, as its author left it."""
        texts: dict[str, str] = {}
        done_ = sorted(
            (one for one in self.deeds if one.acked is not None), key=lambda one: one.seq
        )
        for deed in done_:
            match deed.kind:
                case "add_entry" | "edit_entry":
                    texts[deed.data["entry_id"]] = deed.data["text"]
                case "remove_entry":
                    del texts[deed.data["entry_id"]]
                case "add_note":
                    texts[deed.data["note_id"]] = deed.data["text"]
        return Counter(texts.values())
