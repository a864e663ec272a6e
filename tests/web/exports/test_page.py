import re
from html import unescape
from itertools import pairwise
from pathlib import Path

from flask import Flask, render_template
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader

from tests.game.spec import Story, a_session
from tests.web.exports.sessions import (
    NASTY,
    STARTED,
    a_table,
    bare,
    cancelled,
    played,
    stopped_at_once,
    surveyed,
    told,
)
from web import downloads
from web.glossary import Glossary
from web.locale import sentences

TEMPLATES = Path(downloads.__file__).parent / "templates"
BASE = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in ("title", "head", "main"))
ADDRESS = "http://192.168.1.20:8000/sessions/session-1"


def page_of(story: Story, language: str = "fr", **meanings: str) -> str:
    app = Flask(__name__)
    app.jinja_loader = ChoiceLoader([DictLoader({"base.html": BASE}), FileSystemLoader(TEMPLATES)])
    app.jinja_env.globals.update(
        t=lambda key, **params: sentences(language)[key].format(**params), asset=lambda path: path
    )
    with app.test_request_context():
        shown = downloads.page(told(story), language, ADDRESS, Glossary(meanings, "fr"))
        return render_template("report.html", **shown)


def text_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", page))


def test_typed_text_is_only_ever_text() -> None:
    shown = bare(text_of(page_of(played())))
    assert [text for text in NASTY if bare(text) not in shown] == []


def test_it_needs_nothing_that_the_policy_forbids() -> None:
    page = page_of(surveyed(7))
    page = page.replace('<script type="module" src="js/pages/terms.js"></script>', "")
    assert not re.search(r"<script|<style|<img|\sstyle=|\son\w+=", page)


def test_it_links_to_the_six_formats_and_shows_its_own_address() -> None:
    page = page_of(played())
    for format in ("pdf", "docx", "xlsx", "csv", "json", "md"):
        assert f'href="/sessions/session-1/export.{format}"' in page
    assert ADDRESS in text_of(page)


def test_headings_never_skip_a_level() -> None:
    levels = [
        int(level) for level in re.findall(r"<h(\d)", page_of(surveyed(7)).partition("<article")[2])
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_said_once() -> None:
    ids = re.findall(r'\sid="([^"]+)"', page_of(cancelled()))
    assert len(ids) == len(set(ids))


def test_a_cancelled_round_in_which_nothing_was_noted_is_told_in_a_line() -> None:
    shown = bare(text_of(page_of(stopped_at_once())))
    assert "Aucunecarten’aététirée.Rienn’aéténoté." in shown
    assert "débriefing" not in shown
    assert "Portesnommées" not in shown


def test_it_is_whole_at_any_moment() -> None:
    assert "Aucune carte n’est encore tirée." in text_of(page_of(a_table().given(*STARTED)))
    assert "Partie annulée" in text_of(page_of(cancelled()))
    assert "0 rounds" in text_of(page_of(a_session(), "en")).replace("\u00a0", " ")


def test_the_survey_shows_from_five_answers_on() -> None:
    assert "Très satisfait" not in page_of(surveyed(4))
    assert "Très satisfait" in page_of(surveyed(5))


def test_nobody_is_told_unless_names_were_chosen() -> None:
    assert "Noémie" not in page_of(played())
    assert '<p class="meta"><time' in page_of(played())
    assert '<p class="meta">Noémie, <time' in page_of(played(names=True))


def test_what_people_typed_is_explained_too_and_the_words_stand_at_the_foot() -> None:
    word = "Confidentiel"
    page = page_of(played(), **{word: "dit à <personne> d’autre"})
    assert f'aria-describedby="term-1">{word}</a>' in page
    assert '<dd id="term-1">dit à &lt;personne&gt; d’autre</dd>' in page
    assert "Les sigles de cette page" not in page_of(played())
