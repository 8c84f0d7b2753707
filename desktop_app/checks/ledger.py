"""Sums told in one place, kept so that one asked for elsewhere is found among many without trying each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desktop_app.domain.same import same

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


@dataclass(frozen=True, slots=True)
class _Alike:
    """Sums rounded alike, the least first, and what they come to."""

    sums: list[Sum]
    lows: list[Decimal]


class Ledger:
    """The sums of a place, in their order."""

    def __init__(self, told: Iterable[Sum]) -> None:
        self._told = tuple(told)
        self._printed = {(one.amount.low, one.amount.high) for one in self._told}
        by_low = sorted(self._told, key=lambda one: one.amount.low)
        self._by_half: dict[Decimal, _Alike] = {}
        for one in by_low:
            alike = self._by_half.setdefault(one.amount.half, _Alike([], []))
            alike.sums.append(one)
            alike.lows.append(one.amount.low)
        self._places: dict[str, list[int]] = {}
        for place, one in enumerate(self._told):
            if one.amount.low == one.amount.high:
                self._places.setdefault(_shape(digits(one.amount.low)), []).append(place)
        self._values = list(dict.fromkeys(one.amount.low for one in by_low))[:_MOST]
        self._slack = sum(self._by_half, Decimal(0))
        self._pairs: list[Decimal] | None = None

    def has(self, one: Sum) -> bool:
        """Say whether a sum is told here, perhaps rounded more or less."""
        if (one.amount.low, one.amount.high) in self._printed:
            return True
        for half, alike in self._by_half.items():
            slack = max(one.amount.half, half)
            first = bisect_left(alike.lows, one.amount.low - slack)
            last = bisect_right(alike.lows, one.amount.low + slack)
            if any(one.same(other) for other in alike.sums[first:last]):
                return True
        return False

    def near(self, one: Sum) -> Sum | None:
        """Return the first sum that looks like a slip of the pen for another."""
        if one.amount.low != one.amount.high or one.amount.low < 100:
            return None
        shapes = [shape for shape in _slips_of(one) if shape in self._places]
        if not shapes:
            return None
        for place in sorted({place for shape in shapes for place in self._places[shape]}):
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


@same(64)  # the places of some papers; one whose sums are still the same is not sorted again
def ledger_of(told: tuple[Sum, ...]) -> Ledger:
    """Return the ledger of the sums of a place."""
    return Ledger(told)


@same(64)
def unlike(asked: tuple[Sum, ...], ledger: Ledger) -> tuple[tuple[Sum, Sum], ...]:
    """Return the sums asked for that a place has with a slip of the pen only, each with the one it has."""
    near = ((one, _looked_up(one, ledger)[1]) for one in asked)
    return tuple((one, other) for one, other in near if other is not None)


@same(64)
def unmentioned(asked: tuple[Sum, ...], ledger: Ledger) -> tuple[Sum, ...]:
    """Return the sums asked for that a place neither has, nor nearly, nor comes to."""
    told = ((one, *_looked_up(one, ledger)) for one in asked)
    return tuple(one for one, has, near in told if not has and near is None and not ledger.works_out(one))


@same(16384)  # the sums asked for in some long papers, with each place that is to have them
def _looked_up(one: Sum, ledger: Ledger) -> tuple[bool, Sum | None]:
    """Return whether a place has a sum, and if not the one that looks like a slip of the pen for it."""
    return (True, None) if ledger.has(one) else (False, ledger.near(one))


@lru_cache(maxsize=8192)
def _shape(number: str) -> str:
    """Return the digits of a number in order: a slip of the pen leaves them, or takes or adds one."""
    return "".join(sorted(number))


@same(16384)  # sums of blocks that did not change are the same ones
def _slips_of(one: Sum) -> tuple[str, ...]:
    return _slips(digits(one.amount.low))


@lru_cache(maxsize=8192)
def _slips(number: str) -> tuple[str, ...]:
    """Return the shapes that a number may have by one slip: two digits swapped, one lost, one doubled."""
    fewer = (number.replace(digit, "", 1) for digit in sorted(set(number)))
    more = (number + digit for digit in "0123456789")
    return tuple(_shape(other) for other in (number, *fewer, *more))
