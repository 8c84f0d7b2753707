"""Leaks: random papers with a word in every place of Part 2, and all that leaves them searched for it."""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from . import erased, spilling, windowed
from .known import worked_out_once
from .outlets import Opened, Out, outs, put_in, unguarded
from .planted import OPEN, Planted, planted_papers
from .sniffing import found_in
from .suite import Outcome, in_two

T = TypeVar("T")

_LOOKED_AT = 20  #: of so many papers, one is opened in the window too
#: How what anybody may read leaves.
_FOR_ALL = ("published", "receipt", "names", "index", "list", "page", "title", "what a crash")


@dataclass(slots=True)
class Part:
    """What came of some of the papers. ways: how many files went each way."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list[str])
    ways: Counter[str] = field(default_factory=Counter[str])
    places: Counter[str] = field(default_factory=Counter[str])


def run(count: int) -> Outcome:
    """Try so many papers. Control: for each way out a change that takes Part 2 along, which must be found."""
    found = Outcome("leaks")
    parts = in_two(papers, count, at_least=20)
    ways, places = Counter[str](), Counter[str]()
    for part in parts:
        found.tried += part.tried
        found.wrong += part.wrong
        ways += part.ways
        places += part.places
    leaking = spilling.tried(unmoved(), ways)
    found.control = not leaking.missed and forgetful()
    found.wrong += leaking.passed
    kinds = len({place.rpartition(", ")[2] for place in places})
    found.told = (
        f"{sum(ways.values()):,} files and texts that left by {len(ways)} ways, searched for words from "
        f"{sum(places.values()):,} places of {kinds} kinds; {leaking.found} of {leaking.tried} changes "
        f"that take Part 2 along were found, {leaking.stopped} of {leaking.guarded} stopped by the program; "
        "Part 2 of each paper was then erased, and its library searched"
    )
    if leaking.missed:
        found.wrong.append(f"not found in: {', '.join(leaking.missed)}")
    return found


def papers(count: int, first: int) -> Part:
    """Try so many papers. first: where chance begins."""
    part = Part()

    def tried(planted: Planted) -> None:
        with worked_out_once():
            _try(planted, part)

    _each(count, first, tried)
    return part


@cache
def unmoved() -> Planted:
    """Return a paper of which nothing was public that is in Part 2 now: then nothing is stopped for that."""
    made: list[Planted] = []
    _each(8, 1, made.append)
    return next(planted for planted in made if not planted.moved)


def forgetful() -> bool:
    """Say whether it is noticed where erasing leaves what Part 1 said before."""
    made: list[Planted] = []
    _each(30, 1, made.append)
    return _in_another(next(planted for planted in made if planted.moved), erased.noticed)


def _in_another(planted: Planted, look: Callable[[Opened], T]) -> T:
    """Put a paper into a library of its own once more, and look at it there."""
    with tempfile.TemporaryDirectory() as name:
        opened = put_in(planted, Path(name) / "library")
        try:
            return look(opened)
        finally:
            opened.session.close()
            opened.desk.library.close()


def _each(count: int, first: int, do: Callable[[Planted], None]) -> None:
    @seed(first)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(planted_papers(), st.just(None))
    def each(planted: Planted, _: None) -> None:
        do(planted)

    each()


def _try(planted: Planted, part: Part) -> None:
    part.tried += 1
    with tempfile.TemporaryDirectory() as name:
        opened = put_in(planted, Path(name) / "library")
        try:
            with unguarded():
                for out in outs(opened, Path(name)):
                    _search(out, planted, part)
        except Exception as problem:  # noqa: BLE001 - whatever it is, this paper was not tried
            part.wrong.append(f"{part.tried}: {type(problem).__name__} {problem}")
        finally:
            opened.session.close()
            opened.desk.library.close()
        if part.tried % _LOOKED_AT == 1:
            for out in windowed.outs(opened):
                _search(out, planted, part)
    part.wrong += [f"{part.tried}: {line}" for line in _in_another(planted, erased.still_there)]
    part.places.update(planted.planter.places.values())


def _search(out: Out, planted: Planted, part: Part) -> None:
    part.ways[out.way] += 1
    told = planted.planter.places
    outside = out.way.startswith(_FOR_ALL)
    for word in found_in(out.data, told):
        if told[word].startswith(OPEN) and not outside:
            continue
        part.wrong.append(f"{part.tried}: {told[word]} stands in {out.way} {out.name}")
