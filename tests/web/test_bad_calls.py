"""Bad input over HTTP, and any JSON at all over a socket: a code, a sentence, no traceback."""

import random
from typing import Any
from uuid import uuid4

import pytest

import game
from tests.web.refusals import CODES
from tests.web.rounds import Room, a_room, to_interview
from tests.web.servers import Server, Session

KINDS = sorted({kind for owner in game.commands().values() for kind in owner})


@pytest.fixture
def room(session: Session) -> Room:
    return a_room(session)


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

    @pytest.mark.parametrize(
        ("language", "wanted"),
        [("fr", "Donnez un titre\u00a0: les participants"), ("en", "Give a title: participants")],
    )
    def test_a_session_is_not_opened_under_a_title_of_spaces(
        self, server: Server, language: str, wanted: str
    ) -> None:
        spoken = {"Accept-Language": language}
        path, body = "/api/v1/sessions", {"title": " \u00a0"}
        status, answer = server.call("POST", path, body, token=server.token, **spoken)
        assert (status, answer["code"]) == (400, "invalid")
        assert answer["fields"] == {"title": answer["message"]}
        assert answer["message"].startswith(wanted)

    @pytest.mark.parametrize(
        "query",
        [
            *("page=0", "page=x", "page=99999999999999999999", f"page={'9' * 5000}"),
            *("from=yesterday-or-so", "from=banana", "to=2026-02-30", "to=20261201", "deck[]=1"),
        ],
    )
    def test_a_wrong_search_is_invalid(self, server: Server, query: str) -> None:
        status, answer = server.call("GET", f"/api/v1/sessions?{query}", token=server.token)
        assert (status, answer["code"]) == (400, "invalid")
        assert set(answer["fields"]) == {query.partition("=")[0]}

    @pytest.mark.parametrize(
        ("language", "wanted"), [("fr", "Écrivez la date"), ("en", "Write the date")]
    )
    def test_a_session_is_not_opened_on_a_day_that_is_none(
        self, server: Server, language: str, wanted: str
    ) -> None:
        path, body = "/api/v1/sessions", {"title": "Journée", "date": "tomorrow"}
        spoken = {"Accept-Language": language}
        status, answer = server.call("POST", path, body, token=server.token, **spoken)
        assert (status, answer["code"]) == (400, "invalid")
        assert answer["fields"]["date"].startswith(wanted)

    def test_a_session_is_not_moved_to_one_either(self, session: Session) -> None:
        host = session.host()
        refused = host.send("edit_session", date="tomorrow")
        assert (refused["code"], set(refused["fields"])) == ("invalid", {"date"})
        for date in ("2026-12-01", ""):
            host.does("edit_session", date=date)


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
