"""Putting files in their place: whole or not at all, and never over one that is open elsewhere."""

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from uuid import uuid4

_NEW, _YET = ".engross-", ".tmp"  #: how a name begins and ends that is one for the time being
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)  #: seconds between tries: a virus scanner lets go within these

_NO_RIGHT = "you have no right to write there. Ask for it, or choose another folder"
_NO_ROOM = "the disk is full. Free some space, or choose a folder on another disk"
_NO_ANSWER = "the disk did not answer. Check that it is still connected"
_IN_USE = "another program is using it. Close that program and try again"
_TOO_LONG = "its name is longer than the system takes. Choose a folder with a shorter path"
#: What the system's refusals mean, and what can be done about each.
_CAUSES = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _NO_RIGHT,
    errno.ENOENT: "there is no such folder. Make it, or choose another one",
    errno.ENOTDIR: "that is no folder. Choose another one",
    errno.EIO: _NO_ANSWER,
    errno.ENAMETOOLONG: _TOO_LONG,
}
#: Those of Windows that it tells apart by a number of its own alone.
_OF_WINDOWS = {21: _NO_ANSWER, 32: _IN_USE, 33: _IN_USE, 64: _NO_ANSWER, 206: _TOO_LONG}


class TargetBusy(OSError):
    """The file is open in another program. What was there before is untouched."""

    def __init__(self, path: Path) -> None:
        other = path.with_stem(f"{path.stem} (2)")
        super().__init__(
            f"{path.name} is open in another program. Close it there and export again, "
            f"or export into another folder; it could also be saved as {other.name}."
        )
        self.path = path


class NotWritten(OSError):
    """The file could not be written; the words say where and what would help. Nothing was changed."""


def make_folder(folder: Path) -> None:
    """Make a folder for files where it is not there yet. Raises NotWritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as problem:
        raise NotWritten(f"{folder} could not be written to: it is a file, not a folder.") from problem
    except OSError as problem:
        raise _not_written(folder, problem) from problem


def put_together(folders: Iterable[Path], files: Mapping[str, bytes]) -> Path:
    """Write files into a new folder, which gets its name once all of them are there; return it.

    folders: names for it, in one folder that is there; the first that is not taken is its own. Raises
    NotWritten.
    """
    folder = next(folder for folder in folders if not folder.exists())
    try:
        hidden = folder.with_name(f"{_NEW}{uuid4().hex}{_YET}")
        hidden.mkdir()  # not as a temporary folder, which on Windows nobody else may ever read
    except OSError as problem:
        raise _not_written(folder.parent, problem) from problem
    try:
        for name, data in files.items():
            put(hidden / name, data)
        with contextlib.suppress(OSError):  # a disk that knows no rights
            hidden.chmod(0o755)
        _move(hidden, folder)
    except TargetBusy as problem:  # a folder is not open elsewhere: there is no right to name it
        shutil.rmtree(hidden, ignore_errors=True)
        raise _not_written(folder.parent, problem.__cause__ or problem) from problem
    except BaseException:
        shutil.rmtree(hidden, ignore_errors=True)
        raise
    return folder


def put_beside(path: Path, data: bytes, *, replace: bool = False) -> Path:
    """Write data to path, or beside it where another file has that name; return where it is now.

    The file that is there may be somebody's edited copy: it stays as it is, and this one is called "(2)" or
    so, unless it is to be replaced. One that holds the very data is the file. Raises as `put` does.
    """
    names = (path if n == 1 else path.with_name(f"{path.stem} ({n}){path.suffix}") for n in count(1))
    free = path if replace else next(name for name in names if not name.exists() or _holds(name, data))
    put(free, data)
    return free


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:  # a folder, or a file that cannot be read: not this one
        return False


def put(path: Path, data: bytes) -> None:
    """Write data to path so that the file is at every moment either the old one or the new one, whole.

    Raises TargetBusy where another program holds the file, NotWritten where the folder takes none.
    """
    try:
        temporary = _written_beside(path, data)
    except OSError as problem:
        raise _not_written(path.parent, problem) from problem
    if os.name == "posix":
        with contextlib.suppress(OSError):  # who could read the file that it replaces still can
            shutil.copymode(path, temporary)
    try:
        _move(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _written_beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=_NEW, suffix=_YET, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _move(temporary: Path, path: Path) -> None:
    for wait in (*_WAITS, None):
        try:
            temporary.replace(path)
        except PermissionError as problem:
            if wait is None:
                raise TargetBusy(path) from problem
            time.sleep(wait)
        except FileNotFoundError as problem:  # though its folder took a file: that is what Windows says
            raise NotWritten(f"{path} could not be written: {_TOO_LONG}.") from problem
        except OSError as problem:
            raise NotWritten(f"{path} could not be written: {_cause(problem)}.") from problem
        else:
            _sync_folder(path.parent)
            return


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_written(folder: Path, problem: BaseException) -> NotWritten:
    new = folder.name.startswith(_NEW) and folder.name.endswith(_YET)
    return NotWritten(f"{folder.parent if new else folder} could not be written to: {_cause(problem)}.")


def _cause(problem: BaseException) -> str:
    """Return why the disk refused, and the mend, as the end of a sentence without its full stop."""
    own = _OF_WINDOWS.get(getattr(problem, "winerror", None) or 0, "")
    known = own or _CAUSES.get(getattr(problem, "errno", None) or 0, "")
    return known or getattr(problem, "strerror", "") or str(problem)
