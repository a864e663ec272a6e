"""A deck's cards as their files have them, with every sentence that somebody reads on them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from game import Fault, Text, say

# Where cards are: the file, the table of each card, and what it is told by.
PLACES = (
    ("cases", "case", "number"),
    ("structures", "structure", "code"),
    ("schemes", "scheme", "code"),
    ("glossary", "term", "short"),
    ("debriefing", "step", "id"),
    ("grids", "grid", "id"),
    ("survey", "item", "id"),
)
FOUND_ON_NO_FACE = ("former_names", "source", "verified_on", "review_by", "audience")
CODES = ("id", "code", "structure", "structures", "scheme", "refers", "opens")


@dataclass(frozen=True)
class Card:
    """Where a card is, and its texts by field."""

    file: str
    name: str
    texts: Mapping[str, str] = field(default_factory=dict)

    def remark(self, key: str, what: str | Text = "", name: str = "", **more: str) -> Fault:
        """What a careful reader marks on this card."""
        return Fault(file=self.file, card=self.name, field=name, text=say(key, what=what, **more))


def printed(files: Mapping[str, Any]) -> Iterator[Card]:
    """Every card, and every step, grid and survey item, of these files."""
    for file, name, key in PLACES:
        for raw in files.get(file, {}).get(name, ()):
            yield Card(file, str(raw[key]), dict(_texts(raw)))


def words(text: str) -> int:
    """Words as one says them: they are parted by spaces and by apostrophes."""
    return len(re.findall(r"\w[\w-]*", text))


def _texts(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in raw.items():
        if name in FOUND_ON_NO_FACE or name in CODES:
            continue
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, list):
            for at, one in enumerate(value, 1):
                inner = _texts(one) if isinstance(one, dict) else [("", str(one))]
                yield from ((f"{name}.{at}.{key}".rstrip("."), text) for key, text in inner)
