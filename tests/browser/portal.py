"""Another server in the place of ours: it answers everything, and knows nothing of a session."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGES = {
    "text/html": "<!doctype html><title>Wi-Fi</title><p>Acceptez les conditions du réseau.",
    "application/json": '{"ok": "yes", "name": "router"}',
}


OURS = b'{"ok":true,"name":"vis-a-vis"}'


@contextmanager
def portal(kind: str, *, poses: bool = False) -> Iterator[tuple[int, list[str]]]:
    """A server that answers 200 and one page to all; gives its port, and what it was asked.

    `poses`: a cache on the way still answers in our name when one asks who is there.
    """
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.command} {self.path.partition('?')[0]}")
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            ours = poses and self.path == "/healthz"
            self.wfile.write(OURS if ours else PAGES[kind].encode())

        do_POST = do_PUT = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """It has nothing to say to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, name="portal")
    thread.start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
