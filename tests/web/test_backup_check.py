"""`restore --check`: a backup is proven before anybody needs it, and what is wrong with it is said."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.web.rounds import a_room, whole_round
from tests.web.servers import Server, Session, run
from web.backup import BackupError, back_up
from web.backup_check import prove


@dataclass(frozen=True)
class Played:
    """A server on which a session was played to its end, and a backup of it."""

    server: Server
    session: Session
    file: Path

    @property
    def data(self) -> Path:
        """The server's folder."""
        return self.server.data


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    server = Server(tmp_path_factory.mktemp("backup") / "data")
    session = server.open_session()
    for _ in whole_round(a_room(session)):
        pass
    file = server.data.parent / "copy.visavis"
    back_up(server.data, file, force=False)
    yield Played(server, session, file)
    assert server.end() == 0


@pytest.fixture
def copied(played: Played, tmp_path: Path) -> Path:
    """A copy of the backup, to be damaged."""
    return Path(shutil.copy(played.file, tmp_path / "copy.visavis"))


def damaged(file: Path, statement: str) -> Path:
    with closing(sqlite3.connect(file)) as database:
        database.execute(statement)
        database.commit()
    return file


def faults(file: Path, data: Path) -> str:
    return "; ".join(fault for one in prove(file, data).sessions for fault in one.faults)


def test_a_sound_backup_is_told_with_its_counts_and_digests(played: Played) -> None:
    before = played.file.read_bytes()
    printed = run("restore", played.file, "--check", "--data", played.data)
    assert printed.returncode == 0, printed.stderr
    assert sqlite3.sqlite_version in printed.stdout
    assert f"{played.session.id}: " in printed.stdout
    assert "1 sessions, " in printed.stdout
    assert played.file.read_bytes() == before


def test_nothing_is_restored_by_a_check(played: Played, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    assert run("restore", played.file, "--check", "--data", elsewhere).returncode == 0
    assert not (elsewhere / "visavis.sqlite").exists()


def test_a_backup_agrees_with_a_session_that_went_on_since(played: Played) -> None:
    played.session.host().does("reopen_session")
    found = prove(played.file, played.data)
    assert found.sound
    assert found.sessions[0].viewers == 6


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM events WHERE seq = 3", "without gaps"),
        ("UPDATE events SET kind = 'nonsense' WHERE seq = 3", "can't be replayed"),
        ("DELETE FROM decks", "can't be replayed"),
        ("UPDATE sessions SET title = 'Another'", "the list of sessions"),
        (
            "UPDATE events SET data = replace(data, 'plairait', 'coûterait')",
            "differs from the same session as it is kept now",
        ),
    ],
)
def test_what_is_wrong_with_a_backup_is_said(
    played: Played, copied: Path, statement: str, said: str
) -> None:
    assert said in faults(damaged(copied, statement), played.data)


def test_a_faulty_backup_ends_the_command_with_a_failure(played: Played, copied: Path) -> None:
    damaged(copied, "DELETE FROM events WHERE seq = 3")
    printed = run("restore", copied, "--check", "--data", played.data)
    assert printed.returncode == 1
    assert "without gaps" in printed.stderr
    assert "NOT SOUND" in printed.stdout


def test_what_is_no_backup_can_not_be_proven(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"not a database" * 100)
    with pytest.raises(BackupError, match="is not a backup"):
        prove(tmp_path / "text", tmp_path / "data")


def test_a_session_that_was_erased_since_is_no_fault_of_the_backup(played: Played) -> None:
    path = f"/api/v1/sessions/{played.session.id}"
    assert played.server.call("DELETE", path, token=played.server.token)[0] == 204
    assert prove(played.file, played.data).sound
