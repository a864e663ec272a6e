"""Each rule of the proofreader marks a deck that breaks it, and it alone, and leaves what is right."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import game
from game import Fault
from tests.deck_files import files_of
from web.library.proofreading import remarks
from web.locale import LANGUAGES, said, sentences

Files = dict[str, dict[str, Any]]
Spoil = Callable[[Files], object]
Marked = set[tuple[str, str, str]]
TODAY = date(2026, 11, 21)
SAID_TWICE = "Elle regarde longtemps la porte avant de parler."


def found(files: Files, today: date = TODAY) -> list[Fault]:
    return remarks(game.deck_from(files, "1"), files, today)


def marked(files: Files, today: date = TODAY) -> Marked:
    return {(one.file, one.card, one.text.key) for one in found(files, today)}


def case(number: int, **fields: Any) -> Spoil:
    """Other fields on a case."""
    return lambda files: files["cases"]["case"][number - 1].update(fields)


def structure(**fields: Any) -> Spoil:
    """Other fields on the first structure."""
    return lambda files: files["structures"]["structure"][0].update(fields)


def scheme(**fields: Any) -> Spoil:
    """Other fields on the first scheme."""
    return lambda files: files["schemes"]["scheme"][0].update(fields)


def planned(**fields: Any) -> Spoil:
    """A plan that says only this, beside its counts."""
    return lambda files: files.update(plan={"counts": files["plan"]["counts"]} | fields)


def in_cues(files: Files) -> None:
    for one in files["cases"]["case"][:2]:
        one["cues"][0]["text"] = SAID_TWICE


def in_one_structure(files: Files) -> None:
    for door in files["cases"]["case"][35]["doors"]:
        door["structure"] = "ST-05"


def out_of_doors(files: Files) -> None:
    for one in files["cases"]["case"]:
        for door in one["doors"]:
            if door.get("scheme") == "D04":
                del door["scheme"]


def all_of(field: str, value: str, **fields: Any) -> Spoil:
    """The same fields on a whole crowd."""
    return lambda files: [
        one.update(fields) for one in files["cases"]["case"] if one[field] == value
    ]


def cards(*names: object, file: str = "cases") -> set[tuple[str, str]]:
    return {(file, str(name)) for name in names}


WRITTEN = (
    ("Il touche 900 € par mois.", "proof.amount"),
    ("Il touche neuf cents euros.", "proof.amount"),
    ("Une aide couvre 80 % des frais.", "proof.amount"),
    ("Une aide couvre dix pour cent des frais.", "proof.amount"),
    ("Appelez le 02 38 00 00 00.", "proof.telephone"),
    ("Appelez le +33 2 38 00 00 00.", "proof.telephone"),
    ("Composez le 39 49.", "proof.telephone"),
    ("Composez le 115 ce soir.", "proof.telephone"),
    ("La règle change en 2027.", "proof.limit"),
    ("Un plafond de revenus s’applique.", "proof.limit"),
    ("Il reste 12 places.", "proof.limit"),
    ("On l’a envoyé à Pôle emploi.", "proof.retired"),
    ("Le Fongecif a refusé.", "proof.retired"),
    ("Il sort de la Garantie jeunes.", "proof.retired"),
    ("Elle sort d’une dépression.", "proof.diagnosis"),
    ("Une tendinite l’arrête.", "proof.diagnosis"),
    ("Il a été condamné.", "proof.offence"),
    ("Une escroquerie l’a ruiné.", "proof.offence"),
    ("Une jeune femme africaine entre.", "proof.origin"),
    ("Le CPF paie le permis.", "proof.licence"),
    ("Le CPF aide. Le permis aussi.", "proof.licence"),
    ("L'école est finie.", "proof.signs"),
    ("Vraiment ?", "proof.signs"),
    ("« Oui », dit-elle.", "proof.signs"),
    ("Elle hésite...", "proof.signs"),
    ("L’Etat l’aide.", "proof.signs"),
    ("Les salarié·es partent.", "proof.signs"),
    ("Vite\u202f!", "proof.shouted"),
    ("Elle parle de la ZQX.", "proof.acronym"),
    ("Un PsyEn la reçoit.", "proof.acronym"),
)


@pytest.mark.parametrize(("written", "key"), WRITTEN)
def test_what_has_no_place_on_a_card_is_marked(written: str, key: str) -> None:
    files = files_of("spro")
    case(1, tension=written)(files)
    assert marked(files) == {("cases", "1", key)}


@pytest.mark.parametrize(
    "written",
    [
        "«\u202fVraiment\u202f?\u202f», dit-elle\u00a0: il est 10\u00a0h\u00a046.",
        "Elle change de métier, sans perdre un euro.",
        "Le CPF paie le permis, à certaines conditions.",
        "Un CV, le CléA, puis l’OPCO EP ou le FSE+.",
        "Un vol d’oiseaux, une violence, un trafiquant de mots, à trois places du bord.",
    ],
)
def test_what_is_right_is_not_marked(written: str) -> None:
    files = files_of("spro")
    case(1, tension=written)(files)
    assert marked(files) == set()


BROKEN: dict[str, tuple[Spoil, set[tuple[str, str]]]] = {
    "proof.repeated": (in_cues, cards(2)),
    "proof.question": (scheme(check="La durée."), cards("D01", file="schemes")),
    "proof.face": (structure(can="mot " * 80), cards("ST-01", file="structures")),
    "proof.context": (case(1, context="Trois mots seulement."), cards(1)),
    "proof.reading": (case(1, request="à " * 80, context="mot " * 70), cards(1)),
    "proof.audience": (case(25, audience="étudiante en première année"), cards(25)),
    "proof.one_door": (in_one_structure, cards(36)),
    "proof.reached": (out_of_doors, cards("D04", file="schemes")),
    "proof.past": (case(1, verified_on="2025-01-01", review_by="2026-11-20"), cards(1)),
    "proof.order": (case(1, review_by="2026-11-21"), cards(1)),
    "proof.event": (case(2, review_by="2026-12-31"), cards(2)),
    "proof.first_name": (case(3, first_name="Claire"), cards(5)),
    "proof.count": (
        planned(
            counts=dict.fromkeys(
                ("cases", "delicate", "structures", "doors", "schemes", "first_schemes"), 48
            )
        ),
        cards("", file="plan"),
    ),
    "proof.share": (
        planned(shares=[{"field": "gender", "value": "F", "cases": 25}]),
        cards("", file="plan"),
    ),
    "proof.public": (planned(publics=["astronaute"]), cards("", file="plan")),
    "proof.nobody": (
        planned(groups=[{"name": "x", "first_names": ["Aurélie"]}]),
        cards("", file="plan"),
    ),
}


@pytest.mark.parametrize("key", BROKEN)
def test_a_deck_broken_for_one_rule_is_marked_for_that_rule_alone(key: str) -> None:
    files = files_of("spro")
    spoil, where = BROKEN[key]
    spoil(files)
    assert marked(files) == {(file, card, key) for file, card in where}


@pytest.mark.parametrize(
    ("field", "value", "fields", "key"),
    [
        ("department", "41", {"sensitivity": "delicate"}, "proof.delicate"),
        ("department", "41", {"situation": "employee"}, "proof.crowd"),
        ("gender", "F", {"themes": ["métier du soin"]}, "proof.crowd"),
        ("place", "Tours", {"themes": ["bourse"]}, "proof.town"),
    ],
)
def test_a_crowd_that_is_shut_up_in_one_thing_is_marked(
    field: str, value: str, fields: dict[str, Any], key: str
) -> None:
    files = files_of("spro")
    del files["plan"]
    all_of(field, value, **fields)(files)
    crowd = [str(one["number"]) for one in files["cases"]["case"] if one[field] == value]
    assert ("cases", ", ".join(crowd), key) in marked(files)
    assert {key for _, _, key in marked(files)} <= {key, "proof.town"}


def test_first_names_that_the_plan_sets_apart_are_not_shut_up_in_delicate_cases() -> None:
    files = files_of("spro")
    names = files["plan"]["groups"][0]["first_names"]
    planned(groups=files["plan"]["groups"])(files)
    for one in files["cases"]["case"]:
        if one["first_name"] in names[:7]:
            one["sensitivity"] = "delicate"
    assert {key for _, _, key in marked(files)} == {"proof.delicate", "proof.count"}


def test_a_plan_that_can_t_be_read_is_told_and_nothing_else_of_it() -> None:
    files = files_of("spro")
    planned(shares=[{"field": "colour", "value": "red", "cases": 3}])(files)
    assert marked(files) == {("plan", "", "invalid.not_a_choice")}


def test_an_event_names_cards_that_exist() -> None:
    files = files_of("spro")
    event = {"on": date(2027, 1, 1), "what": "x", "cards": ["D99"]}
    planned(events=[event])(files)
    assert marked(files) == {("plan", "", "deck.unknown_code")}


def test_every_rule_is_tried_here_and_said_with_what_to_do() -> None:
    tried = {*BROKEN, "proof.delicate", "proof.crowd", "proof.town"}
    tried |= {key for _, key in WRITTEN}
    named = {
        "proof.gender_F",
        "proof.gender_M",
        "proof.gender_X",
        "proof.department",
        "proof.group",
    }
    assert {key for key in sentences("fr") if key.startswith("proof.")} == tried | named


@pytest.mark.parametrize("key", BROKEN)
def test_a_remark_is_a_plain_sentence_in_both_languages(key: str) -> None:
    files = files_of("spro")
    BROKEN[key][0](files)
    for one in found(files):
        told = {said(one.text, language) for language in LANGUAGES}
        assert len(told) == 2
        assert not [text for text in told if "{" in text or "proof." in text]


def test_acronyms_are_not_looked_at_in_a_deck_without_glossary() -> None:
    files = files_of("spro")
    del files["glossary"]
    case(1, tension="Elle parle de la ZQX.")(files)
    assert marked(files) == set()


@pytest.mark.parametrize(
    ("file", "name", "field", "card"),
    [
        ("glossary", "term", "meaning", "AAH"),
        ("debriefing", "step", "lead", "out_of_role"),
        ("grids", "grid", "description", "classic"),
        ("survey", "item", "label", "relevance"),
    ],
)
def test_what_is_not_a_card_is_read_as_carefully(
    file: str, name: str, field: str, card: str
) -> None:
    files = files_of("spro")
    files[file][name][0][field] = "aide de Pôle emploi"
    assert (file, card, "proof.retired") in marked(files)


def test_a_card_past_its_review_is_marked_from_the_day_after() -> None:
    files = files_of("spro")
    case(1, review_by=date(2027, 2, 1))(files)
    assert ("cases", "1", "proof.past") not in marked(files, date(2027, 2, 1))
    assert ("cases", "1", "proof.past") in marked(files, date(2027, 2, 2))
