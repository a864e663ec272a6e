"""A mapping of slips keeps its order and what it held before."""

from hypothesis import given
from hypothesis import strategies as st

from game.kit.slips import Slips

MANY = 200


def filled(count: int) -> Slips[int]:
    """As many slips, in order."""
    slips: Slips[int] = Slips()
    for number in range(count):
        slips = slips.put(str(number), number)
    return slips


def test_slips_come_in_the_order_in_which_they_were_put() -> None:
    assert list(filled(MANY)) == [str(number) for number in range(MANY)]
    assert len(filled(MANY)) == MANY


def test_a_slip_that_is_put_again_stays_at_its_place() -> None:
    slips = filled(MANY).put("1", 100)
    assert list(slips)[:3] == ["0", "1", "2"]
    assert slips["1"] == 100


def test_a_slip_is_dropped_and_one_that_is_unknown_is_not_missed() -> None:
    slips = filled(MANY).drop("150").drop("nope")
    assert "150" not in slips
    assert slips.get("150") is None
    assert len(slips) == MANY - 1
    assert list(slips.put("last", 1))[-1] == "last"


def test_slips_with_the_same_content_are_equal_however_they_were_made() -> None:
    assert filled(2).drop("0").drop("1") == Slips()
    assert not filled(1).drop("0")


def test_slips_are_read_while_more_are_put() -> None:
    slips = longer = filled(MANY)
    for number, key in enumerate(slips):
        longer = longer.put(f"more {number}", number)
        assert key == str(number)
    assert len(longer) == 2 * MANY


PUTS = st.tuples(st.just("put"), st.integers(0, 6), st.integers(0, 9), st.integers(0, 99))
DROPS = st.tuples(st.just("drop"), st.integers(0, 6), st.integers(0, 9), st.just(0))


@given(st.lists(PUTS | DROPS, max_size=40))
def test_whatever_is_put_into_any_of_them_all_that_were_made_before_stay_as_they_were(
    deeds: list[tuple[str, int, int, int]],
) -> None:
    made: list[Slips[int]] = [Slips()]
    meant: list[dict[str, int]] = [{}]
    for deed, back, number, value in deeds:
        at, key = max(0, len(made) - 1 - back), str(number)
        if deed == "put":
            made.append(made[at].put(key, value))
            meant.append({**meant[at], key: value})
        else:
            made.append(made[at].drop(key))
            meant.append({k: v for k, v in meant[at].items() if k != key})
    for slips, plain in zip(made, meant, strict=True):
        assert list(slips.items()) == list(plain.items())
        assert len(slips) == len(plain)
        for number in range(10):
            assert slips.get(str(number)) == plain.get(str(number))
            assert (str(number) in slips) == (str(number) in plain)
