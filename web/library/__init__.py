"""The decks at hand: folders of TOML files, each read and checked as a whole."""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import game
from game import Deck, Fault, FaultyDeck, say
from web.glossary import Glossary, glossary_of
from web.journal import Journal


@dataclass(frozen=True, kw_only=True)
class DeckFolder:
    """A deck as it was read: its files, its revision (a digest of them), and what they say."""

    deck: Deck
    files: dict[str, Any]


class Library:
    """The decks of a folder, and, for sessions pinned to them, all earlier revisions in the journal."""

    def __init__(self, folder: Path, journal: Journal) -> None:
        self._folder = folder
        self._journal = journal
        self._by_id: dict[str, DeckFolder] = {}
        self._by_revision: dict[str, Deck] = {}

    def load(self) -> None:
        """Read every deck; raises `FaultyDeck` for the first that is faulty."""
        for folder in sorted(one for one in self._folder.iterdir() if (one / "deck.toml").exists()):
            found = read_folder(folder)
            self._by_id[found.deck.head.id] = found
            self._by_revision[found.deck.revision] = found.deck
            self._journal.keep_deck(found.deck.head.id, found.deck.revision, found.files)

    def deck(self, deck_id: str) -> Deck | None:
        """The newest revision of a deck."""
        found = self._by_id.get(deck_id)
        return found.deck if found else None

    def revision(self, revision: str) -> Deck:
        """A deck as a session was pinned to it; raises `LookupError` when it is nowhere."""
        if revision not in self._by_revision:
            files = self._journal.deck(revision)
            if files is None:
                raise LookupError(revision)
            self._by_revision[revision] = game.deck_from(files, revision)
        return self._by_revision[revision]

    def glossary(self, revision: str) -> Glossary:
        """What acronyms mean in a deck as a session was pinned to it; raises `LookupError`."""
        files = self._journal.deck(revision)
        if files is None:
            raise LookupError(revision)
        return glossary_of(files)

    def decks(self) -> list[dict[str, Any]]:
        """What there is to choose from."""
        return [_summary(one) for one in self._by_id.values()]

    def files(self, deck_id: str) -> dict[str, Any] | None:
        """A deck's files, as they were read."""
        found = self._by_id.get(deck_id)
        return found.files if found else None


def read_folder(folder: Path) -> DeckFolder:
    """The deck in a folder; raises `FaultyDeck` with everything that is wrong."""
    files: dict[str, Any] = {}
    faults: list[Fault] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            files[file.stem] = _plain(tomllib.loads(file.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            text = say("deck.not_toml", reason=str(error))
            faults.append(Fault(file=file.stem, card="", field="", text=text))
    if faults:
        raise FaultyDeck(faults)
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
    return DeckFolder(deck=game.deck_from(files, digest), files=files)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _summary(found: DeckFolder) -> dict[str, Any]:
    head = found.deck.head
    cards = {name: len(found.files.get(name, {}).get(name[:-1], ())) for name in _PILES}
    return {
        "id": head.id,
        "title": head.title,
        "language": head.language,
        "description": head.description,
        "licence": head.licence,
        "formats": list(head.formats),
        "revision": found.deck.revision,
        **cards,
    }


_PILES = ("cases", "structures", "schemes")
