"""Where a server says that it is reached, and what it says when it can't listen there."""

import errno
from pathlib import Path

import pytest

from tests.web.servers import Server, run
from web import command_line
from web.address import lan_address, site


@pytest.mark.parametrize("everywhere", ["0.0.0.0", ""])
def test_who_listens_everywhere_is_reached_in_the_room(everywhere: str) -> None:
    assert site(everywhere, 8000) == f"http://{lan_address()}:8000"


def test_who_listens_on_one_address_is_reached_there(server: Server) -> None:
    assert site("192.0.2.7", 80) == "http://192.0.2.7"
    assert f"\n  {server.url}\n" in server.said()
    opened = server.open_session()
    assert opened.made["join_url"] == f"{server.url}/j/{opened.code}"


@pytest.mark.parametrize("host", ["203.0.113.9", "::1"])
def test_an_address_of_another_machine_is_told_from_a_port_that_is_taken(
    tmp_path: Path, host: str
) -> None:
    refused = run("--host", host, "--port", "8793", "--data", tmp_path)
    assert refused.returncode == 1
    assert f"{host} is not an IPv4 address of this machine" in refused.stderr
    assert "leave --host out" in refused.stderr
    assert "taken" not in refused.stderr


def test_a_port_that_the_system_keeps_is_told_from_one_that_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def kept(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(command_line, "listen", kept)
    assert command_line.main(["--port", "80", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "keeps port 80" in said
    assert "--port 8000" in said
