"""The rehearsal session of `--demo`: six scripted participants, so that a host can practise alone.

They hold seats like anybody else: they see their own screen and act through commands, never by
touching state. What they say is in demo.toml; here is when. They wake only while somebody looks.
"""

import json
import logging
import os
import time
import tomllib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import game
from game import Session, Viewer
from game.formats.roleplay.messages import DEBRIEF, DRAW, INTERVIEW, READING
from game.formats.roleplay.piles import case_card, deck_of, play_of, structure_card
from game.session.state import Round
from web.accounts import accounts
from web.parts import Parts
from web.tickets import Ticket

FORMAT = "roleplay"
TICK_SECONDS = 1.0
FLOOR_EVERY = 5
VOLUNTEERS = 3
PLAYERS, OBSERVERS, EVERYONE = "players", "observers", "everyone"
Texts = Mapping[str, Any]
log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something that one of them does, so long after the deed before: the `number`th of `group`."""

    group: str
    number: int
    kind: str
    after: float
    data: Mapping[str, Any] = field(default_factory=dict)


class Rehearsal:
    """The scripted participants of one session. `pace`: how many times faster than people they are."""

    def __init__(
        self,
        parts: Parts,
        *,
        looked_at: Callable[[], Sequence[str]],
        deck: str = "spro",
        pace: float = 1,
    ) -> None:
        self._parts = parts
        self._looked_at = looked_at
        self._deck = deck if parts.library.deck(deck) else str(parts.library.decks()[0]["id"])
        self._pace = pace
        self._file = parts.config.data / "demo.json"
        self._people: list[Viewer] = []
        self._played: dict[str, int] = {}
        self._moment = ""
        self._since = 0.0
        self.session_id = ""

    def run(self) -> None:
        """Play until the server stops."""
        while not self._parts.dispatch.closing:
            self._parts.runtime.sleep(TICK_SECONDS / self._pace)
            try:
                self._go_on()
            except Exception:
                log.exception("the rehearsal stumbled")

    def _go_on(self) -> None:
        if not self._people:
            self._come_in()
        elif self.session_id in self._looked_at():
            room = self._parts.rooms.get(self.session_id)
            if room is not None:
                self._play(room.told)

    def _play(self, session: Session) -> None:
        """The next deed of this moment, once its time has come; what was played is never played again."""
        moment, now = _moment(session), time.monotonic()
        if moment != self._moment:
            self._moment, self._since = moment, now
        deeds, played = scene(session), self._played.get(moment, 0)
        if played == len(deeds) or (now - self._since) * self._pace < deeds[played].after:
            return
        self._played[moment], self._since = played + 1, now
        self._act(session, deeds[played], f"{session.id}/{moment}/{played}")

    def _act(self, session: Session, deed: Deed, name: str) -> None:
        viewer = self._cast(session, deed)
        if viewer is None:
            return
        # The same deed has the same ids after a restart: what was done before it is not done twice.
        deed_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name}/{viewer.id}"))
        data = _offered(session, viewer, deed, deed_id)
        if data is None:
            return
        command = {"id": deed_id, "kind": deed.kind, "data": data}
        answer = self._parts.dispatch.handle(session.id, viewer, command)
        if not answer.ok:
            log.info("the rehearsal's %s was refused: %s", deed.kind, answer.code)

    def _cast(self, session: Session, deed: Deed) -> Viewer | None:
        """Who does it, as the roles are now; nobody, when a guest plays that part or a seat was removed."""
        if deed.group == PLAYERS:
            players = session.round.players if session.round else ()
            return next((p for p in self._people if p.id == players[deed.number]), None)
        here = [p for p in self._people if not session.is_removed(p)]
        if deed.group == OBSERVERS and session.round:
            here = [p for p in here if p.id not in session.round.players]
        return here[deed.number % len(here)] if here else None

    def _come_in(self) -> None:
        """Take the seats of an earlier run, or make the session as soon as there is an account."""
        seats = self._seats_of_before() or self._open()
        self._people = [ticket.viewer for ticket in seats]
        if seats:
            self.session_id = seats[0].session_id
        for person in self._people:
            self._parts.presence.came(self.session_id, person.id, f"rehearsal-{person.id}")

    def _seats_of_before(self) -> list[Ticket]:
        kept = self._file.read_text(encoding="utf-8") if self._file.exists() else "[]"
        return self._tickets(json.loads(kept))

    def _tickets(self, tokens: Sequence[str]) -> list[Ticket]:
        found = (self._parts.sessions.ticket(token) for token in tokens)
        return [ticket for ticket in found if ticket is not None]

    def _open(self) -> list[Ticket]:
        first = self._parts.runtime.in_thread(_first_account, self._parts.database)
        if first is None:
            return []
        account_id, name = first
        deck = self._parts.library.deck(self._deck)
        texts = _texts(deck.head.language if deck else "fr")
        opened = self._parts.sessions.open(
            account_id,
            title=texts["title"],
            date=datetime.now(UTC).astimezone().date().isoformat(),
            deck=self._deck,
            host_name=name,
        )
        seated = [
            self._parts.sessions.take_seat(opened.code, one["name"], one["organisation"])
            for one in texts["people"]
        ]
        tokens = [one.seat_token for one in seated]
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump(tokens, out)
        return self._tickets(tokens)


def _first_account(database: sa.Engine) -> tuple[str, str] | None:
    first = sa.select(accounts.c.id, accounts.c.name).order_by(accounts.c.created_at).limit(1)
    with database.connect() as connection:
        found = connection.execute(first).one_or_none()
        return (found.id, found.name) if found else None


@cache
def _script() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("demo.toml").read_text(encoding="utf-8"))


def _texts(language: str) -> Texts:
    script = _script()
    found: Texts = script.get(language, script["fr"])
    return found


def _moment(session: Session) -> str:
    round_ = session.round
    if round_ is None or round_.format != FORMAT:
        return f"{session.phase}/{len(session.rounds)}"
    play = play_of(round_)
    step = play.debriefing.step if play.phase == DEBRIEF else ""
    return f"round/{round_.number}/{play.phase}/{step}"


def scene(session: Session) -> list[Deed]:
    """All that they do in the session's present moment, in order."""
    round_, texts = session.round, _texts(session.language)
    if round_ is None:
        return _between_rounds(session)
    if round_.format != FORMAT:
        return []
    match play_of(round_).phase:
        case "draw":
            return [_deed(DRAW, PLAYERS, number, "draw_card") for number in (0, 1)]
        case "reading":
            return [_deed(READING, PLAYERS, 0, "read_case")]
        case "interview":
            return list(_interview(session, round_, texts["entries"]))
        case "debrief":
            return list(_notes(session, round_, texts["notes"]))
    return []


def _between_rounds(session: Session) -> list[Deed]:
    if session.phase == "lobby":
        return list(_lobby(session))
    return list(_survey(session)) if session.phase == "survey" else []


def _lobby(session: Session) -> Iterator[Deed]:
    """Others offer themselves in each lobby, so that everybody plays in turn."""
    first = 2 * len(session.rounds)
    for number in range(first, first + VOLUNTEERS):
        yield _deed("lobby", EVERYONE, number, "volunteer")


def _survey(session: Session) -> Iterator[Deed]:
    given = _script()["answers"] | _texts(session.language)["answers"]
    for number, _ in enumerate(_texts(session.language)["people"]):
        answers = {item: by_person[number] for item, by_person in given.items()}
        answers = {item: answer for item, answer in answers.items() if answer != ""}
        yield _deed("survey", EVERYONE, number, "give_feedback", answers=answers)


def _interview(session: Session, round_: Round, lines: Sequence[Texts]) -> Iterator[Deed]:
    """Observers note what this round's grid asks for; now and then the adviser calls one of them."""
    template = deck_of(session, round_).template(play_of(round_).grid_id)
    columns = {one.id for one in template.column} if template else set()
    lines = [one for one in lines if one["column"] in columns]
    for number, line in enumerate(lines):
        said = _said(session, round_, line, number)
        more = {"column": line["column"], "choice": line.get("choice", ""), "round": round_.number}
        yield _deed(INTERVIEW, OBSERVERS, number, "add_entry", **said, **more)
        if number % FLOOR_EVERY == FLOOR_EVERY - 1:
            yield _deed(INTERVIEW, PLAYERS, 0, "give_floor", to=number)
            yield _deed("floor", PLAYERS, 0, "take_floor_back")


def _notes(session: Session, round_: Round, by_step: Mapping[str, Any]) -> Iterator[Deed]:
    step = play_of(round_).debriefing.step or ""
    for number, line in enumerate(by_step.get(step, ())):
        said = _said(session, round_, line, number)
        yield _deed(DEBRIEF, EVERYONE, number + round_.number, "add_note", step=step, **said)


def _said(session: Session, round_: Round, line: Texts, number: int) -> dict[str, Any]:
    """A line of the script with the names of the cards on the table, and its links."""
    case, structure = case_card(session, round_), structure_card(session, round_)
    if case is None or structure is None:
        return {"text": line["text"], "links": []}
    door = case.doors[number % len(case.doors)]
    _, name = deck_of(session, round_).linked[door.structure]
    text = line["text"].format(
        person=case.first_name, place=structure.name, door=name, why=door.why
    )
    links = [code for code in (door.structure, door.scheme) if code] if line.get("door") else []
    return {"text": text, "links": links}


def _deed(pauses: str, group: str, number: int, kind: str, **data: Any) -> Deed:
    seconds = _script()["pauses"][pauses]
    after = seconds[number % len(seconds)]
    return Deed(group=group, number=number, kind=kind, after=after, data=data)


def _offered(session: Session, viewer: Viewer, deed: Deed, deed_id: str) -> dict[str, Any] | None:
    """The command's data as this person's screen lets them make it; None when it does not offer it."""
    screen: Any = game.record(session, viewer, "screen")
    if deed.kind not in screen["can"]:
        return None
    panels = {panel["kind"]: panel for panel in screen["panels"]}
    match deed.kind:
        case "draw_card":
            piles = (one for one in screen["panels"] if one["kind"] == "pile" and one["mine"])
            return next(({"pile": one["name"]} for one in piles), None)
        case "give_floor":
            people = panels["floor"]["people"]
            return {"to": people[deed.data["to"] // FLOOR_EVERY % len(people)]}
        case "add_entry":
            return {"entry_id": deed_id, **deed.data}
        case "add_note":
            writes = panels.get("notes", {}).get("writes", False)
            return {"note_id": deed_id, **deed.data} if writes else None
        case "give_feedback" if "form" in panels:
            asked = {item["id"] for item in panels["form"]["items"]}
            answers = {k: v for k, v in deed.data["answers"].items() if k in asked}
            return {"answers": answers}
        case "give_feedback":
            return None
        case _:
            return dict(deed.data)
