"""A session may hold more than a socket may let wait: its whole view still arrives."""

import orjson

from tests.web.rounds import a_room, entry, to_interview
from tests.web.servers import Session
from tests.web.waiting import until
from web.transport.queues import MOST_WAITING

LONGEST_TEXT = "é" * 2000
BURST = 20


def test_a_view_larger_than_the_bound_arrives_and_so_does_what_follows(a_session: Session) -> None:
    room = a_room(a_session)
    observers = [room.noemie, room.sofiane, *(a_session.person(f"P. {n}") for n in range(14))]
    to_interview(room)
    for one in observers:
        for _ in range(BURST - 2):
            entry(one, LONGEST_TEXT)
    host = a_session.host()
    assert len(orjson.dumps(host.records)) > MOST_WAITING
    written = entry(room.noemie, "Et encore une")
    until(lambda: f"entry/1/{written}" in host.records, what="the entry")
    assert "does not read" not in a_session.server.said()
