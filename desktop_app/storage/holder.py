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
from datetime import datetime
from pathlib import Path

from desktop_app.domain.months import MONTHS

MARK = ".open"  #: what is added to a paper's file name


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that has a paper open. since: the moment that it was opened, as ISO 8601; "" if unknown."""

    name: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""

    def __str__(self) -> str:
        """Say where it is open, by whom and since when, in words that follow "This paper is open"."""
        if not self.pid:
            return "in another program"
        here = self.host == platform.node()
        if here and self.name == _user():
            where = "in another window of Engross on this computer"
        else:
            where = f"by {self.name or 'somebody'} on {'this computer' if here else f'computer {self.host}'}"
        return f"{where}{_since_words(self.since)}"

    @property
    def trace(self) -> str:
        """What nobody but support has a use for: which process it is, "" if unknown."""
        return f"process {self.pid} on {self.host}" if self.pid else ""

    @property
    def alive(self) -> bool:
        """Whether the process still runs; True where that cannot be told, as on another machine."""
        return self.host != platform.node() or _runs(self.pid)


def this_process() -> Holder:
    """Return this process as a holder from now on."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return Holder(_user(), platform.node(), os.getpid(), now)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as in some containers
        return ""


def _since_words(since: str) -> str:
    """Return since when as words that follow others: the time, and the day unless it is today."""
    try:
        then = datetime.fromisoformat(since).astimezone()
    except (ValueError, OverflowError, OSError):
        return ""
    if then.date() == datetime.now().astimezone().date():
        return f" since {then:%H:%M}"
    return f" since {then.day} {MONTHS[then.month - 1]} {then.year}, {then:%H:%M}"


def mark_of(paper: Path) -> Path:
    """Return the path of the file that names the holder of a paper's file."""
    return paper.with_name(paper.name + MARK)


def holder_of(paper: Path) -> Holder | None:
    """Return who is named as the holder of a paper's file; None where nobody is."""
    try:
        data = json.loads(mark_of(paper).read_text(encoding="utf-8"))
        return Holder(str(data["name"]), str(data["host"]), int(data["pid"]), str(data.get("since", "")))
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


_LIMITED_QUERY, _NO_RIGHT, _STILL_ACTIVE = 0x1000, 5, 259  #: of Windows


def _runs(pid: int) -> bool:
    if pid <= 0:
        return False
    if sys.platform == "win32":  # where os.kill with signal 0 is no question but a Ctrl+C
        import ctypes  # Windows alone

        system = ctypes.WinDLL("kernel32", use_last_error=True)
        system.OpenProcess.restype = ctypes.c_void_p
        handle = system.OpenProcess(_LIMITED_QUERY, False, pid)
        if not handle:  # it is another user's, or there is none
            return ctypes.get_last_error() == _NO_RIGHT
        code = ctypes.c_ulong()
        told = system.GetExitCodeProcess(ctypes.c_void_p(handle), ctypes.byref(code))
        system.CloseHandle(ctypes.c_void_p(handle))
        return not told or code.value == _STILL_ACTIVE  # one that has ended can be asked for a while yet
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
