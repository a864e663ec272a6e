"""Acronyms on the server's pages: each leads to its meaning, and nothing of a text is ever more than text."""

from web.glossary import Glossary, glossary_of

MEANINGS = {
    "OPCO": "opérateur de compétences",
    "OPCO EP": "celui des entreprises de proximité",
    "RQTH": "reconnaissance de la qualité de <travailleur> handicapé",
    "FSE+": "Fonds social européen plus",
}


def test_an_acronym_leads_to_its_meaning_and_the_longest_comes_first() -> None:
    page = Glossary(MEANINGS, "fr")
    said = str(page.explain("L’OPCO EP, la RQTH."))
    assert said == (
        'L’<a class="term" href="#term-3" aria-describedby="term-3">OPCO EP</a>, '
        'la <a class="term" href="#term-4" aria-describedby="term-4">RQTH</a>.'
    )


def test_a_part_of_a_word_is_left_as_it_is() -> None:
    page = Glossary(MEANINGS, "fr")
    assert str(page.explain("OPCOS, ÉRQTH, rqth")) == "OPCOS, ÉRQTH, rqth"
    assert page.shown == []


def test_whatever_stands_round_a_word_is_escaped() -> None:
    said = str(Glossary(MEANINGS, "fr").explain('<b title="x">RQTH</b> & FSE+'))
    assert "<b" not in said
    assert said.startswith("&lt;b title=&#34;x&#34;&gt;<a ")
    assert "</a>&lt;/b&gt; &amp; <a " in said


def test_only_what_the_page_has_shown_is_listed_by_the_alphabet() -> None:
    page = Glossary(MEANINGS, "fr")
    for text in ("RQTH", "FSE+", "RQTH"):
        page.explain(text)
    assert [(short, meaning) for _, short, meaning in page.shown] == [
        ("FSE+", MEANINGS["FSE+"]),
        ("RQTH", MEANINGS["RQTH"]),
    ]


def test_a_deck_without_a_glossary_shows_its_acronyms_as_they_are() -> None:
    page = glossary_of({"deck": {"language": "en"}})
    assert str(page.explain("A CV & more")) == "A CV &amp; more"
    assert page.shown == []
