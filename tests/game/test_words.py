"""What the core says: the same sentences in both languages, with the same names in them."""

from collections.abc import Mapping
from string import Formatter

import pytest

from game.format import discover
from game.session.words import WORDS

SPOKEN = {"session": WORDS, **{name: one.words for name, one in discover().items()}}
every_owner = pytest.mark.parametrize("owner", SPOKEN)


def parameters(words: Mapping[str, str]) -> dict[str, set[str]]:
    """The names in each sentence."""
    return {
        key: {name for _, name, _, _ in Formatter().parse(sentence) if name}
        for key, sentence in words.items()
    }


@every_owner
def test_both_languages_say_the_same_things(owner: str) -> None:
    french, english = SPOKEN[owner]["fr"], SPOKEN[owner]["en"]
    assert french.keys() == english.keys()
    assert parameters(french) == parameters(english)


@every_owner
def test_french_has_its_typography(owner: str) -> None:
    for key, sentence in SPOKEN[owner]["fr"].items():
        assert "'" not in sentence, key
        for sign in ("?", "!", ";", ":", "»"):
            assert f" {sign}" not in sentence, f"{key}: no-break space before {sign}"


def test_no_sentence_is_said_by_two_owners_in_different_words() -> None:
    for name, one in discover().items():
        for key in one.words["fr"].keys() & WORDS["fr"].keys():
            assert one.words["fr"][key] == WORDS["fr"][key], f"{name}: {key}"
