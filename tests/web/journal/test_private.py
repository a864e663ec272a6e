"""A database is its owner's alone: made, found, or put back."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.web.journal.stories import opened
from web.backup import DATABASE, back_up, restore
from web.journal.sql import SqlJournal, open_sqlite


def written(file: Path) -> sa.Engine:
    """A database that is open, with something in its log."""
    engine = open_sqlite(file)
    SqlJournal(engine).append([opened("s1")])
    return engine


def modes(folder: Path) -> dict[str, int]:
    """Who may do what with the files of a folder."""
    return {one.name: one.stat().st_mode & 0o777 for one in folder.iterdir()}


OWNER_S = {DATABASE: 0o600, f"{DATABASE}-wal": 0o600, f"{DATABASE}-shm": 0o600}


def test_a_new_database_and_its_log_are_their_owner_s_alone(tmp_path: Path) -> None:
    engine = written(tmp_path / DATABASE)
    assert modes(tmp_path) == OWNER_S
    engine.dispose()


def test_one_that_everybody_could_read_is_closed_to_them(tmp_path: Path) -> None:
    killed = written(tmp_path / DATABASE)
    for file in tmp_path.iterdir():
        file.chmod(0o644)
    engine = open_sqlite(tmp_path / DATABASE)
    assert modes(tmp_path) == OWNER_S
    engine.dispose()
    killed.dispose()


def test_where_files_have_no_owner_it_opens_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refused)
    written(tmp_path / DATABASE).dispose()


def test_a_backup_and_what_is_put_back_from_it_are_too(tmp_path: Path) -> None:
    data, elsewhere, file = tmp_path / "data", tmp_path / "elsewhere", tmp_path / "copy"
    data.mkdir()
    engine = written(data / DATABASE)
    back_up(data, file, force=False)
    restore(elsewhere, file, force=False)
    assert file.stat().st_mode & 0o777 == 0o600
    assert set(modes(elsewhere).values()) == {0o600}
    engine.dispose()
