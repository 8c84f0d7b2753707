"""`python -m tools.torture [SUITE …] [--short] [--write]`: runs the suites and tells what came of them."""

import argparse
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from . import damage, faults, forgery, kills, power, racing
from .suite import Outcome

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "tests" / "torture" / "RESULTS.md"
#: By name: what runs it, how often in full, how often in short.
SUITES: dict[str, tuple[Callable[[int], Outcome], int, int]] = {
    "kills": (kills.run, 1000, 8),
    "faults": (faults.run, 40, 3),
    "power": (power.run, 50_000, 300),
    "damage": (damage.run, 3000, 200),
    "racing": (racing.run, 1000, 50),
    "forgery": (forgery.run, 1000, 60),
}
_HEAD = """# What was tried, and what came of it

Made by `make torture` (`python -m tools.torture --write`). Each suite has a control: a setting known to be
bad, which it must find. {form} run of {day}, commit {commit}, {machine}.

| fault | tried | went wrong | control failed, as it must | seconds | |
|---|---:|---:|---|---:|---|
"""


def main() -> int:
    """Run the suites asked for; return 1 where one is red."""
    asked = _arguments()
    lines: list[str] = []
    red = False
    for name in asked.suites or SUITES:
        suite, full, short = SUITES[name]
        began = time.monotonic()
        found = suite(short if asked.short else full)
        seconds = time.monotonic() - began
        red = red or not found.passed
        print(f"{name}: {found.tried} tried, {len(found.wrong)} wrong, control {found.control}. {found.told}")
        for line in found.wrong[:10]:
            print(f"  {line}")
        control = "yes" if found.control else "**no**"
        figures = f"{found.tried:,} | {len(found.wrong)} | {control} | {seconds:.0f}"
        lines.append(f"| {found.name} | {figures} | {found.told} |")
    if asked.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(_head(short=asked.short) + "\n".join(lines) + "\n", encoding="utf-8")
    return int(red)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="torture")
    parser.add_argument("suites", nargs="*", choices=[*SUITES, []], metavar="SUITE", help=", ".join(SUITES))
    parser.add_argument("--short", action="store_true", help="a minute instead of an hour")
    parser.add_argument("--write", action="store_true", help="put the figures into tests/torture/RESULTS.md")
    return parser.parse_args()


def _head(*, short: bool) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    machine = f"{platform.system()}, Python {platform.python_version()}"
    day = f"{datetime.now(UTC):%d %B %Y}"
    return _HEAD.format(form="Short" if short else "Full", day=day, commit=commit, machine=machine)


if __name__ == "__main__":
    sys.exit(main())
