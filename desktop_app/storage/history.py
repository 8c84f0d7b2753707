"""The revisions of a paper: for each, what changed, so that the paper as it was can be had again.

A text is compressed with the one before it as dictionary, which keeps 10,000 revisions of a section in
1.6 MB instead of 61; every fiftieth stands alone, so that none needs more than fifty to be read.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop_app.domain.paper import Paper, Part

from .errors import NotFound, damaged
from .items import KINDS, PREFIX, Slot, row_hash
from .rows import Difference, Held, Rows, held, paper_held

ALONE_EVERY = 50  #: texts, of which the first leans on none


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a paper that was on disk. number: from 1, without gaps. label: what was done."""

    number: int
    at: datetime
    label: str


def write_revision(connection: sqlite3.Connection, change: Difference, revision: Revision) -> None:
    """Write what a difference changes as a revision, within a transaction of the caller's."""
    before, after = change.before.rows, change.after.rows
    connection.execute(
        "insert into public_revisions (number, at, label, sha256) values (?, ?, ?, ?)",
        (revision.number, revision.at.isoformat(), revision.label, after.whole(Part.ONE)),
    )
    connection.execute(
        "insert into restricted_revisions (number, sha256) values (?, ?)",
        (revision.number, after.whole(Part.TWO)),
    )
    for slot in change.items:
        text = change.texts.get(slot)
        depth, data = _packed(connection, slot, before.texts.get(slot), text)
        connection.execute(
            f"insert into {PREFIX[slot.part]}_changes (revision, kind, key, depth, data, sha256)"
            " values (?, ?, ?, ?, ?, ?)",
            (revision.number, slot.kind, slot.key, depth, data, after.hashes.get(slot)),
        )


def _packed(
    connection: sqlite3.Connection, slot: Slot, before: str | None, text: str | None
) -> tuple[int, bytes | None]:
    if text is None:
        return 0, None
    depth = 0
    if before is not None:
        row = connection.execute(
            f"select depth from {PREFIX[slot.part]}_changes where kind = ? and key = ?"
            " order by revision desc limit 1",
            (slot.kind, slot.key),
        ).fetchone()
        depth = (row[0] + 1) % ALONE_EVERY if row else 0
    return depth, packed(text, before if depth else None)


def packed(text: str, before: str | None) -> bytes:
    """Return a text compressed; before: the text it leans on, None where it stands alone."""
    packer = zlib.compressobj(zdict=before.encode()) if before else zlib.compressobj()
    return packer.compress(text.encode()) + packer.flush()


def revisions(connection: sqlite3.Connection) -> list[Revision]:
    """Return all revisions, the oldest first."""
    found = connection.execute("select number, at, label from public_revisions order by number")
    return [Revision(number, datetime.fromisoformat(at), label) for number, at, label in found]


def last_revision(connection: sqlite3.Connection) -> Revision:
    """Return the last revision; number 0 where there is none yet."""
    row = connection.execute(
        "select number, at, label from public_revisions order by number desc limit 1"
    ).fetchone()
    return (
        Revision(row[0], datetime.fromisoformat(str(row[1])), row[2])
        if row
        else Revision(0, datetime.now(UTC), "")
    )


def check_whole(connection: sqlite3.Connection, rows: Rows, number: int, path: Path) -> None:
    """Raise PaperDamaged where rows are not those of a revision: one is missing, or one too many."""
    for part in KINDS:
        row = connection.execute(
            f"select sha256 from {PREFIX[part]}_revisions where number = ?", (number,)
        ).fetchone()
        if row is None or row[0] != rows.whole(part):
            raise damaged(path, "a part of its text is missing or is not what was saved")


def paper_at(connection: sqlite3.Connection, number: int, path: Path) -> Paper:
    """Return the paper as of a revision. Raises NotFound or PaperDamaged."""
    if connection.execute("select 1 from public_revisions where number = ?", (number,)).fetchone() is None:
        raise NotFound(f"This paper has no revision {number}.")
    rows = Rows()
    for part in KINDS:
        _read_changes(connection, part, number, rows, path)
        found = connection.execute(
            f"select text, sha256 from {PREFIX[part]}_events where revision <= ? order by number", (number,)
        ).fetchall()
        rows.events[part] = tuple(text for text, _ in found)
        rows.event_hashes[part] = tuple(digest for _, digest in found)
    check_whole(connection, rows, number, path)
    return paper_held(held(rows, path), path)


def _read_changes(connection: sqlite3.Connection, part: Part, number: int, rows: Rows, path: Path) -> None:
    found = connection.execute(
        f"select kind, key, data, depth, sha256 from {PREFIX[part]}_changes where revision <= ?"
        " order by kind, key, revision",
        (number,),
    )
    for kind, key, data, depth, digest in found:
        _change(rows, Slot(part, kind, key), data, depth, digest, path)


def _change(rows: Rows, slot: Slot, data: bytes | None, depth: int, digest: str, path: Path) -> None:
    if data is None:
        rows.texts.pop(slot, None)
        rows.hashes.pop(slot, None)
        return
    text = unpacked(slot.key, data, rows.texts.get(slot) if depth else "", digest, path)
    rows.texts[slot], rows.hashes[slot] = text, digest


def walk(connection: sqlite3.Connection, path: Path) -> Iterator[tuple[int, Paper]]:
    """Yield the paper as of every revision, the oldest first. Raises PaperDamaged, sqlite3.Error.

    One after the other, each change is read once: all revisions cost little more than the last.
    """
    rows = Rows()
    before: Held | None = None
    changes = {part: _changes(connection, part) for part in KINDS}
    events = {part: _events(connection, part) for part in KINDS}
    for (number,) in connection.execute("select number from public_revisions order by number").fetchall():
        for part in KINDS:
            for kind, key, data, depth, digest in changes[part].get(number, ()):
                _change(rows, Slot(part, kind, key), data, depth, digest, path)
            told = [(text, digest) for revision, text, digest in events[part] if revision <= number]
            rows.events[part] = tuple(text for text, _ in told)
            rows.event_hashes[part] = tuple(digest for _, digest in told)
        check_whole(connection, rows, number, path)
        now = Rows(dict(rows.texts), dict(rows.hashes), dict(rows.events), dict(rows.event_hashes))
        before = held(now, path, before)
        yield number, paper_held(before, path)


def slot_rows(
    connection: sqlite3.Connection, part: Part, path: Path
) -> Iterator[tuple[Slot, list[tuple[int, str | None]]]]:
    """Yield each slot of a part with its texts by the revisions that changed them, None where it went.

    Raises PaperDamaged, sqlite3.Error.
    """
    found = connection.execute(
        f"select kind, key, revision, data, depth, sha256 from {PREFIX[part]}_changes"
        " order by kind, key, revision"
    ).fetchall()
    for (kind, key), rows in groupby(found, key=lambda row: row[:2]):
        texts: list[tuple[int, str | None]] = []
        text: str | None = None
        for _, _, revision, data, depth, digest in rows:
            text = None if data is None else unpacked(key, data, text if depth else "", digest, path)
            texts.append((revision, text))
        yield Slot(part, kind, key), texts


def _changes(connection: sqlite3.Connection, part: Part) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for revision, *change in connection.execute(
        f"select revision, kind, key, data, depth, sha256 from {PREFIX[part]}_changes order by revision"
    ):
        found.setdefault(revision, []).append(tuple(change))
    return found


def _events(connection: sqlite3.Connection, part: Part) -> list[tuple[int, str, str]]:
    return connection.execute(
        f"select revision, text, sha256 from {PREFIX[part]}_events order by number"
    ).fetchall()


def unpacked(key: str, data: bytes, before: str | None, digest: str, path: Path) -> str:
    """Return the text of a revision; before: the text it leans on, "" for none. Raises PaperDamaged."""
    try:
        unpacker = zlib.decompressobj(zdict=before.encode()) if before else zlib.decompressobj()
        text = (unpacker.decompress(data) + unpacker.flush()).decode()
    except (zlib.error, UnicodeDecodeError) as problem:
        raise damaged(path, f"an earlier text of “{key}” cannot be read") from problem
    if row_hash(key, text) != digest:
        raise damaged(path, f"an earlier text of “{key}” is not what was saved")
    return text
