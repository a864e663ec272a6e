"""A mapping of slips keeps its order and what it held before."""

from game.kit.slips import PAGE, Slips


def filled(count: int) -> Slips[int]:
    """As many slips, in order."""
    slips: Slips[int] = Slips()
    for number in range(count):
        slips = slips.put(str(number), number)
    return slips


def test_slips_come_in_the_order_in_which_they_were_put() -> None:
    assert list(filled(3 * PAGE)) == [str(number) for number in range(3 * PAGE)]
    assert len(filled(3 * PAGE)) == 3 * PAGE


def test_a_slip_that_is_put_again_stays_at_its_place() -> None:
    slips = filled(3 * PAGE).put("1", 100)
    assert list(slips)[:3] == ["0", "1", "2"]
    assert slips["1"] == 100


def test_earlier_slips_never_change() -> None:
    before = filled(PAGE)
    before.put("new", 1)
    before.put("1", 100)
    before.drop("2")
    assert before == filled(PAGE)


def test_a_slip_is_dropped_and_one_that_is_unknown_is_not_missed() -> None:
    slips = filled(PAGE + 1).drop(str(PAGE)).drop("nope")
    assert str(PAGE) not in slips
    assert slips.get(str(PAGE)) is None
    assert len(slips) == PAGE
    assert list(slips.put("last", 1))[-1] == "last"


def test_slips_with_the_same_content_are_equal_however_they_were_made() -> None:
    assert filled(2).drop("0").drop("1") == Slips()
    assert not filled(1).drop("0")
