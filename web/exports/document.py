"""A report said in a language: the one place from which every format, and the page, is made."""

from collections.abc import Iterator
from itertools import groupby
from typing import cast
from zoneinfo import ZoneInfo

from game.report import EntryReport, ItemReport, NoteReport, Report, RoundReport, SurveyReport
from web.exports.clean import cleaned
from web.exports.rounds import code_of, round_of
from web.exports.shapes import (
    SCHEMA,
    VERSION,
    Document,
    Line,
    Open,
    Row,
    Scale,
    Survey,
    ToCheck,
)
from web.exports.words import Words

PARIS = "Europe/Paris"


def document_of(report: Report, language: str) -> Document:
    """The report in this language, its times by the clocks of Paris."""
    words = Words(language, ZoneInfo(PARIS))
    document: Document = {
        "schema": SCHEMA,
        "version": VERSION,
        "language": language,
        "timezone": PARIS,
        "id": report.id,
        "title": report.title,
        "place": report.place,
        "date": report.date,
        "host": report.host,
        "deck": report.deck,
        "revision": report.revision,
        "phase_code": code_of(report.phase),
        "phase": words.text(report.phase),
        "participants": report.participants,
        "organisations": list(report.organisations),
        "lede": _lede(report, words),
        "about": _about(report, words),
        "reminder": words.text(report.reminder),
        "rounds": [round_of(one, words) for one in report.rounds],
        "to_check": _to_check(report, words),
        "survey": _survey(report.survey, words) if report.survey else None,
        "left_out": [words.text(one) for one in report.left_out],
    }
    return cast(Document, cleaned(document))


def _lede(report: Report, words: Words) -> list[str]:
    """The heading in three lines: when and with whom, who was there, with which cards."""
    when = ", ".join(part for part in (words.written_day(report.date), report.place) if part)
    host = words("lede.host", host=report.host) if report.host else ""
    rounds = words("sentence", text=words.counted("rounds", len(report.rounds)))
    deck = words("lede.deck", deck=report.deck, revision=report.revision)
    phase = words("labelled", label=words("about.phase"), text=words.text(report.phase))
    return [
        " ".join(part for part in (words("sentence", text=when) if when else "", host) if part),
        f"{_people(report, words)} {rounds}",
        f"{deck} {words('sentence', text=phase)}",
    ]


def _people(report: Report, words: Words) -> str:
    people = words.counted("people", report.participants)
    if not report.organisations:
        return words("sentence", text=people)
    number, names = len(report.organisations), ", ".join(report.organisations)
    return words.counted("from_organisations", number, people=people, names=names)


def _about(report: Report, words: Words) -> list[Line]:
    """The heading field by field, for tables."""
    values = {
        "title": report.title,
        "place": report.place,
        "date": words.written_day(report.date),
        "host": report.host,
        "deck": report.deck,
        "revision": report.revision,
        "participants": str(report.participants),
        "organisations": ", ".join(report.organisations),
        "rounds": str(len(report.rounds)),
        "phase": words.text(report.phase),
        "timezone": PARIS,
        "id": report.id,
    }
    return [
        {"code": code, "label": words(f"about.{code}"), "text": text}
        for code, text in values.items()
        if text
    ]


def _to_check(report: Report, words: Words) -> list[ToCheck]:
    """All that the group wanted verified, round by round, in the words it was noted with."""
    return [
        {
            "round": one.number,
            "label": words("round", number=one.number),
            "text": _naming(slip.links, slip.text, words),
        }
        for one in report.rounds
        for slip in _slips(one)
        if slip.to_check
    ]


def _slips(round_: RoundReport) -> Iterator[EntryReport | NoteReport]:
    yield from round_.entries
    for step in round_.steps:
        yield from step.notes


def _naming(links: tuple[str, ...], text: str, words: Words) -> str:
    names = ", ".join(links)
    return words("to_check_line", links=names, text=text) if names and text else names or text


def _survey(survey: SurveyReport, words: Words) -> Survey:
    scales = [one for one in survey.items if one.counts]
    alike = groupby(scales, key=lambda one: [label for label, _ in one.counts])
    return {
        "answered": survey.answered,
        "invited": survey.invited,
        "least": survey.least,
        "shown": survey.answered >= survey.least,
        "said": _denominator(survey.answered, survey, words),
        "scales": [_scale(choices, list(items), survey, words) for choices, items in alike],
        "open": [_open(one, survey, words) for one in survey.items if not one.counts],
    }


def _denominator(answers: int, survey: SurveyReport, words: Words) -> str:
    """How many answered, of how many, and how many did not; never a percentage."""
    given = words.counted("answers", answers)
    missing = survey.invited - answers
    return words("survey.said", answers=given, invited=survey.invited, missing=missing)


def _scale(
    choices: list[str], items: list[ItemReport], survey: SurveyReport, words: Words
) -> Scale:
    return {"choices": choices, "rows": [_row(one, survey, words) for one in items]}


def _row(item: ItemReport, survey: SurveyReport, words: Words) -> Row:
    counts = [count for _, count in item.counts]
    return {
        "label": item.label,
        "counts": counts,
        "answers": sum(counts),
        "said": _denominator(sum(counts), survey, words),
    }


def _open(item: ItemReport, survey: SurveyReport, words: Words) -> Open:
    return {
        "label": item.label,
        "texts": list(item.texts),
        "said": _denominator(len(item.texts), survey, words),
    }
