"""Writes that fail: the n-th call of the system refused, for every n, in saving, copying, restoring, packing.

The calls are those that the program makes itself, and for SQLite's own writes a limit on the size of
files that lets each save fail at another place.
"""

import errno
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

from desktop_app.app.packing import packed, write_pack
from desktop_app.storage.errors import NotSaved, StorageError
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.proof import prove
from desktop_app.storage.recovery import go_back, offers

from .material import desk_on, sample_in, titled
from .suite import Outcome

_CALLS = (
    "os.fsync",
    "os.open",
    "os.replace",
    "os.rename",
    "os.unlink",
    "shutil.copyfile",
    "pathlib.Path.replace",
)
_CAUSES = (errno.ENOSPC, errno.EIO, errno.EACCES)
Act = Callable[[Path, Path], None]


def _save(path: Path, _: Path) -> None:
    file = PaperFile(path)
    try:
        file.save(titled(file.read(), "Fresh words"))
    finally:
        file.close()


def _copy(path: Path, _: Path) -> None:
    file = PaperFile(path)
    try:
        file.copies.make("timed")
    finally:
        file.close()


def _restore(path: Path, _: Path) -> None:
    go_back(path, offers(path)[0]).close()


def _pack(path: Path, out: Path) -> None:
    file = PaperFile(path)
    try:
        write_pack(out, packed(file, "", datetime.now().astimezone(), with_part2=True))
    finally:
        file.close()


def _pack_in_place(_: Path, out: Path) -> None:
    """Write as no program should: under the name itself, before all of it is on disk."""
    with out.open("wb") as file:
        file.write(b"half")
        file.flush()
        os.fsync(file.fileno())
        file.write(bytes(2000))


_ACTS: tuple[Act, ...] = (_save, _copy, _restore, _pack)


def run(count: int) -> Outcome:
    """Let up to so many calls fail. Control: a file written in place is found to be half a file."""
    found = Outcome("every write fails once")
    with tempfile.TemporaryDirectory() as name:
        base = Path(name) / "base"
        file_name = sample_in(desk_on(base)).relative_to(base)
        for act in _ACTS:
            for call in _CALLS:
                for cause in _CAUSES:
                    _each(found, base, file_name, (act, call, cause), count)
        saves = _small_files(found, base, file_name)
        control = Outcome("control")
        _each(control, base, file_name, (_pack_in_place, "os.fsync", errno.ENOSPC), 1)
        found.control = bool(control.wrong)
    found.told = f"{saves} of them saves refused by SQLite’s own writes at another place each"
    return found


def _each(found: Outcome, base: Path, name: Path, what: tuple[Act, str, int], most: int) -> None:
    """Let the first, second … call fail, until the act makes no more of them."""
    act, call, cause = what
    for place in range(most):
        with tempfile.TemporaryDirectory() as folder:
            there = Path(folder) / "library"
            shutil.copytree(base, there)
            refused, told = _refusing(
                lambda there=there: act(there / name, there / "out.engross"), call, cause, place
            )
            if not refused:
                return
            found.tried += 1
            _judge(
                found, there, there / name, f"{act.__name__} {call} {place} {errno.errorcode[cause]}", told
            )


def _refusing(
    act: Callable[[], None], call: str, cause: int, place: int
) -> tuple[bool, BaseException | None]:
    """Carry out an act in which one call fails; return whether it came to that, and what was raised."""
    module, _, name = call.rpartition(".")
    real = _named(call)
    seen = 0

    def refuse(*given: Any, **named: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == place + 1:
            raise OSError(cause, os.strerror(cause))
        return real(*given, **named)

    with mock.patch(f"{module}.{name}", refuse):
        try:
            act()
        except Exception as problem:  # noqa: BLE001 - what it is, is what is judged
            return seen > place, problem
    return seen > place, None


def _named(call: str) -> Any:
    module, _, name = call.rpartition(".")
    return getattr({"os": os, "shutil": shutil, "pathlib.Path": Path}[module], name)


def _judge(found: Outcome, there: Path, path: Path, what: str, told: BaseException | None) -> None:
    if told is not None and not (isinstance(told, StorageError | OSError) and str(told).strip()):
        found.wrong.append(f"{what}: {type(told).__name__} {told}")
    try:
        PaperFile(path).close()
        for copy in (there / "backups").rglob("*.sqlite3"):
            if "damaged" not in copy.name:
                prove(copy)
    except StorageError as problem:
        found.wrong.append(f"{what}: afterwards {problem}")
    out = there / "out.engross"
    if out.exists() and out.stat().st_size < 1000:
        found.wrong.append(f"{what}: half a file handed over")


def _small_files(found: Outcome, base: Path, name: Path) -> int:
    """Refuse saves at every size from what the file has to what it would have, in steps of a page."""
    count = 0
    held = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / "library"
        shutil.copytree(base, there)
        file = PaperFile(there / name)
        before = file.read()
        size = (there / name).stat().st_size
        long = titled(before, "x" * 200_000)
        for limit in (*range(512, size, size // 40), *range(size, size + 200_000, 8192)):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, usual[1]))
            try:
                file.save(long)
                break
            except NotSaved:
                count += 1
                found.tried += 1
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, usual)
            if file.read() != before:
                found.wrong.append(f"a save refused at {limit} bytes changed the paper")
        file.save(titled(before, "Room again"))
        if file.read() != titled(before, "Room again"):
            found.wrong.append("what was saved once there was room is not there")
        file.close()
    signal.signal(signal.SIGXFSZ, held)
    return count
