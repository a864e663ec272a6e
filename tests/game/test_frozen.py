"""A state changed is the one that `replace` makes."""

from dataclasses import replace

import pytest

from game.frozen import changed
from game.people import Seat, Viewer

LUC = Viewer(seat=Seat.PARTICIPANT, id="luc", ballot="b")


def test_a_changed_state_is_as_replaced_and_the_first_stays() -> None:
    assert changed(LUC, id="noemie") == replace(LUC, id="noemie")
    assert changed(LUC) == LUC
    assert LUC.id == "luc"


def test_a_field_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AssertionError, match="Viewer"):
        changed(LUC, name="Luc")
