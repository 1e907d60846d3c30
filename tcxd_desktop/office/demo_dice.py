"""Chance for the demo office: every draw follows from the seed, nothing from the clock."""

import random
from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from tcxd_desktop.domain.dates import PartialDate

T = TypeVar("T")


class Weighted:
    """Values and how often each is to be drawn."""

    __slots__ = ("_edges", "values")

    def __init__(self, shares: Mapping[str, float]) -> None:
        """Take shares of any sum."""
        self.values = tuple(shares)
        whole = sum(shares.values())
        self._edges = [edge / whole for edge in accumulate(shares.values())][:-1]

    def at(self, share: float) -> str:
        """Return the value that stands at ``share`` of the whole."""
        return self.values[bisect(self._edges, share)]


class Dice:
    """The draws of one person."""

    __slots__ = ("_next",)

    def __init__(self, seed: int) -> None:
        """Start a row of draws of its own."""
        self._next = random.Random(seed).random  # noqa: S311 - a demo, not a secret

    def chance(self, share: float) -> bool:
        """Return True in ``share`` of all cases."""
        return self._next() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + int(self._next() * (high - low + 1))

    def share(self) -> float:
        """Return a number from 0 to below 1."""
        return self._next()

    def pick(self, values: Sequence[T]) -> T:
        """Return one of ``values``."""
        return values[int(self._next() * len(values))]

    def weigh(self, weighted: Weighted) -> str:
        """Return one value, each as often as its share."""
        return weighted.at(self._next())

    def day(self, first: date, last: date) -> date:
        """Return a day between two, both included."""
        start = first.toordinal()
        return date.fromordinal(start + int(self._next() * (last.toordinal() - start + 1)))


@lru_cache(maxsize=100_000)
def exact(day: date) -> PartialDate:
    """Return ``day`` as a date of a paper."""
    return PartialDate(day.year, day.month, day.day)


@lru_cache(maxsize=4_000)
def month(index: int) -> PartialDate:
    """Return month and year; ``index`` is ``year * 12 + month - 1``."""
    return PartialDate(index // 12, index % 12 + 1)


@lru_cache(maxsize=400)
def year(number: int) -> PartialDate:
    """Return a bare year."""
    return PartialDate(number)


def month_index(day: date) -> int:
    """Return ``year * 12 + month - 1``."""
    return day.year * 12 + day.month - 1
