"""What holds after any history: each function asserts one promise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from string import Formatter

import game
from game.format import discover
from game.formats.roleplay.piles import play_of
from game.kit.debriefing import NoteEdited
from game.kit.grid import EntryEdited, EntryRemoved
from game.messages import Asked, Recorded, Text
from game.people import Viewer, is_reserved, name_key
from game.report import RoundReport
from game.session.messages import FeedbackGiven, RoundStarted, StartRound
from game.session.people import role_of
from game.session.words import WORDS as SESSION_WORDS
from tests.properties.knowledge import secrets

View = Mapping[str, Mapping[str, object]]
NO_RIGHT = {"forbidden", "wrong_phase", "closed"}


def updated(
    held: View, before: game.Session, after: game.Session, event: game.Event, viewer: Viewer
) -> dict[str, Mapping[str, object]]:
    """What a browser holds once it has applied one event's update."""
    kept = dict(held)
    for key in game.changes(before, after, event):
        one = game.record(after, viewer, key)
        kept.pop(key, None)
        if one is not None:
            kept[key] = one
    return kept


def updates_make_the_view(held: View, session: game.Session, viewer: Viewer) -> None:
    """Updates applied one by one are the view fetched whole."""
    whole = game.view(session, viewer)
    stale = sorted(k for k in held.keys() | whole.keys() if held.get(k) != whole.get(k))
    assert not stale, f"{viewer.id} holds another {stale}"


def nobody_holds_a_secret(
    history: Sequence[Recorded], session: game.Session, viewer: Viewer
) -> None:
    """Nothing in the view is something that this viewer may not know."""
    held = "\n".join(strings(game.view(session, viewer)))
    leaked = [secret for secret in secrets(history, session, viewer) if secret in held]
    assert not leaked, f"{viewer.id} holds {leaked}"


def nobody_counts_people(session: game.Session, viewer: Viewer) -> None:
    """How much was noted is for the host and the wall, by column."""
    if viewer.seat == "participant":
        assert not [key for key in game.view(session, viewer) if key.startswith("tally/")]


def refusal_agrees_with_the_screen(session: game.Session, asked: Asked, code: str | None) -> None:
    """What the screen does not offer is refused for want of the right or of the moment."""
    can = [game.kind_of(one) for one in game.legal(session, role_of(session, asked.by))]
    if asked.by.seat != "server":
        assert game.record(session, asked.by, "screen")["can"] == can  # type: ignore[index]
    if game.kind_of(type(asked.command)) not in can:
        assert code in NO_RIGHT, f"{asked.command} gave {code}"


def what_happened_is_fair(before: game.Session, asked: Asked, recorded: Recorded) -> None:
    """Nobody is made to play by chance, nobody's words are changed by another, nobody's answer is signed."""
    event, command = recorded.event, asked.command
    if isinstance(event, RoundStarted) and isinstance(command, StartRound):
        willing = {one.id for one in before.volunteers}
        for named, player in (
            (command.adviser, event.adviser),
            (command.jobseeker, event.jobseeker),
        ):
            assert player == named if named is not None else player in willing
    if isinstance(event, EntryEdited | EntryRemoved):
        entry = play_of(before.rounds[-1]).grid.entries[event.entry_id]
        assert entry.author == asked.by.id
    if isinstance(event, NoteEdited):
        note = play_of(before.rounds[-1]).debriefing.notes[event.note_id]
        assert note.author == asked.by.id
    if isinstance(event, FeedbackGiven):
        assert recorded.by == ""
        assert recorded.at.time() == time.min


def each_card_lies_once(session: game.Session) -> None:
    """A card is drawn once in a session; only a replay brings a case back."""
    drawn: Counter[tuple[str, int]] = Counter()
    for round_ in session.rounds:
        play = play_of(round_)
        out = [(one.pile, one.number) for one in play.set_aside]
        out += [("cases", play.case.number)] if play.case else []
        out += [("structures", play.structure.number)] if play.structure else []
        if round_.replay_of is not None:
            out.remove(("cases", first_case(session, round_.replay_of)))
        drawn.update(out)
    assert all(times == 1 for times in drawn.values()), drawn


def first_case(session: game.Session, number: int) -> int:
    """The case that a replay of this round began with: that which lay there when it ended."""
    case = play_of(session.rounds[number - 1]).case
    assert case is not None
    return case.number


def tally_counts_entries(session: game.Session) -> None:
    """The tally is the number of entries in each column."""
    for round_ in session.rounds:
        grid = play_of(round_).grid
        counted = Counter(entry.column for entry in grid.entries.values())
        assert {k: n for k, n in grid.tally.items() if n} == dict(counted)


def names_are_told_apart(session: game.Session) -> None:
    """No two people have the same name, nor the host's."""
    keys = [name_key(one.name) for one in session.participants.values()]
    assert len(keys) == len(set(keys))
    assert not any(is_reserved(one.name) for one in session.participants.values())
    assert name_key(session.host) not in keys


def clocks_can_be_ended(session: game.Session) -> None:
    """Whenever a clock runs, the server may say that it has run out."""
    if game.deadline(session) is not None:
        assert "end_timer" in [game.kind_of(one) for one in game.legal(session, game.Role.SERVER)]


def report_keeps_its_promises(session: game.Session) -> None:
    """A report can be made at any moment, and leaves out what it says that it leaves out."""
    report = game.report(session)
    told = "\n".join(strings(report.__dict__))
    cases = session.deck.parts["roleplay"].cases.values()
    assert not [cue.text for case in cases for cue in case.cues if cue.text in told]
    assert not [case.tension for case in cases if case.tension in told]
    if not session.settings.names:
        named = set(strings(report.__dict__))
        assert not {one.name for one in session.participants.values()} & named
        assert not {author for one in report.rounds for author in authors(one)} - {""}
        assert not [one.players for one in report.rounds if one.players]


def authors(round_: RoundReport) -> Iterator[str]:
    """Who a report says wrote what."""
    yield from (entry.author for entry in round_.entries)
    yield from (note.author for step in round_.steps for note in step.notes)


def sentences_exist(texts: Iterable[Text]) -> None:
    """Every sentence is known in both languages, and has all that its words ask for."""
    for language in ("fr", "en"):
        words = dict(SESSION_WORDS[language])
        for one in discover().values():
            words |= one.words[language]
        for text in texts:
            assert text.key in words, f"{text.key} is not said in {language}"
            asked = {name for _, name, _, _ in Formatter().parse(words[text.key]) if name}
            assert asked <= {name for name, _ in text.params}, text


def texts_in(value: object) -> Iterator[Text]:
    """Every sentence in a record."""
    if isinstance(value, Text):
        yield value
        yield from texts_in([one for _, one in value.params])
    elif isinstance(value, Mapping):
        yield from texts_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def strings(value: object) -> Iterator[str]:
    """Every string in a record; anything that can't become JSON is an error."""
    match value:
        case str():
            yield value
        case Text():
            yield value.key
            yield from strings([one for _, one in value.params])
        case Mapping():
            for key, one in value.items():
                yield from strings(key)
                yield from strings(one)
        case list() | tuple():
            for one in value:
                yield from strings(one)
        case None | bool() | int() | datetime():
            return
        case _ if hasattr(value, "__dataclass_fields__"):
            yield from strings(value.__dict__)
        case _:
            raise TypeError(f"{value!r} can't be sent")
