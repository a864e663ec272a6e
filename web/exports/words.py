"""How a report says numbers, days, times and lengths of time, in a language and a time zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from game.messages import Text
from web import dates
from web.locale import said, sentences

_PREFIX = "export."


@dataclass(frozen=True)
class Words:
    """The sentences of the exports in one language."""

    language: str
    zone: tzinfo = UTC

    def __call__(self, key: str, **params: object) -> str:
        """One sentence of `exports.json`."""
        return sentences(self.language)[_PREFIX + key].format(**params)

    def text(self, text: Text | str) -> str:
        """A sentence of the core; somebody's own words stay as they are."""
        return said(text, self.language).strip()

    def counted(self, key: str, number: int, **params: object) -> str:
        """A number with its noun: none is singular in French and plural in English."""
        one = number == 1 or (number == 0 and self.language == "fr")
        return self(f"{key}.one" if one else f"{key}.other", number=number, **params)

    def day(self, day: date) -> str:
        """A day, as « 21 novembre 2026 »."""
        return dates.day_said(day, self.language)

    def written_day(self, written: str) -> str:
        """A day that was written as ISO; anything else stays as it was written."""
        try:
            return self.day(date.fromisoformat(written))
        except ValueError:
            return written

    def local(self, at: datetime) -> datetime:
        """This moment by the clock on the wall."""
        known = at if at.tzinfo else at.replace(tzinfo=UTC)
        return known.astimezone(self.zone)

    def clock(self, at: datetime) -> str:
        """A time of day, as « 10 h 46 »."""
        local = self.local(at)
        return self("clock", hours=local.hour, minutes=f"{local.minute:02}")

    def lasting(self, seconds: int) -> str:
        """A length of time, as « 8 min 20 s »."""
        hours, rest = divmod(seconds, 3600)
        minutes, left = divmod(rest, 60)
        if hours:
            return self("hours", hours=hours, minutes=f"{minutes:02}")
        if minutes and left:
            return self("minutes_seconds", minutes=minutes, seconds=f"{left:02}")
        return self("minutes", minutes=minutes) if minutes else self("seconds", seconds=left)


def labels(language: str) -> Mapping[str, str]:
    """Every sentence of the exports, for templates that can't call."""
    found = sentences(language)
    return {
        key.removeprefix(_PREFIX): text for key, text in found.items() if key.startswith(_PREFIX)
    }
