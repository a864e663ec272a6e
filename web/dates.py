"""Days as people say them, in the languages of the screens: « mardi 24 novembre 2026 »."""

from datetime import date

WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def read_day(text: str) -> date | None:
    """The day in an ISO date or time; None when there is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def day_number(day: date, language: str) -> str:
    """The day of the month: « 1er » in French."""
    return "1er" if language == "fr" and day.day == 1 else str(day.day)


def weekday(day: date, language: str) -> str:
    """The day of the week."""
    return WEEKDAYS[language][day.weekday()]


def month(day: date, language: str) -> str:
    """The month and the year, as a heading."""
    name = MONTHS[language][day.month - 1]
    return f"{name[0].upper()}{name[1:]} {day.year}"


def day_said(day: date, language: str) -> str:
    """A day, as « 21 novembre 2026 »; its number stays with its month."""
    return f"{day_number(day, language)}\u00a0{MONTHS[language][day.month - 1]} {day.year}"


def long_day(day: date, language: str) -> str:
    """The whole date, as it opens a line."""
    words = f"{weekday(day, language)} {day_said(day, language)}"
    return words[0].upper() + words[1:]
