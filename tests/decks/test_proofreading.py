"""Each rule of the proofreader marks what it is for, and leaves what is right."""

from datetime import date
from typing import Any

import pytest

import game
from game.formats.roleplay.deck import RoleplayDeck
from tests.deck_files import files_of
from web.library.proofreading import remarks

TODAY = date(2026, 11, 21)


def marked(files: dict[str, dict[str, Any]], today: date = TODAY) -> set[tuple[str, str, str]]:
    deck = game.deck_from(files, "1")
    return {(one.file, one.card, one.text.key) for one in remarks(deck, files, today)}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Il touche 900 € par mois.", "proof.amount"),
        ("Une aide couvre 80 % des frais.", "proof.amount"),
        ("Appelez le 02 38 00 00 00.", "proof.telephone"),
        ("On l’a envoyé à Pôle emploi.", "proof.retired"),
        ("Le CIF a été refusé.", "proof.retired"),
        ("Elle sort d’une dépression.", "proof.diagnosis"),
        ("Il a été condamné.", "proof.offence"),
        ("Le CPF paie le permis.", "proof.licence"),
        ("L'école est finie.", "proof.signs"),
        ("Vraiment ?", "proof.signs"),
        ("Elle parle de la ZQX.", "proof.acronym"),
        ("Un PsyEn la reçoit.", "proof.acronym"),
        ("« Oui », dit-elle.", "proof.signs"),
    ],
)
def test_what_has_no_place_on_a_card_is_marked(written: str, key: str) -> None:
    files = files_of("spro")
    files["cases"]["case"][0]["tension"] = written
    assert ("cases", "1", key) in marked(files)


@pytest.mark.parametrize(
    "written",
    [
        "«\u202fVraiment\u202f?\u202f», dit-elle\u00a0: il est 10\u00a0h\u00a046.",
        "Elle change de métier, sans perdre un euro.",
        "Le CPF paie le permis, à certaines conditions.",
        "Un CV, le CléA, puis l’OPCO EP ou le FSE+.",
    ],
)
def test_what_is_right_is_not_marked(written: str) -> None:
    files = files_of("spro")
    files["cases"]["case"][0]["tension"] = written
    assert not marked(files)


def test_acronyms_are_not_looked_at_in_a_deck_without_glossary() -> None:
    files = files_of("spro")
    del files["glossary"]
    files["cases"]["case"][0]["tension"] = "Elle parle de la ZQX."
    assert not marked(files)


def test_the_glossary_is_read_as_carefully_as_cards() -> None:
    files = files_of("spro")
    files["glossary"]["term"][0]["meaning"] = "aide de Pôle emploi"
    assert ("glossary", files["glossary"]["term"][0]["short"], "proof.retired") in marked(files)


def test_a_sentence_on_two_cards_is_marked() -> None:
    files = files_of("spro")
    said = "Elle regarde longtemps la porte avant de parler."
    for case in files["cases"]["case"][:2]:
        case["cues"][0]["text"] = said
    assert ("cases", "2", "proof.repeated") in marked(files)


def test_a_context_too_short_or_too_long_to_read_aloud_is_marked() -> None:
    files = files_of("spro")
    files["cases"]["case"][0]["context"] = "Trois mots seulement."
    assert ("cases", "1", "proof.context") in marked(files)


def test_a_structure_with_too_many_words_for_its_face_is_marked() -> None:
    files = files_of("spro")
    files["structures"]["structure"][0]["can"] = "mot " * 80
    assert ("structures", "ST-01", "proof.face") in marked(files)


def test_a_scheme_that_no_case_opens_is_marked() -> None:
    files = files_of("spro")
    for case in files["cases"]["case"]:
        for door in case["doors"]:
            if door.get("scheme") == "D04":
                del door["scheme"]
    assert ("schemes", "D04", "proof.reached") in marked(files)


def test_a_card_past_its_review_is_marked_from_the_day_after() -> None:
    files = files_of("spro")
    part: RoleplayDeck = game.deck_from(files, "1").parts["roleplay"]
    review_by = part.cases[36].review_by
    assert ("cases", "36", "proof.past") not in marked(files, review_by)
    assert ("cases", "36", "proof.past") in marked(files, date(2030, 1, 1))
