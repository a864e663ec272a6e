"""Whatever somebody sends is answered with a code, changes nothing, and cuts nobody off."""

import random
from typing import Any
from uuid import uuid4

import pytest
import socketio

import game
from tests.web.rounds import Room, a_room, entry, start, to_interview
from tests.web.servers import Client, Server, Session

CODES = {
    *("invalid", "unauthorised", "forbidden", "not_found", "unknown_code", "name_taken"),
    *("wrong_phase", "conflict", "no_volunteer", "empty_pile", "closed", "too_large", "too_many"),
    "unavailable",
}
KINDS = sorted({kind for owner in game.commands().values() for kind in owner})


@pytest.fixture
def room(session: Session) -> Room:
    return a_room(session)


def payload(kind: str, **data: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "kind": kind, "data": data}


def refused(client: Client, payload: Any, code: str) -> dict[str, Any]:
    """It is refused with this code and a sentence; nothing changes; the connection is still good."""
    before = client.ask({"since": 0}, "sync")["seq"]
    answer = client.ask(payload)
    assert answer["ok"] is False, answer
    assert answer["code"] == code, answer
    assert answer["message"][0].isupper()
    assert client.io.connected
    assert client.ask({"since": 0}, "sync")["seq"] == before
    return answer


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


class TestHttp:
    @pytest.mark.parametrize(
        "body",
        [
            *(b"", b"[", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"name": NaN}', b"{" * 10_000),
            *(b"[" * 60_000, b'{"name": "\\ud800"}', b'{"name": 1e999}', b'{"a":1,"a":2}'),
        ],
    )
    def test_a_body_that_says_nothing_is_invalid(
        self, server: Server, session: Session, body: bytes
    ) -> None:
        status, answer = server.call("POST", f"/api/v1/sessions/{session.code}/seats", body)
        assert (status, answer["code"]) == (400, "invalid"), answer

    def test_a_large_body_is_too_large_at_once(self, server: Server, session: Session) -> None:
        path = f"/api/v1/sessions/{session.code}/seats"
        status, answer = server.call("POST", path, b'{"name": "' + b"x" * 100_000 + b'"}')
        assert (status, answer["code"]) == (413, "too_large")

    def test_another_accounts_session_is_not_there(self, server: Server, session: Session) -> None:
        from tests.web.servers import run

        other = run("token", "--data", server.data, "--name", "somebody-else").stdout.strip()
        for method, path in (("GET", ""), ("GET", "/export.md"), ("DELETE", "")):
            status, answer = server.call(
                method, f"/api/v1/sessions/{session.id}{path}", token=other
            )
            assert (status, answer["code"]) == (404, "not_found")
        assert session.seq() == 1

    @pytest.mark.parametrize("path", ["/api/v1/nothing", "/debug", "/admin", "/console"])
    def test_what_is_not_there_is_not_there(self, server: Server, path: str) -> None:
        assert server.call("GET", path)[0] == 404

    @pytest.mark.parametrize("query", ["page=0", "page=x", "from=yesterday-or-so", "deck[]=1"])
    def test_a_wrong_search_is_invalid(self, server: Server, query: str) -> None:
        status, answer = server.call("GET", f"/api/v1/sessions?{query}", token=server.token)
        assert (status, answer["code"]) == (400, "invalid")
        assert set(answer["fields"]) == {query.partition("=")[0]}


def anything(chance: random.Random, depth: int = 0) -> Any:
    """Some JSON or other."""
    leaves = (
        *(None, True, False, 0, -1, 2**53, 2**63, 1.5, "", "x" * 300, "p1", "roleplay", "cases"),
        *("\u202e\x00", "{text}", "%s", "' OR 1=1 --", "<b>", "\ud83d\ude00"),
    )
    if depth > 3 or chance.random() < 0.6:
        return chance.choice(leaves)
    inner = [anything(chance, depth + 1) for _ in range(chance.randrange(4))]
    if chance.random() < 0.5:
        return inner
    names = ("text", "kind", "id", "data", "participant_id", "answers", "settings", "", "é")
    return {chance.choice(names): one for one in inner}


def test_any_json_is_answered_by_a_code_and_by_no_traceback(own_server: Server) -> None:
    session = own_server.open_session()
    room = a_room(session)
    to_interview(room)
    chance = random.Random(20261201)
    everybody = [room.host, room.wall, room.aurelie, room.luc, room.noemie]
    more = [session.client(one.token) for one in everybody for _ in range(2)]
    clients = [*everybody, *more]
    for number in range(300):
        client = clients[number % len(clients)]
        odd: Any = anything(chance)
        if number % 3:
            shape = {"id": str(uuid4()), "kind": chance.choice(KINDS), "data": odd}
            odd = shape if number % 3 == 1 else shape | {"data": {"text": odd, "id": odd}}
        answer = client.ask(odd)
        assert answer["ok"] or answer["code"] in CODES, (odd, answer)
        assert answer["ok"] or answer["message"]
    assert all(one.io.connected for one in clients)
    whole = room.host.ask({"since": 0}, "sync")
    assert session.host().digest() == whole["digest"]
    assert "Traceback" not in own_server.said()
