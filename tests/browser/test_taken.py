"""A seat that is taken on another device: the old screen can be read, says why, and sends nothing more."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.deeds import QUESTIONS
from tests.browser.people import LANDSCAPE, PHONE, Cable, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import Play, begin, open_session, session_of
from tests.browser.test_kept import SAVED, WAITS, is_saved_once, observer, writes
from tests.web.waiting import until

TAKEN = "Votre place est tenue sur un autre appareil."
CODE = re.compile(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){2}")
A_WHILE = 20_000
# Whatever can still be pressed, but for the ways back.
PRESSED = """() => [...document.querySelectorAll("#app button:not(:disabled):not(.ways button)")]
  .filter((one) => one.checkVisibility())"""


@pytest.fixture(autouse=True)
def cut_off(crowd: Crowd) -> None:
    """What browsers say of a cable that was pulled, and of an answer that is a refusal."""
    crowd.bears("net::ERR_", "WebSocket connection to", "the server responded with a status of 40")


def bar(person: Person) -> Locator:
    """What says that the seat is held elsewhere, over the whole width."""
    found = person.part(TAKEN)
    expect(found).to_be_visible(timeout=A_WHILE)
    box, size = found.bounding_box(), person.page.viewport_size
    assert box
    assert size
    assert box["width"] > 0.9 * size["width"]
    return found


def code_shown_once(host: Person) -> str:
    """The recovery code, as the console shows it to the one who opened the session."""
    shown = host.part("Votre code de reprise")
    found = CODE.search(shown.inner_text())
    assert found
    host.button("Compris", shown).click()
    expect(shown).to_have_count(0)
    return found[0]


def asks_for_seat(device: Person, crowd: Crowd, session_code: str, recovery_code: str) -> Locator:
    """Type a recovery code on another device; gives the button that takes the seat."""
    device.goes_to(f"{crowd.url}/j/{session_code}")
    device.page.get_by_text("J’ai un code de reprise").click()
    device.field("Code de reprise").fill(recovery_code)
    return device.button("Retrouver ma place")


def nothing_leaves(person: Person) -> None:
    """Whatever is pressed, no command is sent and no socket is opened."""
    sent: list[str] = []
    person.page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    person.page.on("websocket", lambda one: sent.append(one.url))
    for pressed in range(60):
        buttons = person.page.evaluate_handle(PRESSED)
        if pressed >= buttons.evaluate("all => all.length"):
            break
        buttons.evaluate("(all, at) => all[at].click()", pressed)
        person.page.keyboard.press("Escape")
    person.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    person.page.wait_for_timeout(500)
    assert sent == []


def test_the_old_host_s_console_can_be_read_and_nothing_more(
    host: Person, crowd: Crowd, server: NewServer
) -> None:
    host.goes_to(f"{server.url}/sessions")
    open_session(host)
    recovery_code = code_shown_once(host)
    host.page.reload()
    host.reads("Affichez le code")
    host.does_not_read("Votre code de reprise")
    play = begin(session_of(host, server))
    play.to_interview()
    noemie = observer(crowd, play, "Noémie")
    noemie.notes(*QUESTIONS, "Et vos nuits ?")
    host.reads("Et vos nuits ?")
    device = crowd.comes(LANDSCAPE)
    asks_for_seat(device, crowd, play.session.code, recovery_code).click()
    device.reads_title("L’entretien est en cours. Laissez jouer.")
    expect(bar(host)).to_contain_text(re.compile(r"Depuis \d+.h.\d\d"))
    host.reads("Et vos nuits ?", "L’entretien est en cours. Laissez jouer.")
    for name in ("Terminer l’entretien", "Pause", "Épingler"):
        expect(host.button(name)).to_have_count(0)
    nothing_leaves(host)
    host.button(re.compile("^Tout")).click()
    host.reads("Et vos nuits ?")
    host.touches("Reprendre avec mon compte")
    host.reads_title("L’entretien est en cours. Laissez jouer.")
    expect(host.part(TAKEN)).to_have_count(0)
    host.does_not_read("Votre code de reprise")
    bar(device)
    play.session.leave()


def test_words_that_were_not_sent_can_be_copied_and_leave_when_the_seat_is_taken_back(
    crowd: Crowd, play: Play
) -> None:
    noemie, device = observer(crowd, play, "Noémie"), crowd.comes(LANDSCAPE)
    cable = Cable(noemie)
    noemie.page.reload()
    writes(noemie, "Avant.", SAVED)
    cable.pull()
    writes(noemie, "Restée sur la vieille tablette.", WAITS)
    noemie.field("Questions pertinentes").fill("Une phrase à moit")
    person = next(key for key, one in play.host.records.items() if one.get("name") == "Noémie")
    asked = {"participant_id": person.removeprefix("participant/")}
    code = play.host.does("issue_recovery_code", **asked)["result"]["recovery_code"]
    asks_for_seat(device, crowd, play.session.code, code).click()
    device.reads_title("Vous observez")
    cable.put_back()
    noemie.touches("Réessayer")
    said = bar(noemie)
    expect(said).to_contain_text("2 notes sont encore sur cette tablette.")
    for words in ("Restée sur la vieille tablette.", "Une phrase à moit"):
        expect(said).to_contain_text(words)
    noemie.button("Copier le texte", said).click()
    noemie.reads("Texte copié.", "Avant.")
    nothing_leaves(noemie)
    assert play.entries("Restée sur la vieille tablette.") == []
    code = play.host.does("issue_recovery_code", **asked)["result"]["recovery_code"]
    noemie.page.get_by_role("link", name="Reprendre avec un code").click()
    noemie.field("Code de reprise").fill(code)
    noemie.touches("Retrouver ma place")
    expect(noemie.slip("Restée sur la vieille tablette.")).to_contain_text(SAVED, timeout=A_WHILE)
    expect(noemie.field("Questions pertinentes")).to_have_value("Une phrase à moit")
    is_saved_once(play, "Restée sur la vieille tablette.")
    bar(device)


def test_two_tabs_of_the_device_that_takes_its_seat_back_both_have_it(
    crowd: Crowd, play: Play
) -> None:
    noemie = observer(crowd, play, "Noémie")
    other = Person(noemie.page.context.new_page())
    other.goes_to(noemie.page.url)
    person = next(key for key, one in play.host.records.items() if one.get("name") == "Noémie")
    told = play.host.does("issue_recovery_code", participant_id=person.rpartition("/")[2])
    code = told["result"]["recovery_code"]
    other.goes_to(f"{crowd.url}/j/{play.session.code}#recover")
    other.field("Code de reprise").fill(code)
    other.touches("Retrouver ma place")
    other.reads_title("Vous observez")
    writes(other, "Dans l’onglet qui l’a reprise.", SAVED)
    expect(noemie.slip("Dans l’onglet qui l’a reprise.")).to_contain_text(SAVED, timeout=A_WHILE)
    expect(noemie.part(TAKEN)).to_have_count(0)
    writes(noemie, "Dans l’autre.", SAVED)


def test_where_only_plain_requests_pass_the_outbox_stops_too(crowd: Crowd, play: Play) -> None:
    noemie, device = observer(crowd, play, "Noémie"), crowd.comes(PHONE)
    noemie.page.clock.install()
    cable = Cable(noemie)
    noemie.page.reload()
    noemie.reads_title("Vous observez")
    cable.pull()
    writes(noemie, "Partie par une simple requête.", WAITS)
    noemie.page.clock.fast_forward("00:30")
    expect(noemie.slip("Partie par une simple requête.")).to_contain_text(SAVED, timeout=A_WHILE)
    is_saved_once(play, "Partie par une simple requête.")
    person = next(key for key, one in play.host.records.items() if one.get("name") == "Noémie")
    told = play.host.does("issue_recovery_code", participant_id=person.rpartition("/")[2])
    seat = asks_for_seat(device, crowd, play.session.code, told["result"]["recovery_code"])
    seat.click()
    device.reads_title("Vous observez")
    writes(noemie, "Une de trop.", WAITS)
    noemie.page.clock.fast_forward("00:30")
    expect(bar(noemie)).to_contain_text("Une de trop.")
    nothing_leaves(noemie)


def test_of_two_devices_that_use_one_code_at_once_one_wins_and_the_other_is_told(
    host: Person, crowd: Crowd, server: NewServer
) -> None:
    host.goes_to(f"{server.url}/sessions")
    open_session(host)
    recovery_code, session = code_shown_once(host), session_of(host, server)
    devices = [crowd.comes(LANDSCAPE), crowd.comes(LANDSCAPE)]
    buttons = [asks_for_seat(one, crowd, session.code, recovery_code) for one in devices]
    for button in buttons:
        button.evaluate("it => setTimeout(() => it.click(), 100)")
    won = [one.page.get_by_role("heading", level=1, name="Affichez le code") for one in devices]
    lost = [one.page.get_by_text("ou il a déjà servi. Demandez-en un autre") for one in devices]
    for which in range(2):
        expect(won[which].or_(lost[which]).first).to_be_visible()
    assert sorted(one.count() for one in won) == [0, 1]
    assert sorted(one.count() for one in lost) == [0, 1]
    bar(host)


def test_of_two_devices_that_log_in_at_once_one_holds_the_seat_and_the_other_is_told(
    host: Person, crowd: Crowd, server: NewServer
) -> None:
    host.goes_to(f"{server.url}/sessions")
    open_session(host)
    address, account = host.page.url, host.page.context.storage_state()
    account["origins"] = []
    devices = [crowd.comes(LANDSCAPE, storage_state=account) for _ in range(2)]
    for one in devices:
        one.goes_to(f"{server.url}/sessions")
    for one in devices:
        one.page.evaluate("address => setTimeout(() => location.assign(address), 100)", address)
    lead = [one.page.get_by_role("region", name="Conduite") for one in devices]
    told = [one.page.get_by_text(TAKEN) for one in devices]
    for one in devices:
        one.page.wait_for_url(address)
    for which in range(2):
        expect(lead[which].or_(told[which]).first).to_be_visible()
    until(lambda: sum(one.count() > 0 for one in told) == 1, 10, "one of them told")
    bar(host)
