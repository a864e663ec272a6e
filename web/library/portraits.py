"""Nobody's first name, gender, age or town says what they live through.

The plan's own rule: public, trade, origin and behaviour don't follow from one another. What a machine can
hold of it: a first name comes once, and no crowd is shut up in one theme, one situation or the delicate cases.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from game import Fault, Text, say
from game.formats.roleplay.deck import CaseCard, RoleplayDeck
from web.library.printed import Card

# Fewer people than this are no crowd: half of them are two or three.
SMALLEST_CROWD = 6
MOST = 2  # one in two


def remarks(part: RoleplayDeck) -> Iterator[Fault]:
    """What a careful reader would mark in who the people of a deck are."""
    cases = part.cases.values()
    yield from _named_twice(cases)
    for name, crowd in _crowds(cases):
        yield from shut_up(name, crowd)
    for place, crowd in _by(cases, "place"):
        for theme in sorted(set.intersection(*(set(one.themes) for one in crowd))):
            if len(crowd) > 1:
                yield _of(crowd).remark("proof.town", theme, "themes", crowd=place)


def shut_up(name: str | Text, crowd: Sequence[CaseCard]) -> Iterator[Fault]:
    """What more than half of a crowd have in common, and should not."""
    if len(crowd) < SMALLEST_CROWD:
        return
    if MOST * sum(one.sensitivity == "delicate" for one in crowd) > len(crowd):
        yield _of(crowd).remark("proof.delicate", name, "sensitivity")
    shared = Counter(theme for one in crowd for theme in one.themes)
    shared.update(one.situation for one in crowd)
    for what, count in shared.items():
        if MOST * count > len(crowd):
            yield _of(crowd).remark("proof.crowd", name, "themes", shared=what)


def _named_twice(cases: Iterable[CaseCard]) -> Iterator[Fault]:
    seen: dict[str, CaseCard] = {}
    for case in cases:
        first = seen.setdefault(case.first_name, case)
        if first is not case:
            yield _of([case]).remark("proof.first_name", str(first.number), "first_name")


def _crowds(cases: Iterable[CaseCard]) -> Iterator[tuple[Text, list[CaseCard]]]:
    for gender, crowd in _by(cases, "gender"):
        yield say(f"proof.gender_{gender}"), crowd
    for department, crowd in _by(cases, "department"):
        if department:
            yield say("proof.department", what=department), crowd


def _by(cases: Iterable[CaseCard], field: str) -> Iterator[tuple[str, list[CaseCard]]]:
    crowds: dict[str, list[CaseCard]] = {}
    for case in cases:
        crowds.setdefault(getattr(case, field), []).append(case)
    yield from crowds.items()


def _of(crowd: Sequence[CaseCard]) -> Card:
    return Card("cases", ", ".join(str(one.number) for one in crowd))
