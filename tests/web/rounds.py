"""A whole round over sockets, deed by deed, as people play it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from tests.web.servers import Client, Session
from tests.web.waiting import until


@dataclass
class Room:
    """Everybody at the table, each at their browser."""

    session: Session
    host: Client
    wall: Client
    aurelie: Client
    luc: Client
    noemie: Client
    sofiane: Client

    @property
    def everybody(self) -> dict[str, Client]:
        """The six browsers, by who sits at them."""
        return {name: one for name, one in vars(self).items() if isinstance(one, Client)}


def a_room(session: Session) -> Room:
    """A session in which four people have come in."""
    return Room(
        session=session,
        host=session.host(),
        wall=session.wall(),
        aurelie=session.person("Aurélie"),
        luc=session.person("Luc"),
        noemie=session.person("Noémie", language="en"),
        sofiane=session.person("Sofiane", transport="polling"),
    )


def start(room: Room) -> None:
    """A round begins, with Aurélie as the adviser and Luc as the jobseeker."""
    room.host.does("start_round", format="roleplay", adviser=room.aurelie.id, jobseeker=room.luc.id)


def to_interview(room: Room) -> None:
    """A round, up to the interview, and everybody has heard of it."""
    start(room)
    room.host.does("go_to_phase", phase="draw")
    room.luc.does("draw_card", pile="cases")
    room.aurelie.does("draw_card", pile="structures")
    seq = room.aurelie.does("read_case")["seq"]
    until(lambda: all(one.seq >= seq for one in room.everybody.values()), what="the interview")


def entry(client: Client, text: str) -> str:
    """Somebody writes a question that they heard; gives the entry's id."""
    made = str(uuid4())
    client.does("add_entry", entry_id=made, column="relevant_questions", text=text)
    return made


def whole_round(room: Room) -> Iterator[str]:
    """A round from the lobby to the survey; a word after each thing that changes what people see."""
    room.luc.does("volunteer")
    room.host.does("rename_participant", participant_id=room.noemie.id, name="Noémie B.")
    yield "lobby"
    start(room)
    yield "rules"
    room.host.does("go_to_phase", phase="draw")
    room.luc.does("draw_card", pile="cases")
    yield "the case is drawn"
    room.aurelie.does("draw_card", pile="structures")
    yield "reading"
    room.aurelie.does("read_case")
    yield "interview"
    question = entry(room.noemie, "Qu’est-ce qui vous ferait plaisir ?")
    removed = entry(room.sofiane, "Une phrase de trop")
    room.aurelie.does("give_floor", to=room.sofiane.id)
    room.host.does("pause_timer")
    room.host.does("pin_entry", entry_id=question, pinned=True)
    yield "entries"
    room.noemie.does("edit_entry", entry_id=question, text="Qu’est-ce qui vous plairait ?")
    room.sofiane.does("remove_entry", entry_id=removed)
    room.aurelie.does("take_floor_back")
    room.host.does("show_on_screen", show="nothing")
    yield "the wall is hidden"
    room.host.does("show_on_screen", show="game")
    room.host.does("go_to_phase", phase="reading")
    yield "back to the reading"
    room.host.does("go_to_phase", phase="interview")
    yield from to_the_end(room)


def to_the_end(room: Room) -> Iterator[str]:
    """From the interview on."""
    room.aurelie.does("end_interview")
    yield "debriefing"
    for step in ("observations", "doors", "practices"):
        room.host.does("go_to_step", step=step)
        room.sofiane.does("add_note", note_id=str(uuid4()), step=step, text=f"Noté : {step}")
        yield step
    room.host.does("remove_participant", participant_id=room.sofiane.id)
    yield "Sofiane is removed"
    room.host.does("restore_participant", participant_id=room.sofiane.id)
    room.host.does("go_to_step", step="takeaways")
    yield "takeaways"
    room.host.does("close_round")
    yield "the lobby again"
    room.host.does("open_survey")
    for one in (room.aurelie, room.luc):
        one.does("give_feedback", answers={"relevance": 4})
    yield "survey"
    room.host.does("close_session")
    yield "closed"
