"""The shape of the code, and that what the contract names exists."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import game
from game.people import Role

ROOT = Path(__file__).parent.parent
LONGEST_FUNCTION = 45
LONGEST_FILE = 300
LISTS = {"words.py", "messages.py"}  # one sentence, one message after another: length is no knot

# The contract's table « Commands »: who, and in which phases of a session or of a round.
SESSION = ("lobby", "round", "survey", "closed")
PHASES = ("rules", "draw", "reading", "interview", "debrief", "done")
PLAYED = PHASES[:-1]
CLOCK = ("reading", "interview", "debrief")
COMMANDS: dict[str, tuple[set[str], tuple[str, ...]]] = {
    "volunteer": ({"participant"}, ("lobby",)),
    "stand_down": ({"participant"}, ("lobby",)),
    "start_round": ({"host"}, ("lobby",)),
    "go_to_phase": ({"host"}, PLAYED),
    "cast_player": ({"host"}, ("round",)),
    "cancel_round": ({"host"}, ("round",)),
    "draw_card": ({"adviser", "jobseeker", "host"}, ("draw",)),
    "redraw_card": ({"host"}, ("draw", "reading")),
    "read_case": ({"adviser"}, ("reading",)),
    "give_floor": ({"adviser"}, ("interview",)),
    "take_floor_back": ({"adviser"}, ("interview",)),
    "set_timer": ({"host"}, CLOCK),
    "pause_timer": ({"host"}, CLOCK),
    "resume_timer": ({"host"}, CLOCK),
    "end_interview": ({"adviser", "host"}, ("interview",)),
    "add_entry": ({"observer"}, ("interview", "debrief")),
    "edit_entry": ({"adviser", "jobseeker", "observer"}, PLAYED),
    "remove_entry": ({"adviser", "jobseeker", "observer"}, PLAYED),
    "pin_entry": ({"host"}, PLAYED),
    "go_to_step": ({"host"}, ("debrief",)),
    "add_note": ({"host", "adviser", "jobseeker", "observer"}, ("debrief",)),
    "edit_note": ({"host", "adviser", "jobseeker", "observer"}, ("debrief",)),
    "remove_note": ({"host", "adviser", "jobseeker", "observer"}, ("debrief",)),
    "close_round": ({"host"}, ("debrief",)),
    "rename_participant": ({"host"}, SESSION),
    "remove_participant": ({"host"}, SESSION),
    "restore_participant": ({"host"}, SESSION),
    "issue_recovery_code": ({"host"}, SESSION),
    "invite_host": ({"host"}, SESSION),
    "edit_session": ({"host"}, ("lobby", "survey", "closed")),
    "open_survey": ({"host"}, ("lobby",)),
    "close_session": ({"host"}, ("lobby", "survey")),
    "reopen_session": ({"host"}, ("survey", "closed")),
    "give_feedback": ({"participant"}, ("survey",)),
}


def sources() -> list[Path]:
    """Every Python file of the project."""
    folders = [ROOT / name for name in ("game", "web", "tests")]
    found = [path for folder in folders for path in folder.rglob("*.py")]
    return sorted(path for path in found if not _is_installed(path))


def _is_installed(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(part == "node_modules" or part.startswith(".") for part in parts)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """The functions of a file with their length in lines."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    # A table of contents (`match` over every message of a kind) is read at a glance, however long.
    contents = {("session", "decide"), ("session", "evolve"), ("roleplay", "decide")}
    long = [
        f"{path.relative_to(ROOT)}: {name} has {lines} lines"
        for path in sources()
        for name, lines in functions(path)
        if lines > LONGEST_FUNCTION and (path.parent.name, name) not in contents
    ]
    assert not long


def test_files_are_short() -> None:
    long = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in sources()
        if path.name not in LISTS
    }
    assert not {name: lines for name, lines in long.items() if lines > LONGEST_FILE}


def test_the_contract_s_phases_are_those_of_the_tables() -> None:
    assert set(SESSION) == game.tables()["session"].keys() - {"new"}
    assert tuple(game.tables()["roleplay"]) == PHASES


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_command_of_the_contract_is_given_by_whom_and_when_it_says(kind: str) -> None:
    who, when = COMMANDS[kind]
    owner = "roleplay" if when[0] in PHASES else "session"
    assert kind in game.commands()[owner]
    table = game.tables()[owner]
    for phase in when:
        able = {
            role
            for role, commands in table[phase].items()
            if kind in map(game.kind_of, commands) and role != Role.SERVER
        }
        assert who <= able, f"{kind} in {phase}"


@pytest.mark.parametrize("kind", COMMANDS)
def test_no_command_of_the_contract_is_given_at_another_moment(kind: str) -> None:
    _, when = COMMANDS[kind]
    for table in game.tables().values():
        for phase, by_role in table.items():
            given = any(kind in map(game.kind_of, commands) for commands in by_role.values())
            assert not given or phase in when, f"{kind} in {phase}"


def test_every_command_may_be_given_by_somebody() -> None:
    in_tables = {
        command
        for table in game.tables().values()
        for by_role in table.values()
        for commands in by_role.values()
        for command in commands
    }
    assert in_tables == {one for owner in game.commands().values() for one in owner.values()}


def test_every_message_has_a_word_of_its_own_in_the_journal() -> None:
    assert set(game.event_kinds().values()) == set(game.events())
    assert len(game.event_kinds()) == len(set(game.event_kinds().values()))
