"""What a format is: one folder of `game/formats/` with a `FORMAT`, found by looking."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from game.deck import DeckFiles
from game.kit.panels import Screen
from game.messages import Asked, Command, Event, Recorded
from game.people import Role, Viewer
from game.report import RoundReport
from game.session.messages import RoundStarted, StartRound
from game.session.state import Round, Session
from game.session.table import Table
from game.shown import Shown


@dataclass(frozen=True, kw_only=True)
class Format:
    """A way to play a round. `play` below is the state that the format keeps in a `Round`.

    table: phase -> role -> commands. words: language -> key -> sentence. read_deck: its part of a deck.
    prepare: checks what the host asked of a new round, and gives its grid. begin: the state of a new
    round. decide: the events of one of its commands, or a `Refusal`. evolve: the state after one of its
    events. phase: where the play stands. start: the button that begins such a round.
    keys: the keys of a round's records. shown: one of them, as each may see it.
    changes: the keys that an event touches. screen: what a viewer has before them. deadline: when a
    clock runs out. report: the round for a reader.
    """

    name: str
    commands: tuple[type[Command], ...]
    events: tuple[type[Event], ...]
    table: Table
    words: Mapping[str, Mapping[str, str]]
    read_deck: Callable[[DeckFiles], Any]
    prepare: Callable[[Session, StartRound], str]
    begin: Callable[[Session, RoundStarted, datetime], Any]
    decide: Callable[[Session, Round, Asked], list[Event]]
    evolve: Callable[[Session, Round, Recorded], Any]
    phase: Callable[[Round], str]
    keys: Callable[[Session, Round], Iterable[str]]
    shown: Callable[[Session, Round, str], Shown]
    changes: Callable[[Session, Round, Event], set[str]]
    start: Callable[[Session], dict[str, object]]
    screen: Callable[[Session, Round, Viewer, Role], Screen]
    deadline: Callable[[Round], datetime | None]
    report: Callable[[Session, Round], RoundReport]


@cache
def discover() -> dict[str, Format]:
    """Every format by name: the folders of `game/formats/`."""
    package = importlib.import_module("game.formats")
    names = sorted(one.name for one in pkgutil.iter_modules(package.__path__) if one.ispkg)
    return {name: importlib.import_module(f"game.formats.{name}").FORMAT for name in names}
