"""What people wrote, made safe to put in any file without changing what can be read of it."""

import re
import unicodedata
from collections.abc import Mapping

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
# Controls, halves of characters, the byte order mark and what XML forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_OPENERS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}


def clean(text: str) -> str:
    """The text without what XML forbids, its line ends made one kind, its direction marks closed."""
    allowed = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))
    if not _DIRECTIONS.search(allowed):
        return allowed
    return "\n".join(map(_closed, allowed.split("\n")))


def cleaned(value: object) -> object:
    """A tree of mappings and lists with every text in it clean."""
    match value:
        case str():
            return clean(value)
        case Mapping():
            return {key: cleaned(one) for key, one in value.items()}
        case list() | tuple():
            return [cleaned(one) for one in value]
    return value


def file_name(*parts: str) -> str:
    """A name that every disk takes: no path, no control or direction mark, not too long."""
    whole = _FORBIDDEN_IN_NAMES.sub(" ", ", ".join(part for part in parts if part))
    seen = "".join(" " if c.isspace() else c for c in whole if c.isspace() or _shown(c))
    return " ".join(seen.split())[:100].strip(" .,")


def plain_name(name: str) -> str:
    """The same name in ASCII letters alone, for what can't read more."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-").lower()


def _shown(character: str) -> bool:
    return not unicodedata.category(character).startswith("C")


def _closed(line: str) -> str:
    """The line with every direction mark that it opens closed, so that what follows is not turned round."""
    waiting: list[str] = []
    for character in line:
        if character in _OPENERS:
            waiting.append(_OPENERS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
    return line + "".join(reversed(waiting))
