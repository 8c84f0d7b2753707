"""The start: from the process's first moment to the first painted window, measured from outside."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from . import race
from .material import PAPERS
from .race import NotMeasured, Race

ROOT = Path(__file__).resolve().parents[2]
LAPS = 15
_FEWEST = 5  #: lines of papers that are seen at least; fewer, and it was not the library that was painted


def environment() -> dict[str, str]:
    """Return the environment of a user's start: with compiled modules, and a window that needs no display."""
    kept = race.environment()
    kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    return kept


def seconds_to_paint(*arguments: str, fewest: int = 0, processor: bool = False) -> float:
    """Return the seconds from starting a child process until it says that its window is painted.

    processor: the seconds that the processor worked for it instead, which other programs lengthen less.
    Raises NotMeasured where it ends without saying so, or painted too few lines of papers.
    """
    command = [sys.executable, "-m", "tools.bench.window", *arguments]
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        line = child.stdout.readline()
        seconds = time.perf_counter() - begun
        told = child.stderr.read().strip().splitlines()
        if processor:
            seconds = _worked(child.pid)
    if not line.startswith("painted ") or int(line.split()[1]) < fewest:
        raise NotMeasured(f"no window was painted ({line.strip() or (told or ['it said nothing'])[-1]})")
    return seconds


def _worked(process: int) -> float:
    """Wait for a child to end, and return the seconds that the processor worked for it."""
    if not hasattr(os, "wait4"):
        raise NotMeasured("this system does not tell what a child process has cost")
    usage = os.wait4(process, 0)[2]
    return usage.ru_utime + usage.ru_stime


def _seconds_to_library(library: Path, *, processor: bool) -> float:
    """Return the seconds to the painted library, as after a window that was closed and not ended by force."""
    library.joinpath("window.lock").unlink(
        missing_ok=True
    )  # else whether anybody has it would be looked into
    return seconds_to_paint("app", str(library), fewest=_FEWEST, processor=processor)


def start_races(library: Path) -> Iterator[Race]:
    """Yield the races of the start on a library of thousands of papers, by the clock and by the processor."""
    for words, processor in (("", False), (", processor", True)):
        yield Race(
            f"start to painted library of {PAPERS:,} papers{words}",
            lambda _, processor=processor: _seconds_to_library(library, processor=processor),
            f"a bare QMainWindow{words}",
            lambda _, processor=processor: seconds_to_paint("bare", processor=processor),
            LAPS,
            most=1.3,
        )
