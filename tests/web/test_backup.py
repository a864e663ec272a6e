"""A backup is one file, and its folder is left as it was."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.houses import House
from tests.web.servers import free_port, run
from web.backup import DATABASE, back_up, restore
from web.backup_check import prove
from web.journal import Query


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a house with a session, in a folder of its own."""
    data = tmp_path / "data"
    data.mkdir()
    house = House(data)
    house.open()
    file = tmp_path / "kept" / "copy.visavis"
    back_up(data, file, force=False)
    house.close()
    return file


def test_making_a_backup_leaves_one_file(backup: Path) -> None:
    assert list(backup.parent.iterdir()) == [backup]


def test_putting_it_back_leaves_nothing_beside_it(backup: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()
    restore(tmp_path / "elsewhere", backup, force=False)
    assert prove(backup, tmp_path / "elsewhere").sound
    assert list(backup.parent.iterdir()) == [backup]
    assert backup.read_bytes() == before


def test_the_decks_that_a_server_uses_stay_where_a_backup_is_put_back(
    backup: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(backup)) as database:
        database.execute("UPDATE decks SET revision = 'older ' || deck_id")
        database.commit()
    house = House(tmp_path / "data")
    restore(tmp_path / "data", backup, force=True)
    assert all(house.journal.deck(one["revision"]) for one in house.library.decks())
    assert house.journal.deck("older spro")
    house.close()


def test_a_session_that_was_erased_since_does_not_come_back(backup: Path, tmp_path: Path) -> None:
    house = House(tmp_path / "data")
    (gone,) = (one.id for one in house.journal.listed(Query()).items)
    house.sessions.erase(gone)
    kept = house.open()
    later = tmp_path / "later.visavis"
    back_up(tmp_path / "data", later, force=False)
    for file, found in ((backup, []), (later, [kept.id])):
        restore(tmp_path / "data", file, force=True)
        assert [one.id for one in house.journal.listed(Query()).items] == found
        assert gone not in house.dump()
    house.close()
    remembered = tmp_path / "data" / "erased"
    assert remembered.stat().st_mode & 0o777 == 0o600
    assert gone not in remembered.read_text()


def version(file: Path, new: int | None = None) -> int:
    """The version that a database says, once it is given a new one."""
    with closing(sqlite3.connect(file)) as database:
        if new is not None:
            database.execute(f"PRAGMA user_version={new}")
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_what_a_newer_version_wrote_is_left_to_it(backup: Path, tmp_path: Path) -> None:
    assert version(backup) == 1
    version(backup, 2)
    newer = tmp_path / "newer"
    newer.mkdir()
    shutil.copy(backup, newer / DATABASE)
    for asked in (
        ("restore", backup, "--data", tmp_path / "elsewhere"),
        ("restore", backup, "--check", "--data", tmp_path / "elsewhere"),
        ("--port", str(free_port()), "--data", newer),
        ("token", "--name", "helene", "--data", newer),
    ):
        refused = run(*asked)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "newer one" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert not (tmp_path / "elsewhere" / DATABASE).exists()


def test_a_backup_of_before_versions_were_said_opens_too(backup: Path, tmp_path: Path) -> None:
    version(backup, 0)
    assert prove(backup, tmp_path / "elsewhere").sound
    restore(tmp_path / "elsewhere", backup, force=False)
    House(tmp_path / "elsewhere").close()
    assert version(tmp_path / "elsewhere" / DATABASE) == 1


def test_what_is_put_back_opens_with_its_sessions(backup: Path, tmp_path: Path) -> None:
    restore(tmp_path / "elsewhere", backup, force=False)
    house = House(tmp_path / "elsewhere")
    assert house.journal.listed(Query()).total == 1
    house.open()
    assert house.journal.listed(Query()).total == 2
    house.close()
