"""Cards in their layout: the longest of the deck are seen whole by who reads them aloud, and by the room."""

import pytest

from tests.browser.people import LANDSCAPE, WALL, Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import Play, begin, open_session, session_of

# The longest situation and two long delicate ones, with structures that say much or have a long name.
LONGEST = [(18, 5), (30, 1), (23, 13)]
CUT = """(cards) => cards.filter((one) => one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.querySelector(".card-title").textContent)"""


@pytest.mark.parametrize(("case", "structure"), LONGEST)
def test_the_longest_cards_are_whole_without_a_scroll(
    host: Person, crowd: Crowd, server: NewServer, case: int, structure: int
) -> None:
    host.goes_to(f"{server.url}/sessions")
    open_session(host)
    play = begin(session_of(host, server))
    play.to_interview(case, structure)
    adviser, wall = the_adviser(crowd, play), crowd.comes(WALL)
    wall.goes_to(f"{server.url}/screen/{play.session.id}#{play.session.made['screen_token']}")
    see_whole_cards("interview", adviser, wall)
    play.host.does("go_to_phase", phase="reading")
    see_whole_cards("reading", adviser, wall)
    play.session.leave()


def see_whole_cards(phase: str, *people: Person) -> None:
    for person in people:
        person.page.locator(f"[data-phase={phase}] .card").first.wait_for()
        assert person.page.locator(".card").evaluate_all(CUT) == []


def the_adviser(crowd: Crowd, play: Play) -> Person:
    seat = {"seat_token": play.adviser.token, "participant_id": play.adviser.id}
    code = play.session.code
    adviser = crowd.seated(LANDSCAPE, {f"seat:{code}": {"session_id": play.session.id, **seat}})
    adviser.goes_to(f"{crowd.url}/s/{code}")
    return adviser
