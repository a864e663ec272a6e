"""The settings that a server is started with, and the key that it makes."""

import os
import socket
from pathlib import Path

import pytest

from tests.web.servers import run
from web.config import Config, WrongSetting, from_environment

KEY = "secret.key"


def settings(data: Path) -> Config:
    return from_environment({"data": str(data)}, {})


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    made = settings(tmp_path).secret
    assert len(made) == 32
    assert settings(tmp_path).secret == made
    assert [one.name for one in tmp_path.iterdir()] == [KEY]
    assert (tmp_path / KEY).stat().st_mode & 0o777 == 0o600


def test_where_the_power_fails_while_the_key_is_made_the_next_start_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("secrets.token_bytes", power_cut)
        with pytest.raises(KeyboardInterrupt):
            settings(tmp_path)
    assert len(settings(tmp_path).secret) == 32
    assert (tmp_path / KEY).stat().st_mode & 0o777 == 0o600


def test_a_key_is_on_disk_before_it_is_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append((tmp_path / KEY).exists()))
    settings(tmp_path)
    assert synced == [False]


@pytest.mark.parametrize("key", [b"", b"too short", b"k" * 33])
def test_what_is_no_key_is_refused_with_what_to_do(tmp_path: Path, key: bytes) -> None:
    (tmp_path / KEY).write_bytes(key)
    with pytest.raises(WrongSetting, match="delete it"):
        settings(tmp_path)
    assert (tmp_path / KEY).read_bytes() == key


def test_a_server_says_so_instead_of_starting(tmp_path: Path) -> None:
    (tmp_path / KEY).touch()
    refused = run("--data", tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert KEY in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("behind", [True, False])
def test_an_option_counts_before_its_command_and_behind_it(tmp_path: Path, behind: bool) -> None:
    wanted, usual = tmp_path / "wanted", tmp_path / "usual"

    def does(*command: str | Path) -> None:
        data = ("--data", wanted)
        asked = (*command, *data) if behind else (*data, *command)
        done = run(*asked, VISAVIS_DATA=str(usual))
        assert done.returncode == 0, done.stderr

    does("token", "--name", "helene")
    does("backup", tmp_path / "copy")
    (wanted / "visavis.sqlite").unlink()
    does("restore", tmp_path / "copy")
    assert (wanted / "visavis.sqlite").exists()
    assert not usual.exists()


@pytest.mark.parametrize("behind", [True, False])
def test_a_port_counts_before_the_command_that_serves_and_behind_it(
    tmp_path: Path, behind: bool
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        options = ("--data", tmp_path, "--host", "127.0.0.1", "--port", port)
        refused = run("serve", *options) if behind else run(*options, "serve")
    assert f"Port {port} is taken" in refused.stderr


def test_an_async_mode_that_there_is_not_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="eventlet or threading, not gevent"):
        from_environment({"data": str(tmp_path)}, {"VISAVIS_ASYNC_MODE": "gevent"})
