"""Caps on what comes in and goes out: they close one connection, and nobody else notices."""

import json
import time
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest

from tests.web.raw import BINARY, PATH, Raw
from tests.web.rounds import a_room, entry, to_interview
from tests.web.servers import Server, Session
from tests.web.waiting import until
from web.transport.frames import unmasked

POLL = "/socket.io/?EIO=4&transport=polling"


def unharmed(session: Session) -> None:
    """Somebody else comes in and is answered."""
    client = session.person(f"Personne {uuid4().hex[:8]}")
    client.does("volunteer")
    client.close()


class TestWhatComesIn:
    def test_a_frame_of_100_kb_closes_that_socket_alone(self, a_session: Session) -> None:
        other = a_session.person("Luc")
        with Raw(a_session.server.url).seated(a_session.made["screen_token"]) as raw:
            raw.event("command", "x" * 100_000)
            assert raw.is_closed()
        other.does("volunteer")

    def test_endless_fragments_are_closed_at_the_cap(self, a_session: Session) -> None:
        before = a_session.server.resident()
        with Raw(a_session.server.url) as raw, suppress(ConnectionError, TimeoutError):
            raw.line.settimeout(1)
            raw.frame("4", last=False)
            for _ in range(400):
                raw.frame("x" * 60_000, kind=0, last=False)
            raise AssertionError("all of it was read")
        assert a_session.server.resident() - before < 12
        unharmed(a_session)

    def test_endless_empty_fragments_are_closed_too(self, a_session: Session) -> None:
        if "threading" in a_session.server.said():
            pytest.skip("the other mode keeps no empty fragment")
        with Raw(a_session.server.url) as raw, suppress(ConnectionError):
            raw.frame("4", last=False)
            empty = b"\x00\x80\x00\x00\x00\x00"
            for _ in range(80):
                raw.line.sendall(empty * 1000)
            assert raw.is_closed()

    @pytest.mark.parametrize(
        "odd",
        [
            *("", "x", "9", "4", "4x", "4{}", "4[[[[", "b4AAAA", "0{}", "4[" + "[" * 50_000),
            *("45", "451-", "42", "42{}", "42[]", "42[1]", "42[{}]", "42[[]]", "43[]", "44{}"),
            *('42["connect",{}]', '42["disconnect"]', '42["*",{}]', "46", "48", "4²"),
            *('451-["command",{"_placeholder":true,"num":0}]', '45999999999-["command"]'),
            *('42["command"', '42["command",NaN]', '42["command","\\ud800"]', "4299999999999"),
            "42" + "9" * 200 + '["command"]',
        ],
    )
    def test_what_no_client_says_closes_that_socket(self, a_session: Session, odd: str) -> None:
        with Raw(a_session.server.url).seated(a_session.made["screen_token"]) as raw:
            raw.frame(odd)
            assert raw.is_closed()
        assert "Traceback" not in a_session.server.said()

    def test_binary_frames_are_refused(self, a_session: Session) -> None:
        with Raw(a_session.server.url).seated(a_session.made["screen_token"]) as raw:
            raw.frame(b"42[]", kind=BINARY)
            assert raw.is_closed()

    def test_a_burst_is_handled_in_order_at_the_limit(self, a_session: Session) -> None:
        with Raw(a_session.server.url).seated(a_session.made["screen_token"]) as raw:
            one = {"kind": "volunteer", "data": {}}
            for number in range(200):
                raw.event("command", {"id": f"{number:08}", **one}, ack=number)
            answers: dict[int, str] = {}
            while len(answers) < 200:
                said = raw.read()
                if said.startswith("43"):
                    at = said.index("[")
                    answers[int(said[2:at])] = json.loads(said[at:])[0]["code"]
        assert [answers[number] for number in range(20)] == ["forbidden"] * 20
        assert list(answers.values()).count("too_many") > 100
        unharmed(a_session)

    def test_who_shows_no_seat_in_time_is_hung_up_on(self, a_session: Session) -> None:
        with Raw(a_session.server.url) as raw:
            assert raw.read().startswith("0{")
            assert raw.is_closed()

    def test_an_event_before_a_seat_is_shown_has_no_effect(self, a_session: Session) -> None:
        with Raw(a_session.server.url) as raw:
            raw.event("command", {"id": str(uuid4()), "kind": "volunteer", "data": {}}, ack=1)
            raw.event("sync", {"since": 0}, ack=2)
            raw.read()
            raw.line.settimeout(0.4)
            with pytest.raises(TimeoutError):
                raw.read()

    def test_a_seat_is_proved_once_for_each_connection(self, a_session: Session) -> None:
        with Raw(a_session.server.url).seated(a_session.made["screen_token"]) as raw:
            raw.frame("40" + json.dumps({"token": a_session.made["seat_token"]}))
            raw.event("command", {"id": str(uuid4()), "kind": "open_survey", "data": {}}, ack=1)
            while not (said := raw.read()).startswith("431"):
                assert said
            assert "forbidden" in said


class TestHandshakes:
    def test_compression_is_declined(self, a_session: Session) -> None:
        offer = "permessage-deflate; client_max_window_bits"
        with Raw(a_session.server.url, Sec_WebSocket_Extensions=offer) as raw:
            assert raw.status == 101
            assert "permessage-deflate" not in raw.answer
            raw.line.sendall(b"\xc1\x80\x00\x00\x00\x00")
            assert raw.is_closed()

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1"])
    def test_a_foreign_origin_is_refused(self, a_session: Session, origin: str) -> None:
        with Raw(a_session.server.url, Origin=origin) as raw:
            assert raw.status == 400
        assert a_session.server.call("GET", POLL, Origin=origin)[0] == 400

    def test_ones_own_origin_is_welcome(self, a_session: Session) -> None:
        with Raw(a_session.server.url, Origin=a_session.server.url) as raw:
            assert raw.status == 101

    def test_without_an_origin_only_a_seat_opens_anything(self, a_session: Session) -> None:
        with Raw(a_session.server.url) as raw:
            raw.frame("40" + json.dumps({"token": "guessed"}))
            assert raw.read().startswith("0{")
            refused = raw.read()
            assert refused.startswith("44")
            assert "unauthorised" in refused

    @pytest.mark.parametrize("query", ["&j=0", "&j=", "&j=x", "&transport=polling&j=1"])
    def test_jsonp_is_refused(self, a_session: Session, query: str) -> None:
        assert a_session.server.call("GET", POLL + query)[0] == 400

    def test_other_transports_and_versions_are_refused(self, a_session: Session) -> None:
        for query in ("EIO=4&transport=flashsocket", "EIO=3&transport=polling", ""):
            assert a_session.server.call("GET", f"/socket.io/?{query}")[0] == 400


class TestPolling:
    def poll(self, server: Server) -> str:
        status, opened = server.call("GET", POLL)
        assert status == 200
        return f"{POLL}&sid={json.loads(opened[1:])['sid']}"

    @pytest.mark.parametrize(
        "body",
        [
            *(b"x", b"\xff", b"d=4", b"b4AAAA", b"4[[[[", b"9", b"\x1e", b"4\x1e4", b"4{}"),
            b"\x1e".join([b"3"] * 17),
        ],
    )
    def test_what_no_client_posts_is_refused(self, a_server: Server, body: bytes) -> None:
        assert a_server.call("POST", self.poll(a_server), body)[0] == 400

    def test_what_is_too_large_is_refused(self, a_server: Server) -> None:
        assert a_server.call("POST", self.poll(a_server), b"4" + b"2" * 70_000)[0] == 400

    def test_somebody_elses_connection_can_not_be_guessed(self, a_server: Server) -> None:
        assert a_server.call("POST", f"{POLL}&sid=guessed", b"40")[0] == 400

    def test_a_browser_without_websockets_plays_too(self, a_session: Session) -> None:
        host, luc = a_session.host(), a_session.person("Luc", transport="polling")
        luc.does("volunteer")
        until(lambda: host.records[f"participant/{luc.id}"]["volunteer"], what="the volunteer")
        assert luc.ask({"since": 0}, "sync")["put"] == luc.records


class TestWhatGoesOut:
    def test_a_client_that_never_reads_is_cut_comes_back_and_nobody_loses_anything(
        self, a_session: Session
    ) -> None:
        room = a_room(a_session)
        to_interview(room)
        seq = room.wall.seq
        before = a_session.server.resident()
        said = a_session.server.said
        cuts = said().count("does not read")
        with Raw(a_session.server.url, window=4096).seated(room.wall.token) as raw:
            with suppress(ConnectionError, TimeoutError):
                for number in range(100_000):
                    raw.event("command", {"id": str(uuid4()), "kind": "volunteer"}, ack=number)
                    if number % 500 == 0 and said().count("does not read") > cuts:
                        break
            until(lambda: said().count("does not read") > cuts, 5, "the cut")
            assert raw.is_closed()
        entry(room.noemie, "Une question")
        assert a_session.server.resident() - before < 30
        whole = room.host.ask({"since": 0}, "sync")
        until(lambda: room.host.digest() == whole["digest"], what="the host in step")
        back = a_session.client(room.wall.token, since=seq).updates[0]
        assert "reset" not in back
        assert "tally/1" in back["put"]


class TestRates:
    def test_a_burst_of_20_then_5_a_second(self, a_session: Session) -> None:
        luc = a_session.person("Luc")
        payloads: list[dict[str, Any]] = [
            {"id": str(uuid4()), "kind": kind, "data": {}}
            for kind in ("volunteer", "stand_down") * 15
        ]
        answers = [luc.ask(one) for one in payloads]
        slowed = [one for one in answers if not one["ok"]]
        assert all(one["ok"] for one in answers[:20])
        assert slowed
        assert {one["code"] for one in slowed} == {"too_many"}
        assert 0 < slowed[0]["retry_after"] <= 0.3
        first = answers.index(slowed[0])
        time.sleep(slowed[-1]["retry_after"])
        assert luc.ask(payloads[first])["ok"]

    def test_one_seat_has_one_rate_over_all_its_sockets(self, a_session: Session) -> None:
        luc = a_session.person("Luc")
        second = a_session.client(luc.token)
        codes = [one.send("volunteer").get("code") for _ in range(20) for one in (luc, second)]
        assert "too_many" in codes

    def test_nobody_pays_for_another(self, a_session: Session) -> None:
        luc, noemie = a_session.person("Luc"), a_session.person("Noémie")
        for _ in range(30):
            luc.send("volunteer")
        noemie.does("volunteer")


@pytest.mark.parametrize("size", [0, 1, 3, 4, 5, 1000])
@pytest.mark.parametrize("offset", [0, 1, 2, 3, 7])
def test_a_frame_is_unmasked(size: int, offset: int) -> None:
    data, mask = bytes(range(256)) * 4, (17, 0, 255, 3)
    expected = bytes(data[i] ^ mask[(offset + i) % 4] for i in range(size))
    assert unmasked(data[:size], mask, size, offset) == expected


def test_the_path_is_the_one_of_the_contract() -> None:
    assert PATH.startswith("/socket.io/")
