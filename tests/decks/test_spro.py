"""The SPRO deck keeps to its plan: counts, balance, links, and nothing for a careful reader to mark."""

import re
from collections import Counter
from datetime import date

import pytest

from game.formats.roleplay.deck import RoleplayDeck
from tests.deck_files import FOLDER, deck_of, files_of
from web.glossary import pattern_of
from web.library.plan import dated
from web.library.proofreading import remarks

# The day on which every card of the deck was verified.
VERIFIED = date(2026, 11, 21)


@pytest.fixture
def cards() -> RoleplayDeck:
    part: RoleplayDeck = deck_of("spro").parts["roleplay"]
    return part


@pytest.mark.parametrize("name", ["spro", "employment"])
def test_a_careful_reader_has_nothing_to_mark(name: str) -> None:
    assert remarks(deck_of(name), files_of(name), VERIFIED) == []


def test_there_are_48_cases_31_structures_9_doors_and_66_schemes(cards: RoleplayDeck) -> None:
    assert len(cards.cases) == 48
    assert sum(card.playable for card in cards.structures.values()) == 31
    assert sum(not card.playable for card in cards.structures.values()) == 9
    assert len(cards.schemes) == 66
    assert sum(card.first for card in cards.schemes) == 48


def test_cases_are_balanced_over_departments_genders_and_ages(cards: RoleplayDeck) -> None:
    cases = cards.cases.values()
    assert Counter(case.department for case in cases) == dict.fromkeys(
        ("18", "28", "36", "37", "41", "45"), 8
    )
    assert Counter(case.gender for case in cases) == {"F": 24, "M": 24}
    bounds = (18, 26, 35, 45, 55, 100)
    ages = Counter(next(at for at in bounds if case.age < at) for case in cases)
    assert [ages[at] for at in bounds] == [4, 11, 10, 10, 8, 5]


def test_sixteen_cases_are_delicate_as_planned(cards: RoleplayDeck) -> None:
    assert sum(case.sensitivity == "delicate" for case in cards.cases.values()) == 16


def test_the_guide_opens_grids_doors_and_cues_in_their_steps(cards: RoleplayDeck) -> None:
    assert [(step.id, step.reveals) for step in cards.guide.steps] == [
        ("out_of_role", ()),
        ("experience", ()),
        ("observations", ("entries",)),
        ("doors", ("doors",)),
        ("practices", ()),
        ("takeaways", ("cues",)),
    ]
    assert [step.who for step in cards.guide.steps] == ["players"] * 2 + ["everyone"] * 4
    assert [step.id for step in cards.guide.steps if step.notes == "host"] == [
        "out_of_role",
        "experience",
    ]


def test_the_three_rules_to_keep_in_mind_are_quoted_word_for_word(cards: RoleplayDeck) -> None:
    assert [rule.text for rule in cards.rules if rule.key] == [
        "Les autres participants n’interviennent pas sauf sollicitation du conseiller-joueur",
        "Pas de jugement de valeur",
        "Il n’y a pas de bonne réponse\u00a0: la réponse ne vaut qu’ici et maintenant",
    ]


@pytest.mark.parametrize("deck", ["spro", "employment"])
def test_the_glossary_explains_nothing_that_no_card_prints(deck: str) -> None:
    files = files_of(deck)
    printed = str([files[name] for name in ("cases", "structures", "schemes", "survey", "grids")])
    shorts = [term["short"] for term in files["glossary"]["term"]]
    unprinted = [one for one in shorts if not pattern_of([one]).search(printed)]
    assert unprinted == []


def test_the_first_grid_has_the_columns_that_the_game_is_known_by(cards: RoleplayDeck) -> None:
    classic = cards.grids[0]
    assert [column.id for column in classic.column[:2]] == ["relevant_questions", "doors_to_open"]
    assert classic.column[1].doors


def test_the_readme_says_of_every_card_when_it_is_to_be_verified_again(
    cards: RoleplayDeck,
) -> None:
    days: dict[date, set[str]] = {}
    for card, _, review_by in dated(cards):
        days.setdefault(review_by, set()).add(card.name)
    readme = (FOLDER / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+ \w+ \d{4}) \| [^|]+ \| ([^|]+) \|$", readme, re.MULTILINE)
    *told, (last, others) = [
        (day, set(re.findall(r"[A-Z]{1,2}-?\d+|\d+", names)) or names) for day, names in rows
    ]
    *expected, (latest, _) = [(f"{day.day} {day:%B %Y}", days[day]) for day in sorted(days)]
    assert told == expected
    assert (last, others) == (latest, "all the others")
