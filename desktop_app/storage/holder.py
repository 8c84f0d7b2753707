"""Who has a paper open: a small file beside the paper's, there only while the paper is open.

The lock itself is SQLite's. This file names its holder to others, and its being there when nobody holds
the lock tells that the last close was not clean.
"""

import contextlib
import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

MARK = ".open"  #: what is added to a paper's file name


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that has a paper open."""

    name: str = ""
    host: str = ""
    pid: int = 0

    def __str__(self) -> str:
        if not self.pid:
            return "by another program"
        return f"by {self.name or 'somebody'} on {self.host}, process {self.pid}"

    @property
    def alive(self) -> bool:
        """Whether the process still runs; True where that cannot be told, as on another machine."""
        return self.host != platform.node() or _runs(self.pid)


def this_process() -> Holder:
    """Return this process as a holder."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        name = ""
    return Holder(name, platform.node(), os.getpid())


def mark_of(paper: Path) -> Path:
    """Return the path of the file that names the holder of a paper's file."""
    return paper.with_name(paper.name + MARK)


def holder_of(paper: Path) -> Holder | None:
    """Return who is named as the holder of a paper's file; None where nobody is."""
    try:
        data = json.loads(mark_of(paper).read_text(encoding="utf-8"))
        return Holder(str(data["name"]), str(data["host"]), int(data["pid"]))
    except FileNotFoundError:
        return None
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
    ):  # half written when the power went: held by nobody known
        return Holder()


def take(paper: Path) -> None:
    """Name this process as the holder. Raises OSError where that cannot be written: then all is as it was."""
    mark = mark_of(paper)
    there = mark.exists()
    handle = os.open(mark, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(this_process()), file)
            file.truncate()
    except OSError:
        if not there:  # half a name would say that the last close was not clean
            let_go(paper)
        raise


def let_go(paper: Path) -> None:
    """Take the holder's name away: the paper was closed cleanly."""
    with contextlib.suppress(OSError):
        mark_of(paper).unlink()


def _runs(pid: int) -> bool:
    if pid <= 0:
        return False
    if sys.platform == "win32":
        import ctypes  # Windows alone: there os.kill with signal 0 is no question but a Ctrl+C

        limited_query = 0x1000
        handle = ctypes.windll.kernel32.OpenProcess(limited_query, False, pid)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
