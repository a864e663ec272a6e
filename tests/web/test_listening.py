"""A server's connections: how many at once, and what is left when somebody goes."""

import socket
import struct
from pathlib import Path

from tests.web.servers import Server, after
from tests.web.waiting import until


class Cramped(Server):
    """A server that may open few files."""

    program = after("import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (100, 150))")


def test_too_many_connections_wait_and_those_that_are_open_go_on(tmp_path: Path) -> None:
    server = Cramped(tmp_path / "data")
    luc = server.open_session().person("Luc")
    many = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    until(lambda: "no more connections" in server.said(), what="the limit")
    luc.does("volunteer")
    for one in many:
        one.close()
    server.open_session()
    assert server.end() == 0
    assert "Traceback" not in server.said()


class Uncollected(Server):
    """A server without Python's collector of garbage: what it lets go of, it lets go of itself."""

    program = after("import gc; gc.disable(); gc.collect = lambda generation=2: 0")


def test_who_leaves_before_the_answer_leaves_no_socket_open(tmp_path: Path) -> None:
    server = Uncollected(tmp_path / "data")
    before = server.open_files()
    at_once = struct.pack("ii", 1, 0)
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.port)) as left:
            left.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
            left.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    until(lambda: server.open_files() <= before, what="the end of all sockets")
    assert server.end() == 0
