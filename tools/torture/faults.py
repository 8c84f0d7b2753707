"""Calls that fail: the n-th call of each kind refused, for every n, in all that the program writes.

A small library put before the C library refuses them, SQLite's own calls as those of Python. At full size
each call is refused once with each cause. That all calls from it on are refused, as where a disk is full or
gone for good, is not tried from each: of calls of one kind on one file, with no other between them, from the
first, the second, the middle and the last. Word, PDF and HTML files are each made once, before anything is
refused: tried is how they get their place.
"""

import ctypes
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from desktop_app.app.exporting import NotExportable
from desktop_app.app.packing import read_pack
from desktop_app.storage.errors import StorageError
from desktop_app.storage.proof import prove

from .acts import ACTS, FRESH, Act, Place, in_place, made, title_of
from .material import ROOT
from .suite import Outcome

_KINDS = ("open", "write", "sync", "rename", "unlink", "truncate", "folder", "rights")
_CAUSES = (errno.ENOSPC, errno.EIO, errno.EACCES)
_AT_ONCE = 2
_NEVER = 1 << 30  #: a call that no act comes to


def run(count: int, acts: Sequence[str] = tuple(ACTS)) -> Outcome:
    """Refuse up to so many calls of each kind in each act. Control: a file written in place."""
    found = Outcome("every write fails once")
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        found.wrong.append("there is no C compiler, or this is no Linux: nothing was tried")
        return found
    with tempfile.TemporaryDirectory() as name:
        library, base = Path(name, "refuse.so"), made(Path(name, "base"))
        source = Path(__file__).with_name("refuse.c")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
        environment = {**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tools.torture.faults", str(base.folder), str(count)]
        pipe, at_once = subprocess.PIPE, min(count, _AT_ONCE)
        shares = [
            subprocess.Popen([*command, *words, *acts], cwd=ROOT, env=environment, stdout=pipe, text=True)
            for words in ((str(share), str(at_once)) for share in range(at_once))
        ]
        told = [json.loads(share.communicate()[0] or "{}") for share in shares]
    if not all(told):
        found.wrong.append("what was to try them came to grief itself")
        return found
    found.tried = sum(each["tried"] for each in told)
    found.wrong = [line for each in told for line in each["wrong"]]
    found.control = all(each["control"] for each in told)
    refused, calls = (sum(each[what] for each in told) for what in ("refused", "calls"))
    every = all(each["every"] for each in told)
    which = f"each of {calls:,} calls" if every else f"the first {count} calls of each kind"
    found.told = (
        f"{which} in {len(acts)} acts ({', '.join(acts).replace('_', ' ')}), alone and from some on all of "
        f"them; {refused:,} ended in a sentence, the others were done all the same"
    )
    return found


@dataclass(frozen=True, slots=True)
class Fault:
    """A call that is refused: of which kind, the how manieth, why, and whether all after it are too."""

    kind: int
    place: int
    cause: int
    lasting: bool

    def __str__(self) -> str:
        all_ = " and all after it" if self.lasting else ""
        return f"{_KINDS[self.kind]} {self.place}{all_} {errno.errorcode[self.cause]}"


class Tries:
    """Tries of acts, each in a copy of one place, and what came of them.

    most: of how many calls of each kind. share: which of them are tried here, as (first, every how manieth).
    """

    def __init__(self, base: Place, folder: Path, most: int, share: tuple[int, int] = (0, 1)) -> None:
        self._base, self._there, self._most, self._share = base, folder / "there", most, share
        self._refuser = ctypes.CDLL(None)
        tried = self._fresh()  # of the base nothing is opened: an older paper would be brought up to date
        self._before = {path.name: title_of(path) for path in (tried.paper, tried.older)}
        self._copies = {path.read_bytes() for path in _copies_in(base)}
        self._whole: set[bytes] = set()
        self.tried = self.refused = self.calls = 0
        self.every = True  #: whether no call was beyond the most
        self.wrong: list[str] = []

    def each(self, act: Act) -> None:
        """Let the first, second … call of each kind fail, until the act makes no more of them."""
        alike = self._counted(act)
        for kind in range(len(_KINDS)):
            most = min(self._most, len(alike[kind]))
            self.every = self.every and most == len(alike[kind])
            from_on = {place for place in _ends(alike[kind]) if place < most}
            places = range(self._share[0], most, self._share[1])
            self.calls += len(places)
            for cause in _CAUSES:
                for place in places:
                    self._one(act, Fault(kind, place, cause, lasting=False))
                    if place in from_on:
                        self._one(act, Fault(kind, place, cause, lasting=True))

    def _counted(self, act: Act) -> list[list[bool]]:
        """Do an act with nothing refused; return for each call of each kind whether it goes on with a run."""
        place = self._fresh()
        self._refuse(Fault(0, _NEVER, 0, lasting=False))
        act(place)
        counts = [self._refuser.refuse_end(kind) for kind in range(len(_KINDS))]
        self._whole = {path.read_bytes() for path in _files_in(place.out)}
        return [
            [bool(self._refuser.refuse_like(kind, call)) for call in range(count)]
            for kind, count in enumerate(counts)
        ]

    def _one(self, act: Act, fault: Fault) -> None:
        """Do an act with a fault, judge what came of it, and do it again without."""
        place, problem, done = self._fresh(), None, None
        self._refuse(fault)
        try:
            done = act(place)
        except Exception as broke:  # noqa: BLE001 - what it is, is what is judged
            problem = broke
        if self._refuser.refuse_end(fault.kind) <= fault.place:
            return  # what is done is not the same each time, as where names are made by chance
        self.tried += 1
        self.refused += problem is not None
        lines = list(_amiss(problem))
        try:
            if done is not None and (missing := done()):
                lines.append(f"nothing was said of it, and {missing} is not there")
            lines += self._damage(place)
            act(place)()
        except Exception as broke:  # noqa: BLE001 - a paper or a file that is of no use afterwards
            lines.append(f"afterwards {type(broke).__name__}: {broke}")
        self.wrong += [f"{act.__name__}, {fault}: {line}" for line in lines]

    def _fresh(self) -> Place:
        shutil.rmtree(self._there, ignore_errors=True)
        shutil.copytree(self._base.folder, self._there)
        place = Place(self._there)
        assert place.offer  # looked for while nothing is refused yet
        return place

    def _refuse(self, fault: Fault) -> None:
        under = str(self._there).encode()
        self._refuser.refuse_next(under, fault.kind, fault.place, fault.cause, int(fault.lasting))

    def _damage(self, place: Place) -> Iterator[str]:
        """Yield what is damaged. Raises StorageError for a paper that does not open."""
        for path in place.folder.glob("*/papers/[!.]*.sqlite3"):
            title = title_of(path)
            if title not in (FRESH, self._before.get(path.name, title)):
                yield f"the paper now says {title}"
        for copy in _copies_in(place):
            if copy.read_bytes() not in self._copies:
                prove(copy)
        for file in _files_in(place.out):
            if file.suffix == ".engross":
                read_pack(file)
            elif file.read_bytes() not in self._whole:
                yield f"half a file: {file.name}"


def _copies_in(place: Place) -> list[Path]:
    """Return the copies that say of themselves that they were proved whole."""
    return [path for path in place.folder.rglob("backups/*/*.sqlite3") if "damaged" not in path.name]


def _files_in(out: Path) -> list[Path]:
    """Return the files that stand under a name of their own, and not under one for the time being."""
    return [
        path
        for path in out.rglob("*")
        if path.is_file() and path.suffix != ".tmp" and ".tmp/" not in path.as_posix()
    ]


def _ends(alike: Sequence[bool]) -> set[int]:
    """Return the first, second, middle and last call of each run of calls that are alike."""
    firsts = [call for call, goes_on in enumerate(alike) if not goes_on]
    found: set[int] = set()
    for first, after in pairwise([*firsts, len(alike)]):
        found |= {first, min(first + 1, after - 1), (first + after) // 2, after - 1}
    return found


def _amiss(problem: Exception | None) -> Iterator[str]:
    """Yield what is amiss in what was said: it must be a sentence, and one of the program's."""
    if problem is None:
        return
    words = str(problem).strip()
    ours = isinstance(problem, StorageError | NotExportable) or type(problem).__module__.startswith(
        "desktop_app."
    )
    if not ours or not words.endswith(".") or "[Errno" in words or len(words.split()) < 4:
        yield f"no sentence but {type(problem).__name__}: {words}"


def main(base: Path, most: int, share: tuple[int, int], acts: Sequence[str]) -> None:
    """Try a share of the calls of acts, and print what came of it as JSON."""
    with tempfile.TemporaryDirectory() as name:
        tries = Tries(Place(base), Path(name), most, share)
        for act in acts:
            tries.each(ACTS[act])
        told = {what: getattr(tries, what) for what in ("tried", "refused", "calls", "every", "wrong")}
        control = Tries(Place(base), Path(name), most)
        control.each(in_place)
    print(json.dumps({**told, "control": bool(control.wrong)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), (int(sys.argv[3]), int(sys.argv[4])), sys.argv[5:])
