"""Decks: the real ones load, every fault is told with its file, card and field, and none is half-loaded."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from game import Deck, FaultyDeck, deck_from
from game.formats.roleplay.deck import RoleplayDeck
from tests.deck_files import deck_of, files_of
from tests.properties.invariants import sentences_exist

Spoil = Callable[[dict[str, Any]], object]
DECKS = ("spro", "employment")


def faults(spoil: Spoil) -> set[tuple[str, str, str, str]]:
    """What is wrong in the `employment` deck once it is spoiled so."""
    files = files_of("employment")
    spoil(files)
    with pytest.raises(FaultyDeck) as refused:
        deck_from(files, revision="1")
    found = refused.value.faults
    sentences_exist(one.text for one in found)
    return {(one.file, one.card, one.field, one.text.key) for one in found}


def roleplay(deck: Deck) -> RoleplayDeck:
    """What the role-play reads in a deck."""
    part: RoleplayDeck = deck.parts["roleplay"]
    return part


def case(**fields: Any) -> Spoil:
    """Other fields on the first case."""
    return lambda files: files["cases"]["case"][0].update(fields)


def structure(**fields: Any) -> Spoil:
    """Other fields on the first structure."""
    return lambda files: files["structures"]["structure"][0].update(fields)


def head(**fields: Any) -> Spoil:
    """Other fields in `deck.toml`."""
    return lambda files: files["deck"].update(fields)


@pytest.mark.parametrize("name", DECKS)
def test_the_real_decks_load(name: str) -> None:
    deck = deck_of(name)
    assert deck.head.id == name
    part = roleplay(deck)
    assert part.cases
    assert part.playable()
    assert [step.id for step in part.guide.steps] == [
        "out_of_role",
        "experience",
        "observations",
        "doors",
        "practices",
        "takeaways",
    ]


@pytest.mark.parametrize("name", DECKS)
def test_the_real_decks_reveal_in_the_order_of_the_rules(name: str) -> None:
    revealed = [what for step in roleplay(deck_of(name)).guide.steps for what in step.reveals]
    assert revealed == ["entries", "doors", "cues"]


def test_the_spro_deck_has_its_forty_eight_cases_and_thirty_one_structures() -> None:
    part = roleplay(deck_of("spro"))
    assert sorted(part.cases) == list(range(1, 49))
    assert len(part.playable()) == 31
    assert [rule.key for rule in part.rules].count(True) == 3


def test_a_deck_may_do_without_a_glossary() -> None:
    files = files_of("spro")
    assert roleplay(deck_from(files, revision="1")).glossary["PTP"].startswith("projet")
    del files["glossary"]
    assert roleplay(deck_from(files, revision="1")).glossary == {}


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ([], ("", "term", "deck.no_card")),
        ([{"short": "PTP"}], ("PTP", "meaning", "deck.missing_field")),
        ([{"short": "PTP", "meaning": "x" * 91}], ("PTP", "meaning", "invalid.too_long")),
        ([{"short": "PTP", "meaning": "x"}] * 2, ("PTP", "short", "deck.twice")),
    ],
)
def test_a_faulty_glossary_is_told(terms: list[object], fault: tuple[str, str, str]) -> None:
    assert ("glossary", *fault) in faults(lambda files: files.update(glossary={"term": terms}))


@pytest.mark.parametrize(("name", "language"), [("spro", "en"), ("employment", "fr")])
def test_the_real_decks_say_their_guide_in_the_other_language_too(name: str, language: str) -> None:
    for step in roleplay(deck_of(name)).guide.steps:
        other = step.said(language)
        assert len(other.prompts) == len(step.prompts)
        assert not set(other.prompts) & set(step.prompts)


@pytest.mark.parametrize(
    "name", ["cases", "structures", "schemes", "grids", "debriefing", "survey"]
)
def test_a_missing_file_is_told(name: str) -> None:
    assert (name, "", "", "deck.missing_file") in faults(lambda files: files.pop(name))


def test_a_deck_without_its_head_is_told_so() -> None:
    assert ("deck", "", "", "deck.missing_file") in faults(lambda files: files.pop("deck"))


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda f: f["cases"].clear(), ("cases", "", "case", "deck.no_card")),
        (lambda f: f["cases"].update(case={}), ("cases", "", "case", "deck.no_card")),
        (lambda f: f["cases"]["case"].append("?"), ("cases", "", "", "deck.not_table")),
        (case(colour="red"), ("cases", "1", "colour", "deck.unknown_field")),
        (lambda f: f["cases"]["case"][0].pop("age"), ("cases", "1", "age", "deck.missing_field")),
        (case(age="19"), ("cases", "1", "age", "deck.wrong_type")),
        (case(age=True), ("cases", "1", "age", "deck.wrong_type")),
        (case(title=3), ("cases", "1", "title", "deck.wrong_type")),
        (structure(playable="yes"), ("structures", "S-01", "playable", "deck.wrong_type")),
        (case(themes="work"), ("cases", "1", "themes", "deck.not_list")),
        (case(themes=[]), ("cases", "1", "themes", "invalid.too_short")),
        (case(themes=["work", 3]), ("cases", "1", "themes.2", "deck.wrong_type")),
        (case(age=9), ("cases", "1", "age", "invalid.out_of_span")),
        (case(title="x" * 41), ("cases", "1", "title", "invalid.too_long")),
        (case(request=""), ("cases", "1", "request", "invalid.too_short")),
        (case(gender="Z"), ("cases", "1", "gender", "invalid.not_a_choice")),
        (case(review_by="soon"), ("cases", "1", "review_by", "deck.not_date")),
        (case(number=2), ("cases", "2", "number", "deck.twice")),
        (
            lambda f: f["cases"]["case"][0]["cues"][0].update(nature="resource"),
            ("cases", "1", "cues", "deck.cue_natures"),
        ),
        (
            lambda f: f["cases"]["case"][0]["cues"][1].update(text="x" * 161),
            ("cases", "1", "cues.2.text", "invalid.too_long"),
        ),
        (
            lambda f: f["cases"]["case"][0]["cues"].pop(),
            ("cases", "1", "cues", "invalid.too_short"),
        ),
        (
            lambda f: f["cases"]["case"][0]["doors"][0].update(structure="S-99"),
            ("cases", "1", "doors", "deck.unknown_code"),
        ),
        (
            lambda f: f["cases"]["case"][0]["doors"][0].update(scheme="P99"),
            ("cases", "1", "doors", "deck.unknown_code"),
        ),
        (structure(refers=["S-99"]), ("structures", "S-01", "refers", "deck.unknown_code")),
        (structure(opens=["P99"]), ("structures", "S-01", "opens", "deck.unknown_code")),
        (
            lambda f: f["schemes"]["scheme"][0].update(structures=["S-99"]),
            ("schemes", "P01", "structures", "deck.unknown_code"),
        ),
        (structure(code="S-02"), ("structures", "S-02", "code", "deck.twice")),
        (structure(number=2), ("structures", "S-02", "number", "deck.twice")),
        (
            structure(audience={"age_min": "old"}),
            ("structures", "S-01", "audience.age_min", "deck.wrong_type"),
        ),
        (structure(audience="all"), ("structures", "S-01", "audience.", "deck.not_table")),
        (
            lambda f: [one.update(playable=False) for one in f["structures"]["structure"]],
            ("structures", "", "playable", "deck.nothing_playable"),
        ),
        (
            lambda f: f["grids"]["grid"][0]["column"][0].update(kind="score"),
            ("grids", "classic", "column.1.kind", "invalid.not_a_choice"),
        ),
        (
            lambda f: f["debriefing"]["step"][0].update(reveals=["all"]),
            ("debriefing", "out_of_role", "reveals.1", "invalid.not_a_choice"),
        ),
        (
            lambda f: f["debriefing"]["step"][0].update(fr={"title": "Vécu", "prompts": []}),
            ("debriefing", "out_of_role", "fr.prompts", "invalid.too_short"),
        ),
        (
            lambda f: f["survey"]["item"][0].update(kind="stars"),
            ("survey", "relevance", "kind", "invalid.not_a_choice"),
        ),
        (head(formats=["bingo"]), ("deck", "", "formats", "deck.unknown_format")),
        (head(formats=[]), ("deck", "", "formats", "invalid.too_short")),
        (head(formats="roleplay"), ("deck", "", "formats", "deck.not_list")),
        (head(language="br"), ("deck", "", "language", "invalid.not_a_choice")),
        (head(interview_minutes=0), ("deck", "", "interview_minutes", "invalid.out_of_span")),
        (head(interview_minutes="ten"), ("deck", "", "interview_minutes", "invalid.out_of_span")),
        (head(questions=3), ("deck", "", "questions", "deck.not_list")),
        (head(questions=[3]), ("deck", "", "questions", "deck.not_list")),
        (head(rules=[]), ("deck", "", "rules", "deck.no_card")),
    ],
)
def test_every_kind_of_fault_is_told_with_its_file_card_and_field(
    spoil: Spoil, fault: tuple[str, str, str, str]
) -> None:
    assert fault in faults(spoil)


def test_a_fault_is_told_once_and_alone() -> None:
    assert faults(structure(name=3)) == {("structures", "S-01", "name", "deck.wrong_type")}


def test_all_faults_are_told_at_once() -> None:
    def spoil(files: dict[str, Any]) -> None:
        files["deck"].pop("licence")
        files["cases"]["case"][0]["age"] = 9
        files["cases"]["case"][3]["title"] = ""
        files["survey"]["item"][0]["label"] = 3

    assert faults(spoil) == {
        ("deck", "", "licence", "deck.missing_field"),
        ("cases", "1", "age", "invalid.out_of_span"),
        ("cases", "4", "title", "invalid.too_short"),
        ("survey", "relevance", "label", "deck.wrong_type"),
    }


@pytest.mark.parametrize("value", [date(2027, 1, 31), datetime(2027, 1, 31, 12), "2027-01-31"])  # noqa: DTZ001
def test_a_date_is_a_day_however_it_is_written(value: object) -> None:
    files = files_of("employment")
    case(review_by=value)(files)
    read = roleplay(deck_from(files, revision="1")).cases[1].review_by
    assert type(read) is date
    assert read == date(2027, 1, 31)


def test_a_deck_of_another_revision_is_another_deck() -> None:
    assert deck_from(files_of("employment"), revision="2").revision == "2"
