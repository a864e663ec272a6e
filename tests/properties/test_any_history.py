"""Random histories of every command, by everybody, in and out of turn."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import game
from game.formats.roleplay.messages import CloseRound, EndInterview, GoToPhase, ReadCase
from game.kit.cards import DrawCard
from game.kit.debriefing import AddNote, GoToStep
from game.kit.grid import AddEntry, EditEntry, PinEntry, RemoveEntry
from game.kit.timer import EndTimer
from game.messages import Asked, Command, Recorded, Refusal
from game.people import SERVER, Seat, Viewer
from game.session.messages import (
    CancelRound,
    GiveFeedback,
    OpenSession,
    OpenSurvey,
    SeatTaken,
    Settings,
    StartRound,
    TakeSeat,
    Volunteer,
)
from game.session.people import role_of
from tests.deck_files import deck_of
from tests.properties import invariants, knowledge, strategies

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
HOST = Viewer(seat=Seat.HOST, id="host")
WALL = Viewer(seat=Seat.SCREEN, id="wall")
SEATS = {
    key: Viewer(seat=Seat.PARTICIPANT, id=key, ballot=f"ballot {key}") for key in strategies.PEOPLE
}
FIRST, SECOND, THIRD, *_ = SEATS.values()
# A whole session: each history begins somewhere in it, so that every moment is well tried.
STORY: tuple[tuple[Viewer, Command], ...] = (
    (HOST, StartRound(format="roleplay", adviser=FIRST.id, jobseeker=SECOND.id)),
    (HOST, GoToPhase(phase="draw")),
    (HOST, DrawCard(pile="cases")),
    (HOST, DrawCard(pile="structures")),
    (FIRST, ReadCase()),
    (THIRD, AddEntry(entry_id="e1", column="note")),
    (SEATS["p4"], AddEntry(entry_id="e2", column="relevant_questions")),
    (HOST, PinEntry(entry_id="e2", pinned=True)),
    (FIRST, EndInterview()),
    *((HOST, GoToStep(step=step)) for step in ("observations", "doors")),
    (THIRD, AddNote(note_id="n1", step="doors", text="", links=("e1",))),
    *((HOST, GoToStep(step=step)) for step in ("practices", "takeaways")),
    (HOST, GoToPhase(phase="interview")),
    (THIRD, AddEntry(entry_id="e3", column="note")),
    (HOST, GoToPhase(phase="debrief")),
    (HOST, CloseRound()),
    (HOST, StartRound(format="roleplay", adviser=THIRD.id, jobseeker=FIRST.id, replay_of=1)),
    (HOST, GoToPhase(phase="draw")),
    (HOST, CancelRound()),
    (HOST, OpenSurvey()),
)
MOMENTS = (0, 3, 5, 8, 10, 11, 14, 16, 18, 20, len(STORY), len(STORY))
EVERYBODY = (HOST, WALL, *SEATS.values())
seeds = st.integers(0, 2**32)
anything = st.one_of(*(s for c, s in strategies.COMMANDS.items() if c is not TakeSeat))
pauses = st.sampled_from((0, 1, 30, 700)).map(lambda seconds: timedelta(seconds=seconds))


class AnyHistory(RuleBasedStateMachine):
    """A session, and what each browser holds of it by updates alone."""

    def __init__(self) -> None:
        super().__init__()
        self.session = game.open_session(deck_of("employment"))
        self.history: list[Recorded] = []
        self.held: dict[Viewer, Mapping[str, Mapping[str, object]]] = {}
        self.now = START
        self.words = 0
        self.turn = 0

    @initialize(settings=strategies.settings, moment=st.sampled_from(MOMENTS), seed=seeds)
    def a_session_is_under_way(self, settings: Settings, moment: int, seed: int) -> None:
        opened = OpenSession(id="s", code="K7M2", host="Hélène", title="Portes", settings=settings)
        for viewer in (HOST, WALL):
            self.held[viewer] = game.view(self.session, viewer)
        assert self.ask(SERVER, opened) is None
        for name in strategies.NAMES[:5]:
            self.comes_in(name)
        for viewer, command in STORY[:moment]:
            self.ask(viewer, command, seed=seed)

    @precondition(lambda self: len(self.session.participants) < len(SEATS))
    @precondition(lambda self: len(self.session.present) < self.session.settings.capacity)
    @rule(name=strategies.names)
    def comes_in(self, name: str) -> None:
        key = f"p{len(self.session.participants) + 1}"
        self.ask(SERVER, TakeSeat(participant_id=key, name=name))

    @rule(data=st.data(), seed=seeds, pause=pauses)
    def the_host_does_what_her_screen_offers(
        self, data: st.DataObject, seed: int, pause: timedelta
    ) -> None:
        self.does_something_offered(data, HOST, seed, pause)

    @rule(data=st.data(), seed=seeds, pause=pauses)
    def somebody_does_what_their_screen_offers(
        self, data: st.DataObject, seed: int, pause: timedelta
    ) -> None:
        able = [one for one in SEATS.values() if self.offered(one)]
        if able:
            self.does_something_offered(data, data.draw(st.sampled_from(able)), seed, pause)

    @precondition(lambda self: AddEntry in game.legal(self.session, game.Role.OBSERVER))
    @rule(data=st.data())
    def an_observer_writes(self, data: st.DataObject) -> None:
        able = [one for one in SEATS.values() if AddEntry in self.offered(one)]
        if able:
            kind = data.draw(st.sampled_from((AddEntry, AddEntry, EditEntry, RemoveEntry)))
            viewer = data.draw(st.sampled_from(able))
            self.ask(viewer, self.pointed(data, viewer, data.draw(strategies.COMMANDS[kind])))

    @precondition(lambda self: game.deadline(self.session) is not None)
    @rule()
    def the_clock_runs_out(self) -> None:
        due = game.deadline(self.session)
        assert due is not None
        self.now = max(self.now, due)
        assert self.ask(SERVER, EndTimer()) is None

    @precondition(lambda self: self.session.phase == "lobby")
    @rule(count=st.integers(2, 5), seed=seeds)
    def some_offer_and_chance_draws(self, count: int, seed: int) -> None:
        for viewer in list(SEATS.values())[-count:]:
            self.ask(viewer, Volunteer())
        self.ask(HOST, StartRound(format="roleplay"), seed=seed)

    @precondition(lambda self: self.session.phase == "survey")
    @rule(data=st.data(), count=st.sampled_from((1, 5, 7)))
    def some_people_answer(self, data: st.DataObject, count: int) -> None:
        for viewer in list(SEATS.values())[:count]:
            self.ask(viewer, data.draw(strategies.COMMANDS[GiveFeedback]))

    @rule(asked=st.lists(st.tuples(st.sampled_from((*EVERYBODY, SERVER)), anything), max_size=5))
    def people_ask_for_anything(self, asked: list[tuple[Viewer, Command]]) -> None:
        for viewer, command in asked:
            self.ask(viewer, command)

    @rule(seed=seeds, pause=pauses)
    def the_round_goes_on(self, seed: int, pause: timedelta) -> None:
        viewer, command = self.next_in_the_round()
        self.ask(viewer, command, seed=seed, pause=pause)

    @invariant()
    def every_browser_is_up_to_date(self) -> None:
        for viewer, held in self.held.items():
            invariants.updates_make_the_view(held, self.session, viewer)

    @invariant()
    def nobody_holds_a_secret(self) -> None:
        for viewer in EVERYBODY:
            invariants.nobody_holds_a_secret(self.history, self.session, viewer)
            invariants.nobody_counts_people(self.session, viewer)

    @invariant()
    def what_is_hidden_changes_no_view(self) -> None:
        # One viewer after each step, each in turn: a replay for all of them at each step is slow.
        self.turn += 1
        viewer = list(self.held)[self.turn % len(self.held)]
        history = knowledge.without_what_is_hidden(self.history, self.session, viewer)
        deck = knowledge.deck_without_what_is_hidden(self.history, self.session, viewer)
        elsewhere = game.replay(deck, history)
        assert game.view(elsewhere, viewer) == game.view(self.session, viewer)

    @invariant()
    def the_history_makes_the_session(self) -> None:
        assert game.replay(self.session.deck, self.history) == self.session

    @invariant()
    def the_session_makes_sense(self) -> None:
        invariants.each_card_lies_once(self.session)
        invariants.tally_counts_entries(self.session)
        invariants.names_are_told_apart(self.session)
        invariants.clocks_can_be_ended(self.session)
        invariants.report_keeps_its_promises(self.session)

    @invariant()
    def all_is_said_in_both_languages(self) -> None:
        for viewer in self.held:
            invariants.sentences_exist(invariants.texts_in(game.view(self.session, viewer)))

    def offered(self, viewer: Viewer) -> list[type[Command]]:
        """What a seat may ask for now, but for what only the outside begins."""
        legal = game.legal(self.session, role_of(self.session, viewer))
        return [one for one in legal if one not in (OpenSession, TakeSeat)]

    def does_something_offered(
        self, data: st.DataObject, viewer: Viewer, seed: int, pause: timedelta
    ) -> None:
        kind = data.draw(st.sampled_from(self.offered(viewer)))
        command = data.draw(strategies.COMMANDS[kind])
        self.ask(viewer, self.pointed(data, viewer, command), seed=seed, pause=pause)

    def pointed(self, data: st.DataObject, viewer: Viewer, command: Command) -> Command:
        """The command, about somebody or something that is there, if anything is."""
        for name, there in self.there(viewer, command).items():
            if there and isinstance(getattr(command, name, None), str):
                command = replace(command, **{name: data.draw(st.sampled_from(there))})
        return command

    def there(self, viewer: Viewer, command: Command) -> dict[str, list[str]]:
        """The people of the session, and the slips that this viewer may change."""
        found = {"participant_id": list(self.session.participants)}
        round_ = self.session.round
        if round_ is None or isinstance(command, AddEntry | AddNote):
            return found
        for name, slips in (
            ("entry_id", round_.play.grid.entries),
            ("note_id", round_.play.debriefing.notes),
        ):
            found[name] = [k for k, one in slips.items() if viewer in (HOST, SEATS.get(one.author))]
        return found

    def ask(
        self, viewer: Viewer, command: Command, *, seed: int = 0, pause: timedelta = timedelta()
    ) -> Refusal | None:
        """One command, and its events sent to every browser."""
        self.now += pause
        asked = Asked(command=self.worded(command, viewer.id), by=viewer, at=self.now, seed=seed)
        try:
            events = game.decide(self.session, asked)
        except Refusal as refusal:
            invariants.refusal_agrees_with_the_screen(self.session, asked, refusal.code)
            invariants.sentences_exist(invariants.texts_in([refusal.text, refusal.fields]))
            return refusal
        invariants.refusal_agrees_with_the_screen(self.session, asked, None)
        before = self.session
        for recorded in game.record_events(before, asked, events):
            invariants.what_happened_is_fair(before, asked, recorded)
            self.happen(recorded)
        return None

    def happen(self, recorded: Recorded) -> None:
        before, event = self.session, recorded.event
        self.session = game.evolve(before, recorded)
        self.history.append(recorded)
        for viewer, held in self.held.items():
            self.held[viewer] = invariants.updated(held, before, self.session, event, viewer)
        if isinstance(event, SeatTaken):
            newcomer = SEATS[event.participant_id]
            self.held[newcomer] = game.view(self.session, newcomer)

    def worded(self, command: Command, who: str) -> Command:
        self.words += 1
        return strategies.worded(command, f"‹{who} {self.words}›")

    def next_in_the_round(self) -> tuple[Viewer, Command]:
        """What usually comes next, so that histories get far enough."""
        round_ = self.session.round
        if round_ is None:
            first, second = strategies.PEOPLE[:2]
            return HOST, StartRound(format="roleplay", adviser=first, jobseeker=second)
        play = round_.play
        adviser = SEATS[round_.adviser]
        match play.phase:
            case "rules":
                return HOST, GoToPhase(phase="draw")
            case "draw":
                return HOST, DrawCard(pile="structures" if play.case else "cases")
            case "reading":
                return adviser, ReadCase()
            case "interview":
                return adviser, EndInterview()
            case _:
                at = strategies.GUIDE.index(play.debriefing.step)
                return HOST, GoToStep(step=strategies.GUIDE[min(at + 1, len(strategies.GUIDE) - 1)])


TestAnyHistory = AnyHistory.TestCase


def test_every_command_is_tried() -> None:
    known = {one for owner in game.commands().values() for one in owner.values()}
    assert set(strategies.COMMANDS) == known
