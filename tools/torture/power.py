"""Power cuts: what is written to make, save, migrate, copy, export and restore papers, cut short."""

import hashlib
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.storage.backup import copy_from
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.proof import prove

from .disk import MODES, Disk, Replay, record
from .material import ROOT, TITLE, desk_on, made_older, sample_in
from .suite import Outcome, in_two

_SAYS, _OUT = "said", "out.txt"
_BROKEN = (StorageError, sqlite3.Error, ValueError)
_REMEMBERED = 200  #: digests, with the bytes they are of
_LINES = 5000  #: of an exported file

_WORK = """
import os, shutil, sys
from pathlib import Path
from uuid import UUID
sys.path.insert(0, sys.argv[1])
from desktop_app.export.files import put
from desktop_app.storage import connection
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.paper_file import create_file
from desktop_app.storage.recovery import go_back, offers
from desktop_app.storage.schema import file_name
from desktop_app.domain.paper import with_answer
shutil._USE_CP_SENDFILE = False  # of what the system copies by itself, nothing is told
if sys.argv[4] == "unsynced":
    usual = dict((name, (name, value, read)) for name, value, read in connection._SETTINGS)
    connection._SETTINGS = tuple({**usual, "synchronous": ("synchronous", "off", 0)}.values())
    os.fsync = lambda handle: None
said = os.open(Path.cwd() / "said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
path = Path(sys.argv[2])
file = PaperFile(path)
for number in range(int(sys.argv[3])):
    file.save(with_answer(file.read(), "decision.title", f"Round {number}", restricted=False))
    os.write(said, f"saved {number}\\n".encode())
    if number % 4 == 1:
        file.copies.make("timed")
    if number % 3 == 1:
        put(Path.cwd() / "out.txt", f"{number}\\n".encode() * 5000)
        os.write(said, f"exported {number}\\n".encode())
    if number % 10 == 3:
        new_id = str(UUID(int=number, version=4))
        create_file(path.with_name(file_name(new_id)), file.read().with_public(id=new_id)).close()
        os.write(said, f"created {number} {file_name(new_id)}\\n".encode())
file.close()
newest = offers(path)[0]
go_back(path, newest).close()
"""


@dataclass(slots=True)
class Cut:
    """What came of some of the cuts. different: states that had not been judged before."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list[str])
    different: int = 0


def run(count: int) -> Outcome:
    """Judge so many states of the disk. Control: with nothing ever synced, papers are damaged or lost."""
    found = Outcome("power cut")
    cuts = in_two(synced, count)
    found.tried = sum(cut.tried for cut in cuts)
    found.wrong = [line for cut in cuts for line in cut.wrong]
    control = _cuts(min(count, 200), 4, "unsynced", 7)
    found.control = bool(control.wrong)
    found.told = (
        f"{sum(cut.different for cut in cuts):,} of the states differ from each other; "
        f"{len(control.wrong)} damaged or lost in {control.tried} of the control that syncs nothing"
    )
    return found


def synced(count: int, first: int) -> Cut:
    """Judge so many states of a disk that is synced as the program does it. first: where chance begins."""
    return _cuts(count, max(4, min(60, count // 200)), "synced", first)


def _cuts(count: int, rounds: int, how: str, first: int) -> Cut:
    chance = random.Random(first)
    cut = Cut()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name).resolve() / "library"
        paper = sample_in(desk_on(base)).relative_to(base)
        made_older(base / paper)
        replays = [Replay(base, _SAYS) for _ in range(2)]
        words = (ROOT, base / paper, rounds, how)
        command = [sys.executable, "-c", _WORK, *(str(word) for word in words)]
        lines = record(command, Path(name) / "calls", base)
        points = sum(1 for _ in replays[0].run(lines))
        judge = Judge(str(paper), Path(name) / "left")
        for number, disk in enumerate(replays[1].run(lines)):
            for time in range(count * number // points, count * (number + 1) // points):
                broken = judge.state(disk.left(MODES[time % len(MODES)], chance), disk)
                cut.tried += 1
                if broken:
                    cut.wrong.append(f"after call {number}: {broken}")
    cut.different = len(judge.states)
    return cut


class Judge:
    """Judges states of a disk; what was judged before is not judged again, be it a file or a paper."""

    def __init__(self, paper: str, folder: Path) -> None:
        self._paper, self._folder = paper, folder
        self._copies: dict[str, str] = {}
        self._papers: dict[str, str] = {}
        self._digests: OrderedDict[int, tuple[bytes, str]] = OrderedDict()
        self.states: set[str] = set()

    def state(self, left: dict[str, bytes], disk: Disk) -> str:
        """Return what is broken of what was promised in a state of the disk, "" for nothing."""
        marks = {name: self._digest(data) for name, data in sorted(left.items())}
        self.states.add(_joined([*marks.items(), ("said", str(len(disk.said)))]))
        for name, mark in marks.items():
            if name.startswith("backups"):
                broken = self._copy(name, mark, left[name])
                if broken:
                    return broken
        beside = {name: left[name] for name in left if name.startswith(self._paper)}
        mark = _joined([(name, marks[name]) for name in beside])
        if mark not in self._papers:
            self._papers[mark] = self._title(beside)
        title = self._papers[mark]
        if title.startswith("!"):
            return title[1:]
        for line in disk.said:
            if line.startswith("created") and (broken := self._new(line.split()[2], left, marks)):
                return broken
        kept = int(title.removeprefix("Round ")) if title.startswith("Round ") else -1
        if kept < _last(disk, "saved"):
            return f"a save that was acknowledged is lost: {title}"
        return _export_judged(left.get(_OUT), _last(disk, "exported"))

    def _new(self, paper: str, left: dict[str, bytes], marks: dict[str, str]) -> str:
        """Return what is broken of a paper that was said to be made."""
        beside = [name for name in left if Path(name).name.startswith(paper)]
        mark = _joined([(name, marks[name]) for name in beside])
        if mark not in self._papers:
            place = next((name for name in beside if name.endswith(paper)), "")
            self._papers[mark] = self._title({name: left[name] for name in beside}, place)
        return self._papers[mark].removeprefix("!") if self._papers[mark].startswith("!") else ""

    def _copy(self, name: str, mark: str, data: bytes) -> str:
        """Return what is broken of a copy that has its name, which says that it was proved whole."""
        copy = copy_from(Path(name))
        if copy is None or copy.revision is None:
            return ""
        if mark not in self._copies:
            path = self._put({"copy": data}) / "copy"
            try:
                prove(path)
                self._copies[mark] = ""
            except _BROKEN as problem:
                self._copies[mark] = f"{type(problem).__name__}: {str(problem)[:120]}"
        return self._copies[mark]

    def _title(self, files: dict[str, bytes], paper: str = "") -> str:
        """Return the title of the paper as it opens, or "!" and why it does not."""
        try:
            file = PaperFile(self._put(files) / (paper or self._paper))
            try:
                return str(file.read().public.answers[TITLE])
            finally:
                file.close()
        except _BROKEN as problem:
            return f"!{type(problem).__name__}: {str(problem)[:120]}"

    def _put(self, files: dict[str, bytes]) -> Path:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        for name, data in files.items():
            (self._folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_bytes(data)
        return self._folder

    def _digest(self, data: bytes) -> str:
        """Return the digest of bytes; of a file that nothing was written to since, it is known."""
        known = self._digests.get(id(data))
        if known is not None and known[0] is data:
            return known[1]
        digest = hashlib.sha256(data).hexdigest()
        self._digests[id(data)] = data, digest
        if len(self._digests) > _REMEMBERED:
            self._digests.popitem(last=False)
        return digest


def _joined(marks: list[tuple[str, str]]) -> str:
    return hashlib.sha256(repr(marks).encode()).hexdigest()


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
