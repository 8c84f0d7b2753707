"""Typing: from a key to its painting, and how long the event loop is ever silent, in a process of its own."""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from .race import NotMeasured, Row, line
from .starts import ROOT, environment

_FLOOR = "a bare QTextEdit with the same text"
MEDIAN_AT_MOST, LAST_AT_MOST = 1.5, 2.0  #: times the floor: the median, and the slowest key of a hundred
SILENCE_AT_MOST = 0.05  #: seconds


def rows(library: Path) -> Iterator[Row]:
    """Yield the rows of the table. Raises NotMeasured where the window did not do its work."""
    command = [sys.executable, "-m", "tools.bench.hand", str(library)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), text=True, capture_output=True, check=False)
    try:
        told = json.loads(done.stdout)
    except ValueError as problem:
        lines = done.stderr.strip().splitlines() or ["it said nothing"]
        raise NotMeasured(f"nothing was typed ({lines[-1]})") from problem
    yield from rows_of(told["keys"], told["silences"])


def rows_of(keys: dict[str, dict[str, list[float]]], silences: dict[str, list[float]]) -> Iterator[Row]:
    """Yield the rows of what was measured: seconds by place and side, longest silences by side."""
    for place, times in keys.items():
        ours, bare = times["ours"], times["bare"]
        middle = (statistics.median(ours), min(ours)), (_FLOOR, statistics.median(bare))
        yield line(f"key to paint, {place} of 500 paragraphs", *middle, len(ours), f"≤ {MEDIAN_AT_MOST:g}×")
        last = (slowest(ours), None), (_FLOOR, slowest(bare))
        yield line("  its slowest in a hundred", *last, len(ours), f"≤ {LAST_AT_MOST:g}×")
    worst = (max(silences["ours"]), None), (_FLOOR, max(silences["bare"]))
    told = f"≤ {1000 * SILENCE_AT_MOST:.0f} ms"
    yield line("longest silence of the loop, 80 pages", *worst, 1, told)


def slowest(times: list[float]) -> float:
    """Return the time that 99 of 100 do not exceed."""
    return sorted(times)[min(len(times) - 1, round(0.99 * len(times)))]
