import io

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.game.spec import Story, a_session
from tests.web.exports.sessions import (
    NASTY,
    STARTED,
    a_table,
    bare,
    cancelled,
    played,
    said,
    surveyed,
)
from web.exports.xlsx import write

SHEETS = [
    "Séance",
    "Parties",
    "Notes d’observation",
    "Notes de débriefing",
    "Portes",
    "Questionnaire",
]


def opened(story: Story, language: str = "fr") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write(said(story, language))))


def rows(book: Workbook, name: str) -> list[dict[str, object]]:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    heads, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in others]


def test_it_has_six_sheets_each_a_table_under_a_frozen_header() -> None:
    book = opened(played())
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert len(sheet.tables) == 1
        assert not sheet.merged_cells.ranges


def test_typed_text_is_only_ever_text() -> None:
    written = [bare(str(row["Texte"])) for row in rows(opened(played()), "Notes d’observation")]
    assert written[: len(NASTY)] == [bare(text) for text in NASTY]


def test_no_cell_is_a_formula_or_a_link() -> None:
    for sheet in opened(surveyed(7)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert cell.hyperlink is None


def test_numbers_are_numbers() -> None:
    (row, *_) = rows(opened(played()), "Notes d’observation")
    assert (row["Partie"], row["Carte situation"]) == (
        1,
        said(played())["rounds"][0]["cards"][1]["number"],
    )
    assert row["Date et heure"] == "2026-12-01 10:18:00"


def test_a_note_stands_beside_its_prompts() -> None:
    _, row, *_ = rows(opened(played()), "Notes de débriefing")
    assert row["Étape"] == "Le vécu des joueurs"
    assert str(row["Questions de l’étape"]).startswith("Comment cet entretien")
    assert str(row["Texte"]).startswith("Quand on m’a demandé")


def test_what_is_to_be_verified_is_said_in_words() -> None:
    checks = {row["Porte"]: row["À vérifier"] for row in rows(opened(played()), "Portes")}
    assert checks["Transitions Pro Centre-Val de Loire"] == "oui"
    assert checks["Avenir Actifs"] is None


def test_it_is_whole_at_any_moment() -> None:
    assert rows(opened(a_session()), "Parties") == []
    assert "Aucune carte n’est encore tirée." in repr(
        rows(opened(a_table().given(*STARTED)), "Parties")
    )
    assert "Partie annulée" in repr(rows(opened(cancelled()), "Parties"))


def test_the_survey_shows_from_five_answers_on() -> None:
    below, above = (rows(opened(surveyed(number)), "Questionnaire") for number in (4, 5))
    assert len(below) == 2
    assert {row["Réponse"] for row in above} >= {"Très satisfait", "Sans avis"}
    assert (above[1]["Réponses à la question"], above[1]["Personnes invitées"]) == (5, 8)


def test_nobody_is_told_unless_names_were_chosen() -> None:
    hidden, shown = opened(played()), opened(played(names=True))
    assert "Noémie" not in repr(rows(hidden, "Notes d’observation"))
    assert "Noémie" in repr(rows(shown, "Notes d’observation"))
