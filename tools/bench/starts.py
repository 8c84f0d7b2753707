"""The start: from the process's first moment to the first painted window, measured from outside."""

import os
import subprocess
import sys
import time
from pathlib import Path

from .race import NotMeasured, Race

ROOT = Path(__file__).resolve().parents[2]
_FEWEST = 20  #: widgets that the program's window has at least; fewer, and something else was painted


def environment() -> dict[str, str]:
    """Return the environment of a user's start: with compiled modules, and a window that needs no display."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    return kept


def seconds_to_paint(*arguments: str, fewest: int = 0) -> float:
    """Return the seconds from starting a child process until it says that its window is painted.

    Raises NotMeasured where it ends without saying so, or painted a window of too few widgets.
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
    if not line.startswith("painted ") or int(line.split()[1]) < fewest:
        raise NotMeasured(f"no window was painted ({line.strip() or (told or ['it said nothing'])[-1]})")
    return seconds


def start_race(folder: Path) -> Race:
    """Return the race of the start, on a library of its own."""
    library = str(folder / "start-library")
    return Race(
        "start to first painted window",
        lambda _: seconds_to_paint("app", library, fewest=_FEWEST),
        "a bare QMainWindow",
        lambda _: seconds_to_paint("bare"),
    )
