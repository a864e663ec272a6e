import re

import pytest

from tests.game.spec import Story, a_session
from tests.web.exports.sessions import (
    NASTY,
    STARTED,
    a_table,
    bare,
    cancelled,
    played,
    said,
    stopped_at_once,
    surveyed,
)
from web.exports.md import literal, write


def text_of(story: Story, language: str = "fr") -> str:
    return write(said(story, language)).decode("utf-8")


def read(markdown: str) -> str:
    """What a reader of Markdown would show, near enough: escapes undone."""
    shown = markdown.replace("&nbsp;", "\u00a0").replace("\\\n", "\n")
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown)


def test_typed_text_shows_as_it_was_typed() -> None:
    shown = bare(read(text_of(played())))
    assert [text for text in NASTY if bare(text) not in shown] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# titre", r"\# titre"),
        ("- liste", r"\- liste"),
        ("12. un", r"12\. un"),
        ("> cité", r"\> cité"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("    code", "&nbsp;&nbsp;&nbsp;&nbsp;code"),
        ("<b>", r"\<b>"),
        ("a | b", r"a \| b"),
        ("![x](y)", r"!\[x\](y)"),
        ("http://a.b", r"http\://a.b"),
        ("www.a.b", r"www\.a.b"),
        ("peut-être, l’œuvre (1).", "peut-être, l’œuvre (1)."),
        ("un\n\ndeux", "un\\\n\\\ndeux"),
    ],
)
def test_marks_of_markdown_are_escaped_and_plain_words_are_not(text: str, expected: str) -> None:
    assert literal(text) == expected


def test_it_has_a_title_rounds_and_steps() -> None:
    text = text_of(played())
    assert text.startswith("# Journée des partenaires\n")
    assert "## Partie\u00a01\u00a0: " in text
    assert "#### Le vécu des joueurs" in text
    assert "## Ce qui n’est pas dans ce compte rendu" in text


def test_a_cancelled_round_in_which_nothing_was_noted_is_told_in_a_line() -> None:
    shown = bare(text_of(stopped_at_once()))
    assert "Aucunecarten’aététirée.Rienn’aéténoté." in shown
    assert "débriefing" not in shown
    assert "Portesnommées" not in shown


def test_it_is_whole_at_any_moment() -> None:
    assert "Aucune carte n’est encore tirée." in text_of(a_table().given(*STARTED))
    assert "Partie annulée" in text_of(cancelled())
    assert "0 rounds" in text_of(a_session(), "en").replace("\u00a0", " ")


def test_nobody_is_told_unless_names_were_chosen() -> None:
    assert "*10\u00a0h\u00a018*" in text_of(played())
    assert "*Noémie, 10\u00a0h\u00a018*" in text_of(played(names=True))
    assert "\n\n\n" not in text_of(played())


def test_the_survey_stands_in_a_table() -> None:
    assert "| La question | Très satisfait |" in text_of(surveyed(7))
    assert "à partir de 5" in text_of(surveyed(4))
