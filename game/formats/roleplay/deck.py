"""What the SPRO card game reads in a deck: cases, structures, schemes, grids, the debriefing's guide, rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated

from game.deck import DeckFiles
from game.kit.grid import Template
from game.kit.guide import Guide, Step
from game.messages import Choice, Length, Line, Span, Text, say

SITUATIONS = (
    "pupil",
    "student",
    "jobseeker",
    "employee",
    "self_employed",
    "public_agent",
    "inactive",
)
Face = Annotated[str, Length(400, 1)]
Code = Annotated[str, Length(16, 1)]
Short = Annotated[str, Length(40, 1)]


@dataclass(frozen=True, kw_only=True)
class Cue:
    """Something that only the jobseeker's player knows: inspiration, never an obligation."""

    nature: Annotated[str, Choice(("need", "constraint", "resource"))]
    trigger: Annotated[str, Length(120, 1)]
    text: Annotated[str, Length(160, 1)]


@dataclass(frozen=True, kw_only=True)
class Door:
    """An example of a door that a group may open, and why. Never the answer."""

    structure: Code
    scheme: Annotated[str, Length(16)] = ""
    why: Annotated[str, Length(90, 1)]


@dataclass(frozen=True, kw_only=True)
class CaseCard:
    """A person, what they ask for, and what the adviser reads aloud (dossier §3.4)."""

    number: Annotated[int, Span(1, 999)]
    title: Short
    first_name: Short
    age: Annotated[int, Span(10, 99)]
    gender: Annotated[str, Choice(("F", "M", "X"))]
    status: Short
    place: Short
    department: Annotated[str, Length(3)] = ""
    situation: Annotated[str, Choice(SITUATIONS)]
    request: Annotated[str, Length(160, 1)]
    context: Annotated[str, Length(420, 1)]
    cues: Annotated[tuple[Cue, ...], Length(3, 3)]
    tension: Annotated[str, Length(120, 1)]
    doors: Annotated[tuple[Door, ...], Length(5, 2)]
    themes: Annotated[tuple[Line, ...], Length(6, 1)]
    audience: Line = ""
    sensitivity: Annotated[str, Choice(("ordinary", "delicate"))]
    source: Line
    verified_on: date
    review_by: date


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Whom a structure serves, as far as a machine can tell; what is absent sets no limit."""

    age_min: int = 0
    age_max: int = 99
    situations: tuple[Annotated[str, Choice(SITUATIONS)], ...] | None = None

    def serves(self, case: CaseCard) -> bool:
        """Whether the person of a case is among them."""
        situated = self.situations is None or case.situation in self.situations
        return situated and self.age_min <= case.age <= self.age_max


@dataclass(frozen=True, kw_only=True)
class StructureCard:
    """Where the adviser works in this round. Only `playable` ones are in the pile."""

    code: Code
    number: Annotated[int, Span(1, 999)]
    name: Annotated[str, Length(60, 1)]
    at: Annotated[str, Length(80, 1)]
    playable: bool
    former_names: tuple[Line, ...] = ()
    serves: Face
    first_welcome: Face
    can: Face
    cannot: Face
    refers_to: Face
    refers: tuple[Code, ...] = ()
    opens: tuple[Code, ...] = ()
    audience: Audience = field(default_factory=Audience)
    territory: Annotated[str, Length(300)] = ""
    question: Annotated[str, Length(200)] = ""
    source: Line
    verified_on: date
    review_by: date


@dataclass(frozen=True, kw_only=True)
class SchemeCard:
    """A scheme that a door may lead to. `first`: in the first deck (dossier §2.9)."""

    code: Code
    number: Annotated[int, Span(1, 999)]
    title: Annotated[str, Length(60, 1)]
    for_whom: Face
    what: Face
    door: Face
    check: Face
    structures: tuple[Code, ...] = ()
    first: bool = True
    source: Line
    verified_on: date
    review_by: date


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule, word for word, and where it comes from. `key`: one of those to keep in mind while playing."""

    text: Annotated[str, Length(400, 1)]
    source: Line = ""
    key: bool = False


@dataclass(frozen=True, kw_only=True)
class Term:
    """An acronym or a word as it is printed on cards, and what it means."""

    short: Annotated[str, Length(24, 2)]
    meaning: Annotated[str, Length(90, 1)]


@dataclass(frozen=True, kw_only=True)
class RoleplayDeck:
    """The cards of a deck, by number for those in piles."""

    cases: Mapping[int, CaseCard]
    structures: Mapping[int, StructureCard]
    schemes: tuple[SchemeCard, ...]
    grids: tuple[Template, ...]
    guide: Guide
    rules: tuple[Rule, ...]
    questions: tuple[str, ...]
    interview_minutes: int
    glossary: Mapping[str, str]

    def template(self, grid: str) -> Template | None:
        """The grid template of this id."""
        for one in self.grids:
            if one.id == grid:
                return one
        return None

    def playable(self) -> tuple[int, ...]:
        """The numbers of the structure cards that are in the pile."""
        return tuple(number for number, card in self.structures.items() if card.playable)

    @cached_property
    def doors(self) -> Sequence[Mapping[str, str]]:
        """What a column of doors offers, in the order of the names: none may whisper what suits the case."""
        named = sorted((name, family, code) for code, (family, name) in self.linked.items())
        return [{"value": code, "label": name, "family": family} for name, family, code in named]

    @cached_property
    def links(self) -> Mapping[str, Mapping[str, str]]:
        """Code -> what a screen shows of it. One for all sessions: a large deck weighs once."""
        return {
            code: {"family": family, "name": name} for code, (family, name) in self.linked.items()
        }

    @cached_property
    def linked(self) -> Mapping[str, tuple[str, str]]:
        """Every code that an entry or a note may link: its family and its name."""
        found = {card.code: ("structure", card.name) for card in self.structures.values()}
        return found | {card.code: ("scheme", card.title) for card in self.schemes}

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code that an entry may link."""
        return frozenset(self.linked)


def read(files: DeckFiles) -> RoleplayDeck:
    """This format's part of a deck; faults are noted in `files`."""
    cases = files.cards(CaseCard, "cases", "case", "number")
    structures = files.cards(StructureCard, "structures", "structure", "code")
    schemes = files.cards(SchemeCard, "schemes", "scheme", "code")
    grids = files.cards(Template, "grids", "grid", "id")
    steps = files.cards(Step, "debriefing", "step", "id")
    rules = files.cards(Rule, "deck", "rules", "text")
    terms = files.cards(Term, "glossary", "term", "short") if "glossary" in files.files else ()
    questions, minutes = _questions(files), _minutes(files)
    _check_links(files, cases, structures, schemes)
    _check_numbers(files, structures)
    return RoleplayDeck(
        cases={card.number: card for card in cases},
        structures={card.number: card for card in structures},
        schemes=schemes,
        grids=grids,
        guide=Guide(steps=steps),
        rules=rules,
        questions=questions,
        interview_minutes=minutes,
        glossary={term.short: term.meaning for term in terms},
    )


def _minutes(files: DeckFiles) -> int:
    minutes = files.table("deck").get("interview_minutes", 10)
    if type(minutes) is int and 1 <= minutes <= 120:
        return minutes
    files.fault("deck", "", "interview_minutes", say("invalid.out_of_span", least=1, most=120))
    return 10


def _questions(files: DeckFiles) -> tuple[str, ...]:
    asked = files.table("deck").get("questions", [])
    if isinstance(asked, list) and all(isinstance(one, str) for one in asked):
        return tuple(asked)
    files.fault("deck", "", "questions", say("deck.not_list"))
    return ()


def _check_links(
    files: DeckFiles,
    cases: Iterable[CaseCard],
    structures: Iterable[StructureCard],
    schemes: Iterable[SchemeCard],
) -> None:
    places, named = files.named("structures", "structure"), files.named("schemes", "scheme")
    for case in cases:
        if {cue.nature for cue in case.cues} != {"need", "constraint", "resource"}:
            files.fault("cases", case.number, "cues", say("deck.cue_natures"))
        _known(
            files, ("cases", case.number, "doors"), (door.structure for door in case.doors), places
        )
        _known(
            files,
            ("cases", case.number, "doors"),
            (d.scheme for d in case.doors if d.scheme),
            named,
        )
    for structure in structures:
        _known(files, ("structures", structure.code, "refers"), structure.refers, places)
        _known(files, ("structures", structure.code, "opens"), structure.opens, named)
    for scheme in schemes:
        _known(files, ("schemes", scheme.code, "structures"), scheme.structures, places)


def _known(
    files: DeckFiles, where: tuple[str, object, str], codes: Iterable[str], known: set[str]
) -> None:
    file, card, name = where
    for code in codes:
        if code not in known:
            files.fault(file, card, name, say("deck.unknown_code", code=code))


def _check_numbers(files: DeckFiles, structures: Iterable[StructureCard]) -> None:
    seen: set[int] = set()
    for card in structures:
        if card.number in seen:
            files.fault("structures", card.code, "number", say("deck.twice"))
        seen.add(card.number)
    if not any(card.playable for card in structures):
        files.fault("structures", "", "playable", Text("deck.nothing_playable"))
