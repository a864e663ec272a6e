"""`run.py decks check`: every fault of every deck at once, in words that its writer understands."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.servers import ROOT, run
from web.command_line import main
from web.locale import LANGUAGES, said

Spoil = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "decks" / "employment", tmp_path / "employment"))


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["decks", "check", str(folder)])
    return code, capsys.readouterr().err.strip().split("\n")


def spoil(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    file.write_text(text, "utf-8")


def test_the_decks_that_come_with_it_are_good() -> None:
    good = run("decks", "check")
    assert good.returncode == 0
    # Cards grow old: the day comes when each is to be verified again, and nothing else is to be said.
    assert {line for line in good.stderr.split("\n") if "verified_on" not in line} <= {""}
    assert "spro" in good.stdout
    assert "employment" in good.stdout


def test_a_good_copy_is_good(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decks", "check", str(folder)]) == 0
    assert "employment" in capsys.readouterr().out


def test_every_fault_is_told_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(
        folder / "cases.toml", ("age = ", 'age = "old" # '), ('nature = "need"', 'nature = "nedd"')
    )
    spoil(folder / "structures.toml", ("[[structure]]", "[[structure]]\nmore = 1"))
    spoil(folder / "survey.toml", ('kind = "scale"', 'kind = "stars"'))
    code, told = checked(folder, capsys)
    assert code == 1
    assert told[0] == "employment:"
    for file, field in (
        ("cases.toml", "age"),
        ("cases.toml", "nature"),
        ("structures.toml", "more"),
        ("survey.toml", "kind"),
    ):
        assert [line for line in told if file in line and field in line], (file, field, told)
    assert not [line for line in told if "Traceback" in line or "{" in line]


def test_a_remark_names_the_card_and_says_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder / "cases.toml", ('context = "', 'context = "She owes 900 €. '))
    code, told = checked(folder, capsys)
    assert code == 0
    assert told == [
        "cases.toml 1 context : un montant ou un taux change et n’a pas sa place sur une carte, "
        "retirez-le\u00a0: «\u202f€\u202f»"
    ]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("cases.toml", "[[case]\n"),
        ("cases.toml", 'title = "never closed'),
        ("deck.toml", ""),
        ("cases.toml", ""),
        ("cases.toml", "case = 3"),
        ("cases.toml", "[[case]]\n"),
        ("grids.toml", "[[grid]]\nid = 1"),
        ("debriefing.toml", "[[step]]\nid = 'experience'\nwho = 'nobody'"),
    ],
)
def test_a_broken_file_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, text: str
) -> None:
    (folder / file).write_text(text, "utf-8")
    code, told = checked(folder, capsys)
    assert code == 1
    assert [line for line in told if file in line], told


@pytest.mark.parametrize("file", ["cases.toml", "deck.toml", "survey.toml"])
def test_a_missing_file_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    (folder / file).unlink()
    code, told = checked(folder, capsys)
    assert code == 1
    assert [line for line in told if file in line], told


def test_a_file_in_another_encoding_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "cases.toml").write_bytes("title = 'Été'".encode("latin-1"))
    code, told = checked(folder, capsys)
    assert (code, "cases.toml" in told[1]) == (1, True)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    wrong = run("decks", "check", tmp_path / "nowhere")
    assert wrong.returncode == 1
    assert "Traceback" not in wrong.stderr
    assert "nowhere" in wrong.stderr


def test_a_server_does_not_start_with_a_faulty_deck(folder: Path) -> None:
    from web.library import read_folder

    spoil(folder / "cases.toml", ("age = ", 'age = "old" # '))
    from game import FaultyDeck

    with pytest.raises(FaultyDeck) as caught:
        read_folder(folder)
    for fault in caught.value.faults:
        assert len({said(fault.text, language) for language in LANGUAGES}) == 2
