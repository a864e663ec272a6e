"""The pure core: it decides, and knows no clock, disk, network or web. Same answer every time.

The public face: outside `game`, what a session does is imported from here. The shapes of what goes in and
out come from the modules that define them, such as `session.messages`, `deck`, `report` and `shown`. Only what
knows one game, as the demo and the proofreader do, imports from `formats`.
"""

from game.catalogue import SESSION_EVENTS, command_class, commands, event_kinds, events, tables
from game.deck import Deck, Fault, FaultyDeck
from game.engine import (
    OF_EACH,
    changes,
    deadline,
    decide,
    deck_from,
    evolve,
    keys,
    legal,
    open_session,
    record,
    record_events,
    replay,
    report,
    shown,
    view,
)
from game.format import discover
from game.messages import Asked, Command, Event, Recorded, Refusal, Text, kind_of, say
from game.people import SERVER, Role, Seat, Viewer, clean_name
from game.session.people import role_of
from game.session.state import Session

__all__ = [
    "OF_EACH",
    "SERVER",
    "SESSION_EVENTS",
    "Asked",
    "Command",
    "Deck",
    "Event",
    "Fault",
    "FaultyDeck",
    "Recorded",
    "Refusal",
    "Role",
    "Seat",
    "Session",
    "Text",
    "Viewer",
    "changes",
    "clean_name",
    "command_class",
    "commands",
    "deadline",
    "decide",
    "deck_from",
    "discover",
    "event_kinds",
    "events",
    "evolve",
    "keys",
    "kind_of",
    "legal",
    "open_session",
    "record",
    "record_events",
    "replay",
    "report",
    "role_of",
    "say",
    "shown",
    "tables",
    "view",
]
