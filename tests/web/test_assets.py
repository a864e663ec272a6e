"""Static files: kept for good under their version, small on the wire, and nothing outside their folder."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.web.visitor import Visitor
from web import zipping
from web.assets import asset
from web.joined import STATIC, STYLES, Unjoinable, join
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


def test_pictures_of_codes_that_anybody_makes_up_are_not_kept(visitor: Visitor) -> None:
    kept = zipping._best.cache_info().currsize
    for number in range(3):
        picture = visitor.get(f"/qr/K7M4P{number}.svg", **{"Accept-Encoding": "gzip"})
        assert gzip.decompress(picture.data).startswith(b"<svg")
    assert zipping._best.cache_info().currsize == kept


def test_pages_and_answers_are_zipped_too_but_on_https(visitor: Visitor) -> None:
    can = {"Accept-Encoding": "gzip"}
    zipped = visitor.get("/privacy", **can)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "</html>" in gzip.decompress(zipped.data).decode()
    whole = visitor.client.get("/privacy", base_url="https://localhost", headers=can)
    assert "Content-Encoding" not in whole.headers


@pytest.mark.parametrize("kind", STYLES)
def test_a_live_page_has_its_modules_in_one_file_each_after_what_it_needs(
    visitor: Visitor, kind: str
) -> None:
    page = visitor.get("/s/ABCDEF" if kind == "participant" else f"/{kind}/x").text
    address = asset(f"joined/{kind}.js")
    assert re.findall(r'<script[^>]* src="([^"]+)"', page) == [address]
    lines = visitor.get(address).text.splitlines()
    there: set[str] = set()
    for line in lines:
        assert not re.match(r"import\b|export\b", line)
        if start := re.match(r'modules\["([^"]+)"\] = ', line):
            there.add(start[1])
        assert set(re.findall(r'modules\["([^"]+)"\]', line)) <= there
    assert {f"js/frames/{kind}.js", "js/asking.js", "js/app.js", "js/words.js"} <= there


def test_a_live_page_has_its_style_sheets_in_one_file(visitor: Visitor) -> None:
    styles = visitor.get(asset("joined/host.css")).text
    for path in re.findall(r'url\("../([^"]+)"\)', styles):
        assert visitor.get(asset(path)).status_code == 200
    assert ".host" in styles
    assert visitor.get(asset("joined/other.css")).status_code == 404


def test_modules_are_joined_whatever_their_form_of_import_and_export(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js/a.js").write_text('import { b as c } from "./b.js";\nexport const a = c;\n')
    (tmp_path / "js/b.js").write_text('const x=1;export{x as b};export { d } from "./d.js";\n')
    (tmp_path / "js/d.js").write_text("// A remark.\nexport async function d() {}\n")
    joined = join("js/a.js", root=tmp_path)
    assert 'const { b: c } = modules["js/b.js"];' in joined
    assert 'return { b: x, d: modules["js/d.js"].d };' in joined
    assert joined.index('modules["js/d.js"] =') < joined.index('modules["js/b.js"] =')
    assert "remark" not in joined


@pytest.mark.parametrize(
    "source",
    [
        "export default 1;",
        'import all from "./a.js";',
        'import "./a.js";',
        'export * from "./a.js";',
        'import { a } from "./a.js";',
    ],
)
def test_a_module_of_another_form_or_that_needs_itself_is_refused(
    tmp_path: Path, source: str
) -> None:
    (tmp_path / "a.js").write_text(source)
    with pytest.raises(Unjoinable):
        join("a.js", root=tmp_path)


def test_the_live_pages_are_given_their_own_sentences_alone(visitor: Visitor) -> None:
    told = visitor.get(asset("words/fr.json")).json
    live = {key: text for key, text in pages("fr").items() if key.startswith("live.")}
    assert told == live
    assert visitor.get(asset("words/xx.json")).status_code == 404


@pytest.mark.parametrize("name", ["absent.js", "x" * 300, "js/" * 3000 + "app.js", "js%00.js"])
def test_what_is_no_file_is_not_there(visitor: Visitor, name: str) -> None:
    assert visitor.get(f"/static/x/{name}").status_code == 404


@pytest.mark.parametrize("name", ["../config.py", "..%2fconfig.py", "%2e%2e/config.py", "js/"])
def test_nothing_outside_the_folder_is_served(app: Flask, name: str) -> None:
    assert app.test_client().get(f"/static/x/{name}").status_code in (404, 308)
