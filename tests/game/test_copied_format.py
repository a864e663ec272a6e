"""A new format is one folder: a copy of the model, under another name, is found and played as it is."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

A_WHOLE_ROUND = """
import game
from tests.deck_files import files_of
from tests.game import rounds, spec
from game.format import discover
from game.formats.twin.messages import CloseRound, EndInterview, GoToPhase, ReadCase
from game.kit.cards import DrawCard
from game.kit.debriefing import GoToStep
from game.session.messages import OpenSession, StartRound
from tests.game.spec import AURELIE, HELENE, LUC, NAMES, NOEMIE, Story, comes_in

assert sorted(discover()) == ["roleplay", "twin"]
files = files_of("employment")
files["deck"]["formats"] = ["twin"]
deck = game.deck_from(files, revision="1")
opened = OpenSession(id="s", code="K7M2", host="Hélène", title="Twin")
story = Story(session=game.open_session(deck)).given((game.SERVER, opened))
story = story.given(*(comes_in(who, name) for who, name in NAMES.items()))
story = story.given(
    (HELENE, StartRound(format="twin", adviser=AURELIE.id, jobseeker=LUC.id)),
    (HELENE, GoToPhase(phase="draw")),
    (LUC, DrawCard(pile="cases")),
    (AURELIE, DrawCard(pile="structures")),
    (AURELIE, ReadCase()),
    (NOEMIE, rounds.heard("e1", "Et vous ?")),
    (AURELIE, EndInterview()),
    *((HELENE, GoToStep(step=one)) for one in rounds.STEPS[1:]),
)
assert story.sees(LUC)["entry/1/e1"]["text"] == "Et vous ?"
assert story.sees(LUC)["round/1"]["format"] == "twin"
story = story.given((HELENE, CloseRound()))
assert game.replay(deck, story.history) == story.session
assert game.report(story.session).rounds[0].entries[0].text == "Et vous ?"
own = {game.event_kinds()[type(one.event)] for one in story.history}
assert "twin.phase_reached" in own and "roleplay.phase_reached" not in own
assert game.command_class(story.session, "read_case") is not None
print("played")
"""


def test_a_copy_of_the_model_is_played_without_any_other_edit(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("game", "decks", "tests/game"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    for file in ("tests/__init__.py", "tests/deck_files.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    formats = tmp_path / "game" / "formats"
    shutil.copytree(formats / "roleplay", formats / "twin")
    played = subprocess.run(
        [sys.executable, "-W", "error", "-c", A_WHOLE_ROUND],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.stdout == "played\n", played.stderr


def test_a_copy_of_the_model_names_only_itself() -> None:
    for path in (ROOT / "game" / "formats" / "roleplay").glob("*.py"):
        assert "game.formats" not in path.read_text("utf-8"), path.name
