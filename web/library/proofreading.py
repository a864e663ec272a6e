"""What a careful reader would mark in a deck: words to avoid, lengths, links, acronyms, dates, typography.

Remarks, not faults: a deck with remarks loads. The rules are those of decks/README.md.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from game import Deck, Fault
from game.formats.roleplay.deck import CaseCard, RoleplayDeck
from web.glossary import pattern_of
from web.library import forbidden, plan, portraits
from web.library.printed import Card, printed, words

WORDS_OF_CONTEXT = (40, 70)
WORDS_A_MINUTE = 150
LONGEST_READING = 40
LONGEST_FACE = {"structures": 90, "schemes": 70}
FACES = {
    "structures": ("serves", "first_welcome", "can", "cannot", "refers_to"),
    "schemes": ("for_whom", "what", "door", "check"),
}
ASKED = {"structures": "question", "schemes": "check"}
LEAST_CASES = 2
SENTENCE = re.compile(r"[^.!?…]+[.!?…]")
# A sentence of fewer words may well come twice: « Il ne sait pas. »
SHORTEST_SENTENCE = 6
# What the host reads in each step may ask the same thing twice; cards may not.
REPEATABLE = ("debriefing", "grids", "survey")
ACRONYM = re.compile(r"\w*[A-ZÀ-ÖØ-Þ]\w*[A-ZÀ-ÖØ-Þ]\w*")
# Nobody who reads a card asks what these mean.
PLAIN_ACRONYMS = {"CV"}


def remarks(deck: Deck, files: Mapping[str, Any], today: date) -> list[Fault]:
    """Everything a careful reader would mark, card by card."""
    cards = list(printed(files))
    found = [
        *_said(cards, deck.head.language),
        *_repeated(cards),
        *_faces(cards),
        *_asked(cards),
    ]
    for part in deck.parts.values():
        if isinstance(part, RoleplayDeck):
            found += [*_cases(part), *_reached(part), *_dates(part, today)]
            found += _unexplained(cards, part.glossary)
            found += portraits.remarks(part)
            found += plan.remarks(files, part)
    return found


def _said(cards: Iterable[Card], language: str) -> Iterator[Fault]:
    for card in cards:
        for name, text in card.texts.items():
            for key, what in forbidden.broken(text, language):
                yield card.remark(key, what, name)
        if forbidden.pays_any_licence(" ".join(card.texts.values())):
            yield card.remark("proof.licence")


def _unexplained(cards: Iterable[Card], glossary: Mapping[str, str]) -> Iterator[Fault]:
    """Acronyms that the deck's glossary, when it has one, leaves out."""
    if not glossary:
        return
    known = pattern_of(glossary)
    for card in cards:
        for name, text in card.texts.items():
            for acronym in sorted(set(ACRONYM.findall(known.sub("", text))) - PLAIN_ACRONYMS):
                yield card.remark("proof.acronym", acronym, name)


def _repeated(cards: Iterable[Card]) -> Iterator[Fault]:
    where: dict[str, Card] = {}
    for card in cards:
        for name, text in card.texts.items():
            for sentence in SENTENCE.findall(text):
                told = sentence.strip().lower()
                if words(told) < SHORTEST_SENTENCE or card.file in REPEATABLE:
                    continue
                if where.setdefault(told, card) is not card:
                    yield card.remark("proof.repeated", where[told].name, name)


def _faces(cards: Iterable[Card]) -> Iterator[Fault]:
    for card in cards:
        longest = LONGEST_FACE.get(card.file)
        count = words(" ".join(card.texts.get(name, "") for name in FACES.get(card.file, ())))
        if longest is not None and count > longest:
            yield card.remark("proof.face", str(count), most=str(longest))


def _asked(cards: Iterable[Card]) -> Iterator[Fault]:
    """What is to be asked or checked is a question."""
    for card in cards:
        name = ASKED.get(card.file, "")
        if name in card.texts and not card.texts[name].endswith("?"):
            yield card.remark("proof.question", name=name)


def _cases(part: RoleplayDeck) -> Iterator[Fault]:
    least, most = WORDS_OF_CONTEXT
    for number, case in part.cases.items():
        card = Card("cases", str(number))
        count = words(case.context)
        if not least <= count <= most:
            yield card.remark("proof.context", str(count), "context")
        seconds = round(60 * (count + words(case.request)) / WORDS_A_MINUTE)
        if seconds > LONGEST_READING:
            yield card.remark("proof.reading", str(seconds), "context")
        if len({door.structure for door in case.doors}) < LEAST_CASES:
            yield card.remark("proof.one_door", name="doors")
        if case.audience and case.audience.lower() in _face(case):
            yield card.remark("proof.audience", case.audience, "audience")


def _face(case: CaseCard) -> str:
    return " ".join((case.title, case.status, case.request, case.context, *case.themes)).lower()


def _reached(part: RoleplayDeck) -> Iterator[Fault]:
    """Every structure and scheme is a door of at least two cases."""
    doors: Counter[str] = Counter()
    for case in part.cases.values():
        doors.update(
            {code for door in case.doors for code in (door.structure, door.scheme) if code}
        )
    for code, (family, _) in part.linked.items():
        if doors[code] < LEAST_CASES:
            yield Card(f"{family}s", code).remark("proof.reached", str(doors[code]))


def _dates(part: RoleplayDeck, today: date) -> Iterator[Fault]:
    for card, verified_on, review_by in plan.dated(part):
        if review_by < today:
            yield card.remark("proof.past", review_by.isoformat(), "review_by")
        if review_by <= verified_on:
            yield card.remark("proof.order", review_by.isoformat(), "review_by")
