"""People at their devices: each has a browser of their own, and all that was told to it is kept."""

import json
import re
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    WebError,
    WebSocket,
    WebSocketRoute,
    expect,
)

PHONE, PORTRAIT, LANDSCAPE, WALL = (390, 844), (820, 1180), (1180, 820), (1920, 1080)
Size = tuple[int, int]
SOCKETS = re.compile(r"/socket\.io/\?")
HELD = """() => [
  document.documentElement.textContent,
  ...[...document.querySelectorAll("*")].flatMap((one) => [...one.attributes].map(({ value }) => value)),
  ...[...document.querySelectorAll("input, textarea")].map(({ value }) => value),
  ...Object.values(localStorage), ...Object.values(sessionStorage),
].join("\\n")"""


def plain(text: str) -> str:
    """A text without what typography and lay-out change in it: kinds and numbers of spaces."""
    return " ".join(text.split())


class Person:
    """Somebody before their screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._told: list[str] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self._told.append(plain(str(frame))))

    def told(self, words: str) -> bool:
        """Whether these words ever came to this browser, shown or not."""
        wanted = plain(words)
        return wanted in self.text() or any(wanted in frame for frame in self._told)

    def text(self) -> str:
        """All that the page holds or keeps, in sight or not."""
        return plain(str(self.page.evaluate(HELD)))

    # What one sees

    def button(self, name: str | re.Pattern[str], within: Locator | None = None) -> Locator:
        """A button, by the whole of its name."""
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def field(self, name: str) -> Locator:
        """A place to write in."""
        return self.page.get_by_role("textbox", name=name)

    def slip(self, words: str) -> Locator:
        """A slip of paper that bears these words."""
        return self.page.get_by_role("article").filter(has_text=words)

    def part(self, name: str) -> Locator:
        """A named part of the screen."""
        return self.page.get_by_role("region", name=name)

    def dialog(self) -> Locator:
        """The dialog that is open."""
        return self.page.get_by_role("dialog")

    def reads(self, *words: str) -> None:
        """These words come in sight."""
        for one in words:
            expect(self.page.get_by_text(one).locator("visible=true").first).to_be_visible()

    def reads_title(self, words: str) -> None:
        """This is the screen's title."""
        expect(self.page.get_by_role("heading", level=1, name=words)).to_be_visible()

    def does_not_read(self, *words: str) -> None:
        """None of these words are in sight."""
        for one in words:
            expect(self.page.get_by_text(one).locator("visible=true")).to_have_count(0)

    # What one does

    def goes_to(self, address: str) -> None:
        """Open a page."""
        self.page.goto(address)

    def touches(self, *names: str) -> None:
        """Press these buttons, one after the other."""
        for name in names:
            self.button(name).click()

    def agrees(self, name: str) -> None:
        """Press a button that asks once more, and say yes."""
        self.touches(name)
        self.button(name, self.dialog()).click()

    def takes_seat(self, name: str) -> None:
        """Give one's name on the page of the code."""
        self.field("Votre prénom").fill(name)
        self.touches("Prendre place")
        self.reads_title("Vous êtes à la table.")

    def chooses_column(self, short: str) -> None:
        """Choose where the next words go."""
        self.button(short, self.page.get_by_role("group", name="Colonne")).click()

    def notes(self, short: str, column: str, words: str) -> None:
        """Write an entry, and see that it is kept."""
        self.chooses_column(short)
        self.field(column).fill(words)
        self.touches("Noter")
        expect(self.slip(words)).to_contain_text("Enregistré")


class Crowd:
    """Everybody's browsers, apart from each other; what went wrong in any of them."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.faults: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._borne: tuple[str, ...] = ()

    def comes(self, size: Size, *, language: str = "fr-FR", **more: Any) -> Person:
        """Somebody opens a new browser."""
        width, height = size
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, locale=language, **more
        )
        context.set_default_timeout(10_000)
        context.on("console", self._said)
        context.on("weberror", self._broke)
        self._contexts.append(context)
        return Person(context.new_page())

    def seated(self, size: Size, kept: dict[str, Any], site: str = "", **more: Any) -> Person:
        """Somebody whose browser kept these seats: what they are kept under, without `visavis:`."""
        items = [
            {"name": f"visavis:{name}", "value": json.dumps(seat)} for name, seat in kept.items()
        ]
        state = {"cookies": [], "origins": [{"origin": site or self.url, "localStorage": items}]}
        return self.comes(size, storage_state=state, **more)

    def leave(self) -> None:
        """Everybody closes their browser."""
        while self._contexts:
            self._contexts.pop().close()

    def bears(self, *signs: str) -> None:
        """What a browser says when it is cut off is no fault of the page's."""
        self._borne = signs

    def _said(self, message: ConsoleMessage) -> None:
        # What the page's policy forbids is said here too, as an error.
        if message.type in ("error", "warning"):
            self._fault(f"{message.type}: {message.text}")

    def _broke(self, error: WebError) -> None:
        self._fault(f"uncaught: {error.error}")

    def _fault(self, said: str) -> None:
        if not any(sign in said for sign in self._borne):
            self.faults.append(said)


class Cable:
    """A browser's way to the server's sockets, which one can pull out and put back: pages still load."""

    def __init__(self, person: Person) -> None:
        self._pulled = False
        self._open: list[WebSocketRoute] = []
        context = person.page.context
        context.route_web_socket(SOCKETS, self._connect)
        context.route(SOCKETS, lambda route: route.abort())

    def _connect(self, socket: WebSocketRoute) -> None:
        if self._pulled:
            socket.close()
            return
        self._open.append(socket)
        socket.connect_to_server()

    def pull(self) -> None:
        """Cut it."""
        self._pulled = True
        while self._open:
            self._open.pop().close()

    def put_back(self) -> None:
        """Mend it."""
        self._pulled = False
