"""Flask-SocketIO as its documentation starts it, on eventlet: an entry is emitted to the room."""

import eventlet

eventlet.monkey_patch()

import sys  # noqa: E402
from collections import Counter, defaultdict  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, request  # noqa: E402
from flask_socketio import SocketIO, emit, join_room  # noqa: E402

PORT, PROFILE = int(sys.argv[1]), sys.argv[2]
app = Flask(__name__)
socketio = SocketIO(app)
places: dict[str, tuple[int, int]] = {}
tallies: dict[int, Counter[str]] = defaultdict(Counter)


@socketio.on("connect")
def connect(auth: dict[str, int]) -> None:
    room, number = auth["room"], auth["number"]
    places[vars(request)["sid"]] = room, number
    join_room(f"room {room}")
    join_room(f"seat {room}/{number}")


@socketio.on("entry")
def entry(noted: dict[str, Any]) -> dict[str, bool]:
    room, number = places[vars(request)["sid"]]
    told = noted | {"author": number}
    if PROFILE == "open":
        emit("entry", told, to=f"room {room}")
    else:
        tallies[room][noted["column"]] += 1
        emit("entry", told, to=f"seat {room}/0")
        emit("entry", told)
        emit("tally", tallies[room], to=f"seat {room}/1")
    return {"ok": True}


if __name__ == "__main__":
    socketio.run(app, host="127.0.0.1", port=PORT)
