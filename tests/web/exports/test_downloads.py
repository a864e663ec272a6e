from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib import import_module
from itertools import islice
from threading import Event
from urllib.parse import unquote

import pytest
from werkzeug.exceptions import NotFound, ServiceUnavailable

from tests.web.exports.sessions import played, renamed, told
from web import downloads, exports
from web.exports import FORMATS, NotMade, render
from web.exports.apart import apart
from web.exports.document import document_of
from web.glossary import Glossary


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_made(format: str) -> None:
    made = render(told(played()), format, "fr")
    starts = {
        "pdf": b"%PDF-",
        "docx": b"PK",
        "xlsx": b"PK",
        "csv": b"\xef\xbb\xbf",
        "json": b"{",
        "md": b"# ",
    }
    assert made.body.startswith(starts[format])
    assert made.filename == f"Vis-à-vis, Journée des partenaires, 2026-12-01.{format}"


def test_a_file_is_kept_by_the_browser_and_by_nobody_else() -> None:
    given = downloads.answer(told(played()), "md", "fr")
    assert given.headers["Cache-Control"] == "no-store"
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert given.headers["Content-Type"].startswith("text/markdown")
    said = given.headers["Content-Disposition"]
    assert said.startswith('attachment; filename="vis-a-vis-journee-des-partenaires-2026-12-01.md"')
    assert (
        unquote(said.partition("UTF-8''")[2]) == "Vis-à-vis, Journée des partenaires, 2026-12-01.md"
    )


@pytest.mark.parametrize("title", ["../../x", 'a"b', "a\r\nSet-Cookie: x=1", "été 👍 漢字", "///"])
def test_no_title_spoils_the_header(title: str) -> None:
    given = downloads.answer(told(renamed(played(), title)), "csv", "fr")
    said = given.headers["Content-Disposition"]
    assert said.isascii()
    assert said.count('"') == 2
    assert not set("\r\n/\\") & set(unquote(said))


def test_a_format_that_we_do_not_write_is_not_found() -> None:
    with pytest.raises(NotFound):
        downloads.answer(told(played()), "exe", "fr")


def test_what_takes_too_long_is_stopped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = exports.Format("application/pdf", apart("pdf", longest=0.01))
    monkeypatch.setitem(FORMATS, "pdf", slow)
    with pytest.raises(ServiceUnavailable):
        downloads.answer(told(played()), "pdf", "fr")


def test_who_asks_while_many_wait_is_told_at_once_and_the_others_get_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    making, going_on = import_module("web.exports.apart"), Event()
    monkeypatch.setattr(making, "_made", lambda *_: going_on.wait(30) and b"%PDF")
    write, document = apart("pdf"), document_of(told(played()), "fr")
    most = making.AT_ONCE + making.MOST_WAITING
    with ThreadPoolExecutor(20) as threads:
        asked = [threads.submit(write, document) for _ in range(20)]
        first = list(islice(as_completed(asked), 20 - most))
        going_on.set()
    assert all(isinstance(one.exception(), NotMade) for one in first)
    assert sum(one.exception() is None for one in asked) == most


def test_a_failure_does_not_tell_what_people_wrote() -> None:
    document = document_of(told(played()), "fr")
    document["language"] = "secret words"
    with pytest.raises(NotMade) as failed:
        apart("docx")(document)
    assert "secret" not in str(failed.value)


def test_the_page_is_made_of_the_same_document() -> None:
    address = "http://192.168.1.20:8000/sessions/session-1"
    made = downloads.page(told(played()), "fr", address, Glossary({}, "fr"))
    assert made["document"] == document_of(told(played()), "fr")
    assert made["formats"] == ("pdf", "docx", "xlsx", "csv", "json", "md")
