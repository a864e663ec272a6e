"""What a WebSocket does, byte by byte, the same whichever way the server sends and receives."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest

from tests.web.conftest import WAYS
from tests.web.raw import BINARY, PATH, TEXT, Raw
from tests.web.servers import Server, Session, run
from tests.web.waiting import until
from web.config import WrongSetting, from_environment
from web.runtime import runtime
from web.transport.lane import why_not

PING, PONG, CONTINUED = 9, 10, 0
POLL = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture
def wall(a_session: Session) -> Iterator[Raw]:
    """The projector's browser, seated."""
    with Raw(a_session.server.url).seated(a_session.made["screen_token"]) as raw:
        yield raw


def ask(ack: int) -> str:
    """A packet that is answered at once, whoever sends it."""
    return f'42{ack}["hello",{{"how":"are you?"}}]'


def answers(raw: Raw, count: int) -> list[int]:
    """The numbers of the next answers, as they come; fewer when the connection ends."""
    found: list[int] = []
    while len(found) < count and (said := raw.read()):
        if said.startswith("43"):
            found.append(int(said[2 : said.index("[")]))
    return found


class TestFrames:
    def test_a_packet_may_come_byte_by_byte(self, wall: Raw) -> None:
        whole = wall.packed(ask(7).encode())
        for number in range(len(whole)):
            wall.line.sendall(whole[number : number + 1])
        assert answers(wall, 1) == [7]

    def test_many_frames_may_come_at_once(self, wall: Raw) -> None:
        wall.line.sendall(b"".join(wall.packed(ask(ack).encode()) for ack in range(40)))
        assert answers(wall, 40) == list(range(40))

    def test_frames_are_unmasked(self, wall: Raw) -> None:
        for ack, mask in enumerate((b"\x00\xff\x11\x80", b"abcd", b"\x01\x00\x00\x00")):
            wall.line.sendall(wall.packed(ask(ack).encode(), mask=mask))
        assert answers(wall, 3) == [0, 1, 2]

    @pytest.mark.parametrize("size", [125, 126, 127, 65_535, 65_536])
    def test_a_frame_may_be_as_long_as_the_limit(self, wall: Raw, size: int) -> None:
        head = '429["command",{"x":"'
        wall.frame(head + "x" * (size - len(head) - 3) + '"}]')
        assert answers(wall, 1) == [9]

    def test_fragments_make_a_packet_with_a_ping_between_them(self, wall: Raw) -> None:
        text = ask(3)
        wall.frame(text[:10], last=False)
        wall.frame(text[10:11], kind=CONTINUED, last=False)
        wall.frame("still here?", kind=PING)
        wall.frame("", kind=CONTINUED, last=False)
        wall.frame(text[11:], kind=CONTINUED)
        assert answers(wall, 1) == [3]

    def test_a_ping_is_answered_with_what_it_says(self, wall: Raw) -> None:
        wall.frame("still here?", kind=PING)
        while (got := wall.next())[0] != PONG:
            assert got[0] == TEXT
        assert got[1] == b"still here?"
        wall.frame("unasked", kind=PONG)
        wall.frame(ask(1))
        assert answers(wall, 1) == [1]

    @pytest.mark.parametrize(
        "odd",
        [
            pytest.param(b"\x81\x01x", id="not masked"),
            pytest.param(b"\xc1\x81\x00\x00\x00\x003", id="compressed"),
            pytest.param(b"\x83\x81\x00\x00\x00\x003", id="of no kind"),
            pytest.param(b"\x80\x81\x00\x00\x00\x003", id="continuing nothing"),
            pytest.param(b"\x09\x80\x00\x00\x00\x00", id="a ping in parts"),
            pytest.param(b"\x89\xfe\x00\x80" + bytes(4 + 128), id="a long ping"),
            pytest.param(b"\x01\x81\x00\x00\x00\x004\x81\x81\x00\x00\x00\x003", id="two at once"),
            pytest.param(b"\x81\x83\x00\x00\x00\x004\xff\xfe", id="not UTF-8"),
            pytest.param(b"\x81\xff" + b"\xff" * 8, id="endless"),
            pytest.param(b"\x88\x80\x00\x00\x00\x00", id="a goodbye"),
        ],
    )
    def test_what_no_websocket_says_closes_it(self, wall: Raw, odd: bytes) -> None:
        wall.line.sendall(odd)
        assert wall.is_closed()

    def test_a_line_that_breaks_leaves_nothing_behind(self, a_session: Session) -> None:
        luc = a_session.person("Luc")
        host = a_session.host()
        with Raw(a_session.server.url).seated(luc.token) as raw:
            raw.frame("x", kind=BINARY)
            assert raw.is_closed()
        luc.close()
        gone = {"state": "gone", "unsent": 0}
        until(lambda: (host.heard("presence") or {}).get(luc.id) == gone, what="his leaving")


class TestWaiting:
    def test_what_waits_leaves_in_order_once_it_is_read(self, a_session: Session) -> None:
        token = a_session.made["screen_token"]
        with Raw(a_session.server.url, window=4096).seated(token) as raw:
            for ack in range(4000):
                raw.frame(ask(ack))
            assert answers(raw, 4000) == list(range(4000))

    def test_who_floods_does_not_keep_the_others_waiting(self, a_session: Session) -> None:
        luc = a_session.person("Luc")
        with flooded(a_session):
            for _ in range(8):
                luc.does("volunteer")
                luc.does("stand_down")


@contextmanager
def flooded(session: Session) -> Iterator[None]:
    """While somebody sends as fast as they can, and reads what is answered."""
    enough = threading.Event()
    with Raw(session.server.url).seated(session.made["screen_token"]) as raw:
        many = b"".join(raw.packed(ask(ack).encode()) for ack in range(200))

        def flood() -> None:
            while not enough.is_set():
                raw.line.sendall(many)
                answers(raw, 200)

        flooding = threading.Thread(target=flood)
        flooding.start()
        try:
            yield
        finally:
            enough.set()
            flooding.join()


@pytest.mark.parametrize("way", WAYS)
def test_who_answers_pings_stays_and_who_does_not_is_closed(tmp_path: Path, way: str) -> None:
    server = Server(tmp_path / "data", *WAYS[way], VISAVIS_PING_SECONDS="1")
    session = server.open_session()
    polling = session.person("Luc", transport="polling")
    token = session.made["screen_token"]
    with Raw(server.url).seated(token) as raw, Raw(server.url).seated(token) as silent:
        for _ in range(3):
            while raw.read() != "2":
                pass
            raw.frame("3")
        raw.frame(ask(1))
        assert answers(raw, 1) == [1]
        assert silent.is_closed()
    polling.does("volunteer")
    assert server.end() == 0


class TestComingOverFromPolling:
    def polled(self, server: Server) -> str:
        """The query of a connection that polls."""
        return f"&sid={orjson.loads(server.call('GET', POLL)[1][1:])['sid']}"

    def test_a_browser_that_polls_first_plays(self, a_session: Session) -> None:
        host = a_session.host()
        luc = a_session.person("Luc", transport="polling websocket")
        until(lambda: luc.io.transport() == "websocket", what="the change")
        luc.does("volunteer")
        until(lambda: host.records[f"participant/{luc.id}"]["volunteer"], what="the volunteer")
        assert luc.ask({"since": 0}, "sync")["put"] == luc.records

    def test_what_was_said_meanwhile_comes_after_in_order(self, a_session: Session) -> None:
        server = a_session.server
        sid = self.polled(server)
        auth = orjson.dumps({"token": a_session.made["screen_token"]})
        assert server.call("POST", POLL + sid, b"40" + auth)[0] == 200
        assert "40{" in server.call("GET", POLL + sid)[1]
        with Raw(server.url, path=PATH + sid) as raw:
            raw.frame("2probe")
            assert raw.read() == "3probe"
            body = "\x1e".join(ask(ack) for ack in range(10)).encode()
            assert server.call("POST", POLL + sid, body)[0] == 200
            raw.frame("5")
            raw.frame(ask(10))
            assert answers(raw, 11) == list(range(11))
            assert server.call("GET", POLL + sid)[0] == 400

    def test_who_says_something_else_goes_on_polling(self, a_session: Session) -> None:
        server = a_session.server
        sid = self.polled(server)
        with Raw(server.url, path=PATH + sid) as raw:
            raw.frame("2")
        auth = orjson.dumps({"token": a_session.made["screen_token"]})
        assert server.call("POST", POLL + sid, b"40" + auth)[0] == 200
        # As long as the server has not seen the end of that line, it answers « 6 »: ask again.
        until(lambda: "40{" in str(server.call("GET", POLL + sid)[1]), what="the welcome")

    def test_somebody_elses_connection_is_not_taken_over(self, a_server: Server) -> None:
        with Raw(a_server.url, path=f"{PATH}&sid=guessed") as raw:
            assert raw.status == 400


class TestTheFastLane:
    def test_what_came_before_an_end_counts(self, session: Session) -> None:
        for end in (b"\x88\x80\x00\x00\x00\x00", b"\x81\x01x"):
            with Raw(session.server.url).seated(session.made["screen_token"]) as raw:
                raw.line.sendall(raw.packed(ask(5).encode()) + end)
                assert answers(raw, 2) == [5]

    def test_a_connection_holds_less_than_50_kb(self, tmp_path: Path) -> None:
        server = Server(tmp_path / "data", "--fast-lane", "on")
        token = server.open_session().made["screen_token"]
        first = [Raw(server.url).seated(token) for _ in range(20)]
        before = server.resident()
        more = [Raw(server.url).seated(token) for _ in range(200)]
        after = server.resident()
        for raw in first + more:
            raw.line.close()
        assert server.end() == 0
        assert after - before < 10

    def test_it_is_off_where_nothing_watches_sockets(self) -> None:
        assert why_not(runtime("threading").loop)
        assert not why_not(runtime("eventlet").loop)

    def test_a_call_that_fails_keeps_back_no_other(self) -> None:
        running, called = runtime("eventlet"), list[str]()
        assert running.loop is not None
        running.loop.soon(lambda: called.append("before"))
        running.loop.soon(lambda: called.remove("nothing"))
        running.loop.soon(lambda: called.append("after"))
        running.sleep(0.01)
        assert called == ["before", "after"]

    def test_it_is_off_on_versions_that_it_does_not_know(self) -> None:
        loop = runtime("eventlet").loop
        for name in ("python-engineio", "python-socketio"):
            found = {"python-engineio": "4.15.9", "python-socketio": "5.18.0"}
            assert not why_not(loop, found.__getitem__)
            found[name] = "4.16.0"
            assert f"{name} 4.16.0" in why_not(loop, found.__getitem__)

    def test_a_server_says_why_it_is_off(self, tmp_path: Path) -> None:
        server = Server(tmp_path / "data", "--async-mode", "threading", "--fast-lane", "on")
        assert "the fast lane is off: this async mode" in server.said()
        server.end()

    @pytest.mark.parametrize("said", ["", "yes", "ON"])
    def test_it_is_on_or_off(self, said: str, tmp_path: Path) -> None:
        with pytest.raises(WrongSetting):
            from_environment({"data": str(tmp_path)}, {"VISAVIS_FAST_LANE": said})

    def test_the_environment_turns_it_off(self, tmp_path: Path) -> None:
        assert not from_environment({"data": str(tmp_path)}, {"VISAVIS_FAST_LANE": "off"}).fast_lane
        options = {"data": str(tmp_path), "fast_lane": "on"}
        assert from_environment(options, {"VISAVIS_FAST_LANE": "off"}).fast_lane

    def test_the_command_line_says_no_to_anything_else(self) -> None:
        assert run("--fast-lane", "maybe").returncode == 2
