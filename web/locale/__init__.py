"""Sentences in the languages of the screens: those of the core, and those of the pages, by key.

The pages' own are JSON files in `fr/` and `en/`, one for each part of the outside; French is the source.
"""

import json
from functools import cache
from pathlib import Path

import game
from game.session.words import WORDS as SESSION_WORDS

LANGUAGES = ("fr", "en")
_HERE = Path(__file__).parent


@cache
def sentences(language: str) -> dict[str, str]:
    """Every sentence by key: the core's, each format's, the outside's."""
    found = dict(SESSION_WORDS[language])
    for one in game.discover().values():
        found |= one.words[language]
    return found | pages(language)


@cache
def pages(language: str) -> dict[str, str]:
    """The sentences of the outside alone: what the browser is given."""
    found: dict[str, str] = {}
    for file in sorted((_HERE / language).glob("*.json")):
        found |= json.loads(file.read_text(encoding="utf-8"))
    return found


def said(text: "game.Text | str", language: str) -> str:
    """The sentence in this language; a plain string is somebody's own words and stays as it is."""
    if isinstance(text, str):
        return text
    params = {
        name: said(value, language) if isinstance(value, game.Text) else value
        for name, value in text.params
    }
    return sentences(language)[text.key].format(**params)


def spoken(header: str | None) -> str:
    """The screens' language for an Accept-Language header: French unless English comes first."""
    for part in (header or "").split(","):
        word = part.split(";")[0].strip().lower()[:2]
        if word in LANGUAGES:
            return word
    return LANGUAGES[0]
