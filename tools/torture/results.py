"""What the suites have found so far, kept as data and shown as a page: a run replaces its own row alone.

A run of full size and a shorter one have each a table, so that a short try never takes a long one's place.
"""

import json
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from .suite import Outcome

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "torture"
DATA, PAGE = "results.json", "RESULTS.md"
_HEAD = """# What was tried, and what came of it

Made by `make torture` from `results.json` beside this page; do not edit it by hand. A suite's row is replaced
by its next run, and a shorter run never replaces one of full size. Each suite has a control, a setting or a
change known to be bad, in which it must find fault: a suite whose control does not fail is red.
"""
_COLUMNS = """
| fault | tried | full size | went wrong | control failed, as it must | seconds | day | commit | |
|---|---:|---:|---:|---|---:|---|---|---|
"""
_NONE_FULL = "Not yet run at full size: {}.\n"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one suite. full_size: in words. commit: with “+” where files had been changed since."""

    suite: str
    fault: str
    full: bool
    tried: int
    full_size: str
    wrong: int
    control: bool
    seconds: int
    day: str
    commit: str
    machine: str
    told: str

    @property
    def row(self) -> str:
        """The run as a row of the page."""
        control = "yes" if self.control else "**no**"
        wrong = f"**{self.wrong:,}**" if self.wrong else "0"
        figures = f"{self.tried:,} | {self.full_size} | {wrong} | {control} | {self.seconds:,}"
        return f"| {self.fault} | {figures} | {self.day} | {self.commit} | {self.told} |"


def run_of(suite: str, found: Outcome, seconds: float, full_size: str, *, full: bool) -> Run:
    """Return what came of a run now, here, of the files as they are."""
    day, machine = f"{datetime.now(UTC):%d %B %Y}", f"{platform.system()}, Python {platform.python_version()}"
    size = (full, found.tried, full_size, len(found.wrong), found.control, max(1, round(seconds)))
    return Run(suite, found.name, *size, day, _commit(), machine, found.told)


def enter(run: Run, order: list[str], folder: Path = FOLDER) -> None:
    """Put a run in the place of the last one of its suite and size, and make the page again."""
    kept = [each for each in read(folder) if (each.suite, each.full) != (run.suite, run.full)]
    kept.append(run)
    kept.sort(key=lambda each: (order.index(each.suite), each.full))
    lines = json.dumps([asdict(each) for each in kept], ensure_ascii=False, indent=1)
    (folder / DATA).write_text(lines + "\n", encoding="utf-8")
    (folder / PAGE).write_text(page(kept, order), encoding="utf-8")


def read(folder: Path = FOLDER) -> list[Run]:
    """Return the runs kept, none where nothing is kept yet."""
    try:
        kept = json.loads((folder / DATA).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return [Run(**each) for each in kept]


def page(runs: list[Run], order: list[str]) -> str:
    """Return the page: runs of full size, what lacks one, shorter runs, and where they were made."""
    full, shorter = ([run for run in runs if run.full is size] for size in (True, False))
    parts = [_HEAD]
    if full:
        parts += ["\n## At full size\n", _table(full)]
    if lacking := [suite for suite in order if suite not in {run.suite for run in full}]:
        parts.append("\n" + _NONE_FULL.format(", ".join(lacking)))
    if shorter:
        parts += ["\n## Shorter runs\n", _table(shorter)]
    parts.append(f"\nMade on {'; '.join(sorted({run.machine for run in runs}))}.\n")
    return "".join(parts)


def _table(runs: list[Run]) -> str:
    return _COLUMNS + "\n".join(run.row for run in runs) + "\n"


def _commit() -> str:
    kept = [f":!{FOLDER.relative_to(ROOT)}/{name}" for name in (DATA, PAGE)]
    commit = _git("rev-parse", "--short", "HEAD")
    return commit + ("+" if commit and _git("status", "--porcelain", "--", ".", *kept) else "")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
