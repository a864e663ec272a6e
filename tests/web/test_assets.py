"""Static files: kept for good under their version, small on the wire, and nothing outside their folder."""

import gzip

import pytest
from flask import Flask

from tests.web.visitor import Visitor
from web.assets import STATIC, asset
from web.locale import pages

pytest_plugins = ("tests.web.visiting",)


def test_a_file_under_todays_version_is_kept_for_good(visitor: Visitor) -> None:
    answer = visitor.get(asset("js/app.js"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.data == (STATIC / "js/app.js").read_bytes()
    assert answer.mimetype == "text/javascript"


def test_a_page_older_than_the_server_gets_todays_file_and_asks_again(visitor: Visitor) -> None:
    answer = visitor.get("/static/earlier/js/app.js")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_text_is_zipped_for_who_can_read_it(visitor: Visitor) -> None:
    path = asset("css/kit.css")
    plain, zipped = visitor.get(path), visitor.get(path, **{"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(zipped.data) == plain.data
    assert len(zipped.data) < len(plain.data)


def test_the_live_pages_are_given_their_own_sentences_alone(visitor: Visitor) -> None:
    told = visitor.get(asset("words/fr.json")).json
    live = {key: text for key, text in pages("fr").items() if key.startswith("live.")}
    assert told == live
    assert visitor.get(asset("words/xx.json")).status_code == 404


@pytest.mark.parametrize("name", ["../config.py", "..%2fconfig.py", "%2e%2e/config.py", "js/"])
def test_nothing_outside_the_folder_is_served(app: Flask, name: str) -> None:
    assert app.test_client().get(f"/static/x/{name}").status_code in (404, 308)
