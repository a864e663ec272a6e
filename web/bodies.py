"""What calls of the REST interface carry."""

from dataclasses import dataclass, field
from typing import Annotated

from game.messages import Choice, Day, Id, Length, Line, Span
from game.session.messages import Settings
from web.journal import LAST_PAGE

# A secret that the caller makes up: asked again under it, when the answer was lost, the answer is the same.
OfOnce = Annotated[str, Length(64, 16)]


@dataclass(frozen=True, kw_only=True)
class NewSession:
    """What `POST sessions` takes."""

    title: Annotated[str, Length(120, 1)]
    place: Line = ""
    date: Day = ""
    deck: Id = "spro"
    language: Annotated[str, Choice(("", "fr", "en"))] = ""
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, kw_only=True)
class NewSeat:
    """What `POST sessions/CODE/seats` takes."""

    name: Annotated[str, Length(200)]
    organisation: Annotated[str, Length(200)] = ""
    id: OfOnce = ""


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """What `POST sessions/CODE/recover` takes."""

    recovery_code: Annotated[str, Length(64, 1)]
    id: OfOnce = ""


@dataclass(frozen=True, kw_only=True)
class Search:
    """What `GET sessions` takes in its query; `from` and `to` are days."""

    query: Line = ""
    since: Day = ""
    until: Day = ""
    deck: Line = ""
    page: Annotated[int, Span(1, LAST_PAGE)] = 1
