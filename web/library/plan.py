"""What a deck promises in its `plan.toml`: how many cards of what, for whom, and what its dates depend on.

A deck without that file promises nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from game import Fault, say
from game.deck import DeckFiles
from game.formats.roleplay.deck import CaseCard, RoleplayDeck
from game.messages import Choice, Line
from web.library.portraits import shut_up
from web.library.printed import Card

PLAN = Card("plan", "")


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many cards of each family."""

    cases: int
    delicate: int
    structures: int
    doors: int
    schemes: int
    first_schemes: int


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many cases of one gender or one département."""

    field: Annotated[str, Choice(("gender", "department"))]
    value: str
    cases: int


@dataclass(frozen=True, kw_only=True)
class Ages:
    """How many cases of these ages, both included."""

    youngest: int
    oldest: int
    cases: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """People whom a reader may take for alike: they must not be."""

    name: Line
    first_names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that changes on a day: the cards that it touches are read again before."""

    on: date
    what: Line
    cards: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that a deck promises."""

    counts: Counts
    shares: tuple[Share, ...] = ()
    ages: tuple[Ages, ...] = ()
    publics: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    events: tuple[Event, ...] = ()


def remarks(files: Mapping[str, Any], part: RoleplayDeck) -> list[Fault]:
    """Where a deck is not what its plan says."""
    if "plan" not in files:
        return []
    reading = DeckFiles(files)
    plan = reading.card(Plan, "plan", "", files["plan"])
    if plan is None:
        return reading.faults
    return [
        *_counted(plan, part),
        *_balanced(plan, part),
        *_for_whom(plan, part),
        *_mixed(plan, part),
        *_before(plan, part),
    ]


def dated(part: RoleplayDeck) -> Iterator[tuple[Card, date, date]]:
    """Every card with the day it was verified and the day by which it is to be verified again."""
    for case in part.cases.values():
        yield Card("cases", str(case.number)), case.verified_on, case.review_by
    for structure in part.structures.values():
        yield Card("structures", structure.code), structure.verified_on, structure.review_by
    for scheme in part.schemes:
        yield Card("schemes", scheme.code), scheme.verified_on, scheme.review_by


def _counted(plan: Plan, part: RoleplayDeck) -> Iterator[Fault]:
    cases, structures = part.cases.values(), part.structures.values()
    there = Counts(
        cases=len(cases),
        delicate=sum(one.sensitivity == "delicate" for one in cases),
        structures=sum(one.playable for one in structures),
        doors=sum(not one.playable for one in structures),
        schemes=len(part.schemes),
        first_schemes=sum(one.first for one in part.schemes),
    )
    for name, planned in vars(plan.counts).items():
        count = getattr(there, name)
        if count != planned:
            yield PLAN.remark("proof.count", str(count), f"counts.{name}", planned=str(planned))


def _balanced(plan: Plan, part: RoleplayDeck) -> Iterator[Fault]:
    cases = part.cases.values()
    wanted = [
        *((f"{s.field} {s.value}", _having(cases, s.field, s.value), s.cases) for s in plan.shares),
        *(
            (
                f"{a.youngest}-{a.oldest}",
                [c for c in cases if a.youngest <= c.age <= a.oldest],
                a.cases,
            )
            for a in plan.ages
        ),
    ]
    for name, found, planned in wanted:
        if len(found) != planned:
            yield PLAN.remark("proof.share", str(len(found)), name, planned=str(planned))


def _having(cases: Any, field: str, value: str) -> list[CaseCard]:
    return [one for one in cases if getattr(one, field) == value]


def _for_whom(plan: Plan, part: RoleplayDeck) -> Iterator[Fault]:
    """Every public of the plan has a case at least."""
    served = [" ".join((c.audience, c.status, *c.themes)).lower() for c in part.cases.values()]
    for public in plan.publics:
        if not any(public.lower() in one for one in served):
            yield PLAN.remark("proof.public", public, "publics")


def _mixed(plan: Plan, part: RoleplayDeck) -> Iterator[Fault]:
    named = {one.first_name: one for one in part.cases.values()}
    for group in plan.groups:
        for name in sorted(set(group.first_names) - named.keys()):
            yield PLAN.remark("proof.nobody", name, "groups")
        crowd = [named[one] for one in group.first_names if one in named]
        yield from shut_up(say("proof.group", what=group.name), crowd)


def _before(plan: Plan, part: RoleplayDeck) -> Iterator[Fault]:
    """A card that an event touches, or a case with a door to one, is read again before that day."""
    doors = {str(one.number): _codes(one) for one in part.cases.values()}
    cards = list(dated(part))
    known = {card.name for card, _, _ in cards}
    for event in plan.events:
        for code in sorted(set(event.cards) - known):
            yield PLAN.remark("deck.unknown_code", "", "events", code=code)
        for card, _, review_by in cards:
            touched = {card.name, *doors.get(card.name, ())} & set(event.cards)
            if touched and review_by >= event.on:
                yield card.remark(
                    "proof.event", event.on.isoformat(), "review_by", event=event.what
                )


def _codes(case: CaseCard) -> set[str]:
    return {code for door in case.doors for code in (door.structure, door.scheme) if code}
