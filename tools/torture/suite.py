"""A suite: how often something was tried, how often it went wrong, and whether its control failed."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

_AT_ONCE = 2  #: processes; full runs are made for a machine of two cores
_WORTH_IT = 400  #: fewer tries than these are not worth another process

Some = TypeVar("Some")


@dataclass(slots=True)
class Outcome:
    """What came of a suite. wrong: a line for each promise broken. control: whether the control failed."""

    name: str
    tried: int = 0
    wrong: list[str] = field(default_factory=list[str])
    control: bool = False
    told: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing went wrong, and the suite has shown that it would have seen it."""
        return not self.wrong and self.control and self.tried > 0


def in_two(work: Callable[[int, int], Some], count: int, at_least: int = _WORTH_IT) -> list[Some]:
    """Do so many tries in two processes at once, few of them here. work: is given a count and a seed."""
    if count < at_least:
        return [work(count, 1)]
    shares = [count // _AT_ONCE + (number < count % _AT_ONCE) for number in range(_AT_ONCE)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_AT_ONCE, mp_context=context) as pool:
        return list(pool.map(work, shares, range(1, _AT_ONCE + 1)))
