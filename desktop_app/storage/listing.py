"""What a paper's file says of itself for the library, so that the index can be made again from the papers."""

import contextlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.text import whole_signs

from . import connection as files
from .entry import Entry, entry_from, entry_text
from .errors import damaged, newer
from .items import row_hash
from .schema import VERSION


@dataclass(frozen=True, slots=True)
class Listing:
    """A paper's line for the library, None where it has none yet, and its public words."""

    entry: Entry | None
    text: str


def listing_rows(entry: Entry, text: str) -> dict[str, str]:
    """Return a paper's line and public words as rows by key."""
    return {"entry": entry_text(entry), "text": whole_signs(text)}


def archive_rows(*, archived: bool) -> dict[str, str]:
    """Return as rows by key whether a paper is in the archive."""
    return {"archived": "yes" if archived else "no"}


def write_listing(connection: sqlite3.Connection, rows: Mapping[str, str]) -> None:
    """Write rows, within a transaction of the caller's. Raises sqlite3.Error."""
    for key, text in rows.items():
        connection.execute(
            "insert into listing (key, text, sha256) values (?, ?, ?)"
            " on conflict (key) do update set text = excluded.text, sha256 = excluded.sha256",
            (key, text, row_hash(key, text)),
        )


def read_listing(connection: sqlite3.Connection) -> Listing:
    """Return what a paper's file says of itself; a damaged row counts as missing. Raises sqlite3.Error."""
    asked = "select key, text, sha256 from listing"
    try:
        found = connection.execute(asked).fetchall()
    except sqlite3.DatabaseError:  # what a disk did not give, SQLite calls damaged: it is asked once more
        found = connection.execute(asked).fetchall()
    rows = {key: text for key, text, digest in found if row_hash(key, text) == digest}
    archived = rows.get("archived") == "yes"
    entry = entry_from(rows["entry"], archived=archived) if "entry" in rows else None
    return Listing(entry, rows.get("text", ""))


def peek(path: Path) -> Listing:
    """Return what a paper's file that is not open here says of itself, its text unchecked.

    Raises PaperLocked, PaperDamaged, PaperNewer or StorageError.
    """
    later = False
    try:
        with contextlib.closing(files.glance(path)) as connection:
            later = connection.execute("pragma user_version").fetchone()[0] > VERSION
            return read_listing(connection)
    except (sqlite3.Error, ValueError, KeyError, TypeError) as problem:
        raise newer(path) if later else damaged(path, f"it could not be read ({problem})") from problem
