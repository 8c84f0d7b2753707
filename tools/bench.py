"""Measure what a user waits for: the start of a command, and the sample paper drafted, checked and exported.

Each figure is the median and the least of several runs, beside the floor: Python alone, and Qt's bare window.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7

_WINDOW = (
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "a = QApplication([]); w = QMainWindow(); w.show(); a.processEvents()"
)


def measure(command: list[str], library: Path) -> tuple[float, float]:
    """Return the median and the least time of a command in milliseconds, each run on an empty library."""
    times: list[float] = []
    for _ in range(RUNS):
        shutil.rmtree(library, ignore_errors=True)
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), min(times)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="engross-bench-") as folder:
        library, out = Path(folder) / "library", Path(folder) / "out"
        program = [sys.executable, "-m", "desktop_app", "--library", str(library)]
        commands = {
            "floor: python -c pass": [sys.executable, "-c", "pass"],
            "floor: an empty Qt window": [sys.executable, "-c", _WINDOW],
            "engross --version": [*program, "--version"],
            "engross list": [*program, "list"],
            "engross demo": [*program, "demo", "--out", str(out)],
        }
        print(f"{'':32}{'median ms':>12}{'least ms':>12}")
        for name, command in commands.items():
            median, least = measure(command, library)
            print(f"{name:32}{median:12.0f}{least:12.0f}")


if __name__ == "__main__":
    main()
