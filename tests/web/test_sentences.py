"""Every sentence that somebody may be shown exists in both languages, with the same parameters."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import game
from web.locale import LANGUAGES, said, sentences

ROOT = Path(__file__).parents[2]
PYTHON = sorted((*ROOT.glob("game/**/*.py"), *ROOT.glob("web/**/*.py")))
BROWSER = sorted((*ROOT.glob("web/static/js/**/*.js"), *ROOT.glob("web/templates/*.html")))
SPEAKERS = {"say", "problem", "_name_taken", "_refused", "told"}
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
IN_BROWSER = re.compile(r"""\bt\(\s*["']([a-z_]+(?:\.[a-z0-9_]+)+)["']\s*[,)]""")


def spoken_in(file: Path) -> Iterator[tuple[str, set[str] | None]]:
    """The keys that are spoken in a file, each with the parameters given when they are plain."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in SPEAKERS:
            continue
        given = {one.arg for one in node.keywords if one.arg} if name == "say" else None
        for argument in node.args:
            for text in _texts(argument):
                if KEY.fullmatch(text) and not text.endswith(".html"):
                    yield text, given


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_texts(body), *_texts(orelse))


def params_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_sentences() -> None:
    french, english = (set(sentences(language)) for language in LANGUAGES)
    assert french == english


def test_only_a_hint_may_be_empty_and_then_in_both_languages() -> None:
    empty = [
        {key for key, one in sentences(language).items() if not one.strip()}
        for language in LANGUAGES
    ]
    assert empty[0] == empty[1]
    assert all(key.endswith("_hint") for key in empty[0])


def test_a_sentence_has_the_same_parameters_in_both_languages() -> None:
    french, english = map(sentences, LANGUAGES)
    # One of something may be said without its number.
    different = (key for key in french if params_of(french[key]) != params_of(english.get(key, "")))
    assert [key for key in different if not key.endswith(".one")] == []


@pytest.mark.parametrize("file", PYTHON, ids=lambda one: str(one.relative_to(ROOT)))
def test_whatever_is_said_in_the_sources_has_its_sentence(file: Path) -> None:
    for key, given in spoken_in(file):
        for language in LANGUAGES:
            assert key in sentences(language), f"{key} in {language}"
            if given is not None:
                assert params_of(sentences(language)[key]) <= given, key


def test_whatever_the_browser_says_has_its_sentence() -> None:
    missing = {
        (file.name, key)
        for file in BROWSER
        for key in IN_BROWSER.findall(file.read_text("utf-8"))
        for language in LANGUAGES
        if key not in sentences(language)
    }
    assert missing == set()


def test_a_sentence_may_hold_another() -> None:
    inner = game.say("role.adviser")
    assert said(game.say("deck.not_toml", reason=inner), "fr").endswith(said(inner, "fr"))


def test_somebodys_own_words_stay_as_they_are() -> None:
    assert said("{reason} 100 %", "fr") == "{reason} 100 %"
    assert "{x}" in said(game.say("deck.not_toml", reason="{x}"), "en")
