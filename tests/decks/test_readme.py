"""The guide for authors says the sizes and the words that a deck is held to."""

import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from game.formats.roleplay.deck import CaseCard, Cue, Door, SchemeCard, StructureCard, Term
from game.kit.grid import Column
from game.messages import Choice, Length

README = Path(__file__).parents[2] / "decks" / "README.md"
ROWS = {
    "| `cases.toml`": CaseCard,
    "| | its `cues`": Cue,
    "| | its `doors`": Door,
    "| `structures.toml`": StructureCard,
    "| `schemes.toml`": SchemeCard,
    "| `grids.toml`": Column,
    "| `glossary.toml`": Term,
}
SIZE = re.compile(r"`(\w+)` \((?:(\d+) to )?(\d+)\b")
WORDS = re.compile(r"`(\w+)` \(((?:`[a-zA-Z_ ]+`(?:, )?)+)")


def said(row: str) -> str:
    """What the guide says of this kind of card."""
    (line,) = [one for one in README.read_text("utf-8").splitlines() if one.startswith(row)]
    return line


def marks(shape: type[Any], name: str) -> list[Any]:
    """What this field is held to."""
    return list(get_args(get_type_hints(shape, include_extras=True)[name])[1:])


@pytest.mark.parametrize("row", ROWS)
def test_sizes_are_those_of_the_cards(row: str) -> None:
    sizes = SIZE.findall(said(row))
    for name, least, most in sizes:
        (held,) = [one for one in marks(ROWS[row], name) if isinstance(one, Length)]
        assert int(most) == held.longest, name
        assert not least or int(least) == held.shortest, name
    assert sizes


@pytest.mark.parametrize("row", ["| `cases.toml`", "| | its `cues`"])
def test_the_words_to_choose_from_are_those_of_the_cards(row: str) -> None:
    choices = WORDS.findall(said(row))
    for name, words in choices:
        (held,) = [one for one in marks(ROWS[row], name) if isinstance(one, Choice)]
        assert tuple(re.findall(r"\w+", words)) == held.words, name
    assert choices
