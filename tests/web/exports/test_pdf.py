import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypdf
import pytest
from pypdf.generic import DictionaryObject

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
from web.exports.pdf import write

# Our fonts have no Chinese, and letters that join or run from right to left are stored as they are drawn.
DRAWN_OTHERWISE = ("漢", "\u202e")
WHOLE = [text for text in NASTY if not any(mark in text for mark in DRAWN_OTHERWISE)]


def opened(story: Story, language: str = "fr") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write(said(story, language))))


@cache
def a_full_one() -> pypdf.PdfReader:
    return opened(surveyed(7))


def text_of(reader: pypdf.PdfReader) -> str:
    return "".join(page.extract_text() for page in reader.pages)


def root_of(reader: pypdf.PdfReader) -> Any:
    return reader.trailer["/Root"]


def tags(node: Any) -> Iterator[str]:
    """The structure tree, from top to bottom."""
    node = node.get_object()
    if isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        yield from tags(node["/K"]) if "/K" in node else ()
    elif isinstance(node, list):
        for one in node:
            yield from tags(one)


def test_it_claims_the_accessibility_standard() -> None:
    root = root_of(a_full_one())
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_has_a_title_and_a_language(language: str) -> None:
    reader = opened(a_session(), language)
    assert reader.metadata is not None
    assert reader.metadata.title == "Journée des partenaires"
    assert root_of(reader)["/Lang"] == language


def test_headings_lists_and_table_headers_are_tagged() -> None:
    found = set(tags(root_of(a_full_one())["/StructTreeRoot"]))
    assert {"/Title", "/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TR", "/TH", "/TD"} <= found


def test_it_has_bookmarks() -> None:
    assert any("Partie" in str(getattr(one, "title", "")) for one in a_full_one().outline)


def test_typed_text_is_only_ever_text() -> None:
    shown = bare(text_of(a_full_one()))
    assert [text for text in WHOLE if bare(text) not in shown] == []


def test_a_sign_that_no_font_has_is_told_by_its_number() -> None:
    assert "[U+6F22][U+5B57]" in bare(text_of(a_full_one()))


def test_nothing_in_it_leads_elsewhere() -> None:
    assert not any("/Annots" in page for page in a_full_one().pages)


def test_a_cancelled_round_in_which_nothing_was_noted_is_told_in_a_line() -> None:
    shown = bare(text_of(opened(stopped_at_once())))
    assert "Aucunecarten’aététirée.Rienn’aéténoté." in shown
    assert "débriefing" not in shown
    assert "Portesnommées" not in shown


def test_it_is_whole_at_any_moment() -> None:
    assert "Aucunecarten’estencoretirée" in bare(text_of(opened(a_table().given(*STARTED))))
    assert "Partieannulée" in bare(text_of(opened(cancelled())))
    assert "0 rounds" in text_of(opened(a_session(), "en")).replace("\u00a0", " ")


def test_no_answer_is_in_it_below_five() -> None:
    text = bare(text_of(opened(surveyed(4))))
    assert "4réponsessur8,4sansréponse" in text
    assert "Trèssatisfait" not in text


def test_names_are_nowhere_in_its_bytes_unless_they_were_chosen() -> None:
    hidden, shown = opened(played()), opened(played(names=True))
    assert "Noémie" not in text_of(hidden) + str(hidden.metadata)
    assert "Noémie,10h18" in bare(text_of(shown))
    assert ",10h18" not in bare(text_of(hidden))
