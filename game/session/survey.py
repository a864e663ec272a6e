"""The survey's totals: nothing below five answers, and always how many did not answer."""

from game.deck import SurveyItem
from game.report import ItemReport, SurveyReport
from game.session.state import Session

LEAST = 5


def totals(session: Session) -> SurveyReport:
    """How the survey was answered; its items only from `LEAST` answers on."""
    answered = len(session.feedback)
    shown = answered >= LEAST
    items = tuple(_item(session, item) for item in session.deck.survey) if shown else ()
    invited = max(len(session.present), answered)
    return SurveyReport(answered=answered, invited=invited, least=LEAST, items=items)


def _item(session: Session, item: SurveyItem) -> ItemReport:
    given = [one[item.id] for one in session.feedback if item.id in one]
    if item.kind == "text":
        # Sorted, so that the order in which people answered does not show.
        return ItemReport(label=item.label, texts=tuple(sorted(str(one) for one in given)))
    counts = tuple((choice.label, given.count(choice.value)) for choice in item.choices)
    return ItemReport(label=item.label, counts=counts)
