"""Anything that anybody may do, by chance: a history is many of these."""

import random
from collections.abc import Callable
from typing import Any

from tests.faults.group import COLUMNS, Group
from tests.faults.tablet import Deed, Tablet

PHASES = ("rules", "draw", "reading", "interview", "debrief")
STEPS = ("out_of_role", "experience", "observations", "doors", "practices", "takeaways")
# What ends a round or a session is rare, or no history would be long.
RARE = ("cancel_round", "close_round", "close_session", "open_survey", "choose_grid", "invite_host")
Data = dict[str, Any]


class Chance:
    """Draws what a group does next."""

    def __init__(self, table: Group, seed: str) -> None:
        self._table = table
        self._draw = random.Random(seed)
        self._made = 0
        one = self._draw.choice

        def person() -> str:
            return self._draw.choice(table.ids)

        self._data: dict[str, Callable[[], Data]] = {
            "start_round": self._players,
            "go_to_phase": lambda: {"phase": one(PHASES)},
            "draw_card": lambda: {"pile": one(("cases", "structures"))},
            "redraw_card": lambda: {"pile": one(("cases", "structures")), "reason": "encore"},
            "cast_player": lambda: {
                "role": one(("adviser", "jobseeker")),
                "participant_id": person(),
            },
            "give_floor": lambda: {"to": one((*table.ids, "everyone"))},
            "set_timer": lambda: {"seconds": self._draw.randint(900, 1200)},
            "extend_timer": lambda: {"seconds": 60},
            "choose_grid": lambda: {"grid": one(("classic", "posture"))},
            "add_entry": lambda: (
                {"entry_id": self._new("e"), "column": one(COLUMNS)} | self._said()
            ),
            "edit_entry": lambda: {"entry_id": self._old("e")} | self._said(),
            "remove_entry": lambda: {"entry_id": self._old("e")},
            "pin_entry": lambda: {"entry_id": self._old("e"), "pinned": one((True, False))},
            "mark_to_check": lambda: {"id": self._old("e"), "to_check": one((True, False))},
            "go_to_step": lambda: {"step": one(STEPS)},
            "add_note": lambda: {"note_id": self._new("n"), "step": one(STEPS)} | self._said(),
            "edit_note": lambda: {"note_id": self._old("n")} | self._said(),
            "remove_note": lambda: {"note_id": self._old("n")},
            "rename_participant": lambda: {"participant_id": person(), "name": self._new("Nom ")},
            "remove_participant": lambda: {"participant_id": person()},
            "restore_participant": lambda: {"participant_id": person()},
            "issue_recovery_code": lambda: {"participant_id": person()},
            "show_on_screen": lambda: {"show": one(("game", "join", "rules", "nothing"))},
            "edit_session": lambda: {"title": self._new("Titre ")},
            "give_feedback": lambda: {"answers": {"relevance": self._draw.randint(1, 4)}},
        }

    def somebody_does_something(self) -> Deed | None:
        """One thing that a viewer's own screen offers; None when it offers nothing."""
        who = self._draw.choice(self._table.everybody)
        offered = [kind for kind in self._offered(who) if self._draw.random() > self._skipped(kind)]
        if not offered:
            return None
        kind = self._draw.choice(offered)
        make = self._data.get(kind)
        return who.does(kind, **(make() if make else {}))

    def _offered(self, who: Tablet) -> list[str]:
        screen: Data = who.records.get("screen", {})
        return list(screen.get("can", ()))

    def _skipped(self, kind: str) -> float:
        return 0.96 if kind in RARE else 0.0

    def _players(self) -> Data:
        adviser, jobseeker = self._draw.sample(self._table.ids, 2)
        return {"format": "roleplay", "adviser": adviser, "jobseeker": jobseeker}

    def _new(self, letter: str) -> str:
        self._made += 1
        return f"{letter}{self._made}"

    def _old(self, letter: str) -> str:
        """Something that may have been made, by whomever."""
        return f"{letter}{self._draw.randint(1, max(1, self._made))}"

    def _said(self) -> Data:
        return {"text": f"Mot {self._draw.randint(1, 10**6)}"}
