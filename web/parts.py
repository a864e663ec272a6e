"""What a running server is made of, for the pages and the API to reach."""

from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa
from flask import current_app

from web.accounts import Accounts
from web.config import Config
from web.dispatch import Dispatch
from web.guesses import Guesses
from web.journal import Journal
from web.library import Library
from web.metrics import Metrics
from web.presence import Presence
from web.publish import Publisher
from web.rooms import Rooms
from web.runtime import Runtime
from web.sessions import Sessions


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts, joined once by `create_app`."""

    config: Config
    runtime: Runtime
    database: sa.Engine
    journal: Journal
    library: Library
    accounts: Accounts
    sessions: Sessions
    dispatch: Dispatch
    rooms: Rooms
    publisher: Publisher
    presence: Presence
    sockets: Any
    sio: Any
    metrics: Metrics
    guesses: Guesses


def parts() -> Parts:
    """Those of the application that answers this request."""
    return cast(Parts, current_app.extensions["visavis"])
