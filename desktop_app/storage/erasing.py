"""Erasing for good: what Part 2 once said goes out of revisions, undo, copies and pages, of Part 1 too.

Deleting is ordinary: it is a revision, and undo takes it back. This is the second act. What Part 2 says now
stays, and so does its record. The steps of undo begin anew, for a step may hold both parts.
"""

import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from desktop_app.domain.paper import Part

from . import backup, history
from . import connection as files
from .copies import Copies
from .erasing_past import Scrub, bind_anew, scrub_past
from .errors import StorageError, not_saved
from .items import Slot
from .proof import prove_through
from .rows import Rows, read_rows
from .schema import id_of

#: What a program that died may have left of a paper beside it: half made, half put back, half looked through.
_LEFT = (".new-*/{name}", ".new-{name}", ".look-*")
_TABLES = ("restricted_step_changes", "public_step_changes", "undo_steps", "undo_position")


class Eraser:
    """Erases in one open paper's file. Belongs to the thread of its connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path, copies: Copies) -> None:
        self._connection = connection
        self._path = path
        self._copies = copies

    def erase(self, scrub: Scrub | None = None) -> None:
        """Erase all that Part 2 said before its last revision. Raises StorageError; then do it again.

        scrub: takes the same out of what Part 1 said before, None where nothing of it stood there.

        The file is written anew, and of its copies one is left, made afterwards. What a disk keeps of
        files that are no longer there is beyond any program. Whoever keeps what was read reads it again.
        """
        try:
            with files.transaction(self._connection):
                if scrub is not None:
                    scrub_past(self._connection, self._path, scrub)
                    bind_anew(self._connection)
                _rewrite(self._connection, self._path)
            self._connection.execute("vacuum")
            prove_through(self._connection, self._path)
        except sqlite3.Error as problem:
            raise not_saved(self._path, problem) from problem
        self._only_new_copy()

    def _only_new_copy(self) -> None:
        """Make a copy of what is left, then drop all that were made before. Raises StorageError."""
        folder, papers = backup.folder_of(self._path), self._path.parent
        before = backup.copies_of(self._path)
        self._copies.make("erased")
        # The last are copies for reading, of a program that died or of a window that is open yet.
        try:
            for copy in before:
                backup.drop(copy)
            for left in (
                *folder.glob("*.part"),
                *folder.glob("*.its-journal"),
                *(left for kind in _LEFT for left in papers.glob(kind.format(name=self._path.name))),
                *papers.glob(f"{id_of(self._path)}.foreign-*"),
                *papers.parent.glob(f"reading/*/{self._path.name}"),
            ):
                left.unlink(missing_ok=True)
        except OSError as problem:
            raise StorageError(
                f"Erased in the paper, but an earlier copy could not be removed: {problem.filename}. "
                "Close other windows on this paper, and erase again."
            ) from problem


def _rewrite(connection: sqlite3.Connection, path: Path) -> None:
    """Let every earlier revision have of Part 2 no more than its facts and its record."""
    rows = read_rows(connection, path)
    last = history.last_revision(connection).number
    connection.execute("delete from restricted_changes")
    facts = [slot for slot in rows.texts if slot.part is Part.TWO and slot.kind == "facts"]
    others = [slot for slot in rows.texts if slot.part is Part.TWO and slot.kind != "facts"]
    _write(connection, rows, facts, 1)
    _write(connection, rows, others, last)
    for (number,) in connection.execute("select number from restricted_revisions").fetchall():
        then = rows if number == last else _bare(connection, rows, facts, number)
        connection.execute(
            "update restricted_revisions set sha256 = ? where number = ?", (then.whole(Part.TWO), number)
        )
    # A copy that came back says what Part 2 said when it was sent out.
    connection.execute("delete from restricted_returned")
    for table in _TABLES:
        connection.execute(f"delete from {table}")


def _write(connection: sqlite3.Connection, rows: Rows, slots: Iterable[Slot], revision: int) -> None:
    for slot in slots:
        connection.execute(
            "insert into restricted_changes (revision, kind, key, depth, data, sha256)"
            " values (?, ?, ?, 0, ?, ?)",
            (revision, slot.kind, slot.key, zlib.compress(rows.texts[slot].encode()), rows.hashes[slot]),
        )


def _bare(connection: sqlite3.Connection, rows: Rows, facts: list[Slot], number: int) -> Rows:
    found = connection.execute(
        "select sha256 from restricted_events where revision <= ? order by number", (number,)
    )
    events = tuple(digest for (digest,) in found)
    return Rows(hashes={slot: rows.hashes[slot] for slot in facts}, event_hashes={Part.TWO: events})
