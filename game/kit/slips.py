"""A mapping of slips (entries, notes) that is cheap to change when it is long.

Frozen state is copied at each event. Copying one page of slips, not all of them, keeps the
cost of an entry the same at the five-thousandth as at the fiftieth.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar

PAGE = 64
S = TypeVar("S")


class Slips(Mapping[str, S]):
    """Slips by id, in the order in which they came. Never changes: `put` and `drop` give another one."""

    def __init__(self, pages: tuple[dict[str, S], ...] = ()) -> None:
        self._pages = pages

    def put(self, key: str, slip: S) -> "Slips[S]":
        """With this slip at its place, or at the end when it is new."""
        at = self._page_of(key)
        if at is not None:
            return self._with_page(at, self._pages[at] | {key: slip})
        if self._pages and len(self._pages[-1]) < PAGE:
            return self._with_page(len(self._pages) - 1, self._pages[-1] | {key: slip})
        return Slips((*self._pages, {key: slip}))

    def drop(self, key: str) -> "Slips[S]":
        """Without this slip."""
        at = self._page_of(key)
        if at is None:
            return self
        return self._with_page(at, {k: v for k, v in self._pages[at].items() if k != key})

    def _page_of(self, key: str) -> int | None:
        for at in range(len(self._pages) - 1, -1, -1):
            if key in self._pages[at]:
                return at
        return None

    def _with_page(self, at: int, page: dict[str, S]) -> "Slips[S]":
        return Slips((*self._pages[:at], page, *self._pages[at + 1 :]))

    def __getitem__(self, key: str) -> S:
        at = self._page_of(key)
        if at is None:
            raise KeyError(key)
        return self._pages[at][key]

    def __iter__(self) -> Iterator[str]:
        for page in self._pages:
            yield from page

    def __len__(self) -> int:
        return sum(map(len, self._pages))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._page_of(key) is not None
