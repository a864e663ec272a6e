"""What other processes do to a database that a server has open: read it, add to its log, and no more."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from socketio.exceptions import ConnectionError as NotLetIn

from tests.web.servers import Server, Session, free_port, run
from tests.web.waiting import until
from web.journal.wal import has_reset_fault

# A checkpoint is due by itself once the log holds a thousand pages.
DUE = 1500
DIGEST = "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A folder whose database is open, with a log that is long enough to be checkpointed."""
    data = tmp_path / "data"
    assert run("token", "--name", "helene", "--data", data).returncode == 0
    with closing(sqlite3.connect(data / "visavis.sqlite", isolation_level=None)) as open_one:
        open_one.execute("PRAGMA wal_autocheckpoint=0")
        open_one.execute("CREATE TABLE pages (page BLOB)")
        open_one.executemany("INSERT INTO pages VALUES (zeroblob(?))", [(4000,)] * DUE)
        yield data


def files(data: Path) -> tuple[str, int]:
    """A digest of the database without its log, and how long the log is."""
    # In another process: whoever closes a file loses all locks that its own process has on it.
    asked = [sys.executable, "-c", DIGEST, str(data / "visavis.sqlite")]
    digest = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return digest, (data / "visavis.sqlite-wal").stat().st_size


def test_an_account_s_token_goes_into_the_log_and_nothing_is_checkpointed(data: Path) -> None:
    database, log = files(data)
    assert run("token", "--name", "karim", "--data", data).returncode == 0
    assert files(data)[0] == database
    assert files(data)[1] > log


def test_a_backup_writes_nothing(data: Path, tmp_path: Path) -> None:
    before = files(data)
    assert run("backup", tmp_path / "copy", "--data", data).returncode == 0
    assert files(data) == before


def test_a_backup_that_is_put_back_goes_through_the_log(data: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "copy", "--data", data).returncode == 0
    database, log = files(data)
    assert run("restore", tmp_path / "copy", "--force", "--data", data).returncode == 0
    assert files(data)[0] == database
    assert files(data)[1] > log


def test_a_server_goes_on_from_a_backup_that_is_put_back_beside_it(
    own_server: Server, tmp_path: Path
) -> None:
    session, copy = own_server.open_session(), tmp_path / "copy"
    host, noemie = session.host(), session.person("Noémie")
    assert run("backup", copy, "--data", own_server.data).returncode == 0
    host.does("edit_session", title="Une autre journée")
    late, lost = session.person("Sofiane"), own_server.open_session()
    assert run("restore", copy, "--force", "--data", own_server.data).returncode == 0
    for one in (host, noemie):
        until(lambda one=one: not one.io.connected, what="the server to hang up")  # type: ignore[misc]
        assert one.updates[-1]["reset"]
        assert one.records["session"]["title"] == "Journée SPRO"
    assert title(own_server, session) == (200, "Journée SPRO")
    assert title(own_server, lost)[0] == 404
    back = session.client(noemie.token, since=noemie.seq)
    back.does("volunteer")
    assert title(own_server, own_server.open_session())[0] == 200
    with pytest.raises(NotLetIn):
        session.client(late.token, since=late.seq)


def title(server: Server, session: Session) -> tuple[int, str]:
    """Whether a session's report can be read, and its title."""
    status, told = server.call("GET", f"/api/v1/sessions/{session.id}", token=server.token)
    return status, told.get("title", "")


def test_a_database_that_fails_is_told_without_what_was_asked_of_it(own_server: Server) -> None:
    code = own_server.open_session().code
    with closing(sqlite3.connect(own_server.data / "visavis.sqlite")) as database:
        database.execute("BEGIN EXCLUSIVE")
        locked = run("token", "--name", "confidentielle", "--data", own_server.data)
        database.execute("ALTER TABLE sessions RENAME TO lost")
        database.commit()
    assert "database is locked" in locked.stderr
    assert "confidentielle" not in locked.stderr
    assert own_server.call("GET", f"/j/{code}")[0] == 503
    assert "no such table" in own_server.said()
    assert code not in own_server.said()


@pytest.mark.parametrize(
    ("version", "has"),
    [
        *(((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 45, 0), True)),
        *(((3, 50, 6), True), ((3, 50, 7), False), ((3, 51, 2), True), ((3, 51, 3), False)),
        *(((3, 54, 1), False),),
    ],
)
def test_it_is_known_which_versions_of_sqlite_have_the_fault(
    version: tuple[int, ...], has: bool
) -> None:
    assert has_reset_fault(version) is has


def test_a_server_on_such_a_version_says_so(server: Server) -> None:
    told = "no other program may write to" in server.said()
    assert told is has_reset_fault()


def test_a_second_server_on_the_same_folder_is_refused_and_told_what_to_do(
    own_server: Server,
) -> None:
    second = run("--port", str(free_port()), "--data", own_server.data)
    assert second.returncode == 1
    assert "--data" in second.stderr
    own_server.restart(signal.SIGKILL)
