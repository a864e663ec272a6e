"""Requests to the socket's address, looked at before the library sees them."""

from collections.abc import Callable, Iterable, MutableMapping
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

from web.transport.packets import is_payload

Environ = MutableMapping[str, Any]
StartResponse = Callable[..., Any]


class Requests:
    """No JSONP, no compressed frames, and nothing posted that is not a few whole packets."""

    def __init__(self, eio: Any) -> None:
        self._handle = eio.handle_request
        self._largest = eio.max_http_buffer_size

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        # Compressing costs 100 kB a socket; not offered, it is never used.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        if not self._is_sound(environ):
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [b"Bad Request"]
        answer: Iterable[bytes] = self._handle(environ, start_response)
        return answer

    def _is_sound(self, environ: Environ) -> bool:
        if "j" in parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True):
            return False
        if environ["REQUEST_METHOD"] != "POST":
            return True
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > self._largest:
            return False
        body = environ["wsgi.input"].read(int(length))
        environ["wsgi.input"] = BytesIO(body)
        return is_payload(body)
