"""Makes the parts of a server and joins them."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any

from flask_socketio import SocketIO

from web.accounts import Accounts
from web.alarm import Alarm
from web.backup import DATABASE
from web.collector import Collector
from web.config import Config
from web.demo import Rehearsal
from web.dispatch import Dispatch
from web.guesses import Guesses
from web.journal import Query, Unavailable
from web.journal.sql import SqlJournal, open_sqlite
from web.journal.wal import has_reset_fault
from web.journal.writer import Writer
from web.library import Library
from web.metrics import Metrics
from web.parts import Parts
from web.presence import Presence
from web.publish import Publisher
from web.rooms import Change, Room, Rooms
from web.runtime import Runtime
from web.sessions import Sessions
from web.sockets import Sockets
from web.transport import guard
from web.transport.lane import Lane

LONGEST_STOP = 10.0
RETRY_IN = 3
GLANCE_SECONDS = 0.2
LOOK_SECONDS = 1.0
CALM_SECONDS = 60.0
log = logging.getLogger(__name__)


def build(config: Config, running: Runtime, socketio: SocketIO) -> Parts:
    """Every part of a server with these settings; raises `FaultyDeck`."""
    database = open_sqlite(config.data / DATABASE)
    journal = SqlJournal(database)
    accounts = Accounts(database, running)
    library = Library(config.decks, journal)
    library.load()
    sio: Any = vars(socketio)["server"]
    lane = guard(sio, running, seated_within=config.pace.seated, fast_lane=config.fast_lane)
    rooms = Rooms(journal, library, running)
    publisher = Publisher(sio, config.url)
    alarm = Alarm(rooms, running)

    def told(room: Room, changes: Sequence[Change]) -> None:
        publisher.publish(room, changes)
        alarm.arm(room)

    dispatch = Dispatch(rooms, Writer(journal, running), running, config.secret, told)
    alarm.dispatch = dispatch
    rooms.on_load.append(alarm.arm)
    sessions = Sessions(journal, library, rooms, dispatch, running, config.secret)
    presence = Presence(running, publisher.tell_wall, config.pace)
    metrics = Metrics()
    metrics.sessions.set_function(lambda: len(rooms.live()))
    sockets = Sockets(
        sio, sessions, rooms, dispatch, publisher, presence, metrics, running, rate=config.rate
    )
    _connect(sockets, sessions, lane)
    return Parts(
        config=config,
        runtime=running,
        database=database,
        journal=journal,
        library=library,
        accounts=accounts,
        sessions=sessions,
        dispatch=dispatch,
        rooms=rooms,
        publisher=publisher,
        presence=presence,
        sockets=sockets,
        sio=sio,
        metrics=metrics,
        guesses=Guesses(),
    )


def _connect(sockets: Sockets, sessions: Sessions, lane: Lane | None) -> None:
    sessions.on_erase.append(sockets.close)
    sessions.on_taken.append(sockets.close_seat)
    if lane is not None:
        lane.quick.handlers["command"] = sockets.asks


def start(parts: Parts, asked_to_stop: Callable[[], bool]) -> None:
    """What a server does on its own once it listens: beacons, timers of before, idle sessions, its end."""
    if has_reset_fault():
        log.warning(
            "SQLite %s has the WAL-reset fault: no other program may write to %s while this server runs",
            sqlite3.sqlite_version,
            parts.config.data,
        )
    parts.runtime.spawn(_stop_when, asked_to_stop, parts)
    parts.runtime.spawn(_wake_timers, parts.rooms, parts.sessions)
    parts.runtime.spawn(_beacons, parts)
    parts.runtime.spawn(_follow_restores, parts, parts.journal.mark())
    parts.runtime.spawn(Collector(partial(_is_calm, parts.rooms)).run, parts.runtime.sleep)
    if parts.config.demo:
        parts.runtime.spawn(Rehearsal(parts, looked_at=parts.publisher.sessions).run)


def _is_calm(rooms: Rooms) -> bool:
    """Whether nobody has used any session for a while."""
    return all(monotonic() - one.used_at > CALM_SECONDS for one in rooms.live())


def _stop_when(asked: Callable[[], bool], parts: Parts) -> None:
    # A signal does not wake the event loop by itself.
    while not asked():
        parts.runtime.sleep(GLANCE_SECONDS)
    stop(parts)


def stop(parts: Parts) -> None:
    """Take no more commands, commit what is queued, tell browsers when to come back, and end."""
    if parts.dispatch.closing:
        return
    parts.dispatch.closing = True
    waited = 0.0
    while not parts.dispatch.idle() and waited < LONGEST_STOP:
        parts.runtime.sleep(0.05)
        waited += 0.05
    parts.publisher.tell_all("restarting", {"retry_in": RETRY_IN})
    parts.runtime.sleep(0.3)
    parts.runtime.stop()


def _beacons(parts: Parts) -> None:
    """Each session in its turn, spread over the interval: all digests at once would be felt."""
    while True:
        looked_at = parts.publisher.sessions()
        rooms = [room for room in parts.rooms.live() if room.told.id in looked_at]
        parts.rooms.drop_idle(looked_at)
        for room in rooms:
            parts.runtime.sleep(parts.config.pace.beacon / len(rooms))
            try:
                parts.publisher.beacons(room)
            except Exception:
                log.exception("a beacon failed")
        if not rooms:
            parts.runtime.sleep(parts.config.pace.beacon)


def _follow_restores(parts: Parts, mark: str) -> None:
    """Another program may put a backup back beside this server, which then has other sessions in memory."""
    while not parts.dispatch.closing:
        with suppress(Unavailable):
            found = parts.runtime.in_thread(parts.journal.mark)
            if found != mark:
                mark = found
                _begin_anew(parts)
        parts.runtime.sleep(LOOK_SECONDS)


def _begin_anew(parts: Parts) -> None:
    log.warning("a backup was put back: everybody is told what it holds")
    parts.rooms.forget_all()
    for session_id in parts.publisher.sessions():
        try:
            room = parts.rooms.get(session_id)
            if room is not None:
                parts.publisher.tell_anew(room)
        except Exception:
            log.exception("a session could not be told anew")
    parts.sockets.hang_up()
    parts.runtime.spawn(_wake_timers, parts.rooms, parts.sessions)


def _wake_timers(rooms: Rooms, sessions: Sessions) -> None:
    """Load the sessions in the middle of a round: a timer may have run out while the server was down."""
    for one in sessions.listed(Query(phase="round", size=1000)).items:
        rooms.get(one.id)
