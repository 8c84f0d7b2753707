"""Copies of a paper's file, each verified before it gets its name, in a folder beside the papers.

A copy is taken through the paper's one connection, which takes milliseconds; proving it whole is done on
the copy alone, and so may be done in another thread. Copies are put in order by the paper's revision
and not by the clock, which may have been set back.
"""

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .errors import StorageError, cause_of
from .naming import give_name
from .proof import prove
from .schema import id_of

KEPT, DAYS = 10, 30  #: the last copies of one paper, and the last one of each of so many days
_ENDING = ".sqlite3"
#: A copy that was proved says which revision it has; one of a file that could not be, does not.
_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)(?:-r(\d+))?-([a-z-]+)\.sqlite3")
_STAMP = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a paper's file. revision: None where it was never proved, as of a damaged file."""

    path: Path
    at: datetime
    revision: int | None
    why: str

    @property
    def place(self) -> tuple[int, datetime]:
        """Where it comes among copies, the oldest first."""
        return self.revision or 0, self.at


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy that was taken and is yet to be proved. `finish` may be called in any thread."""

    part: Path
    target: Path

    def finish(self) -> Path:
        """Prove the copy whole, give it its name and drop copies that are no longer needed.

        Returns its path. Raises StorageError where it is not whole: then no older one is dropped.
        """
        try:
            prove(self.part)
            sync(self.part)
            give_name(self.part, self.target)
        except (sqlite3.Error, OSError) as problem:
            raise _not_made(self.target, problem) from problem
        finally:
            with contextlib.suppress(OSError):
                self.part.unlink(missing_ok=True)
        _thin(self.target.parent)
        return self.target


def folder_of(paper: Path) -> Path:
    """Return the folder of the copies of a paper's file."""
    return paper.parent.parent / "backups" / id_of(paper)


def copies_of(paper: Path) -> list[Copy]:
    """Return the copies of a paper's file, the newest first."""
    with contextlib.suppress(OSError):
        found = (copy_from(path) for path in folder_of(paper).iterdir())
        return sorted((copy for copy in found if copy is not None), key=lambda c: c.place, reverse=True)
    return []


def copy_from(path: Path) -> Copy | None:
    """Return what a copy's name says; None where the name is not that of a copy."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    at = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    return Copy(path, at, int(found[2]) if found[2] else None, found[3])


def take_live(connection: sqlite3.Connection, paper: Path, why: str, revision: int) -> Taken:
    """Copy an open paper through its own connection, which alone may read it. Raises StorageError."""
    target = _target(paper, f"r{revision:08}-{why}")
    part = target.with_name(target.name + ".part")
    try:
        _prepare(part)
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
            copy.execute("pragma synchronous = off")  # it is put on disk once it has been proved
            connection.backup(copy)
    except (sqlite3.Error, OSError) as problem:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise _not_made(target, problem) from problem
    return Taken(part, target)


def copy_live(connection: sqlite3.Connection, paper: Path, why: str, revision: int = 0) -> Path:
    """Copy an open paper through its own connection; return the proved copy. Raises StorageError."""
    return take_live(connection, paper, why, revision).finish()


def copy_dead(paper: Path, why: str) -> Path:
    """Copy a paper's file that nobody has open, with its journal, byte for byte. Raises OSError."""
    target = _target(paper, why)
    _prepare(target)
    shutil.copyfile(paper, target)
    journal = paper.with_name(paper.name + "-journal")
    if journal.exists():
        # Not under the name by which SQLite would take it for the copy's own journal.
        its = target.with_name(target.name + ".its-journal")
        shutil.copyfile(journal, its)
        sync(its)
    sync(target)
    return target


def move_dead(source: Path, paper: Path, why: str) -> None:
    """Move a file that nobody has open to the copies of a paper. Raises OSError."""
    target = _target(paper, why)
    _prepare(target)
    give_name(source, target)


def superfluous(copies: Iterable[Copy]) -> list[Copy]:
    """Return the copies to drop: those proved beyond the last few and the last of each day."""
    proved = sorted((c for c in copies if c.revision is not None), key=lambda c: c.place, reverse=True)
    days: set[str] = set()
    dropped: list[Copy] = []
    for number, copy in enumerate(proved):
        day = f"{copy.at:%Y%m%d}"
        fresh = day not in days and len(days) < DAYS
        if fresh:
            days.add(day)
        if not fresh and number >= KEPT:
            dropped.append(copy)
    rest = sorted((c for c in copies if c.revision is None), key=lambda c: c.at, reverse=True)
    return [*dropped, *rest[KEPT:]]


def drop(copy: Copy) -> None:
    """Drop a copy, with the journal kept beside it. Raises OSError."""
    copy.path.with_name(copy.path.name + ".its-journal").unlink(missing_ok=True)
    copy.path.unlink(missing_ok=True)


def _not_made(target: Path, problem: Exception) -> StorageError:
    return StorageError(f"No copy of the paper could be made in {target.parent}: {cause_of(problem)}.")


def _target(paper: Path, why: str) -> Path:
    return folder_of(paper) / f"{datetime.now(UTC).strftime(_STAMP)}-{why}{_ENDING}"


def _prepare(path: Path) -> None:
    path.parent.parent.mkdir(mode=0o700, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def sync(path: Path) -> None:
    """Wait until all of a file is on disk. Raises OSError."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _thin(folder: Path) -> None:
    held = [copy for path in folder.iterdir() if (copy := copy_from(path)) is not None]
    for copy in superfluous(held):
        with contextlib.suppress(OSError):
            drop(copy)
