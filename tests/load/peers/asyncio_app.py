"""python-socketio on asyncio, served by uvicorn with uvloop: an entry is emitted to the room."""

import os
from collections import Counter, defaultdict
from typing import Any

import socketio

PROFILE = os.environ["PEER_PROFILE"]
server = socketio.AsyncServer(async_mode="asgi", transports=["websocket"])
app = socketio.ASGIApp(server)
places: dict[str, tuple[int, int]] = {}
tallies: dict[int, Counter[str]] = defaultdict(Counter)


@server.event  # type: ignore[untyped-decorator]
async def connect(sid: str, _: dict[str, Any], auth: dict[str, int]) -> None:
    room, number = auth["room"], auth["number"]
    places[sid] = room, number
    await server.enter_room(sid, f"room {room}")
    await server.enter_room(sid, f"seat {room}/{number}")


@server.event  # type: ignore[untyped-decorator]
async def entry(sid: str, noted: dict[str, Any]) -> dict[str, bool]:
    room, number = places[sid]
    told = noted | {"author": number}
    if PROFILE == "open":
        await server.emit("entry", told, to=f"room {room}")
    else:
        tallies[room][noted["column"]] += 1
        await server.emit("entry", told, to=[f"seat {room}/0", sid])
        await server.emit("tally", tallies[room], to=f"seat {room}/1")
    return {"ok": True}
