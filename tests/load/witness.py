"""What was sent, what was acknowledged, and what reached whom: with the checks that nobody may fail."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.load.play import HOST_SEAT, JOBSEEKER, SCREEN, Person
from tests.load.wire import Heard

# What a viewer's record may only hold for these roles, as long as the interview lasts.
FOR_ROLES = {"cues": (HOST_SEAT, JOBSEEKER), "possible_doors": (), "tension": ()}
WALL = (HOST_SEAT, SCREEN)


@dataclass(kw_only=True)
class Entry:
    """One entry on its way: `due` is when it was to be sent; the rest is when things happened, or None."""

    author: Person
    due: float
    counted: bool
    acked: float | None = None
    refused: str = ""
    at_host: float | None = None
    at_author: float | None = None


@dataclass(kw_only=True)
class Witness:
    """Everything that happened to the entries. `strays`: deliveries to somebody who may not see them."""

    entries: dict[str, Entry] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    updates: Counter[str] = field(default_factory=Counter)

    def hears(self, person: Person) -> Heard:
        """What to do with each event that reaches this person."""

        def heard(event: list[Any]) -> None:
            if event[0] != "update":
                return
            now = time.monotonic()
            self.updates[person.role] += 1
            for key, record in event[1]["put"].items():
                self._seen(person, key, record, now)

        return heard

    def answered(self, entry: Entry, answer: Mapping[str, Any]) -> None:
        """The server has answered an entry."""
        if answer["ok"]:
            entry.acked = time.monotonic()
        else:
            entry.refused = answer["code"]

    def _seen(self, person: Person, key: str, record: Any, now: float) -> None:
        kind, _, rest = key.partition("/")
        if kind == "entry":
            self._entry_seen(person, rest.partition("/")[2], now)
        elif (kind == "tally" and person.role not in WALL) or kind == "note":
            self.strays.append(f"{key} reached the {person.role}")
        elif kind == "card":
            self._card_seen(person, key, record)

    def _entry_seen(self, person: Person, entry_id: str, now: float) -> None:
        entry = self.entries.get(entry_id)
        if entry is None or entry.author.session != person.session:
            self.strays.append(f"an entry of elsewhere reached the {person.role}")
        elif person.role == HOST_SEAT:
            entry.at_host = entry.at_host or now
        elif person is entry.author:
            entry.at_author = entry.at_author or now
        else:
            self.strays.append(f"an entry of somebody else reached the {person.role}")

    def _card_seen(self, person: Person, key: str, record: Mapping[str, Any]) -> None:
        for secret, roles in FOR_ROLES.items():
            if secret in record and person.role not in roles:
                self.strays.append(f"{secret} of {key} reached the {person.role}")
