"""A server that stops, is killed, or can't write: what was answered stays, and people come back."""

import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.web.rounds import a_room, entry, to_interview
from tests.web.servers import ROOT, Client, Server, run
from tests.web.waiting import until

ENTRY = {"column": "relevant_questions", "text": "Entendu"}


def entries(client: Client) -> list[str]:
    """The ids of all entries that somebody may read."""
    held = client.ask({"since": 0}, "sync")["put"]
    return [key.rpartition("/")[2] for key in held if key.startswith("entry/")]


class Writing:
    """Somebody who writes one entry after the other, until the server is gone."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.acked: list[str] = []
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self._thread = threading.Thread(target=self._write, daemon=True)
        self._thread.start()

    def _write(self) -> None:
        while True:
            made, id = str(uuid4()), str(uuid4())
            payload = {"id": id, "kind": "add_entry", "data": {"entry_id": made, **ENTRY}}
            self.sent.append((made, payload))
            try:
                answer = self.client.io.call("command", payload, timeout=2)
            except Exception:
                return
            if answer["ok"]:
                self.acked.append(made)
            elif answer["code"] == "unavailable":
                return
            else:
                self.sent.pop()
                time.sleep(answer.get("retry_after", 0.1))

    def wait(self) -> None:
        self._thread.join(5)


def test_a_server_asked_to_stop_tells_browsers_and_ends_well(own_server: Server) -> None:
    room = a_room(own_server.open_session())
    to_interview(room)
    writing = [Writing(one) for one in (room.noemie, room.sofiane)]
    until(lambda: all(one.acked for one in writing), what="first entries")
    assert own_server.stop() == 0
    for one in writing:
        one.wait()
    assert all(one.heard("restarting") for one in room.everybody.values())
    assert room.host.heard("restarting")["retry_in"] > 0
    own_server.start()
    kept = entries(room.session.host())
    assert sorted(kept) == sorted(set(kept))
    assert {made for one in writing for made in one.acked} <= set(kept)


def test_nothing_answered_is_lost_when_the_server_is_killed(own_server: Server) -> None:
    room = a_room(own_server.open_session())
    to_interview(room)
    for _ in range(2):
        writing = [Writing(room.session.client(one.token)) for one in (room.noemie, room.sofiane)]
        until(lambda w=writing: all(len(one.acked) > 5 for one in w), what="entries")  # type: ignore[misc]
        own_server.restart(signal.SIGKILL)
        for one in writing:
            one.wait()
        kept = entries(room.session.host())
        assert len(kept) == len(set(kept))
        assert {made for one in writing for made in one.acked} <= set(kept)
        for one, person in zip(writing, (room.noemie, room.sofiane), strict=True):
            again = room.session.client(person.token)
            made, payload = one.sent[-1]
            assert again.ask(payload)["ok"]
            assert entries(room.session.host()).count(made) == 1


def test_a_browser_that_comes_back_after_a_restart_is_in_step(own_server: Server) -> None:
    room = a_room(own_server.open_session())
    to_interview(room)
    entry(room.noemie, "Une question")
    until(lambda: room.host.digest() == room.host.ask({"since": 0}, "sync")["digest"])
    had, since = room.host.records, room.host.seq
    own_server.restart()
    back = room.session.client(room.host.token, since=since)
    assert "reset" not in back.updates[0]
    assert back.records == {}
    assert room.session.host().records == had


def test_a_timer_that_ran_out_while_the_server_was_down_ends_when_it_is_back(
    own_server: Server,
) -> None:
    room = a_room(own_server.open_session())
    to_interview(room)
    room.host.does("set_timer", seconds=1)
    own_server.stop()
    time.sleep(1.2)
    own_server.start()
    host = room.session.host()
    until(lambda: host.records["round/1"]["timer"]["over"], what="the end of the timer")


def test_while_the_database_is_locked_commands_are_unavailable_and_the_server_still_answers(
    own_server: Server,
) -> None:
    session = own_server.open_session()
    luc = session.person("Luc")
    payload = {"id": str(uuid4()), "kind": "volunteer", "data": {}}
    lock = sqlite3.connect(own_server.data / "visavis.sqlite")
    lock.execute("BEGIN EXCLUSIVE")
    answers: list[Any] = []
    luc.io.emit("command", payload, callback=answers.append)
    assert own_server.call("GET", "/healthz")[0] == 200
    assert not answers
    until(lambda: answers, 8, "an answer")
    lock.rollback()
    lock.close()
    assert answers[0]["code"] == "unavailable"
    assert answers[0]["retry_after"] > 0
    assert luc.ask(payload)["ok"]
    ready = {"ok": True, "sqlite": sqlite3.sqlite_version}
    assert own_server.call("GET", "/readyz") == (200, ready)


def test_on_a_full_disk_nothing_is_lost_and_writing_resumes(own_server: Server) -> None:
    room = a_room(own_server.open_session())
    to_interview(room)
    kept = entry(room.noemie, "Avant")
    process = own_server.process.pid
    smaller = (own_server.data / "visavis.sqlite-wal").stat().st_size
    without = resource.prlimit(process, resource.RLIMIT_FSIZE, (smaller, resource.RLIM_INFINITY))
    made = str(uuid4())
    payload = {"id": str(uuid4()), "kind": "add_entry", "data": {"entry_id": made, **ENTRY}}
    assert room.noemie.ask(payload)["code"] == "unavailable"
    assert own_server.call("GET", "/readyz")[0] == 503
    resource.prlimit(process, resource.RLIMIT_FSIZE, without)
    assert room.noemie.ask(payload)["ok"]
    assert own_server.call("GET", "/readyz")[0] == 200
    assert entries(room.session.host()) == [kept, made]
    own_server.restart(signal.SIGKILL)
    assert entries(room.session.host()) == [kept, made]


def test_a_database_that_was_deleted_is_noticed(own_server: Server) -> None:
    for file in own_server.data.glob("visavis.sqlite*"):
        file.unlink()
    status, told = own_server.call("GET", "/readyz")
    assert (status, "no longer there" in told["reason"]) == (503, True)


class TestBackups:
    def test_a_backup_of_a_running_server_brings_its_sessions_back(
        self, own_server: Server, tmp_path: Path
    ) -> None:
        session = own_server.open_session()
        luc = session.person("Luc")
        luc.does("volunteer")
        file = tmp_path / "kept" / "copy.visavis"
        assert run("backup", file, "--data", own_server.data).returncode == 0
        assert file.stat().st_mode & 0o777 == 0o600
        luc.does("stand_down")
        refused = run("restore", file, "--data", own_server.data)
        assert refused.returncode == 1
        assert "--force" in refused.stderr
        assert run("restore", file, "--data", own_server.data, "--force").returncode == 0
        until(lambda: not luc.io.connected, what="the server to hang up")
        back = session.client(luc.token)
        assert back.records == luc.records
        assert back.records[f"participant/{luc.id}"]["volunteer"] is True

    def test_a_backup_is_not_overwritten_without_being_asked(
        self, server: Server, tmp_path: Path
    ) -> None:
        file = tmp_path / "copy"
        file.write_text("something dear")
        refused = run("backup", file, "--data", server.data)
        assert refused.returncode == 1
        assert "--force" in refused.stderr
        assert file.read_text() == "something dear"
        assert run("backup", file, "--data", server.data, "--force").returncode == 0

    def test_what_is_no_backup_is_refused_in_words(self, server: Server, tmp_path: Path) -> None:
        files = {"text": b"not a database" * 100, "cut": b"SQLite format 3\0" + bytes(200)}
        for name, body in files.items():
            (tmp_path / name).write_bytes(body)
        (tmp_path / "other").touch()
        with sqlite3.connect(tmp_path / "other") as other:
            other.execute("CREATE TABLE cats (name)")
        other.close()
        for name in (*files, "other", "missing"):
            refused = run("restore", tmp_path / name, "--data", server.data, "--force")
            assert refused.returncode == 1, name
            assert name in refused.stderr
            assert "Traceback" not in refused.stderr
        assert server.call("GET", "/readyz")[0] == 200


class TestStarting:
    def test_the_token_is_printed_once_and_works(self, server: Server) -> None:
        printed = run("token", "--data", server.data, "--name", "new-trainer").stdout
        token = printed.removesuffix("\n")
        assert token.startswith("visavis_")
        assert "\n" not in token
        assert server.call("GET", "/api/v1/sessions", token=token)[0] == 200
        assert server.call("GET", "/api/v1/sessions", token=token + "x")[0] == 401
        assert server.call("GET", "/api/v1/sessions")[0] == 401
        assert token not in server.said()

    def test_a_name_that_is_no_login_is_refused_in_words(self, tmp_path: Path) -> None:
        refused = run("token", "--name", "Marie Dupont", "--data", tmp_path)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "--name Marie Dupont : Choose a login" in refused.stderr
        assert "sans espace" in refused.stderr
        assert "Traceback" not in refused.stderr

    def test_a_second_server_on_the_same_port_says_so(self, server: Server, tmp_path: Path) -> None:
        options = ("--host", "127.0.0.1", "--port", str(server.port), "--data", tmp_path)
        second = run(*options)
        assert second.returncode == 1
        assert str(server.port) in second.stderr
        assert f"--port {server.port + 1}" in second.stderr
        assert "Traceback" not in second.stderr

    def test_a_wrong_setting_is_named(self, tmp_path: Path) -> None:
        wrong = run("--port", "many", "--data", tmp_path)
        assert (wrong.returncode, "many" in wrong.stderr) == (1, True)
        wrong = run("token", "--name", "a", "--data", tmp_path, VISAVIS_AWAY_SECONDS="soon")
        assert (wrong.returncode, "VISAVIS_AWAY_SECONDS" in wrong.stderr) == (1, True)

    def test_a_broken_database_is_told_in_words(self, tmp_path: Path) -> None:
        (tmp_path / "visavis.sqlite").write_bytes(b"rubbish" * 1000)
        broken = run("--port", "0" + "8" * 4, "--data", tmp_path)
        assert broken.returncode == 1
        assert "restore" in broken.stderr
        assert "Traceback" not in broken.stderr

    def test_the_secret_is_made_once_for_its_owner_alone(self, server: Server) -> None:
        secret = server.data / "secret.key"
        assert len(secret.read_bytes()) == 32
        assert secret.stat().st_mode & 0o777 == 0o600


class TestLogs:
    def test_no_secret_and_no_word_of_anybody_is_in_the_log(self, own_server: Server) -> None:
        room = a_room(own_server.open_session())
        to_interview(room)
        entry(room.noemie, "mot jamais écrit ailleurs")
        code = room.host.does("issue_recovery_code", participant_id=room.luc.id)["result"]
        room.noemie.send("add_entry", entry_id="x", column="nonsense", text="mot refusé")
        own_server.call("POST", "/api/v1/sessions/NOSUCH/seats", {"name": "Personne"})
        own_server.stop()
        said = own_server.said()
        secrets = (own_server.token, room.luc.token, room.host.token, code["recovery_code"])
        words = ("mot jamais", "mot refusé", "Noémie", "Personne", room.session.code)
        assert [one for one in (*secrets, *words) if one in said] == []


def test_a_server_is_started_by_another_folder_too(tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "decks", "check"],
        cwd=tmp_path,
        capture_output=True,
        timeout=30,
    )
    assert asked.returncode == 0
