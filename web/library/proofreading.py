"""What a careful reader would mark in a deck: words to avoid, lengths, links, acronyms, dates, typography.

Remarks, not faults: a deck with remarks loads. The rules are those of decks/README.md.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from game import Deck, Fault, say
from game.formats.roleplay.deck import RoleplayDeck

WORDS_OF_CONTEXT = (40, 70)
WORDS_A_MINUTE = 150
LONGEST_READING = 40
LONGEST_FACE = {"structures": 90, "schemes": 70}
FACES = {
    "structures": ("serves", "first_welcome", "can", "cannot", "refers_to"),
    "schemes": ("for_whom", "what", "door", "check"),
}
LEAST_CASES = 2
SENTENCE = re.compile(r"[^.!?…]+[.!?…]")
# A sentence of fewer words may well come twice: « Il ne sait pas. »
SHORTEST_SENTENCE = 6

RETIRED = (
    "Pôle emploi|ANPE|Assedic|Fongecif|CIF|Unifaf|OPCA|OPACIF|Direccte|Garantie jeunes|AFPR|Pro-A|TransCo|"
    "Transitions collectives|Emploi Store|BIJ|PIJ|Visas? libres savoirs|emplois? d’avenir"
)
AMOUNT = re.compile(r"€|\d\s*(?:euros?|%)|%")
TELEPHONE = re.compile(r"\b0\d(?:[\s.\u00a0\u202f]?\d\d){4}\b|\b0 ?800\b")
RETIRED_NAME = re.compile(rf"(?<![\w’-])(?:{RETIRED})(?![\w-])")
DIAGNOSIS = re.compile(
    r"\b(?:dépressi(?:on|f|ve)|cancer|schizophrén\w+|bipolaire|autis\w+|burn-?out|épilep\w+|diabète|addiction\w*|"
    r"alcoolisme|depression|bipolar|autis\w+|epilepsy|diabetes)\b",
    re.IGNORECASE,
)
OFFENCE = re.compile(
    r"\b(?:condamné\w*|délit|vol(?:é|eur)|trafic|agression|convicted|theft|offence)\b",
    re.IGNORECASE,
)
LICENCE = re.compile(r"\bCPF\b[^.]*\bpermis\b|\bpermis\b[^.]*\bCPF\b")
CONDITION = re.compile(r"condition|vérifi", re.IGNORECASE)
ACRONYM = re.compile(r"\w*[A-ZÀ-ÖØ-Þ]\w*[A-ZÀ-ÖØ-Þ]\w*")
# Nobody who reads a card asks what these mean.
PLAIN_ACRONYMS = {"CV"}
CODES = {"code", "structure", "structures", "scheme", "refers", "opens"}
FRENCH_SIGNS = re.compile(r"'|(?<![\u202f\u00a0])[;!?»]|«(?!\u202f)|(?<!\u00a0):(?!\d)| [;!?:»]")


@dataclass(frozen=True)
class Card:
    """A card as its file has it: where it is, and its texts by field."""

    file: str
    name: str
    texts: Mapping[str, str]


def remarks(deck: Deck, files: Mapping[str, Any], today: date) -> list[Fault]:
    """Everything a careful reader would mark, card by card."""
    cards = list(_cards(files))
    found = [
        *_said(cards, deck.head.language),
        *_repeated(cards),
        *_faces(cards),
    ]
    for part in deck.parts.values():
        if isinstance(part, RoleplayDeck):
            found += [*_contexts(part), *_reached(part), *_dates(part, today)]
            found += _unexplained(cards, part.glossary)
    return found


def _cards(files: Mapping[str, Any]) -> Iterator[Card]:
    for file, name, key in (
        ("cases", "case", "number"),
        ("structures", "structure", "code"),
        ("schemes", "scheme", "code"),
        ("glossary", "term", "short"),
    ):
        for raw in files.get(file, {}).get(name, ()):
            yield Card(file, str(raw[key]), dict(_texts(raw)))


def _texts(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a reader of the card reads; names of the past and sources are not said on it."""
    for name, value in raw.items():
        if name in ("former_names", "source", "verified_on", "review_by", "audience"):
            continue
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, list):
            for at, one in enumerate(value, 1):
                inner = one if isinstance(one, dict) else {"": one}
                yield from (
                    (f"{name}.{at}.{key}".rstrip("."), str(text)) for key, text in inner.items()
                )


def _said(cards: Iterable[Card], language: str) -> Iterator[Fault]:
    rules = [
        ("proof.amount", AMOUNT),
        ("proof.telephone", TELEPHONE),
        ("proof.diagnosis", DIAGNOSIS),
        ("proof.offence", OFFENCE),
    ]
    if language == "fr":
        rules += [("proof.retired", RETIRED_NAME), ("proof.signs", FRENCH_SIGNS)]
    for card in cards:
        for name, text in card.texts.items():
            for key, rule in rules:
                match = rule.search(text)
                if match:
                    yield _remark(card, name, key, match.group())
            if LICENCE.search(text) and not CONDITION.search(text):
                yield _remark(card, name, "proof.licence", "CPF")


def _unexplained(cards: Iterable[Card], glossary: Mapping[str, str]) -> Iterator[Fault]:
    """Acronyms that the deck's glossary, when it has one, leaves out."""
    if not glossary:
        return
    longest_first = sorted(glossary, key=len, reverse=True)
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for card in cards:
        for name, text in card.texts.items():
            if CODES & set(name.split(".")):
                continue
            for acronym in sorted(set(ACRONYM.findall(known.sub("", text))) - PLAIN_ACRONYMS):
                yield _remark(card, name, "proof.acronym", acronym)


def _repeated(cards: Iterable[Card]) -> Iterator[Fault]:
    where: dict[str, tuple[Card, str]] = {}
    for card in cards:
        for name, text in card.texts.items():
            for sentence in SENTENCE.findall(text):
                told = sentence.strip()
                if len(told.split()) < SHORTEST_SENTENCE:
                    continue
                if told in where and where[told][0] is not card:
                    yield _remark(card, name, "proof.repeated", where[told][0].name)
                where[told] = (card, name)


def _faces(cards: Iterable[Card]) -> Iterator[Fault]:
    for card in cards:
        longest = LONGEST_FACE.get(card.file)
        words = _count(" ".join(card.texts.get(name, "") for name in FACES.get(card.file, ())))
        if longest is not None and words > longest:
            yield _remark(card, "", "proof.face", f"{words} > {longest}")


def _contexts(part: RoleplayDeck) -> Iterator[Fault]:
    least, most = WORDS_OF_CONTEXT
    for number, case in part.cases.items():
        card = Card("cases", str(number), {})
        words = _count(case.context)
        if not least <= words <= most:
            yield _remark(card, "context", "proof.context", str(words))
        seconds = round(60 * (words + _count(case.request)) / WORDS_A_MINUTE)
        if seconds > LONGEST_READING:
            yield _remark(card, "context", "proof.reading", str(seconds))


def _reached(part: RoleplayDeck) -> Iterator[Fault]:
    """Every structure and scheme is a door of at least two cases."""
    doors: Counter[str] = Counter()
    for case in part.cases.values():
        doors.update(
            {code for door in case.doors for code in (door.structure, door.scheme) if code}
        )
    for code, (family, _) in part.linked.items():
        if doors[code] < LEAST_CASES:
            yield _remark(Card(f"{family}s", code, {}), "", "proof.reached", str(doors[code]))


def _dates(part: RoleplayDeck, today: date) -> Iterator[Fault]:
    dated: list[tuple[str, str, date, date]] = [
        *(("cases", str(c.number), c.verified_on, c.review_by) for c in part.cases.values()),
        *(("structures", c.code, c.verified_on, c.review_by) for c in part.structures.values()),
        *(("schemes", c.code, c.verified_on, c.review_by) for c in part.schemes),
    ]
    for file, name, verified_on, review_by in dated:
        if review_by < today:
            yield _remark(Card(file, name, {}), "review_by", "proof.past", review_by.isoformat())
        if review_by <= verified_on:
            yield _remark(Card(file, name, {}), "review_by", "proof.order", review_by.isoformat())


def _count(text: str) -> int:
    """Words as one says them: a word is parted by spaces and by apostrophes."""
    return len(re.findall(r"\w[\w-]*", text))


def _remark(card: Card, name: str, key: str, what: str) -> Fault:
    return Fault(file=card.file, card=card.name, field=name, text=say(key, what=what))
