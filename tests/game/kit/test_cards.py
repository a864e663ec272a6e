"""What may be drawn from what is left in a pile."""

import pytest

from game.kit.cards import pick
from game.messages import Refusal


def test_chance_takes_any_card_that_is_left() -> None:
    assert {pick([3, 5, 8], None, False, seed) for seed in range(9)} == {3, 5, 8}


def test_a_printed_number_is_taken_as_it_is() -> None:
    assert pick([3, 5, 8], 5, True, 0) == 5


@pytest.mark.parametrize(
    ("left", "number", "known", "code"),
    [([], None, False, "empty_pile"), ([3], 9, False, "invalid"), ([3], 5, True, "invalid")],
)
def test_what_is_not_in_the_pile_is_not_drawn(
    left: list[int], number: int | None, known: bool, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        pick(left, number, known, 0)
    assert refused.value.code == code
