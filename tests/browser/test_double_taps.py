"""The second tap of a double one falls on nothing."""

from playwright.sync_api import expect

from tests.browser.people import PHONE, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import open_session, session_of
from tests.web.waiting import until

# As soon as the second button stands there, however slow the machine is.
TAPS_AGAIN = """() => new MutationObserver(() => {
  const buttons = [...document.querySelectorAll("button")];
  const second = buttons.find((one) => one.textContent.includes("Je ne me propose plus"));
  if (second && !window.tapped) {
    window.tapped = true;
    second.click();
  }
}).observe(document.body, { subtree: true, childList: true, characterData: true })"""


def test_who_taps_twice_to_offer_themselves_has_offered_themselves(
    host: Person, crowd: Crowd, server: NewServer
) -> None:
    host.goes_to(f"{server.url}/sessions")
    open_session(host)
    session = session_of(host, server)
    noemie = crowd.seated(PHONE, {f"seat:{session.code}": session.seat("Noémie")})
    noemie.goes_to(f"{crowd.url}/s/{session.code}")
    noemie.button("Je me propose").wait_for()
    noemie.page.evaluate(TAPS_AGAIN)
    noemie.button("Je me propose").click()
    until(lambda: noemie.page.evaluate("window.tapped"), what="the second tap")
    held = noemie.button("Je ne me propose plus")
    expect(held).not_to_have_attribute("aria-disabled", "true")
    noemie.reads_title("Vous vous proposez pour jouer.")
    held.click()
    noemie.reads_title("Vous êtes à la table.")
