"""Races: the program and its floor, run by turns on the same machine in the same minute."""

import os
import platform
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Lap = Callable[[int], float]  #: carries out run n and returns the seconds that counted


class NotMeasured(Exception):
    """What was to be measured is not there or did not do its work; the words say what."""


@dataclass(frozen=True, slots=True)
class Race:
    """What is measured and its floor. runs: how many laps of each, 0 for the number asked for.

    target: the seconds that it is to stay within; most: the ratio; most_more: the seconds more than the
    floor's. 0 where none are set.
    """

    name: str
    ours: Lap
    floor_name: str
    floor: Lap
    runs: int = 0
    target: float = 0
    most: float = 0
    most_more: float = 0


@dataclass(frozen=True, slots=True)
class Weight:
    """How many bytes a file has, and its floor. most: the ratio that it is to stay within, 0 for none."""

    name: str
    ours: int
    floor_name: str
    floor: int
    most: float = 0


class Row(str):
    """A row of the table that is ready to be printed."""

    __slots__ = ()


@dataclass(slots=True)
class Times:
    """The seconds of all laps of a race."""

    ours: list[float] = field(default_factory=list[float])
    floor: list[float] = field(default_factory=list[float])


def timed(act: Callable[[], object]) -> float:
    """Return the seconds that an act takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def spent(act: Callable[[], object]) -> float:
    """Return the seconds of the processor that an act takes in this process."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def environment() -> dict[str, str]:
    """Return the environment of a user's process: one that keeps modules compiled."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def spent_apart(command: Sequence[str]) -> float:
    """Return the seconds of the processor that a command takes as a process. Raises NotMeasured."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    waited_apart(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def waited_apart(command: Sequence[str]) -> float:
    """Return the seconds from starting a command as a process to its end. Raises NotMeasured."""
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise NotMeasured(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-200:]}")
    return seconds


def run(race: Race, runs: int) -> Times:
    """Run a race by turns, the first lap of each unmeasured: it loads what is loaded once."""
    times = Times()
    for number in range((race.runs or runs) + 1):
        # Who goes first changes, so that neither always runs in the other's warm caches.
        sides = [(race.ours, times.ours), (race.floor, times.floor)]
        for lap, kept in sides if number % 2 else reversed(sides):
            seconds = lap(number)
            if number:
                kept.append(seconds)
    return times


HEAD = f"{'':52}{'median':>11}{'least':>11}   {'floor':48}{'median':>11}{'ratio':>8}{'runs':>6}{'target':>18}"


def row(race: Race, times: Times) -> str:
    """Return the row of the table for a race."""
    ours, floor = statistics.median(times.ours), statistics.median(times.floor)
    lines = (ours, min(times.ours)), (race.floor_name, floor)
    return line(race.name, *lines, len(times.ours), _target(race))


def line(
    name: str, ours: tuple[float, float | None], floor: tuple[str, float], runs: int, target: str
) -> Row:
    """Return a row of the table. ours: seconds and the least of them. floor: what it is, and its seconds."""
    least = "" if ours[1] is None else _words(ours[1])
    return Row(
        f"{name:52}{_words(ours[0]):>11}{least:>11}   {floor[0]:48}{_words(floor[1]):>11}"
        f"{_ratio(ours[0], floor[1]):>8}{runs:>6}{target:>18}"
    )


def weight_row(weight: Weight) -> str:
    """Return the row of the table for a file's bytes."""
    return (
        f"{weight.name:52}{_bytes(weight.ours):>11}{'':>11}   {weight.floor_name:48}"
        f"{_bytes(weight.floor):>11}{_ratio(weight.ours, weight.floor):>8}{'':>6}{_most(weight):>18}"
    )


def _target(race: Race) -> str:
    if race.most_more:
        return f"≤ floor + {_words(race.most_more)}"
    return f"≤ {_words(race.target)}" if race.target else _most(race)


def _most(measured: Race | Weight) -> str:
    return f"≤ {measured.most:g}×" if measured.most else ""


def _ratio(ours: float, floor: float) -> str:
    return f"{ours / floor:.2f}×" if ours < 9.5 * floor else f"{ours / floor:.1f}×"


def _bytes(count: int) -> str:
    return f"{count / 1024:.0f} KiB"


def _words(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms" if seconds < 0.1 else f"{1000 * seconds:.0f} ms"


def machine() -> str:
    """Return the machine in a line, and how busy it is: figures of a busy one are for their ratios alone."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.release()}"
    return f"{model}, {os.cpu_count()} processors{busy}; {system}; Python {platform.python_version()}"
