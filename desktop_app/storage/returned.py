"""Copies that came back from review, kept with the paper so that they can be gone on with later.

Those of Part 2 stand in a table of their own. They are no part of what the paper says, and of no revision.
"""

import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.paper import Part

from . import connection as files
from .errors import damaged, not_saved
from .items import PREFIX

_SINCE = 3  #: the version of a paper's file from which on it has these tables


@dataclass(frozen=True, slots=True)
class Kept:
    """One copy that came back. digest: SHA-256 of the file as it came. name: of the file. at: ISO 8601."""

    digest: str
    name: str
    document: str
    at: str
    part: Part


class ReturnedFiles:
    """The copies that came back of one open paper. Belongs to the thread of its connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def all(self) -> list[Kept]:
        """Return what is kept, in the order in which it came."""
        if self._connection.execute("pragma user_version").fetchone()[0] < _SINCE:
            return []
        found: list[Kept] = []
        for part in Part:
            rows = self._connection.execute(f"select key, name, document, at from {PREFIX[part]}_returned")
            found += [Kept(key, name, document, at, part) for key, name, document, at in rows]
        return sorted(found, key=lambda kept: (kept.at, kept.name, kept.digest))

    def keep(self, kept: Kept, data: bytes) -> None:
        """Keep a copy; one that is kept already stays as it is. Raises NotSaved."""
        try:
            with files.transaction(self._connection):
                self._connection.execute(
                    f"insert or ignore into {PREFIX[kept.part]}_returned"
                    " (key, name, document, at, data, sha256) values (?, ?, ?, ?, ?, ?)",
                    (kept.digest, kept.name, kept.document, kept.at, data, hashlib.sha256(data).hexdigest()),
                )
        except sqlite3.Error as problem:
            raise not_saved(self._path, problem) from problem

    def data(self, kept: Kept) -> bytes:
        """Return the bytes of a copy. Raises PaperDamaged where they are not what was kept."""
        row = self._connection.execute(
            f"select data, sha256 from {PREFIX[kept.part]}_returned where key = ?", (kept.digest,)
        ).fetchone()
        if row is None or hashlib.sha256(row[0]).hexdigest() != row[1]:
            raise damaged(self._path, f"the copy “{kept.name}” that came back is not as it was kept")
        return bytes(row[0])

    def drop(self, kept: Kept) -> None:
        """Keep a copy no longer. Raises NotSaved."""
        try:
            with files.transaction(self._connection):
                self._connection.execute(
                    f"delete from {PREFIX[kept.part]}_returned where key = ?", (kept.digest,)
                )
        except sqlite3.Error as problem:
            raise not_saved(self._path, problem) from problem
