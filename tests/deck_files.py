"""The real decks, read from their folder as the outside reads them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import game

FOLDER = Path(__file__).parent.parent / "decks"


def files_of(name: str) -> dict[str, dict[str, Any]]:
    """The files of a deck, by name without ending. Fresh each time, so that a test may spoil them."""
    return {
        path.stem: tomllib.loads(path.read_text("utf-8")) for path in (FOLDER / name).glob("*.toml")
    }


@cache
def deck_of(name: str) -> game.Deck:
    """A deck as sessions use it."""
    return game.deck_from(files_of(name), revision="1")
