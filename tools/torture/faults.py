"""Calls that fail: the n-th call of each kind refused, for every n, in all that the program writes.

A small library put before the C library refuses them, SQLite's own calls as those of Python. At full size
each call is refused once with each cause, and the program is killed at each. That all calls from it on are
refused, as where a disk is full or gone for good, is not tried from each: of calls of one kind on one file,
with no other between them, from the first, the second, the middle and the last. Reading fails as where a
drive does not answer. Word, PDF and HTML files are each made once, before anything is refused, and what is
only worked out from a paper too: tried is how things get their place.
"""

import ctypes
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from desktop_app.app.exporting import NotExportable
from desktop_app.storage.errors import PaperDamaged, StorageError

from .acts import ACTS, Act, NotTakenUp, erase, in_place
from .harm import Witness
from .known import worked_out_once
from .material import ROOT
from .places import Place, made
from .suite import Outcome

_KINDS = ("open", "write", "sync", "rename", "unlink", "truncate", "folder", "rights", "read")
_READ = _KINDS.index("read")
_CAUSES = (errno.ENOSPC, errno.EIO, errno.EACCES)
_DIES, _DIED = -1, 9  #: instead of a cause: the process is killed there; what it then returns
_LONGEST = 120  #: seconds that one may take before it is said to hang
_AT_ONCE = 2
_TOLD = ("tried", "refused", "killed", "calls", "every", "wrong")
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
    killed = sum(each["killed"] for each in told)
    which = f"each of {calls:,} calls" if every else f"the first {count} calls of each kind"
    found.told = (
        f"{which} in {len(acts)} acts ({', '.join(acts).replace('_', ' ')}), alone and from some on all of "
        f"them; {refused:,} ended in a sentence, in {killed:,} the program was killed, "
        "the others were done all the same"
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
        cause = "killed" if self.cause == _DIES else errno.errorcode[self.cause]
        return f"{_KINDS[self.kind]} {self.place}{all_} {cause}"


class Tries:
    """Tries of acts, each in a copy of one place, and what came of them.

    most: of how many calls of each kind. share: which of them are tried here, as (first, every how manieth).
    """

    def __init__(self, base: Place, folder: Path, most: int, share: tuple[int, int] = (0, 1)) -> None:
        self._base, self._there, self._most, self._share = base, folder / "there", most, share
        self._refuser = ctypes.CDLL(None)
        self._offer = base.offer
        # Of the base nothing is opened: an older paper would be brought up to date.
        self._witness = Witness.of(base, self._fresh())
        self.tried = self.refused = self.killed = self.calls = 0
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
            for cause in _causes(kind, self._most):
                for place in places:
                    self._one(act, Fault(kind, place, cause, lasting=False))
                    if place in from_on and cause != _DIES:
                        self._one(act, Fault(kind, place, cause, lasting=True))

    def _counted(self, act: Act) -> list[list[bool]]:
        """Do an act with nothing refused; return for each call of each kind whether it goes on with a run."""
        place = self._fresh()
        self._refuse(Fault(0, _NEVER, 0, lasting=False))
        act(place)
        counts = [self._refuser.refuse_end(kind) for kind in range(len(_KINDS))]
        self._witness.saw(place, erases=act is erase)
        return [
            [bool(self._refuser.refuse_like(kind, call)) for call in range(count)]
            for kind, count in enumerate(counts)
        ]

    def _one(self, act: Act, fault: Fault) -> None:
        """Do an act with a fault, judge what came of it, and do it again without."""
        place = self._fresh()
        came = (_killed if fault.cause == _DIES else _refused)(act, place, lambda: self._refuse(fault))
        if fault.cause != _DIES and self._refuser.refuse_end(fault.kind) <= fault.place:
            return  # what is done is not the same each time, as where names are made by chance
        if came is None:
            return
        self.tried += 1
        self.refused += came.problem is not None
        self.killed += fault.cause == _DIES
        # Of a file that is open, nobody but SQLite may read what its disk gives: that calls it damaged.
        lines = [*came.wrong, *_amiss(came.problem, opened=act is erase)]
        if isinstance(came.problem, NotTakenUp) and not fault.lasting:
            lines.append(f"not taken up again: {came.problem}")
        try:
            if came.done is not None and (missing := came.done()):
                lines.append(f"nothing was said of it, and {missing} is not there")
            lines += self._witness.harm(place)
            if missing := act(place)():
                lines.append(f"done again, {missing} is not there")
        except Exception as broke:  # noqa: BLE001 - a paper or a file that is of no use afterwards
            lines.append(f"afterwards {type(broke).__name__}: {broke}")
        self.wrong += [f"{act.__name__}, {fault}: {line}" for line in lines]

    def _fresh(self) -> Place:
        shutil.rmtree(self._there, ignore_errors=True)
        shutil.copytree(self._base.folder, self._there)
        return self._base.copied(self._there)

    def _refuse(self, fault: Fault) -> None:
        under = str(self._there).encode()
        self._refuser.refuse_next(under, fault.kind, fault.place, fault.cause, int(fault.lasting))


@dataclass(frozen=True, slots=True)
class Came:
    """What came of an act with a fault. done: tells what is missing, where it was said to be done."""

    done: Callable[[], str] | None = None
    problem: Exception | None = None
    wrong: tuple[str, ...] = ()


def _refused(act: Act, place: Place, refuse: Callable[[], None]) -> Came:
    refuse()
    try:
        return Came(act(place))
    except Exception as broke:  # noqa: BLE001 - what it is, is what is judged
        return Came(problem=broke)


def _killed(act: Act, place: Place, refuse: Callable[[], None]) -> Came | None:
    """Do an act in a process of its own that dies of it; None where it lived on."""
    child = os.fork()
    if not child:
        signal.alarm(_LONGEST)
        _refused(act, place, refuse)
        os._exit(0)
    left = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if left in (0, _DIED):
        return Came() if left else None
    return Came(wrong=(f"it ended with {left}, as where it hangs or breaks",))


def _causes(kind: int, most: int) -> Sequence[int]:
    """Return why calls of a kind are refused; where only the first is, one cause for each kind in turn."""
    if kind == _READ:
        return (errno.EIO,)
    return (_CAUSES[kind % len(_CAUSES)], _DIES) if most == 1 else (*_CAUSES, _DIES)


def _ends(alike: Sequence[bool]) -> set[int]:
    """Return the first, second, middle and last call of each run of calls that are alike."""
    firsts = [call for call, goes_on in enumerate(alike) if not goes_on]
    found: set[int] = set()
    for first, after in pairwise([*firsts, len(alike)]):
        found |= {first, min(first + 1, after - 1), (first + after) // 2, after - 1}
    return found


def _amiss(problem: Exception | None, *, opened: bool) -> Iterator[str]:
    """Yield what is amiss in what was said: it must be a sentence, and one of the program's, and true."""
    if problem is None:
        return
    words = str(problem).strip()
    ours = isinstance(problem, StorageError | NotExportable) or type(problem).__module__.startswith(
        "desktop_app."
    )
    if not ours or not words.endswith(".") or "[Errno" in words or len(words.split()) < 4:
        yield f"no sentence but {type(problem).__name__}: {words}"
    if isinstance(problem, PaperDamaged) and not opened:
        yield f"called damaged where the disk did not take or give something: {words}"


def main(base: Path, most: int, share: tuple[int, int], acts: Sequence[str]) -> None:
    """Try a share of the calls of acts, and print what came of it as JSON."""
    with tempfile.TemporaryDirectory() as name, worked_out_once():
        tries = Tries(Place(base), Path(name), most, share)
        for act in acts:
            tries.each(ACTS[act])
        told = {what: getattr(tries, what) for what in _TOLD}
        control = Tries(Place(base), Path(name), most)
        control.each(in_place)
    print(json.dumps({**told, "control": bool(control.wrong)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), (int(sys.argv[3]), int(sys.argv[4])), sys.argv[5:])
