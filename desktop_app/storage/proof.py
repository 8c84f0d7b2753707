"""Proving a paper's file whole: its pages, its rows, and every earlier text that it keeps."""

import contextlib
import sqlite3
import zlib
from collections.abc import Generator
from pathlib import Path

from .errors import PaperDamaged, damaged, not_usable
from .history import check_whole, last_revision, unpacked
from .items import KINDS, PREFIX, Slot
from .rows import held, paper_held, read_rows
from .uri import uri_of

_AT_ONCE = 2**20  #: bytes


def prove(path: Path) -> int:
    """Prove a file that nobody has open; return its last revision. Raises PaperDamaged, StorageError."""
    try:
        with contextlib.closing(_reading(path)) as connection:
            return prove_through(connection, path)
    except PaperDamaged:
        given(path)
        with contextlib.closing(_reading(path)) as connection:
            return prove_through(connection, path)


def given(path: Path) -> None:
    """Read a file that nobody has open to its end. Raises StorageError where its disk does not give it.

    What a disk did not give, SQLite calls damaged, though the file may be whole: before anybody is told
    so, this is asked, and the file looked at once more.
    """
    try:
        with path.open("rb") as file:
            while file.read(_AT_ONCE):
                pass
    except OSError as problem:
        raise not_usable(path, problem) from problem


def prove_through(connection: sqlite3.Connection, path: Path) -> int:
    """Prove a file through a connection to it, and return its last revision. Raises PaperDamaged."""
    with reading(path):
        if connection.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise damaged(path, "its pages do not fit together")
        if connection.execute("pragma foreign_key_check").fetchone() is not None:
            raise damaged(path, "its tables do not fit together")
        number = last_revision(connection).number
        rows = read_rows(connection, path)
        if number:
            check_whole(connection, rows, number, path)
            paper_held(held(rows, path), path)
        prove_past(connection, path)
    return number


@contextlib.contextmanager
def reading(path: Path) -> Generator[None]:
    """Say that a file is damaged where SQLite cannot read it, or what it reads makes no sense."""
    try:
        yield
    except (sqlite3.Error, ValueError) as problem:
        raise damaged(path, f"it could not be read ({problem})") from problem


def prove_past(connection: sqlite3.Connection, path: Path) -> None:
    """Prove that every earlier text can be read as it was saved, and that what is said now was saved last.

    Raises PaperDamaged, sqlite3.Error.
    """
    now = read_rows(connection, path).texts
    for part in KINDS:
        texts: dict[Slot, str] = {}
        for kind, key, depth, data, digest in connection.execute(
            f"select kind, key, depth, data, sha256 from {PREFIX[part]}_changes order by kind, key, revision"
        ):
            slot = Slot(part, kind, key)
            if data is None:
                texts.pop(slot, None)
            else:
                texts[slot] = unpacked(key, data, texts.get(slot) if depth else "", digest, path)
        if texts != {slot: text for slot, text in now.items() if slot.part is part}:
            raise damaged(path, "what it says now is not what was saved last")
        for table in (f"{PREFIX[part]}_step_changes",):
            for (data,) in connection.execute(f"select data from {table}"):
                try:
                    zlib.decompress(data)
                except zlib.error as problem:
                    raise damaged(path, "a step of its undo cannot be read") from problem


def _reading(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(uri_of(path, "mode=ro"), uri=True, isolation_level=None)
    except sqlite3.Error as problem:
        raise not_usable(path, problem) from problem
