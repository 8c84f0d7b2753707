"""`make bench`: one table of what a user waits for, each figure beside its floor in the same run."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .race import HEAD, NotMeasured, Race, Row, Weight, machine, row, run, weight_row

if TYPE_CHECKING:  # the start is measured from outside and needs nothing of the program here
    from desktop_app.document.model import Document

SHORT, LONG = 8, 80  #: pages of a usual paper and of the longest
PER_PAGE = 5  #: paragraphs that a printed page of what is grown has
PDF_RUNS = 21  #: a lap of the short one takes a blink, and its ratios are near to one
#: Races, files to weigh, rows that are ready, and what cannot be raced against because it is not here.
Yielding = Callable[[Path], Iterable[Race | Weight | Row | str]]


def _starts(folder: Path) -> Iterator[Race]:
    from .starts import start_races

    yield from start_races(_large_library(folder))


@cache
def _large_library(folder: Path) -> Path:
    from . import material

    return material.large_library(folder / "large-library")


@cache
def _documents() -> dict[int, "Document"]:
    from . import material, rooms

    template, paper = material.case()
    return {pages: rooms.of_pages(template, paper, pages) for pages in (SHORT, LONG)}


def _docx(folder: Path) -> Iterator[Race | str]:
    from . import word

    yield from word.races(_documents())
    yield word.back_race(LONG)
    yield from word.peer_races(_documents()[SHORT], SHORT, folder)


def _pdf(_: Path) -> Iterator[Race | Weight]:
    from . import printing

    for pages, runs in ((SHORT, PDF_RUNS), (LONG, 0)):
        yield from printing.races(pages, runs)
    yield printing.growth_race(SHORT, LONG)


def _peers(folder: Path) -> Iterator[Race | str]:
    from . import printing

    for pages in (SHORT, LONG):
        yield from printing.peer_races(pages, folder)


def _saves(folder: Path) -> Iterator[Race]:
    from . import material, rooms

    yield rooms.save_race(material.grown(material.case()[1], PER_PAGE * SHORT), folder)


def _searches(folder: Path) -> Iterator[Race]:
    from . import rooms

    yield from rooms.search_races(_large_library(folder))


def _checks(_: Path) -> Iterator[Race]:
    from . import checks, material

    template, paper = material.case()
    for pages in (SHORT, LONG):
        yield from checks.races(template, material.grown(paper, PER_PAGE * pages), pages)
    yield from checks.telling_races(template, paper, PER_PAGE * LONG)
    yield from checks.growths(template, paper, PER_PAGE * SHORT, LONG // SHORT)


def _typing(folder: Path) -> Iterator[Row]:
    from .typing import rows

    yield from rows(folder / "typing-library")


def _openings(folder: Path) -> Iterator[Race]:
    from .openings import opening_races

    yield from opening_races(folder, LONG, PER_PAGE)


GROUPS: dict[str, Yielding] = {
    "start": _starts,
    "typing": _typing,
    "open": _openings,
    "docx": _docx,
    "pdf": _pdf,
    "peers": _peers,
    "save": _saves,
    "search": _searches,
    "check": _checks,
}


def told(entry: Race | Weight | Row | str, runs: int) -> str:
    """Return an entry as it is printed; a race is run for it."""
    if isinstance(entry, Race):
        return row(entry, run(entry, runs))
    if isinstance(entry, Row):
        return entry
    return weight_row(entry) if isinstance(entry, Weight) else f"MISSING  {entry}"


def main() -> int:
    """Print the table; return 1 where something could not be measured."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []], help="what to measure (all)")
    parser.add_argument("--runs", type=int, default=9, help="laps of each, at least 7 (9)")
    asked = parser.parse_args()
    print(machine())
    print(HEAD, flush=True)
    missed = 0
    # On the disk that the program is on: a temporary folder may be in memory, where every save is quick.
    place = Path(__file__).resolve().parents[2] / "build"
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=place) as folder:
        for name in asked.groups or GROUPS:
            try:
                for entry in GROUPS[name](Path(folder)):
                    print(told(entry, max(7, asked.runs)), flush=True)
            except (NotMeasured, ImportError) as problem:
                missed += 1
                print(f"{name}: not measured: {problem}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
