"""Copies of a paper's file, each verified before it gets its name, in a folder beside the papers."""

import contextlib
import os
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from .errors import StorageError, cause_of
from .schema import id_of

KEPT = 12  #: copies of one paper; older ones go when a newer one is verified


def folder_of(paper: Path) -> Path:
    """Return the folder of the copies of a paper's file."""
    return paper.parent.parent / "backups" / id_of(paper)


def copy_live(connection: sqlite3.Connection, paper: Path, why: str) -> Path:
    """Copy an open paper through its own connection; return the verified copy. Raises StorageError."""
    target = _target(paper, why)
    part = target.with_name(target.name + ".part")
    try:
        _prepare(part)
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
            connection.backup(copy)
            if copy.execute("pragma quick_check(1)").fetchone()[0] != "ok":
                raise StorageError(
                    f"The copy in {target.parent} did not turn out whole. Nothing was changed."
                )
        _sync(part)
        part.replace(target)
    except (sqlite3.Error, OSError) as problem:
        raise StorageError(
            f"No copy of the paper could be made in {target.parent}: {cause_of(problem)}."
        ) from problem
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    _thin(target.parent)
    return target


def copy_dead(paper: Path, why: str) -> Path:
    """Copy a paper's file that nobody has open, with its journal, byte for byte. Raises OSError."""
    target = _target(paper, why)
    _prepare(target)
    shutil.copyfile(paper, target)
    journal = paper.with_name(paper.name + "-journal")
    # Not under the name by which SQLite would take it for the copy's own journal.
    shutil.copyfile(journal, target.with_name(target.name + ".its-journal"))
    _sync(target)
    return target


def _target(paper: Path, why: str) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return folder_of(paper) / f"{stamp}-{why}.sqlite3"


def _prepare(path: Path) -> None:
    path.parent.parent.mkdir(mode=0o700, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _thin(folder: Path) -> None:
    for old in sorted(folder.glob("*.sqlite3"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
