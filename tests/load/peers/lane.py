"""Our own transport alone: entries are told to the room as they come, neither checked nor kept.

What a served entry can't cost less than, whatever the rules and the journal do.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from web.collector import Collector
from web.listening import listen
from web.runtime import runtime
from web.transport import guard

PORT, PROFILE = int(sys.argv[1]), sys.argv[2]
running = runtime("eventlet")
app = Flask(__name__)
socketio = SocketIO(
    app,
    async_mode="eventlet",
    async_handlers=False,
    manage_session=False,
    http_compression=False,
)
sio: Any = vars(socketio)["server"]
guard(sio, running, seated_within=10)
places: dict[str, tuple[int, int]] = {}
seats: dict[int, dict[int, str]] = defaultdict(dict)
tallies: dict[int, Counter[str]] = defaultdict(Counter)


def connect(sid: str, _: object, auth: Mapping[str, int]) -> None:
    """Take a seat in a room."""
    room, number = places[sid] = auth["room"], auth["number"]
    seats[room][number] = sid


def entry(sid: str, noted: dict[str, Any]) -> dict[str, bool]:
    """Tell an entry, and acknowledge it."""
    room, number = places[sid]
    told = noted | {"author": number}
    if PROFILE == "open":
        sio.emit("entry", told, to=[*seats[room].values()])
    else:
        tallies[room][noted["column"]] += 1
        sio.emit("entry", told, to=[seats[room][0], sid])
        sio.emit("tally", tallies[room], to=seats[room][1])
    return {"ok": True}


if __name__ == "__main__":
    sio.on("connect", connect)
    sio.on("entry", entry)
    with listen("127.0.0.1", PORT) as listening:
        running.spawn(Collector(lambda: False).run, running.sleep)
        running.serve(app, listening)
