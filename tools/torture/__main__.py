"""`python -m tools.torture [SUITE …] [--short | --count N] [--write]`: runs suites of faults and tells."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import damage, faults, forgery, hostile, kills, leaks, network, power, racing
from .results import enter, run_of
from .suite import Outcome

_MEMORY = Path("/dev/shm")  #: where the system has one, a folder in memory


@dataclass(frozen=True, slots=True)
class Suite:
    """What runs it, how often in full and in short. whole: full size in words, where it is no such count."""

    run: Callable[[int], Outcome]
    full: int
    short: int
    whole: str = ""
    on_disk: bool = False  #: it has to wait for a real disk, where others are tried in memory


SUITES: dict[str, Suite] = {
    "kills": Suite(kills.run, 1000, 8, on_disk=True),
    "faults": Suite(faults.run, 1000, 1, "every call"),
    "power": Suite(power.run, 50_000, 300),
    "damage": Suite(damage.run, 3000, 200),
    "racing": Suite(racing.run, 1000, 50),
    "leaks": Suite(leaks.run, 1000, 4),
    "forgery": Suite(forgery.run, 1000, 60),
    "hostile": Suite(hostile.run, 300, 4),
    "network": Suite(network.run, 1000, 3, "all of tests/ui"),
}


def main() -> int:
    """Run the suites asked for; return 1 where one is red."""
    asked = _arguments()
    red = False
    for name in asked.suites or SUITES:
        suite = SUITES[name]
        size = asked.count or (suite.short if asked.short else suite.full)
        _work_in(None if suite.on_disk else _MEMORY)
        began = time.monotonic()
        found = suite.run(size)
        seconds = time.monotonic() - began
        red = red or not found.passed
        print(f"{name}: {found.tried} tried, {len(found.wrong)} wrong, control {found.control}. {found.told}")
        for line in found.wrong[:10]:
            print(f"  {line}")
        print(f"  {seconds:.0f} seconds", flush=True)
        if asked.write:
            full = size >= suite.full and (bool(suite.whole) or found.tried >= suite.full)
            enter(run_of(name, found, seconds, suite.whole or f"{suite.full:,}", full=full), list(SUITES))
    return int(red)


def _work_in(folder: Path | None) -> None:
    """Make temporary folders here and in other processes in a folder, where it is there; None: as usual."""
    os.environ.pop("TMPDIR", None)
    if folder is not None and folder.is_dir():
        os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="torture")
    parser.add_argument("suites", nargs="*", choices=[*SUITES, []], metavar="SUITE", help=", ".join(SUITES))
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--short", action="store_true", help="a minute instead of an hour")
    size.add_argument("--count", type=int, default=0, metavar="N", help="so many tries")
    parser.add_argument("--write", action="store_true", help="keep the figures, in tests/torture/RESULTS.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
