"""Sums told in one place, kept so that one asked for elsewhere is found among many without trying each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .amounts import Amount
from .money import digits, slip_words
from .passages import Passage

_MOST = 30  #: different sums that are added up two by two; among more, some pair would fit anything


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money where it stands."""

    passage: Passage
    amount: Amount
    text: str
    cell: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        """The sum as printed."""
        return self.text[self.amount.start : self.amount.end]

    def same(self, other: "Sum") -> bool:
        """Say whether two sums may be the same, one perhaps rounded more."""
        one, two = self.amount, other.amount
        return abs(one.low - two.low) <= max(one.half, two.half) and abs(one.high - two.high) <= max(
            one.half, two.half
        )


class Ledger:
    """The sums of a place, in their order."""

    def __init__(self, told: Iterable[Sum]) -> None:
        self._told = list(told)
        self._by_low = sorted(self._told, key=lambda one: one.amount.low)
        self._lows = [one.amount.low for one in self._by_low]
        self._widest = max((one.amount.half for one in self._told), default=Decimal(0))
        self._places: dict[str, list[int]] = {}
        for place, one in enumerate(self._told):
            if one.amount.low == one.amount.high:
                self._places.setdefault(_shape(digits(one.amount.low)), []).append(place)
        self._values = sorted(set(self._lows))[:_MOST]
        self._slack = sum({one.amount.half for one in self._told}, Decimal(0))
        self._pairs: list[Decimal] | None = None

    def has(self, one: Sum) -> bool:
        """Say whether a sum is told here, perhaps rounded more or less."""
        slack = max(one.amount.half, self._widest)
        first = bisect_left(self._lows, one.amount.low - slack)
        last = bisect_right(self._lows, one.amount.low + slack)
        return any(one.same(other) for other in self._by_low[first:last])

    def near(self, one: Sum) -> Sum | None:
        """Return the first sum that looks like a slip of the pen for another."""
        if one.amount.low != one.amount.high or one.amount.low < 100:
            return None
        shapes = (shape for shape in _slips(digits(one.amount.low)) if shape in self._places)
        for place in sorted(place for shape in shapes for place in self._places[shape]):
            other = self._told[place]
            if not one.same(other) and slip_words(other.amount.low, one.amount.low):
                return other
        return None

    def works_out(self, one: Sum) -> bool:
        """Say whether a sum is two of those told, or all of them, added up, or the one taken from another."""
        values = self._values
        if self._pairs is None:
            self._pairs = sorted(a + s * b for i, a in enumerate(values) for b in values[:i] for s in (1, -1))
        low, slack = one.amount.low, one.amount.half + self._slack
        first = bisect_left(self._pairs, low - slack)
        return (first < len(self._pairs) and self._pairs[first] <= low + slack) or (
            len(values) > 1 and abs(sum(values, Decimal(0)) - low) <= slack
        )


def _shape(number: str) -> str:
    """Return the digits of a number in order: a slip of the pen leaves them, or takes or adds one."""
    return "".join(sorted(number))


@lru_cache(maxsize=4096)
def _slips(number: str) -> tuple[str, ...]:
    """Return the shapes that a number may have by one slip: two digits swapped, one lost, one doubled."""
    fewer = (number.replace(digit, "", 1) for digit in sorted(set(number)))
    more = (number + digit for digit in "0123456789")
    return tuple(_shape(other) for other in (number, *fewer, *more))
