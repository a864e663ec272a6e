"""What browsers hold over real sockets is always what they would be told if they came now."""

import time
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from tests.web.rounds import Room, a_room, entry, to_interview, whole_round
from tests.web.servers import Client, Server, Session
from tests.web.waiting import until


@pytest.fixture
def room(session: Session) -> Room:
    return a_room(session)


def has_heard_of(client: Client, seq: int) -> bool:
    """Whether the last beacon was sent after this event."""
    return bool((client.heard("beacon") or {}).get("seq", 0) >= seq)


def fresh(client: Client) -> dict[str, Any]:
    """The whole view, asked for now."""
    return client.ask({"since": 0}, "sync")


class TestUpdates:
    def test_a_view_made_of_updates_is_the_view_fetched_whole(self, room: Room) -> None:
        for moment in whole_round(room):
            for name, client in room.everybody.items():
                whole = fresh(client)
                until(lambda c=client, w=whole: c.digest() == w["digest"], what=f"{name}: {moment}")  # type: ignore[misc]
                assert client.records == whole["put"], (moment, name)
                assert client.seqs == whole["seqs"], (moment, name)

    def test_texts_come_in_the_language_of_each_browser(self, room: Room) -> None:
        french, english = (one.records["screen"]["title"] for one in (room.luc, room.noemie))
        assert isinstance(french, str)
        assert french != english

    def test_only_host_and_wall_are_told_where_to_join(self, room: Room) -> None:
        told = {
            name for name, one in room.everybody.items() if "join_url" in one.records["session"]
        }
        assert told == {"host", "wall"}
        assert room.wall.records["session"]["join_url"].endswith(f"/j/{room.session.code}")

    def test_an_entry_reaches_its_author_and_the_host_alone(self, room: Room) -> None:
        to_interview(room)
        made = entry(room.noemie, "mot secret")
        until(lambda: any(made in key for key in room.host.records), what="the entry")
        time.sleep(0.2)
        for name, one in room.everybody.items():
            seen = "mot secret" in str(one.updates) + str(fresh(one))
            assert seen == (name in ("host", "noemie")), name


class TestComingBack:
    def test_since_brings_only_what_changed(self, room: Room) -> None:
        to_interview(room)
        since = room.host.seq
        room.noemie.close()
        made = entry(room.sofiane, "Entendu pendant l’absence")
        back = room.session.client(room.host.token, since=since)
        assert "reset" not in back.updates[0]
        assert [key for key in back.records if made in key]
        assert "session" not in back.records
        assert len(back.records) < 5

    def test_a_view_caught_up_is_the_whole_view(self, room: Room) -> None:
        to_interview(room)
        away, since = dict(room.host.records), room.host.seq
        entry(room.noemie, "Une question")
        room.host.does("pause_timer")
        caught_up = room.host.ask({"since": since}, "sync")
        assert away | caught_up["put"] == fresh(room.host)["put"]

    def test_all_is_sent_again_when_something_was_hidden_meanwhile(self, room: Room) -> None:
        to_interview(room)
        made = entry(room.noemie, "Une question")
        since = room.host.seq
        room.noemie.does("remove_entry", entry_id=made)
        told = room.host.ask({"since": since - 1}, "sync")
        assert told["reset"] is True
        assert not [key for key in told["put"] if made in key]

    @pytest.mark.parametrize("since", [10**9, -3, "4", None, 2.5, [], True])
    def test_an_odd_number_brings_the_whole_view(self, room: Room, since: object) -> None:
        told = room.luc.ask({"since": since}, "sync")
        assert told["reset"] is True
        assert told["put"] == room.luc.records

    def test_an_up_to_date_browser_is_sent_nothing(self, room: Room) -> None:
        told = room.luc.ask({"since": room.luc.seq}, "sync")
        assert (told["put"], told["drop"], told.get("reset")) == ({}, [], None)
        assert told["now"].endswith("Z")

    def test_a_beacon_tells_what_the_browser_holds(self, room: Room) -> None:
        to_interview(room)
        seq = room.host.does("pause_timer")["seq"]
        for name, one in room.everybody.items():
            until(partial(has_heard_of, one, seq), what=name)
            beacon = one.heard("beacon")
            assert beacon["digest"] == one.digest(), name
            assert beacon["now"].endswith("Z")


class TestSeats:
    def test_a_seats_commands_take_effect_in_the_order_sent(self, room: Room) -> None:
        to_interview(room)
        ids = [str(uuid4()) for _ in range(15)]
        answers: list[Any] = []
        for number, one in enumerate(ids):
            data = {"entry_id": one, "column": "relevant_questions", "text": f"{number}"}
            payload = {"id": str(uuid4()), "kind": "add_entry", "data": data}
            room.noemie.io.emit("command", payload, callback=answers.append)
        until(lambda: len(answers) == 15, what="fifteen answers")
        seqs = [one["seq"] for one in answers]
        assert seqs == sorted(seqs)
        held = [key for key in fresh(room.host)["put"] if key.startswith("entry/")]
        assert [key.rpartition("/")[2] for key in held] == ids

    def test_two_sockets_on_one_seat_are_told_the_same(self, room: Room) -> None:
        second = room.session.client(room.luc.token)
        second.does("volunteer")
        until(lambda: room.luc.digest() == second.digest(), what="both in step")
        until(lambda: room.luc.records == second.records, what="the same records")
        mine = room.luc.records[f"participant/{room.luc.id}"]
        assert mine["volunteer"] is True

    def test_a_removed_seat_is_shown_that_and_no_more(self, room: Room) -> None:
        room.host.does("remove_participant", participant_id=room.luc.id)
        until(lambda: set(room.luc.records) == {"screen", "session", "you"}, what="the end")
        assert room.luc.send("volunteer")["code"] == "forbidden"
        again = room.session.client(room.luc.token)
        assert set(again.records) == {"screen", "session", "you"}

    def test_an_erased_session_hangs_up_on_everybody(self, server: Server, room: Room) -> None:
        status, _ = server.call("DELETE", f"/api/v1/sessions/{room.session.id}", token=server.token)
        assert status == 204
        until(lambda: not any(one.io.connected for one in room.everybody.values()), what="the end")


class TestRecovery:
    def recover(self, session: Session, code: str) -> tuple[int, Any]:
        path = f"/api/v1/sessions/{session.code}/recover"
        return session.server.call("POST", path, {"recovery_code": code})

    def test_a_code_takes_a_seat_to_another_device_once(self, room: Room) -> None:
        room.luc.does("volunteer")
        code = room.host.does("issue_recovery_code", participant_id=room.luc.id)["result"]
        status, seat = self.recover(room.session, code["recovery_code"].lower().replace("-", " "))
        assert (status, seat["participant_id"]) == (200, room.luc.id)
        back = room.session.client(seat["seat_token"])
        assert back.records["you"]["name"] == "Luc"
        assert back.does("stand_down")
        assert self.recover(room.session, code["recovery_code"])[0] == 404
        until(lambda: not room.luc.io.connected or not room.luc.send("volunteer")["ok"], what="end")
        answer = room.session.server.call(
            *("POST", f"/api/v1/sessions/{room.session.id}/commands"),
            {"id": str(uuid4()), "kind": "volunteer", "data": {}},
            token=room.luc.token,
        )
        assert (answer[0], answer[1]["code"]) == (403, "forbidden")

    def test_a_lost_host_takes_the_session_back(self, session: Session) -> None:
        host = session.host()
        status, seat = self.recover(session, session.made["recovery_code"])
        assert status == 200
        assert session.client(seat["seat_token"]).does("show_on_screen", show="rules")
        until(lambda: not host.io.connected, what="the end of the lost device")

    def test_an_invitation_makes_a_second_host_beside_the_first(self, session: Session) -> None:
        host = session.host()
        code = host.does("invite_host")["result"]["recovery_code"]
        status, seat = self.recover(session, code)
        assert status == 200
        assert session.client(seat["seat_token"]).does("show_on_screen", show="rules")
        assert host.does("show_on_screen", show="game")

    def test_another_sessions_code_opens_nothing(self, server: Server, session: Session) -> None:
        other = server.open_session()
        status, answer = self.recover(session, other.made["recovery_code"])
        assert (status, answer["code"]) == (404, "unknown_code")


class TestWithoutASocket:
    def test_a_command_has_one_answer_whichever_way_it_comes(self, session: Session) -> None:
        luc = session.person("Luc")
        payload = {"id": str(uuid4()), "kind": "volunteer", "data": {}}
        path = f"/api/v1/sessions/{session.id}/commands"
        posted = session.server.call("POST", path, payload, token=luc.token)
        assert posted == (200, luc.ask(payload))
        refused = session.server.call(
            "POST", path, payload | {"kind": "stand_down"}, token=luc.token
        )
        assert (refused[0], refused[1]["code"]) == (409, "conflict")

    def test_a_seat_speaks_in_its_own_session_alone(self, server: Server, session: Session) -> None:
        luc, other = session.person("Luc"), server.open_session()
        payload = {"id": str(uuid4()), "kind": "volunteer", "data": {}}
        for token in (luc.token, "", "guessed", server.token):
            status, answer = server.call(
                "POST", f"/api/v1/sessions/{other.id}/commands", payload, token=token
            )
            assert (status, answer["code"]) == (401, "unauthorised")


class TestPresence:
    def test_the_host_knows_who_is_here_away_and_gone(self, session: Session) -> None:
        host, luc = session.host(), session.person("Luc")
        noemie = session.person("Noémie")

        def state(who: Client) -> str:
            return str((host.heard("presence") or {}).get(who.id, {}).get("state"))

        until(lambda: state(luc) == state(noemie) == "here", what="both here")
        luc.close()
        until(lambda: state(luc) == "away", what="away")
        until(lambda: state(luc) == "gone", what="gone")
        assert state(noemie) == "here"
        back = session.client(luc.token, person=luc.id)
        until(lambda: state(back) == "here", what="back")

    def test_a_short_cut_is_not_told(self, session: Session) -> None:
        host, luc = session.host(), session.person("Luc")
        until(lambda: host.heard("presence"), what="presence")
        luc.close()
        session.client(luc.token)
        time.sleep(1)
        states = {
            data[luc.id]["state"] for event, data in host.told if event == "presence" and data
        }
        assert states == {"here"}

    def test_the_host_knows_what_waits_in_a_browser(self, session: Session) -> None:
        host, luc = session.host(), session.person("Luc")
        luc.io.emit("unsent", {"count": 3})
        for odd in ({"count": -1}, {"count": "9"}, {"count": True}, {}, None, 7):
            luc.io.emit("unsent", odd)
        until(lambda: (host.heard("presence") or {}).get(luc.id, {}).get("unsent") == 3, what="3")

    def test_participants_are_not_told_of_one_another(self, session: Session) -> None:
        session.host()
        luc = session.person("Luc")
        session.person("Noémie")
        time.sleep(0.8)
        assert luc.heard("presence") is None


class TestTimers:
    def test_a_timer_that_runs_out_says_so_to_all(self, session: Session) -> None:
        room = a_room(session)
        to_interview(room)
        room.host.does("set_timer", seconds=1)
        for one in room.everybody.values():
            until(lambda c=one: c.records["round/1"]["timer"]["over"], 4, "the end")  # type: ignore[misc]
