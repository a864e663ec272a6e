import csv
import io

import pytest

from tests.web.exports.sessions import NASTY, bare, cancelled, played, said, surveyed
from web.exports.csv import COLUMNS, guarded, write
from web.exports.shapes import Document


def read(document: Document) -> list[dict[str, str]]:
    text = write(document).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def unguarded(cell: str) -> str:
    return cell.removeprefix("'")


def test_it_opens_by_a_double_click_in_a_french_excel() -> None:
    body = write(said(played()))
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.decode("utf-8-sig").startswith('"type";"round";"section"')
    assert body.endswith(b'"\r\n')


def test_no_cell_is_a_formula() -> None:
    for row in csv.reader(io.StringIO(write(said(cancelled())).decode("utf-8-sig")), delimiter=";"):
        for cell in row:
            assert cell.lstrip(" \t\r\n\u200f\u202e")[:1] not in tuple("=+-@\t") or not cell


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@a", "\t=1", "  =1", "\r1", "\n=1", "\u200b=1", "\u00a0=1", "＝1"]
)
def test_a_formula_is_guarded_wherever_it_hides(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "'=1", "{=1}", "1-2"])
def test_any_other_cell_is_as_it_was_written(cell: str) -> None:
    assert guarded(cell) == cell


def test_every_word_comes_back() -> None:
    document = said(played())
    written = [
        entry["text"] for column in document["rounds"][0]["columns"] for entry in column["entries"]
    ]
    read_again = [unguarded(row["text"]) for row in read(document) if row["type"] == "entry"]
    assert read_again == written
    assert [bare(text) for text in read_again][: len(NASTY)] == [bare(text) for text in NASTY]


def test_there_is_a_row_for_each_entry_note_and_door() -> None:
    rows = read(said(played()))
    types = [row["type"] for row in rows]
    assert types.count("entry") == len(NASTY) + 4
    assert types.count("note") == len(NASTY) + 2
    assert next(unguarded(row["label"]) for row in rows if row["type"] == "door") == "Avenir Actifs"
    assert {*types} <= {*COLUMNS["type"].replace(" ", "").split(",")}


def test_a_row_says_when_both_here_and_in_utc() -> None:
    row = next(row for row in read(said(played())) if row["type"] == "entry")
    assert row["at"] == "2026-12-01 10:18:00"
    assert row["at_utc"] == "2026-12-01T09:18:00Z"


def test_nobody_is_told_unless_names_were_chosen() -> None:
    hidden, shown = (
        [
            row
            for row in read(said(played(names=names)))
            if row["type"] in ("entry", "note", "player")
        ]
        for names in (False, True)
    )
    assert {row["author"] for row in hidden} == {""}
    assert {row["author"] for row in shown if row["type"] != "player"} == {
        "Noémie",
        "Sofiane",
        "Hélène",
    }
    assert [row["text"] for row in shown if row["type"] == "player"] == ["Aurélie", "Luc"]
    assert "player" not in {row["type"] for row in hidden}


def test_answers_stand_with_their_denominator() -> None:
    rows = [row for row in read(said(surveyed(7))) if row["type"] == "answer"]
    assert (rows[0]["answers"], rows[0]["invited"]) == ("7", "8")
    assert (rows[1]["choice"], rows[1]["count"]) == ("Très satisfait", "3")


def test_no_answer_is_in_it_below_five() -> None:
    rows = [row for row in read(said(surveyed(4))) if row["type"] in ("answer", "comment")]
    assert len(rows) == 1


def test_the_columns_are_the_same_in_every_language() -> None:
    assert read(said(played(), "en"))[0].keys() == read(said(played()))[0].keys() == COLUMNS.keys()
