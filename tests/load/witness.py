"""What our server told whom: nothing that somebody may not see, and every entry in its author's words."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import orjson

from tests.load.rooms import OBSERVER, ROLES, Place
from tests.load.words import COLUMNS, TAG, text_of

EVERYBODY = (*ROLES, OBSERVER)
HOST, SCREEN, _, JOBSEEKER = ROLES
WALL = (HOST, SCREEN)
# Who may read which part of a card, as long as the doors are not talked over.
SECRETS = {"cues": (HOST, JOBSEEKER), "possible_doors": (), "tension": ()}
UPDATE, PRESENCE = b'42["update",', b'42["presence",'


def wrongs(payload: bytes, place: Place, authors: Mapping[int, Place]) -> list[str]:
    """What in a message should not have reached this place, or not so."""
    if payload.startswith(PRESENCE) and place.role not in WALL:
        return [f"presence reached the {place.role}"]
    if not payload.startswith(UPDATE):
        return []
    secrets, entries = _told(payload)
    found = [f"{what} reached the {place.role}" for what, who in secrets if place.role not in who]
    return found + [
        "told in other words, or as somebody else’s"
        for number, author in entries
        if number not in authors or author not in (None, authors[number].id)
    ]


@lru_cache(maxsize=4096)
def _told(payload: bytes) -> tuple[list[tuple[str, tuple[str, ...]]], list[tuple[int, str | None]]]:
    """What an update holds that not everybody may see, and its entries; most go to many, and are read once."""
    put = orjson.loads(payload[2:])[1]["put"]
    secrets = [one for key, record in put.items() for one in _secrets(key, record)]
    entries = [_entry(key, record) for key, record in put.items() if key.startswith("entry/")]
    return secrets, entries


def _secrets(key: str, record: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    kind = key.partition("/")[0]
    if kind == "tally":
        yield "the tally", WALL
    elif kind == "note":
        yield "a note", WALL
    elif kind == "card":
        yield from ((f"{part} of a card", who) for part, who in SECRETS.items() if part in record)


def _entry(key: str, record: Mapping[str, Any]) -> tuple[int, str | None]:
    """Its number, and who is said to have written it; -1 when its words are not its own."""
    tag = TAG.search(record["text"].encode())
    number = int(tag[1]) if tag else -1
    of_key = int(key.rpartition("/")[2].partition("-")[0])
    right = number == of_key and record["text"] == text_of(number)
    right = right and record["column"] == COLUMNS[number % len(COLUMNS)]
    return (number if right else -1), record.get("author")
