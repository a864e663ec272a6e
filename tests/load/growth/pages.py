"""The first load of each page on a slow tablet: bytes on the wire, requests, and when it can be used."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from tests.browser import chromium
from tests.browser.people import PORTRAIT, Crowd
from tests.browser.servers import NewServer
from tests.browser.table import begin, make_first_account, open_session, session_of
from tests.load.growth.found import Found, Scale

# 1.6 Mb/s and a processor four times slower: an old tablet on the hotspot of a laptop.
NETWORK = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
QUIET = 2500
MOST_KILOBYTES, MOST_SECONDS = 130, 2.0
KINDS = {
    ".js": "scripts",
    ".css": "styles",
    ".woff2": "fonts",
    ".json": "sentences",
    ".svg": "pictures",
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page: its path, who opens it (what their browser keeps), and what must be there to use it."""

    name: str
    path: str
    kept: StorageState | None
    ready: Callable[[Page], object]


@dataclass
class Load:
    """One load: bytes and number of answers with their headers, by kind; of sockets' frames; seconds."""

    sizes: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    frames: int = 0
    seconds: float = 0.0


def run(scale: Scale) -> Found:
    """Each page some times, with nothing kept of before."""
    found, path = Found(), chromium.found()
    if path is None:
        found.faults.append(chromium.ABSENT)
        return found
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = chromium.launch(playwright, path)
        server = NewServer(Path(folder) / "data")
        for place in _places(browser, server):
            _tell(found, place, [_load(browser, server, place) for _ in range(scale.loads)])
        browser.close()
        server.end()
    return found


def _places(browser: Browser, server: NewServer) -> Iterator[Place]:
    """The pages of a session in its lobby, and the way to them."""
    crowd = Crowd(browser, server.url)
    host = crowd.comes(PORTRAIT)
    make_first_account(host, server)
    code = open_session(host).replace(" ", "")
    session = session_of(host, server)
    begin(session)
    guest = crowd.comes(PORTRAIT)
    guest.goes_to(f"{server.url}/j/{code}")
    guest.takes_seat("Noémie")
    mine, hers = guest.page.context.storage_state(), host.page.context.storage_state()
    crowd.leave()
    button = _button("Je me propose")
    yield Place(name="participant", path=f"/s/{code}", kept=mine, ready=button)
    yield Place(name="host", path=f"/host/{session.id}", kept=hers, ready=_text("Luc"))
    yield Place(name="screen", path=f"/screen/{session.id}", kept=hers, ready=_text(code[:3]))
    yield Place(name="join", path=f"/j/{code}", kept=None, ready=_button("Prendre place"))
    yield Place(name="home", path="/", kept=None, ready=_button("Rejoindre"))
    yield Place(name="sessions", path="/sessions", kept=hers, ready=_text("Nouvelle séance"))
    yield Place(name="report", path=f"/sessions/{session.id}", kept=hers, ready=_text("Journée"))
    session.leave()


def _button(name: str) -> Callable[[Page], object]:
    return lambda page: page.get_by_role("button", name=name).first.wait_for()


def _text(words: str) -> Callable[[Page], object]:
    return lambda page: page.get_by_text(words).locator("visible=true").first.wait_for()


def _load(browser: Browser, server: NewServer, place: Place) -> Load:
    seen = Load()
    width, height = PORTRAIT
    context = browser.new_context(
        storage_state=place.kept, viewport={"width": width, "height": height}, locale="fr-FR"
    )
    with _slow(context.new_page(), seen) as page:
        began = time.monotonic()
        page.goto(server.url + place.path, wait_until="domcontentloaded")
        place.ready(page)
        seen.seconds = time.monotonic() - began
        page.wait_for_timeout(QUIET)
    context.close()
    return seen


@contextmanager
def _slow(page: Page, seen: Load) -> Iterator[Page]:
    """The page on the slow tablet; what it fetches is counted as the network sees it, headers too."""
    line, addresses = page.context.new_cdp_session(page), defaultdict[str, str](str)

    def asked(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]

    def came(event: dict[str, Any]) -> None:
        ending = Path(addresses[event["requestId"]]).suffix
        seen.sizes[KINDS.get(ending, "page")] += int(event["encodedDataLength"])
        seen.answers += 1

    def framed(event: dict[str, Any]) -> None:
        seen.frames += len(event["response"]["payloadData"].encode())

    line.on("Network.requestWillBeSent", asked)
    line.on("Network.loadingFinished", came)
    line.on("Network.webSocketFrameReceived", framed)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", NETWORK)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page


def _tell(found: Found, place: Place, loads: list[Load]) -> None:
    asked = place.name == "participant"
    found.add(
        f"{place.name}: bytes on the wire, with headers",
        [one.sizes.total() / 1000 for one in loads],
        "kB",
        MOST_KILOBYTES if asked else None,
    )
    for kind, size in loads[-1].sizes.most_common():
        found.add(f"  {kind}", size / 1000, "kB")
    found.add("  by its socket", loads[-1].frames / 1000, "kB")
    found.add("  requests", [one.answers for one in loads], "")
    found.add("  to use", [one.seconds for one in loads], "s", MOST_SECONDS if asked else None)
