"""The caps on what comes in and goes out, apart because they know the insides of engine.io 4.15.

One call puts them all in place, for every async mode: requests.py (long polling, handshakes),
frames.py (WebSockets), packets.py (what is in them), queues.py (what waits to be read).
"""

import logging
from collections.abc import Mapping
from typing import Any

from web.runtime import Runtime
from web.transport.frames import Frames
from web.transport.lane import Lane, why_not
from web.transport.packets import Malformed, Packet
from web.transport.queues import bounded, cut_slow
from web.transport.requests import Requests

# Of the request that opened a connection: all of it would be kept as long as the connection.
_KEPT = ("HTTP_ACCEPT_LANGUAGE", "REMOTE_ADDR", "HTTP_X_FORWARDED_FOR")
log = logging.getLogger(__name__)


def guard(
    sio: Any, runtime: Runtime, *, seated_within: float, fast_lane: bool = True
) -> Lane | None:
    """Put the caps on this Socket.IO server; who has not shown a seat in time is hung up on.

    Gives the fast lane, where there is one.
    """
    eio, websocket, queue = sio.eio, sio.eio._async["websocket"], sio.eio._async["queue"]
    frames = Frames(websocket, eio.max_http_buffer_size, lambda: runtime.sleep(0))
    sio.packet_class = Packet
    eio._async = {**eio._async, "websocket": frames, "queue": bounded(queue)}
    eio.handle_request = Requests(eio)
    eio.send_packet = cut_slow(eio)
    lane = _lane(sio, runtime, frames) if fast_lane else None

    def connected(sid: str, environ: Mapping[str, Any]) -> None:
        sio._handle_eio_connect(sid, {key: environ[key] for key in _KEPT if key in environ})
        if lane is not None:
            lane.connecting(sid, environ)
        runtime.later(seated_within, lambda: _hang_up_unseated(sio, sid))

    def came(sid: str, data: str) -> None:
        try:
            sio._handle_eio_message(sid, data)
        except Malformed as error:
            log.debug("hung up on a client: %s", error)
            _hang_up(eio, sid)

    eio.on("connect", connected)
    eio.on("message", came)
    return lane


def _lane(sio: Any, runtime: Runtime, frames: Frames) -> Lane | None:
    missing = why_not(runtime.loop)
    if runtime.loop is None or missing:
        log.warning("the fast lane is off: %s", missing)
        return None
    return Lane(sio, runtime, runtime.loop, frames.plain)


def _hang_up_unseated(sio: Any, sid: str) -> None:
    if sio.manager.sid_from_eio_sid(sid, "/") is None:
        _hang_up(sio.eio, sid)


def _hang_up(eio: Any, sid: str) -> None:
    socket = eio.sockets.get(sid)
    if socket is not None:
        socket.close(wait=False)
