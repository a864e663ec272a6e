"""People who type in a real Chromium while what they type through breaks: what is kept of each character."""

import os
import random
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser import chromium
from tests.browser.people import Crowd
from tests.browser.table import begin
from tests.faults.between import Between, between
from tests.faults.house import House, house, kept
from tests.faults.suite import Form, Found, Suite, at, clock
from tests.faults.troubles import PACE, REVEALING, TROUBLES, Befalls, Trouble, processes
from tests.faults.typist import Count, Room

FORGETFUL = "forgetful"
LONGEST_TROUBLE = 90.0
# What Playwright would add: without it the Back button has a page as it was left.
NO_CACHE = "--disable-back-forward-cache"


def run(form: Form, breakage: str) -> Found:
    """Each trouble so many times; then every character that was typed is looked for."""
    path = chromium.found()
    if path is None:
        faults = [chromium.ABSENT] if os.environ.get("CI") else []
        return Found(skipped=chromium.ABSENT, faults=faults)
    spent, count, faults = clock(), Count(), list[str]()
    troubles = REVEALING if breakage else TROUBLES * form.browsers
    with ExitStack() as stack:
        server = stack.enter_context(house(**PACE))
        line = stack.enter_context(between(server.port, form.seed))
        playwright = stack.enter_context(sync_playwright())
        browser = chromium.launch(playwright, path, without=[NO_CACHE])
        stack.enter_context(_bounded(browser, len(troubles) * LONGEST_TROUBLE))
        for number, trouble in enumerate(troubles):
            room = _room(server, browser, line, random.Random(f"{form.seed} {number}"))
            try:
                _endure(trouble, Trouble(server, browser, room, breakage), server, count)
            except (AssertionError, Error, TimeoutError) as error:
                faults.append(f"{trouble.__name__}: {str(error).splitlines()[0]}")
            finally:
                line.mend()
                room.crowd.leave()
        version = browser.version
        browser.close()
        faults += server.complaints()[:3]
    lost = count.typed - count.kept
    checks = {"characters lost": lost, "entries doubled": count.doubled}
    faults += [f"{number} {what}" for what, number in checks.items() if number]
    return Found(figures=_figures(version, len(troubles), count, spent()), faults=faults)


@contextmanager
def _bounded(browser: Browser, seconds: float) -> Iterator[None]:
    """Some calls of a browser have no end of their own: it is killed when this is over and they are not."""
    own = next(one["id"] for one in processes(browser) if one["type"] == "browser")
    timer = threading.Timer(seconds, os.kill, (own, signal.SIGKILL))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _room(server: House, browser: Browser, line: Between, chance: random.Random) -> Room:
    play = begin(server.open_session())
    play.to_interview()
    play.session.leave()
    return Room(play.session, Crowd(browser, line.url), line, chance)


def _endure(trouble: Befalls, happens: Trouble, server: House, count: Count) -> None:
    """One trouble, the return to calm, and what is left of every word."""
    who, waited = trouble(happens), clock()
    marks = kept(server.file).marks
    while not who.is_saved(marks) and waited() < happens.patience:
        who.person.page.wait_for_timeout(50)
        marks = kept(server.file).marks
    count.returned.append(waited())
    count.add(who, marks)


def _figures(
    version: str, troubles: int, count: Count, seconds: float
) -> dict[str, str | int | float]:
    return {
        "chromium": version,
        "troubles": troubles,
        "characters_typed": count.typed,
        "kept": count.kept,
        "lost": count.typed - count.kept,
        "entries": count.entries,
        "doubled": count.doubled,
        "saved_p50_s": at(0.5, count.returned),
        "saved_p99_s": at(0.99, count.returned),
        "seconds": seconds,
    }


SUITE = Suite(
    name="browser",
    about=(
        "A real Chromium through the proxy: cuts and restarts in mid-sentence, reloads, ten minutes' sleep"
        " in a few\nseconds (its processes stopped, every limit shortened, its clock put forward), Back,"
        " a killed tab, two tabs, a database that answers late or not at all."
    ),
    controls={FORGETFUL: "characters lost"},
    run=run,
)
