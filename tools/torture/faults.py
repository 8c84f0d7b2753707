"""Calls that fail: the n-th call of each kind refused, for every n, in all that the program writes.

A small library put before the C library refuses them, SQLite's own calls as those of Python: once, or from
the n-th on, as where a disk is full or gone for good.
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
from pathlib import Path

from desktop_app.app.exporting import NotExportable
from desktop_app.app.packing import read_pack
from desktop_app.storage.errors import StorageError
from desktop_app.storage.proof import prove

from .acts import ACTS, FRESH, Act, Place, in_place, made, title_of
from .material import ROOT
from .suite import Outcome

_KINDS = ("open", "write", "sync", "rename", "unlink", "truncate")
_CAUSES = (errno.ENOSPC, errno.EIO, errno.EACCES)
_AT_ONCE = 2
_SMALL = 1000  #: bytes, of which no whole file that is handed over has so few


def run(count: int, acts: Sequence[str] = tuple(ACTS)) -> Outcome:
    """Refuse up to so many calls of each kind in each act. Control: a file written in place."""
    found = Outcome("every write fails once")
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        found.wrong.append("there is no C compiler, or this is no Linux: nothing was tried")
        return found
    with tempfile.TemporaryDirectory() as name:
        library = Path(name, "refuse.so")
        source = Path(__file__).with_name("refuse.c")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
        environment = {**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tools.torture.faults", str(count)]
        pipe = subprocess.PIPE
        shares = [
            subprocess.Popen([*command, *names], cwd=ROOT, env=environment, stdout=pipe, text=True)
            for share in range(_AT_ONCE)
            if (names := acts[share::_AT_ONCE])
        ]
        told = [json.loads(share.communicate()[0] or "{}") for share in shares]
    if not all(told):
        found.wrong.append("what was to try them came to grief itself")
        return found
    found.tried = sum(each["tried"] for each in told)
    found.wrong = [line for each in told for line in each["wrong"]]
    found.control = all(each["control"] for each in told)
    refused = sum(each["refused"] for each in told)
    found.told = (
        f"in {len(acts)} acts ({', '.join(acts).replace('_', ' ')}); "
        f"{refused:,} ended in a sentence, the others were done all the same"
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
    """Tries of acts, each in a copy of one place, and what came of them."""

    def __init__(self, folder: Path, most: int) -> None:
        self._base, self._there, self._most = made(folder / "base"), folder / "there", most
        self._refuser = ctypes.CDLL(None)
        self._before = {path: title_of(path) for path in (self._base.paper, self._base.older)}
        self.tried = self.refused = 0
        self.wrong: list[str] = []

    def each(self, act: Act) -> None:
        """Let the first, second … call of each kind fail, until the act makes no more of them."""
        for kind in range(len(_KINDS)):
            for cause in _CAUSES:
                for lasting in (False, True)[: self._most]:  # of one call alone, once is enough
                    for place in range(self._most):
                        if not self._one(act, Fault(kind, place, cause, lasting)):
                            break

    def _one(self, act: Act, fault: Fault) -> bool:
        """Do an act with a fault; say whether it came to that."""
        shutil.rmtree(self._there, ignore_errors=True)
        shutil.copytree(self._base.folder, self._there)
        place, problem, done = Place(self._there), None, None
        assert place.offer  # looked for while nothing is refused yet
        under = str(self._there).encode()
        self._refuser.refuse_next(under, fault.kind, fault.place, fault.cause, int(fault.lasting))
        try:
            done = act(place)
        except Exception as broke:  # noqa: BLE001 - what it is, is what is judged
            problem = broke
        if self._refuser.refuse_end() <= fault.place:
            return False
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
        return True

    def _damage(self, place: Place) -> Iterator[str]:
        """Yield what is damaged. Raises StorageError for a paper that does not open."""
        for usual, path in ((self._base.paper, place.paper), (self._base.older, place.older)):
            if title_of(path) not in (FRESH, self._before[usual]):
                yield f"the paper now says {title_of(path)}"
        for copy in place.folder.rglob("backups/*/*.sqlite3"):
            if "damaged" not in copy.name:
                prove(copy)
        for out in place.out.rglob("*"):
            if out.is_file() and not out.name.endswith(".tmp") and ".tmp/" not in out.as_posix():
                if out.stat().st_size < _SMALL and out.suffix not in (".json", ".txt"):
                    yield f"half a file: {out.name}"
                elif out.suffix == ".engross":
                    read_pack(out)


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


def main(most: int, acts: Sequence[str]) -> None:
    """Try some of the acts, and print what came of it as JSON."""
    with tempfile.TemporaryDirectory() as name:
        tries = Tries(Path(name), most)
        for act in acts:
            tries.each(ACTS[act])
        told = {"tried": tries.tried, "refused": tries.refused, "wrong": tries.wrong}
        tries.wrong = []
        tries.each(in_place)
    print(json.dumps({**told, "control": bool(tries.wrong)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
