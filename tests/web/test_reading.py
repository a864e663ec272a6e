"""The decks' pages: every card as the group reads it, and none of what is found in play."""

import re
from html import unescape

from tests.web.visitor import Visitor
from web.parts import Parts

pytest_plugins = ("tests.web.visiting",)


def text_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page))


def test_the_decks_are_listed_for_hosts_alone(host: Visitor, visitor: Visitor) -> None:
    assert "Jeu de cartes SPRO" in host.get("/decks").text
    assert visitor.get("/decks").status_code == 303


def test_a_deck_is_read_without_its_cues_and_doors(host: Visitor, parts: Parts) -> None:
    page = text_of(host.get("/decks/spro").text)
    files = parts.library.files("spro")
    assert files
    cases = files["cases"]["case"]
    assert all(case["title"] in page for case in cases)
    hidden = [cue["text"] for case in cases for cue in case["cues"]]
    hidden += [case["tension"] for case in cases] + [
        d["why"] for case in cases for d in case["doors"]
    ]
    assert not [text for text in hidden if text in page]


def test_every_acronym_of_a_deck_leads_to_its_meaning_on_the_same_page(host: Visitor) -> None:
    for path in ("/decks", "/decks/spro", "/decks/employment"):
        page = host.get(path).text
        ids = set(re.findall(r'<dd id="([^"]+)"', page))
        assert ids
        assert set(re.findall(r'class="term" href="#([^"]+)"', page)) == ids


def test_an_acronym_is_explained_in_the_language_of_its_deck(host: Visitor) -> None:
    page = host.get("/decks/spro").text
    terms = page.partition('aria-labelledby="terms"')[2]
    assert '<dl lang="fr">' in terms
    assert "reconnaissance de la qualité de travailleur handicapé" in terms


def test_a_door_is_read_on_both_cards_whichever_of_them_names_it(host: Visitor) -> None:
    cards = [text_of(one) for one in host.get("/decks/spro").text.split("<li")]
    mobility = next(one for one in cards if "Plateforme de mobilité" in one and "Sur le ter" in one)
    licence = next(one for one in cards if "Permis de conduire" in one and "À vérifier" in one)
    assert "Permis de conduire" in mobility.partition("Portes qu’elle peut ouvrir")[2]
    assert "Plateforme de mobilité" in licence.partition("Où l’ouvrir")[2]


def test_an_unknown_deck_is_not_found(host: Visitor) -> None:
    assert host.get("/decks/nowhere").status_code == 404
