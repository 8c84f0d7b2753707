"""A damaged paper: what can still be read of it, the copies to go back to, and going back to one.

The damaged file is copied aside first, byte for byte, and stays there. Nothing is taken from it that is
not as it was saved: each row has a hash of its own.
"""

import contextlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.paper import Paper

from . import backup
from .backup import Copy
from .connection import sync_folder
from .errors import StorageError, not_saved
from .history import Revision, last_revision
from .holder import mark_of
from .items import KINDS, PREFIX, Item, Slot, item_from, items_of, row_hash
from .naming import give_name
from .paper_file import PaperFile
from .proof import prove
from .rows import held, paper_held, read_rows
from .uri import uri_of


@dataclass(frozen=True, slots=True)
class Offer:
    """A copy that was proved whole, and the paper in it."""

    copy: Copy
    paper: Paper
    saved: datetime  #: when what it holds was saved


@dataclass(frozen=True, slots=True)
class Salvage:
    """What can still be read of a damaged file: items as they were saved, and where it broke off.

    lost: slots whose row is there and is not what was saved.
    """

    items: dict[Slot, Item]
    lost: tuple[Slot, ...] = ()
    last: Revision | None = None


def offers(path: Path) -> list[Offer]:
    """Return the copies of a paper that are whole, the newest first. Those that are not are left out."""
    found: list[Offer] = []
    for copy in backup.copies_of(path):
        if copy.revision is None:
            continue
        with contextlib.suppress(StorageError, OSError, sqlite3.Error):
            found.append(_offer(copy))
    return found


def _offer(copy: Copy) -> Offer:
    prove(copy.path)
    with contextlib.closing(_handle(copy.path)) as connection:
        rows = read_rows(connection, copy.path)
        return Offer(copy, paper_held(held(rows, copy.path), copy.path), last_revision(connection).at)


def salvage(path: Path) -> Salvage:
    """Return what can be read of a damaged file, row by row. Reads a copy of it, and never raises."""
    items: dict[Slot, Item] = {}
    lost: list[Slot] = []
    last = None
    aside = path.with_name(f".look-{uuid4()}")
    try:
        shutil.copyfile(path, aside)
        with contextlib.closing(_handle(aside)) as connection:
            for part, kinds in KINDS.items():
                for kind in kinds:
                    _read_rows(connection, f"{PREFIX[part]}_{kind}", Slot(part, kind, ""), items, lost)
            with contextlib.suppress(sqlite3.Error, ValueError):
                last = last_revision(connection)
    except (OSError, sqlite3.Error):
        pass
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    return Salvage(items, tuple(lost), last)


def _read_rows(
    connection: sqlite3.Connection, table: str, place: Slot, items: dict[Slot, Item], lost: list[Slot]
) -> None:
    """Read rows one by one from either end, so that one page that is gone takes only its own with it."""
    for order in ("asc", "desc"):
        try:
            found = connection.execute(f"select key, text, sha256 from {table} order by rowid {order}")
            while (row := found.fetchone()) is not None:
                key, text, digest = row
                slot = place._replace(key=str(key))
                if isinstance(text, str) and row_hash(str(key), text) == digest:
                    with contextlib.suppress(ValueError, TypeError, KeyError):
                        items[slot] = item_from(place.kind, text)
                elif slot not in lost:
                    lost.append(slot)
        except (sqlite3.Error, UnicodeDecodeError):
            continue


def differing(offer: Offer, found: Salvage) -> tuple[Slot, ...]:
    """Return where a damaged file can still be read and says something else than a copy."""
    kept = items_of(offer.paper)
    return tuple(sorted(slot for slot, item in found.items.items() if kept.get(slot) != item))


def set_aside(path: Path) -> Path:
    """Copy a damaged file aside, with its journal; return where it is. Raises NotSaved."""
    try:
        copy = backup.copy_dead(path, "damaged")
        sync_folder(copy.parent)  # before anything takes its place
        return copy
    except OSError as problem:
        raise not_saved(backup.folder_of(path), problem) from problem


def go_back(path: Path, offer: Offer) -> PaperFile:
    """Put a copy in the place of a damaged file, which is set aside first; return it open.

    Raises StorageError; the damaged file is in its place until the copy is whole beside it.
    """
    set_aside(path)
    part = path.with_name(f".new-{path.name}")
    try:
        shutil.copyfile(offer.copy.path, part)
        part.chmod(0o600)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        prove(part)
        # A journal is of the damaged file, and would be played into the good one.
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
        mark_of(path).unlink(missing_ok=True)
        give_name(part, path)
        sync_folder(path.parent)
    except OSError as problem:
        raise not_saved(path, problem) from problem
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return PaperFile(path)


def _handle(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(uri_of(path, "mode=ro&immutable=1"), uri=True, isolation_level=None)
