"""What can go wrong with kept papers, each as a plain sentence that names the place and the mend."""

import errno
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who has a paper open is asked when one is opened, not when the window starts
    from .holder import Holder


class StorageError(Exception):
    """Something could not be kept, found or read; its words are one plain sentence for a person."""


class NotFound(StorageError):
    """There is no such paper in the library."""


class PaperLocked(StorageError):
    """The paper is open elsewhere. holder: who has it, as far as is known."""

    def __init__(self, holder: "Holder") -> None:
        trace = f" ({holder.trace})" if holder.trace else ""
        super().__init__(f"This paper is already open {holder}. Close it there first{trace}.")
        self.holder = holder


class PaperDamaged(StorageError):
    """The file is not a paper, or not as it was written. It has been left as it is."""


class PaperStrayed(PaperDamaged):
    """The file holds a paper under another name than its own: somebody, or a program, made a copy of it."""


class PaperNewer(StorageError):
    """The file was written by a later version of the program. It has been left as it is."""


class NotSaved(StorageError):
    """What was given is not on disk. What was there before still is."""


#: What SQLite means by the low byte of its result codes, and what can be done about it.
_CAUSES = {
    sqlite3.SQLITE_FULL: "the disk is full. Free some space and try again",
    sqlite3.SQLITE_READONLY: "it may not be written to. Ask for the right to, or choose another folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that its folder is there and may be written to",
    sqlite3.SQLITE_PERM: "you have no right to write there. Ask for it, or choose another folder",
    sqlite3.SQLITE_BUSY: "another program is using it. Close that program and try again",
    sqlite3.SQLITE_IOERR: "the disk did not answer. Check that it is still connected",
    sqlite3.SQLITE_CORRUPT: "the file is damaged. Its backups are in the library’s folder “backups”",
    sqlite3.SQLITE_NOTADB: "the file is damaged. Its backups are in the library’s folder “backups”",
}

#: The operating system's refusals, as the SQLite codes that mean the same.
_OF_SYSTEM = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_PERM,
    errno.EPERM: sqlite3.SQLITE_PERM,
    errno.EIO: sqlite3.SQLITE_IOERR,
    errno.ENOENT: sqlite3.SQLITE_CANTOPEN,
}


#: Those of Windows that it tells apart by a number of its own alone.
_OF_WINDOWS = {
    21: sqlite3.SQLITE_IOERR,  # the drive is not ready
    32: sqlite3.SQLITE_BUSY,  # another program has it open
    33: sqlite3.SQLITE_BUSY,  # another program has locked it
    64: sqlite3.SQLITE_IOERR,  # the server of a share is gone
}


def cause_of(problem: Exception) -> str:
    """Return why the disk refused, and the mend, as the end of a sentence without its full stop."""
    if isinstance(problem, OSError):
        own = _OF_WINDOWS.get(getattr(problem, "winerror", None) or 0, 0)
        code = own or _OF_SYSTEM.get(problem.errno or 0, 0)
        return _CAUSES.get(code, problem.strerror or str(problem))
    code = getattr(problem, "sqlite_errorcode", 0) or 0
    return _CAUSES.get(code & 0xFF, str(problem))


def not_saved(place: Path, problem: Exception) -> NotSaved:
    """Return the refusal of a save at a place."""
    return NotSaved(f"Not saved in {place}: {cause_of(problem)}.")


def away(place: Path) -> StorageError:
    """Return the refusal of a folder that is not there."""
    return StorageError(f"{place} is not there. Check that its disk is connected.")


def unwritable(place: Path, problem: Exception) -> NotSaved:
    """Return the refusal to open something to write in it."""
    return NotSaved(f"Nothing can be written in {place}: {cause_of(problem)}.")


def moved(place: Path) -> NotSaved:
    """Return the refusal of a save where another file, or none, is in the place of the one that is open."""
    return NotSaved(
        f"Not saved: {place} was moved, deleted or replaced while open. Put it back, or export what you have."
    )


def not_usable(place: Path, problem: Exception) -> StorageError:
    """Return the refusal to use a file or folder at all."""
    return StorageError(f"{place} cannot be used: {cause_of(problem)}.")


def newer(place: Path) -> PaperNewer:
    """Return the refusal of a file that a later version of the program has written."""
    return PaperNewer(
        f"{place} was written by a later version of Engross. Open it with that version; "
        "the file was left as it is."
    )


def strayed(place: Path) -> PaperStrayed:
    """Return the refusal of a file that holds a paper other than its name says."""
    return PaperStrayed(
        f"{place.name} is a copy of a paper under another name, as a person or a synchronising program makes "
        "one. It is not listed, and may say what no other file does."
    )


def damaged(place: Path, what: str) -> PaperDamaged:
    """Return the refusal of a damaged file; `what` says in a few words what is wrong with it."""
    return PaperDamaged(
        f"{place} is damaged: {what}. The file was left as it is; "
        "earlier copies are in the library’s folder “backups”."
    )
