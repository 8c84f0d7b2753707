"""What is told of a paper's revisions: where somebody sat down to write, names given, what was touched."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.domain.paper import Paper, Part, Value
from desktop_app.domain.value_json import value_from

from . import connection as files
from .errors import NotSaved, damaged, not_saved
from .history import slot_rows, unpacked, walk
from .items import PREFIX, Item, Slot, item_from, row_hash

_SINCE = 2  #: the version of a paper's file from which on it has these tables


class Past:
    """The past of one open paper's file, by the numbers of its revisions."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        self._connection = connection
        self._path = path
        self._read_only = read_only
        self._marked = False  #: whether this sitting is on disk, or about to be

    def mark_sitting(self, revision: int) -> None:
        """Note that writing began with a revision, once for each time the file is open.

        Within a transaction of the caller's.
        """
        if not self._marked:
            self._connection.execute("insert or ignore into sittings (revision) values (?)", (revision,))

    def written(self) -> None:
        """Take note that what `mark_sitting` wrote is on disk."""
        self._marked = True

    def sittings(self) -> frozenset[int]:
        """Return the revisions with which somebody began to write after opening the paper."""
        if self._without_tables():
            return frozenset()
        return frozenset(row[0] for row in self._connection.execute("select revision from sittings"))

    def names(self) -> dict[int, str]:
        """Return the names given to revisions. Raises PaperDamaged."""
        if self._without_tables():
            return {}
        names: dict[int, str] = {}
        for revision, name, digest in self._connection.execute(
            "select revision, name, sha256 from version_names"
        ):
            if row_hash(str(revision), name) != digest:
                raise damaged(self._path, f"the name of version {revision} is not what was saved")
            names[revision] = name
        return names

    def name(self, revision: int, name: str) -> None:
        """Give a revision a name; "" takes it away. Raises NotSaved."""
        if self._read_only:
            raise NotSaved(f"Not saved: {self._path} is open for reading only.")
        try:
            with files.transaction(self._connection):
                self._connection.execute("delete from version_names where revision = ?", (revision,))
                if name:
                    self._connection.execute(
                        "insert into version_names (revision, name, sha256) values (?, ?, ?)",
                        (revision, name, row_hash(str(revision), name)),
                    )
        except sqlite3.Error as problem:
            raise not_saved(self._path, problem) from problem

    def touched(self) -> dict[int, tuple[str, ...]]:
        """Return the full keys of the answers that each revision changed."""
        found: dict[int, list[str]] = {}
        for prefix in PREFIX.values():
            for revision, key in self._connection.execute(
                f"select revision, key from {prefix}_changes where kind = 'answers' order by revision"
            ):
                found.setdefault(revision, []).append(key)
        return {revision: tuple(keys) for revision, keys in found.items()}

    def said(self, part: Part) -> Iterator[tuple[Slot, int, Item | None]]:
        """Yield each item of a part from each revision that changed it, None where it went, slot by slot.

        Raises PaperDamaged.
        """
        try:
            for slot, rows in slot_rows(self._connection, part, self._path):
                yield from ((slot, number, _item(slot, text)) for number, text in rows)
        except (sqlite3.Error, ValueError, TypeError, KeyError) as problem:
            raise damaged(self._path, f"an earlier state could not be read ({problem})") from problem

    def recorded_in(self, number: int) -> int:
        """Return the revision with which an entry of the record, numbered from 1, was saved; 0 for none."""
        for prefix in PREFIX.values():
            row = self._connection.execute(
                f"select revision from {prefix}_events where number = ?", (number,)
            ).fetchone()
            if row is not None:
                return int(row[0])
        return 0

    def values_at(self, part: Part, key: str, revisions: Sequence[int]) -> Iterator[Value | None]:
        """Yield the answer with a full key as of each of some revisions, which rise. Raises PaperDamaged."""
        rows = self._connection.execute(
            f"select revision, depth, data, sha256 from {PREFIX[part]}_changes"
            " where kind = 'answers' and key = ? and revision <= ? order by revision",
            (key, revisions[-1] if revisions else 0),
        ).fetchall()
        text: str | None = None
        read: tuple[str | None, Value | None] = (None, None)
        place = 0
        for wanted in revisions:
            while place < len(rows) and rows[place][0] <= wanted:
                _, depth, data, digest = rows[place]
                text = None if data is None else self._unpacked(key, data, text if depth else "", digest)
                place += 1
            if text != read[0]:
                read = (text, None if text is None else value_from(json.loads(text)))
            yield read[1]

    def papers(self) -> Iterator[tuple[int, Paper]]:
        """Yield the paper as of every revision, the oldest first, with its number. Raises PaperDamaged."""
        try:
            yield from walk(self._connection, self._path)
        except (sqlite3.Error, ValueError) as problem:
            raise damaged(self._path, f"an earlier state could not be read ({problem})") from problem

    def _unpacked(self, key: str, data: bytes, before: str | None, digest: str) -> str:
        return unpacked(key, data, before, digest, self._path)

    def _without_tables(self) -> bool:
        """Say whether the file was opened for reading as an earlier version of the program left it."""
        return self._connection.execute("pragma user_version").fetchone()[0] < _SINCE


def _item(slot: Slot, text: str | None) -> Item | None:
    return None if text is None else item_from(slot.kind, text)
