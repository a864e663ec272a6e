"""A mapping of slips (entries, notes) to which adding one costs the same, however many there are.

Frozen state is made anew at each event, and copying all slips for each one that is added would cost the
square of their number. So those that differ by what was added alone share one dictionary, of which each
sees as many as there were when it was made. Nobody can tell: what is added goes to the longest; any other
change, or one to a shorter, makes a copy.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeVar

S = TypeVar("S")


class Slips(Mapping[str, S]):
    """Slips by id, in the order in which they came. Never changes: `put` and `drop` give another one."""

    __slots__ = ("_count", "_shared")

    def __init__(self, slips: Mapping[str, S] | None = None) -> None:
        placed = enumerate((slips or {}).items())
        self._shared: dict[str, tuple[int, S]] = {key: (at, slip) for at, (key, slip) in placed}
        self._count = len(self._shared)

    def put(self, key: str, slip: S) -> "Slips[S]":
        """With this slip at its place, or at the end when it is new."""
        if key in self._shared or self._count < len(self._shared):
            return Slips({**self, key: slip})
        self._shared[key] = (self._count, slip)
        longer: Slips[S] = Slips()
        longer._shared, longer._count = self._shared, self._count + 1
        return longer

    def drop(self, key: str) -> "Slips[S]":
        """Without this slip."""
        return Slips({k: v for k, v in self.items() if k != key}) if key in self else self

    def __getitem__(self, key: str) -> S:
        at, slip = self._shared[key]
        if at >= self._count:
            raise KeyError(key)
        return slip

    def get(self, key: str, default: S | None = None) -> S | None:  # type: ignore[override]
        """The slip, or nothing: asked for ids that are not there, too often for an exception each time."""
        at, slip = self._shared.get(key, (self._count, default))
        return slip if at < self._count else default

    def __iter__(self) -> Iterator[str]:
        # Listed in one step: another thread may be adding to what is shared.
        return islice(list(self._shared), self._count)

    def __len__(self) -> int:
        return self._count

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._shared.get(key, (self._count,))[0] < self._count
