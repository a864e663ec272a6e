"""What a commit changed is told at once, however much it is, and makes up what each may see."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import game
from game import Viewer
from game.session.messages import OpenSession, RemoveParticipant, RestoreParticipant, TakeSeat
from tests.deck_files import deck_of
from tests.held import Held
from tests.properties.strategies import NAMES, worded
from tests.properties.test_any_history import HOST, SEATS, START, STORY, WALL
from web import wire
from web.audience import Audience
from web.publish import Publisher
from web.rooms import Change, new_room

PEOPLE = list(SEATS.values())[: len(NAMES)]
LEAVES = PEOPLE[4]
DEEDS = (
    (game.SERVER, OpenSession(id="s", code="K7M2", host="Hélène", title="Portes")),
    *(
        (game.SERVER, TakeSeat(participant_id=one.id, name=name))
        for one, name in zip(PEOPLE, NAMES, strict=False)
    ),
    *STORY[:7],
    (HOST, RemoveParticipant(participant_id=LEAVES.id)),
    *STORY[7:12],
    (HOST, RestoreParticipant(participant_id=LEAVES.id)),
    *STORY[12:],
)


class Line:
    """The sending half of a Socket.IO server, with a browser at each end."""

    def __init__(self) -> None:
        self.browsers: dict[str, Held] = defaultdict(Held)
        self.updates = 0

    def emit(self, event: str, said: dict[str, Any], to: str | list[str]) -> None:
        heard = wire.Json.loads(wire.encode(said))
        self.updates += event == "update"
        for sid in [to] if isinstance(to, str) else to:
            held = self.browsers[sid]
            if event == "update":
                assert held.records.keys() >= set(heard["drop"]), f"{sid} is told what it never saw"
                held.apply(heard)
            else:
                assert held.digest() == heard["digest"], f"{sid} is told that it missed"


def changes_of(session: game.Session) -> list[Change]:
    """All that happens, one change after the other."""
    made: list[Change] = []
    for number, (viewer, command) in enumerate(DEEDS):
        said = worded(command, f"‹{number}›")
        asked = game.Asked(command=said, by=viewer, at=START, seed=number)
        events = game.decide(session, asked)
        for one in game.record_events(session, asked, events):
            before, session = session, game.evolve(session, one)
            made.append(Change(one, before, session))
    return made


HISTORY = changes_of(game.open_session(deck_of("employment")))
SEATED = 1 + len(PEOPLE)  # the session is opened, then everybody comes in
cuts = st.lists(st.integers(1, 6), min_size=3, max_size=len(HISTORY))


def in_commits(sizes: Sequence[int]) -> list[list[Change]]:
    """The history, so many changes in each commit, over and over."""
    commits, at, turn = [], 0, 0
    while at < len(HISTORY):
        size = sizes[turn % len(sizes)]
        commits.append(HISTORY[at : at + size])
        at, turn = at + size, turn + 1
    return commits


def as_read(session: game.Session, viewer: Viewer) -> Any:
    """The view of a viewer, as its browser reads it; what is said in words left out."""
    return wire.Json.loads(wire.encode(plain(game.view(session, viewer))))


def plain(view: Any) -> dict[str, Any]:
    own = ("screen", "session")
    return {key: None if key in own else record for key, record in view.items()}


@given(sizes=cuts, latecomers=st.integers(0, len(HISTORY)))
def test_every_browser_holds_its_view_and_the_servers_checksum(
    sizes: list[int], latecomers: int
) -> None:
    line, room = Line(), new_room(deck_of("employment"))
    publisher = Publisher(line, "http://salle")
    comes = {HOST: 1, WALL: 1} | {one: max(latecomers, SEATED) for one in PEOPLE}
    told = 0
    for commit in in_commits(sizes):
        publisher.publish(room, commit)
        told += len(commit)
        for viewer in [one for one, at in comes.items() if at <= told]:
            del comes[viewer]
            audience = Audience(session_id="s", viewer=viewer, language="fr")
            publisher.join(audience, viewer.id, room, 0)
        publisher.beacons(room)
        for viewer in (HOST, WALL, *PEOPLE):
            if viewer not in comes:
                held = plain(line.browsers[viewer.id].records)
                assert held == as_read(room.told, viewer), viewer.id


def test_what_one_commit_holds_is_told_in_one_update() -> None:
    line, room = Line(), new_room(deck_of("employment"))
    publisher = Publisher(line, "http://salle")
    publisher.publish(room, HISTORY[:1])
    publisher.join(Audience(session_id="s", viewer=HOST, language="fr"), HOST.id, room, 0)
    publisher.publish(room, HISTORY[1:])
    assert line.updates == 2
    assert plain(line.browsers[HOST.id].records) == as_read(HISTORY[-1].after, HOST)


def test_everybody_is_told_entries_in_the_order_in_which_they_were_written() -> None:
    line, room = Line(), new_room(deck_of("employment"))
    publisher = Publisher(line, "http://salle")
    publisher.publish(room, HISTORY[:SEATED])
    for viewer in (HOST, WALL, *PEOPLE):
        audience = Audience(session_id="s", viewer=viewer, language="fr")
        publisher.join(audience, viewer.id, room, 0)
    publisher.publish(room, HISTORY[SEATED:])
    for viewer in (HOST, WALL, *PEOPLE):
        told = [key for key in line.browsers[viewer.id].records if key.startswith("entry/")]
        written = [key for key in game.view(room.told, viewer) if key.startswith("entry/")]
        assert told == written, viewer.id
        assert len(told) > 1 or viewer not in PEOPLE


def test_whoever_left_hears_nothing_more_and_holds_up_nobody() -> None:
    line, room = Line(), new_room(deck_of("employment"))
    publisher = Publisher(line, "http://salle")
    audience = Audience(session_id="s", viewer=HOST, language="fr")
    publisher.publish(room, HISTORY[:1])
    publisher.join(audience, HOST.id, room, 0)
    publisher.leave(audience, HOST.id)
    publisher.publish(room, HISTORY[1:])
    assert publisher.sessions() == []
    assert line.updates == 1
