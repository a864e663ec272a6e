from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.exports.sessions import CONTROL, SURROGATE
from web.exports.clean import clean, file_name, plain_name

ANYTHING = st.text(st.characters(codec=None))


def test_controls_and_halves_of_characters_go() -> None:
    assert clean(CONTROL) == "abcde"
    assert clean(SURROGATE) == "lone  half"


def test_line_ends_are_of_one_kind() -> None:
    assert clean("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"


@given(ANYTHING)
def test_a_clean_text_can_stand_in_xml_and_in_utf_8(text: str) -> None:
    element = ElementTree.Element("t")
    element.text = clean(text)
    again = ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8"))
    assert (again.text or "") == clean(text)


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("a\r\nX-Evil: 1", "a X-Evil 1"),
        ('Journée "test" <b>', "Journée test b"),
        ("\u202efdp.exe", "fdp.exe"),
        ("...", ""),
        ("été 👍", "été 👍"),
    ],
)
def test_a_file_name_is_one_that_every_disk_takes(title: str, expected: str) -> None:
    assert file_name(title) == expected


@given(ANYTHING)
def test_a_plain_name_is_letters_figures_and_dashes(name: str) -> None:
    assert set(plain_name(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
