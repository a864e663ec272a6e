"""The decks' pages: every card as the group reads it, and none of what is found in play."""

from tests.web.visitor import Visitor
from web.parts import Parts

pytest_plugins = ("tests.web.visiting",)


def test_the_decks_are_listed_for_hosts_alone(host: Visitor, visitor: Visitor) -> None:
    assert "Jeu de cartes SPRO" in host.get("/decks").text
    assert visitor.get("/decks").status_code == 303


def test_a_deck_is_read_without_its_cues_and_doors(host: Visitor, parts: Parts) -> None:
    page = host.get("/decks/spro").text
    files = parts.library.files("spro")
    assert files
    cases = files["cases"]["case"]
    assert all(case["title"] in page for case in cases)
    hidden = [cue["text"] for case in cases for cue in case["cues"]]
    hidden += [case["tension"] for case in cases] + [
        d["why"] for case in cases for d in case["doors"]
    ]
    assert not [text for text in hidden if text in page]


def test_an_unknown_deck_is_not_found(host: Visitor) -> None:
    assert host.get("/decks/nowhere").status_code == 404
