"""What waits to be read by a client: bounded, since one that never reads would fill the memory."""

import logging
from collections.abc import Callable
from typing import Any

MOST_WAITING = 1_000_000
OVERHEAD = 100
log = logging.getLogger(__name__)


def bounded(queue: Any) -> Any:
    """This kind of queue, counting what waits in it."""

    class Counted(queue):  # type: ignore[misc]
        waiting = largest = 0

        def _put(self, item: Any) -> None:
            self.largest = max(self.largest, _weight(item)) if self.waiting else _weight(item)
            self.waiting += _weight(item)
            super()._put(item)

        def _get(self) -> Any:
            item = super()._get()
            self.waiting -= _weight(item)
            return item

    return Counted


def _weight(item: Any) -> int:
    data = getattr(item, "data", None)
    return OVERHEAD + (len(data) if isinstance(data, str) else 0)


def cut_slow(eio: Any) -> Callable[[str, Any], None]:
    """Sends as `eio` does, and hangs up on whoever lets too much wait; they come back and catch up."""
    send = eio.send_packet

    def sent(sid: str, packet: Any) -> None:
        send(sid, packet)
        socket = eio.sockets.get(sid)
        if socket is None or _is_cut(socket):
            return
        # One packet may be larger than the bound, a whole view for one, and still be on its way.
        if socket.queue.waiting > MOST_WAITING + socket.queue.largest:
            log.warning("hung up on a client that does not read")
            eio.start_background_task(_cut, socket)

    return sent


def _is_cut(socket: Any) -> bool:
    return bool(vars(socket).get("was_cut"))


def _cut(socket: Any) -> None:
    socket.was_cut = True
    guarded = vars(socket).get("guarded")
    if guarded is None:
        socket.close(wait=False, abort=True)
    else:
        guarded.cut()
