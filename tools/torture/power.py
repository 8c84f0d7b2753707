"""Power cuts: what is written while papers are saved, copied, migrated and exported, cut short anywhere."""

import hashlib
import random
import sqlite3
import sys
import tempfile
from pathlib import Path

from desktop_app.storage.backup import copy_from
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.proof import prove

from .disk import MODES, Disk, Replay, record
from .material import ROOT, TITLE, desk_on, made_older, sample_in
from .suite import Outcome

_SAYS, _OUT = "said", "out.txt"
_LINES = 5000  #: of an exported file

_WORK = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from desktop_app.export.files import put
from desktop_app.storage import connection
from desktop_app.storage.paper_file import PaperFile
from tools.torture.material import titled
if sys.argv[4] == "unsynced":
    usual = dict((name, (name, value, read)) for name, value, read in connection._SETTINGS)
    connection._SETTINGS = tuple({**usual, "synchronous": ("synchronous", "off", 0)}.values())
    os.fsync = lambda handle: None
said = os.open(Path.cwd() / "said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
file = PaperFile(Path(sys.argv[2]))
for number in range(int(sys.argv[3])):
    file.save(titled(file.read(), f"Round {number}"))
    os.write(said, f"saved {number}\\n".encode())
    if number % 4 == 1:
        file.copies.make("timed")
    if number % 3 == 1:
        put(Path.cwd() / "out.txt", f"{number}\\n".encode() * 5000)
        os.write(said, f"exported {number}\\n".encode())
file.close()
"""


def run(count: int) -> Outcome:
    """Judge so many states of the disk. Control: with nothing ever synced, papers are damaged or lost."""
    found = Outcome("power cut")
    different = _cuts(found, count, max(6, min(60, count // 200)), "synced")
    control = Outcome("control")
    _cuts(control, 200, 6, "unsynced")
    found.control = bool(control.wrong)
    found.told = (
        f"{different} of the states differ from each other; "
        f"{len(control.wrong)} damaged or lost in {control.tried} of the control that syncs nothing"
    )
    return found


def _cuts(found: Outcome, count: int, rounds: int, how: str) -> int:
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        base = Path(name).resolve() / "library"
        paper = sample_in(desk_on(base)).relative_to(base)
        made_older(base / paper)
        replays = [Replay(base, _SAYS) for _ in range(2)]
        words = (ROOT, base / paper, rounds, how)
        command = [sys.executable, "-c", _WORK, *(str(word) for word in words)]
        lines = record(command, Path(name) / "calls", base)
        points = sum(1 for _ in replays[0].run(lines))
        known = dict(replays[1].disk.names)
        seen: dict[str, str] = {}
        for number, disk in enumerate(replays[1].run(lines)):
            for time in range(count * number // points, count * (number + 1) // points):
                left = disk.left(MODES[time % len(MODES)], chance)
                fresh = {
                    n: data
                    for n, data in left.items()
                    if not _same_copy(n, data, known[n].synced if n in known else None)
                }
                mark = _mark(fresh, disk)
                if mark not in seen:
                    seen[mark] = _judged(fresh, str(paper), disk)
                found.tried += 1
                if seen[mark]:
                    found.wrong.append(f"after call {number}: {seen[mark]}")
    return len(seen)


def _same_copy(name: str, data: bytes, before: bytes | None) -> bool:
    return name.startswith("backups") and data == before


def _mark(left: dict[str, bytes], disk: Disk) -> str:
    digest = hashlib.sha256("\n".join(disk.said).encode())
    for name in sorted(left):
        digest.update(name.encode() + b"\0" + hashlib.sha256(left[name]).digest())
    return digest.hexdigest()


def _judged(left: dict[str, bytes], paper: str, disk: Disk) -> str:
    """Return what is broken of what was promised in a state of the disk, "" for nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for where, data in left.items():
            (folder / where).parent.mkdir(parents=True, exist_ok=True)
            (folder / where).write_bytes(data)
        try:
            for where in left:
                copy = copy_from(folder / where)
                if copy is not None and copy.revision is not None:
                    prove(copy.path)
            file = PaperFile(folder / paper)
            title = str(file.read().public.answers[TITLE])
            file.close()
        except (StorageError, sqlite3.Error, ValueError) as problem:
            return f"{type(problem).__name__}: {str(problem)[:120]}"
    kept = int(title.removeprefix("Round ")) if title.startswith("Round ") else -1
    if kept < _last(disk, "saved"):
        return f"a save that was acknowledged is lost: {title}"
    return _export_judged(left.get(_OUT), _last(disk, "exported"))


def _export_judged(data: bytes | None, told: int) -> str:
    if data is None:
        return "" if told < 0 else "an exported file is gone"
    lines = data.split()
    whole = len(lines) == _LINES and len(set(lines)) == 1 and lines[0].isdigit()
    if not whole:
        return "half an exported file"
    return "" if int(lines[0]) >= told else "an exported file is an older one"


def _last(disk: Disk, what: str) -> int:
    """Return the number of the last act of a kind that was acknowledged, -1 for none."""
    return max((int(line.split()[1]) for line in disk.said if line.startswith(what)), default=-1)
