"""Putting a file in its place: whole or not at all, and never over one that is open elsewhere."""

import contextlib
import os
import tempfile
import time
from pathlib import Path

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)  #: seconds between tries: a virus scanner lets go within these


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


def put(path: Path, data: bytes) -> None:
    """Write data to path so that the file is at every moment either the old one or the new one, whole.

    Raises TargetBusy where another program holds the file, NotWritten where the folder takes none.
    """
    try:
        temporary = _written_beside(path, data)
    except OSError as problem:
        raise NotWritten(f"{path.parent} could not be written to: {_cause(problem)}.") from problem
    try:
        _move(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _written_beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".engross-", suffix=".tmp", dir=path.parent)
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


def _cause(problem: OSError) -> str:
    return problem.strerror or str(problem)
