"""What befalls people who type in a browser."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Browser, Error, Route, expect

from tests.browser.people import Person
from tests.faults.house import House
from tests.faults.proxy import CUTS
from tests.faults.typist import WORD, Room, Typist

# The control: a browser that keeps nothing from one page to the next but its seat.
FORGETS = """
for (const key of Object.keys(localStorage)) if (!key.startsWith("visavis:seat:")) localStorage.removeItem(key);
indexedDB.deleteDatabase("visavis");
"""
# The first page's database does not answer, as after some cold starts; the next one's does.
MUTE = """
if (!localStorage.getItem("mute")) indexedDB.open = () => ({});
localStorage.setItem("mute", "once");
"""
# The next page's database answers after that page has stopped waiting for it, as on a slow tablet.
LATE = """
if (localStorage.getItem("late")) {
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (...asked) => {
    const request = {};
    setTimeout(() => {
      const real = open(...asked);
      real.onsuccess = () => { request.result = real.result; request.onsuccess(); };
    }, 3000);
    return request;
  };
}
localStorage.setItem("late", "next");
"""
SHOWN = "addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; });"
# Ten minutes are longer than every limit of the server and of the page: the same holds of these seconds
# with limits that are as much shorter, and with the page's own clock put forward at the end.
PACE = {"VISAVIS_PING_SECONDS": "1", "VISAVIS_BEACON_SECONDS": "0.5"}
ASLEEP = 5.0
SLEPT = "10:00"
LONGEST_RETURN, SHORT_RETURN = 45.0, 3.0


class Trouble:
    """Everything that befalls people who type. Each gives the one whose words are to be counted."""

    def __init__(self, server: House, browser: Browser, room: Room, breakage: str) -> None:
        self._server = server
        self._browser = browser
        self._script = FORGETS if breakage else ""
        self.room = room
        self.patience = SHORT_RETURN if breakage else LONGEST_RETURN

    def typing_while_cut(self) -> Typist:
        """Cut in each way there is, in the middle of a sentence."""
        who = self._comes()
        for kind in CUTS:
            who.types()
            self.room.line.cut(kind)
            who.notes()
            who.types(2)
            self.room.line.mend()
            who.types(2)
        return who

    def reload_while_cut(self) -> Typist:
        """The page goes, and does not come back before the network does."""
        who = self._comes()
        who.notes()
        self.room.line.cut("refused")
        who.notes()
        who.chooses(WORD)
        who.types()
        return self._reloads_until_it_comes(who)

    def database_mute(self) -> Typist:
        """What is noted goes elsewhere on the device, and the page that comes next finds it there."""
        who = self._comes(MUTE)
        self.room.line.cut("refused")
        who.notes()
        return self._reloads_until_it_comes(who)

    def database_late(self) -> Typist:
        """What one page kept in the database is sent by the next, though it answers only in the end."""
        who = self._comes(LATE)
        self.room.line.cut("refused")
        who.notes()
        return self._reloads_until_it_comes(who)

    def _reloads_until_it_comes(self, who: Typist) -> Typist:
        with suppress(Error):
            who.person.page.reload()
        self.room.line.mend()
        who.comes()
        who.types(2)
        return who

    def three_reloads(self) -> Typist:
        """Three in a row, each in the middle of a sentence."""
        who = self._comes()
        who.notes()
        for _ in range(3):
            who.types(2)
            who.person.page.reload()
            who.sits()
        who.notes()
        who.types()
        return who

    def frozen_for_ten_minutes(self) -> Typist:
        """The tablet sleeps: its pages are stopped, its network forgets them, and so does the server."""
        who = self._comes(sleeps=True)
        who.types()
        self.room.line.cut("black hole")
        who.notes()
        who.types(3)
        stopped = [one["id"] for one in processes(self._browser) if one["type"] == "renderer"]
        for one in stopped:
            os.kill(one, signal.SIGSTOP)
        time.sleep(ASLEEP)
        self.room.line.cut("forgotten")
        self.room.line.mend()
        for one in stopped:
            os.kill(one, signal.SIGCONT)
        who.person.page.clock.fast_forward(SLEPT)
        who.person.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
        who.types(3)
        return who

    def server_stopped(self) -> Typist:
        """Restarted in the middle of a sentence."""
        return self._restarted(signal.SIGTERM)

    def server_killed(self) -> Typist:
        """kill -9 in the middle of a sentence."""
        return self._restarted(signal.SIGKILL)

    def _restarted(self, by: signal.Signals) -> Typist:
        who = self._comes()
        who.types()
        restarting = threading.Thread(target=self._server.restart, args=(by,))
        restarting.start()
        for _ in range(3):
            who.notes()
        who.types(6)
        restarting.join(30)
        who.types(2)
        return who

    def gone_and_back(self) -> Typist:
        """Another page, and the Back button: the page comes back as it was left."""
        who = self._comes(kept_for_back=True)
        who.notes()
        who.types(3)
        who.person.page.goto(f"{self.room.line.url}/privacy")
        who.person.page.evaluate("() => setTimeout(() => history.back())")
        who.sits()
        assert who.person.page.evaluate("() => window.persisted"), "Back loaded the page anew"
        who.types(2)
        who.notes()
        return who

    def discarded(self) -> Typist:
        """The system ends the tab's process to have its memory; another tab is opened later."""
        who = self._comes()
        self.room.line.cut("black hole")
        who.notes()
        who.chooses(WORD)
        who.types(5)
        # A tab in use is not discarded: it has been out of sight for a while.
        who.person.page.wait_for_timeout(2000)
        with who.person.page.expect_event("crash"), suppress(Error):
            who.person.page.goto("chrome://crash")
        self.room.line.mend()
        who.turns_to(Person(who.context.new_page()))
        who.comes()
        who.types(2)
        return who

    def two_tabs(self) -> Typist:
        """One seat in two tabs: a sentence begun in one and ended in the other, cut and closed between."""
        who = self._comes()
        first, second = who.person, Person(who.context.new_page())
        who.types(3)
        who.turns_to(second)
        who.comes()
        who.types(3)
        self.room.line.cut("reset")
        self.room.line.cut("refused")
        who.notes()
        who.turns_to(first)
        # Nobody writes behind a sentence that they have just noted: they see it go.
        expect(first.field(who.column[1])).to_have_value("")
        who.notes()
        who.types(2)
        first.page.close()
        self.room.line.mend()
        who.turns_to(second)
        expect(second.field(who.column[1])).to_have_value(who.drafts[who.column])
        who.types(2)
        return who

    def _comes(
        self, more: str = "", *, sleeps: bool = False, kept_for_back: bool = False
    ) -> Typist:
        who = self.room.somebody(script=self._script + SHOWN + more)
        if sleeps:
            who.person.page.clock.install()
        if kept_for_back:
            who.person.page.route("**/s/*", _without_no_store)
        return who.comes()


def _without_no_store(route: Route) -> None:
    """As browsers do that keep pages for Back whatever the server says, over plain http."""
    answer = route.fetch()
    headers = {name: said for name, said in answer.headers.items() if name != "cache-control"}
    route.fulfill(response=answer, headers=headers)


def processes(browser: Browser) -> list[dict[str, Any]]:
    """Its processes: the whole, its pages, and what serves them."""
    session = browser.new_browser_cdp_session()
    told: dict[str, Any] = session.send("SystemInfo.getProcessInfo")
    session.detach()
    return list(told["processInfo"])


Befalls = Callable[[Trouble], Typist]
TROUBLES: tuple[Befalls, ...] = (
    Trouble.typing_while_cut,
    Trouble.reload_while_cut,
    Trouble.database_mute,
    Trouble.database_late,
    Trouble.three_reloads,
    Trouble.frozen_for_ten_minutes,
    Trouble.server_stopped,
    Trouble.server_killed,
    Trouble.gone_and_back,
    Trouble.discarded,
    Trouble.two_tabs,
)
REVEALING = (Trouble.reload_while_cut, Trouble.discarded)
