"""Acronyms on the server's own pages: each leads to what it means, at the foot of the page.

So nothing but the page is needed to read it; where scripts run, the meaning comes to the word instead.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

WORD = Markup('<a class="term" href="#{id}" aria-describedby="{id}">{short}</a>')


class Glossary:
    """What a page explains, and which of it the page holds: `shown` once the rest is written."""

    def __init__(self, meanings: Mapping[str, str], language: str, name: str = "term") -> None:
        self.language = language
        in_order = sorted(meanings, key=str.casefold)
        self._ids = {short: f"{name}-{at}" for at, short in enumerate(in_order, 1)}
        self._meanings = meanings
        self._met: set[str] = set()
        self._pattern = pattern_of(meanings)

    def explain(self, text: str) -> Markup:
        """The text, escaped, its acronyms made into words that can be pressed."""
        parts: list[Markup] = []
        done = 0
        for found in self._pattern.finditer(text):
            parts += [escape(text[done : found.start()]), self._word(found[0])]
            done = found.end()
        return Markup("").join([*parts, escape(text[done:])])

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """The terms that the page has shown so far: id, word, meaning."""
        return [(self._ids[one], one, self._meanings[one]) for one in self._ids if one in self._met]

    def _word(self, short: str) -> Markup:
        self._met.add(short)
        return WORD.format(id=self._ids[short], short=short)


def pattern_of(shorts: Iterable[str]) -> re.Pattern[str]:
    """Finds these acronyms where they are whole words, the longest first; finds nothing when there is none."""
    longest_first = sorted(shorts, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


def glossary_of(files: Mapping[str, Any], name: str = "term") -> Glossary:
    """A deck's glossary out of its files, for one page. `name` begins the ids."""
    terms = files.get("glossary", {}).get("term", ())
    meanings = {term["short"]: term["meaning"] for term in terms}
    return Glossary(meanings, files["deck"]["language"], name)
