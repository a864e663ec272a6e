"""Whatever somebody sends is answered with a code, changes nothing, and cuts nobody off."""

from typing import Any
from uuid import uuid4

import pytest
import socketio

import game
from tests.web.refusals import payload, refused
from tests.web.rounds import Room, a_room, entry, start, to_interview
from tests.web.servers import Server, Session

KINDS = sorted({kind for owner in game.commands().values() for kind in owner})


@pytest.fixture
def room(session: Session) -> Room:
    return a_room(session)


class TestEnvelopes:
    @pytest.mark.parametrize(
        "odd",
        [
            *(None, [], "volunteer", 7, True, {}),
            {"kind": "volunteer", "data": {}},
            {"id": 12345678, "kind": "volunteer", "data": {}},
            {"id": "short", "kind": "volunteer", "data": {}},
            {"id": "x" * 65, "kind": "volunteer", "data": {}},
            {"id": "12345678", "kind": "volunteer", "data": {}, "by": "host"},
            {"id": "12345678", "kind": "volunteer", "data": []},
            {"id": "12345678", "kind": "volunteer", "data": "x"},
            {"id": "12345678", "kind": None, "data": {}},
            {"id": "12345678", "kind": ["volunteer"], "data": {}},
            {"id": "12345678", "kind": "Volunteer", "data": {}},
            {"id": "12345678", "kind": "open_everything", "data": {}},
            {"id": "12345678", "data": {}},
        ],
    )
    def test_what_is_no_command_is_invalid(self, session: Session, odd: object) -> None:
        refused(session.person("Luc"), odd, "invalid")

    def test_a_command_of_more_than_16_kib_is_too_large(self, session: Session) -> None:
        refused(session.person("Luc"), payload("volunteer", more="x" * 16_384), "too_large")

    def test_an_event_that_there_is_not_is_answered_too(self, session: Session) -> None:
        luc = session.person("Luc")
        for event in ("commands", "__proto__", "join", "", "participant:host"):
            assert luc.ask({}, event)["code"] == "invalid"

    def test_deep_json_is_refused(self, session: Session) -> None:
        deep: Any = 1
        for _ in range(300):
            deep = [deep]
        refused(session.person("Luc"), payload("volunteer", more=deep), "invalid")

    def test_english_is_answered_in_english(self, room: Room) -> None:
        french, english = (one.ask(payload("nonsense")) for one in (room.luc, room.noemie))
        assert french["message"] != english["message"]


class TestFields:
    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"text": "x" * 2001}, "text"),
            ({"column": "nonsense"}, "column"),
            ({"author": "somebody else"}, "author"),
            ({"entry_id": ""}, "entry_id"),
            ({"text": {"a": 1}}, "text"),
            ({"round": "1"}, "round"),
        ],
    )
    def test_a_wrong_field_is_named(self, room: Room, data: dict[str, Any], field: str) -> None:
        to_interview(room)
        whole = {"entry_id": str(uuid4()), "column": "relevant_questions", "text": "Oui"}
        answer = refused(room.noemie, payload("add_entry", **whole | data), "invalid")
        assert set(answer["fields"]) == {field}

    def test_a_title_of_spaces_is_named(self, room: Room) -> None:
        answer = refused(room.host, payload("edit_session", title=" "), "invalid")
        assert answer["fields"] == {"title": answer["message"]}

    def test_the_longest_entry_is_taken(self, room: Room) -> None:
        to_interview(room)
        entry(room.noemie, "é" * 2000)


class TestMoments:
    def test_out_of_phase(self, room: Room) -> None:
        for client, kind, data in (
            (room.host, "close_round", {}),
            (room.host, "go_to_phase", {"phase": "draw"}),
            (room.luc, "draw_card", {"pile": "cases"}),
            (room.luc, "give_feedback", {"answers": {}}),
        ):
            refused(client, payload(kind, **data), "wrong_phase")

    def test_not_allowed(self, room: Room) -> None:
        to_interview(room)
        for client, kind, data in (
            (room.luc, "end_interview", {}),
            (room.noemie, "go_to_phase", {"phase": "debrief"}),
            (room.wall, "end_interview", {}),
            (room.noemie, "remove_participant", {"participant_id": room.luc.id}),
            (room.noemie, "invite_host", {}),
            (room.noemie, "open_session", {"id": "x", "code": "y", "host": "z", "title": "t"}),
            (room.noemie, "take_seat", {"participant_id": "p9", "name": "Faux"}),
            (room.host, "end_timer", {}),
        ):
            refused(client, payload(kind, **data), "forbidden")

    def test_twice(self, room: Room) -> None:
        to_interview(room)
        made = entry(room.noemie, "Une question")
        again = {"entry_id": made, "column": "relevant_questions", "text": "Une autre"}
        assert refused(room.sofiane, payload("add_entry", **again), "conflict")
        refused(room.host, payload("start_round", format="roleplay"), "wrong_phase")

    def test_a_card_twice(self, room: Room) -> None:
        start(room)
        room.host.does("go_to_phase", phase="draw")
        room.luc.does("draw_card", pile="cases")
        refused(room.luc, payload("draw_card", pile="cases"), "conflict")
        refused(room.luc, payload("draw_card", pile="structures"), "forbidden")

    def test_the_same_survey_answer_twice(self, room: Room) -> None:
        room.host.does("open_survey")
        room.luc.does("give_feedback", answers={})
        refused(room.luc, payload("give_feedback", answers={}), "conflict")

    def test_without_volunteers(self, room: Room) -> None:
        refused(room.host, payload("start_round", format="roleplay"), "no_volunteer")

    def test_after_the_end(self, server: Server, room: Room) -> None:
        room.host.does("close_session")
        refused(room.luc, payload("volunteer"), "closed")
        refused(room.host, payload("start_round", format="roleplay"), "closed")
        status, late = server.call(
            "POST", f"/api/v1/sessions/{room.session.code}/seats", {"name": "En retard"}
        )
        assert (status, late["code"]) == (410, "closed")

    def test_on_a_removed_seat(self, room: Room) -> None:
        room.host.does("remove_participant", participant_id=room.luc.id)
        refused(room.luc, payload("volunteer"), "forbidden")

    def test_two_players_for_one_role(self, room: Room) -> None:
        both = {"adviser": room.luc.id, "jobseeker": room.luc.id}
        refused(room.host, payload("start_round", format="roleplay", **both), "invalid")

    def test_on_another_sessions_ids(self, server: Server, room: Room) -> None:
        other = server.open_session()
        stranger = other.person("Ailleurs")
        to_interview(room)
        mine = entry(room.noemie, "Une question")
        refused(room.host, payload("remove_participant", participant_id=stranger.id), "not_found")
        refused(room.host, payload("issue_recovery_code", participant_id=stranger.id), "not_found")
        refused(room.aurelie, payload("give_floor", to=stranger.id), "not_found")
        refused(
            other.host(),
            payload("start_round", format="roleplay", adviser=room.luc.id),
            "not_found",
        )
        refused(room.sofiane, payload("edit_entry", entry_id=mine, text="Volé"), "not_found")
        refused(room.sofiane, payload("remove_entry", entry_id="nothing"), "not_found")
        other.leave()


class TestSeats:
    @pytest.mark.parametrize("token", ["", "x", "x" * 5000, None, 7, ["a"], {"a": 1}])
    def test_no_seat_opens_without_its_token(self, session: Session, token: Any) -> None:
        told: list[Any] = []
        client = socketio.Client(reconnection=False)
        client.on("connect_error", told.append)
        with pytest.raises(socketio.exceptions.ConnectionError):
            client.connect(session.server.url, auth={"token": token}, transports=["websocket"])
        assert told[0]["data"]["code"] == "unauthorised"
        assert "place" in told[0]["message"]

    def test_names_are_cleaned(self, session: Session) -> None:
        host = session.host()
        session.seat(" \u202eLuc\u200b\x00\t Martin\u2066 ")
        seen = [
            one["name"]
            for key, one in host.ask({"since": 0}, "sync")["put"].items()
            if key.startswith("participant/")
        ]
        assert seen == ["Luc Martin"]

    @pytest.mark.parametrize(
        ("name", "status", "code"),
        [
            ("Animateur", 409, "name_taken"),
            ("ANIMATRICE", 409, "name_taken"),
            ("helene", 409, "name_taken"),
            ("H\u200bÉLÈNE", 409, "name_taken"),
            ("", 400, "invalid"),
            ("\u200b\u202e\x07", 400, "invalid"),
            ("x" * 41, 400, "invalid"),
            ("x" * 10_000, 400, "invalid"),
            (None, 400, "invalid"),
            (["Luc"], 400, "invalid"),
        ],
    )
    def test_some_names_are_refused(
        self, server: Server, session: Session, name: Any, status: int, code: str
    ) -> None:
        before = session.seq()
        path = f"/api/v1/sessions/{session.code}/seats"
        answer = server.call("POST", path, {"name": name})
        assert (answer[0], answer[1]["code"]) == (status, code)
        assert session.seq() == before
        if code == "name_taken":
            free = answer[1]["fields"]["name"]
            assert server.call("POST", path, {"name": free})[0] == 201

    def test_a_room_takes_as_many_as_it_holds_and_not_one_more(self, server: Server) -> None:
        session = server.open_session()
        for number in range(60):
            session.seat(f"Personne {number}")
        path = f"/api/v1/sessions/{session.code}/seats"
        status, answer = server.call("POST", path, {"name": "Personne de trop"})
        assert (status, answer["code"]) == (429, "too_many")
        assert "60" in answer["message"]
        session.leave()

    def test_codes_that_open_nothing_are_soon_too_many(self, own_server: Server) -> None:
        session = own_server.open_session()
        tries = [
            own_server.call("POST", "/api/v1/sessions/ZZZZZZ/seats", {"name": "x"})
            for _ in range(30)
        ]
        assert [status for status, _ in tries][:20] == [404] * 20
        status, answer = tries[-1]
        assert (status, answer["code"]) == (429, "too_many")
        assert answer["retry_after"] > 0
        # A right guess must not tell itself apart from a wrong one while tries are too many.
        guessed = own_server.call("POST", f"/api/v1/sessions/{session.code}/seats", {"name": "x"})
        assert guessed[0] == 429

    def test_who_guesses_keeps_no_class_out_that_comes_in_through_the_same_router(
        self, own_server: Server
    ) -> None:
        session = own_server.open_session()
        session.seat("Luc")
        for _ in range(30):
            own_server.call("POST", "/api/v1/sessions/ZZZZZZ/seats", {"name": "x"})
        path = f"/api/v1/sessions/{session.code.lower()}/seats"
        assert [own_server.call("POST", path, {"name": f"P{n}"})[0] for n in range(5)] == [201] * 5
