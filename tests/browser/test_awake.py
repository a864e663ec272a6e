"""No screen goes dark while a session runs: a wake lock where the browser grants one, else a silent film."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import LANDSCAPE, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import Play

# Keeps what the browser gave each time it was asked.
LISTEN = """
window.given = [];
if (globalThis.WakeLock) {
  const { request } = WakeLock.prototype;
  WakeLock.prototype.request = async function (kind) {
    const lock = await request.call(this, kind);
    window.given.push(lock);
    return lock;
  };
}
"""
HELD = "() => window.given.filter(({ released }) => !released).length"
ROLES = ("host", "screen", "participant")


def at_a_screen(role: str, site: str, crowd: Crowd, play: Play) -> Person:
    """Somebody of this role, who reaches the server at this address."""
    session = play.session
    key, path, seat = {
        "host": (session.id, "host", {"seat_token": session.made["seat_token"]}),
        "screen": (session.id, "screen", {"seat_token": session.made["screen_token"]}),
        "participant": (session.code, "s", session.seat(f"Noémie, {site[-12:]}")),
    }[role]
    kept = {f"{'seat' if role == 'participant' else role}:{key}": {"session_id": session.id} | seat}
    person = crowd.seated(LANDSCAPE, kept, site)
    person.page.add_init_script(LISTEN)
    person.goes_to(f"{site}/{path}/{key}")
    person.reads("Mehdi" if role == "screen" else "Entretien" if role == "host" else "observez")
    return person


@pytest.mark.parametrize("role", ROLES)
def test_a_wake_lock_is_held_where_the_page_is_secure(
    role: str, crowd: Crowd, play: Play, server: NewServer
) -> None:
    person = at_a_screen(role, server.url, crowd, play)
    assert person.page.evaluate("isSecureContext")
    person.page.wait_for_function(f"({HELD})() === 1")
    # Lost whenever the page is hidden: asked for again at its return, or at the next tap.
    person.page.evaluate("() => window.given[0].release()")
    person.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    person.page.wait_for_function(f"({HELD})() === 1")
    expect(person.page.locator("video")).to_have_count(0)


@pytest.mark.parametrize("role", ROLES)
def test_a_silent_film_plays_where_it_is_not(
    role: str, crowd: Crowd, play: Play, server: NewServer
) -> None:
    site = server.url.replace("127.0.0.1", "tablette.test")
    person = at_a_screen(role, site, crowd, play)
    assert person.page.evaluate("isSecureContext") is False
    assert person.page.evaluate("navigator.wakeLock === undefined")
    film = person.page.locator("video")
    expect(film).to_have_js_property("paused", False)
    expect(film).to_have_js_property("muted", True)
    person.page.wait_for_function("() => document.querySelector('video').currentTime > 0")
    before = film.evaluate("it => it.currentTime")
    person.page.wait_for_function(
        "before => document.querySelector('video').currentTime > before", arg=before
    )
    film.evaluate("it => it.pause()")
    person.page.mouse.click(5, 5)
    expect(film).to_have_js_property("paused", False)


def test_one_may_rather_let_the_screen_go_dark(crowd: Crowd, play: Play, server: NewServer) -> None:
    person = at_a_screen("participant", server.url, crowd, play)
    person.page.wait_for_function(f"({HELD})() === 1")
    person.touches("Menu")
    person.page.get_by_label("Garder l’écran allumé").uncheck()
    person.page.wait_for_function(f"({HELD})() === 0")
    person.page.reload()
    person.reads("observez")
    person.page.mouse.click(5, 5)
    assert person.page.evaluate(HELD) == 0
