import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn

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
from web.exports.docx import write


def opened(story: Story, language: str = "fr") -> WordFile:
    return docx.Document(io.BytesIO(write(said(story, language))))


def texts(file: WordFile) -> Iterator[str]:
    for paragraph in file.paragraphs:
        yield paragraph.text
    for table in file.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


def text_of(file: WordFile) -> str:
    return "\n".join(texts(file))


def test_it_has_a_title_a_language_and_real_headings() -> None:
    file = opened(played())
    assert file.core_properties.title == "Journée des partenaires"
    assert file.core_properties.language == "fr-FR"
    assert {one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))} == {"fr-FR"}
    by_style: dict[str, list[str]] = {}
    for paragraph in file.paragraphs:
        style: Any = paragraph.style
        by_style.setdefault(style.name, []).append(paragraph.text)
    assert by_style["Title"] == ["Journée des partenaires"]
    assert by_style["Heading 1"][0].startswith("Partie\u00a01\u00a0: ")
    assert "Ce que le groupe a noté" in by_style["Heading 2"]
    assert "Questions pertinentes" in by_style["Heading 3"]


def test_each_table_says_its_header_again_on_every_page() -> None:
    tables = opened(surveyed(7)).tables
    assert len(tables) >= 4
    for table in tables:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_typed_text_is_only_ever_text() -> None:
    shown = bare(text_of(opened(played())))
    assert [text for text in NASTY if bare(text) not in shown] == []


def test_controls_do_not_break_the_file() -> None:
    assert "abcde" in text_of(opened(played()))


def test_nothing_in_it_leads_elsewhere() -> None:
    relations = opened(played()).part.rels.values()
    assert not any(one.is_external for one in relations)


def test_a_cancelled_round_in_which_nothing_was_noted_is_told_in_a_line() -> None:
    shown = bare(text_of(opened(stopped_at_once())))
    assert "Aucunecarten’aététirée.Rienn’aéténoté." in shown
    assert "débriefing" not in shown
    assert "Portesnommées" not in shown


def test_it_is_whole_at_any_moment() -> None:
    assert "Aucune carte n’est encore tirée." in text_of(opened(a_table().given(*STARTED)))
    assert "Partie annulée" in text_of(opened(cancelled()))
    assert "0 rounds" in text_of(opened(a_session(), "en")).replace("\u00a0", " ")


def test_the_survey_shows_from_five_answers_on() -> None:
    assert "Très satisfait" not in text_of(opened(surveyed(4)))
    assert "Très satisfait" in text_of(opened(surveyed(5)))


def test_nobody_is_told_unless_names_were_chosen() -> None:
    assert "Noémie" not in text_of(opened(played()))
    assert "\n10\u00a0h\u00a018" in text_of(opened(played()))
    assert "\nNoémie, 10\u00a0h\u00a018" in text_of(opened(played(names=True)))
