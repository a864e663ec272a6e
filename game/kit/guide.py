"""The debriefing's guide: what each step says, in the deck's language and in others, and what it reveals."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from game.messages import Choice, Id, Length, Line

ENTRIES, DOORS, CUES = "entries", "doors", "cues"
Lead = Annotated[str, Length(300)]
Prompts = Annotated[tuple[Annotated[str, Length(300)], ...], Length(12, 1)]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a step says, in one language."""

    title: Line
    lead: Lead = ""
    prompts: Prompts


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a guide. `reveals` names what everyone may read from it on.

    What it says is in the deck's language; `fr` and `en` say it in a session's language.
    """

    id: Id
    title: Line
    who: Annotated[str, Choice(("players", "everyone"))]
    minutes: int
    lead: Lead = ""
    prompts: Prompts
    reveals: tuple[Annotated[str, Choice((ENTRIES, DOORS, CUES))], ...] = ()
    notes: Annotated[str, Choice(("host", "everyone"))] = "everyone"
    fr: Wording | None = None
    en: Wording | None = None

    def said(self, language: str) -> Wording:
        """The step in this language, or in the deck's own."""
        own = Wording(title=self.title, lead=self.lead, prompts=self.prompts)
        return {"fr": self.fr, "en": self.en}.get(language) or own


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The steps, and the codes and entries that a note may link."""

    steps: tuple[Step, ...]

    def named(self, step: str) -> Step | None:
        """The step of this id."""
        return next((one for one in self.steps if one.id == step), None)

    def reveals(self, reached: Collection[str], what: str) -> bool:
        """Whether one of the steps reached shows this."""
        return any(what in one.reveals for one in self.steps if one.id in reached)
