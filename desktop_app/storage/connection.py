"""Opening a paper's file: the settings that survive power cuts, and the checks before anything is read.

In 4,500 simulated power cuts these settings lost nothing and damaged nothing. WAL is left alone: three
of its faults bite on network and synchronised folders. No other file handle may touch a live file: on
POSIX, closing any one of them drops SQLite's lock, so everything here goes through the one connection.
"""

import contextlib
import os
import random
import sqlite3
import time
from collections.abc import Generator
from pathlib import Path

from . import backup
from .errors import PaperLocked, StorageError, cause_of, damaged, newer, not_saved, not_usable, unwritable
from .history import last_revision
from .holder import Holder, holder_of, let_go, take
from .schema import APPLICATION_ID, SUFFIX, VERSION
from .uri import uri_of

#: Each is set, then read back: (setting, value to set, value to read).
_SETTINGS = (
    ("locking_mode", "exclusive", "exclusive"),
    ("journal_mode", "truncate", "truncate"),
    ("synchronous", "full", 2),
    ("secure_delete", "on", 1),
    ("foreign_keys", "on", 1),
    ("trusted_schema", "off", 0),
    ("cell_size_check", "on", 1),
    ("mmap_size", "0", 0),
    ("temp_store", "memory", 2),
)


_TRIES = 8  #: while a lock is refused and nobody has it


def connect(path: Path, *, read_only: bool = False, later: bool = False) -> sqlite3.Connection:
    """Open a paper's file and check it; nothing in it is changed but by migrations it still needs.

    later: also where a later version wrote it, for reading only. Raises PaperLocked, PaperDamaged,
    PaperNewer or StorageError, and leaves the file as it was.
    """
    # Two that open at the same moment can each keep the other from the lock: then nobody has it.
    for _ in range(_TRIES):
        try:
            return _connected(path, read_only=read_only, later=later)
        except PaperLocked as problem:
            if problem.holder.pid and problem.holder.alive:
                raise
            time.sleep(random.uniform(0.005, 0.05))
    return _connected(path, read_only=read_only, later=later)


def _connected(path: Path, *, read_only: bool, later: bool) -> sqlite3.Connection:
    if not read_only:
        _settle(path)
    connection = _handle(path, "ro" if read_only else "rw")
    taken = False
    try:
        # So that the lock, once had, is kept to the end; a file that is no paper is not even locked.
        connection.execute("pragma locking_mode = exclusive").fetchall()
        _check_header(connection, path, later=later and read_only)
        _lock(connection, read_only=read_only)
        configure(connection, path)
        if not read_only:
            _check_taking(connection, path)
            try:
                take(path)
            except OSError as problem:
                raise unwritable(path.parent, problem) from problem
            taken = True
            _bring_up_to_date(connection, path)
        _check_pages(connection, path)
    except sqlite3.Error as problem:
        close(connection, path, clean=taken)
        raise _refusal(path, problem) from problem
    except OSError as problem:
        close(connection, path, clean=taken)
        raise not_usable(path, problem) from problem
    except ValueError as problem:  # of a damaged file: a name that is no text, a moment that is none
        close(connection, path, clean=taken)
        raise damaged(path, "it is not the file of a paper, or part of it is missing") from problem
    except StorageError:
        close(connection, path, clean=taken)
        raise
    return connection


def glance(path: Path) -> sqlite3.Connection:
    """Open a paper's file to read a little and close again, be it of this version or a later one.

    Raises StorageError, as `connect` does.
    """
    connection = _handle(path, "ro")
    try:
        connection.execute("pragma trusted_schema = off")
        _check_header(connection, path, later=True)
    except sqlite3.Error as problem:
        connection.close()
        raise _refusal(path, problem) from problem
    except StorageError:
        connection.close()
        raise
    return connection


def make(path: Path) -> None:
    """Make an empty file for a paper, closed again. Raises StorageError where that cannot be done.

    The path must be one that has never been a paper's: nothing is ever written over.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as problem:
        raise not_saved(path.parent, problem) from problem
    connection = _handle(path, "rw")
    try:
        configure(connection, path)
        _migrate(connection)
        connection.execute("pragma journal_mode = delete").fetchall()
    except sqlite3.Error as problem:
        raise not_saved(path.parent, problem) from problem
    finally:
        connection.close()


def close(connection: sqlite3.Connection, path: Path, *, clean: bool = True) -> None:
    """Close a paper's file and, where that went well, take its holder's name away.

    The empty journal goes with it: at rest a paper is one file. One that is not empty is needed: a change
    that broke off could not be taken back. The name that stays says whose it is.
    """
    with contextlib.suppress(sqlite3.Error):
        if clean:
            connection.execute("pragma journal_mode = delete").fetchall()
    connection.close()
    if clean and not _unfinished(path):
        let_go(path)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Do all or nothing. Plain SQL: sqlite-utils' own block can lose its transaction in a failed write."""
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("rollback")
        raise


def configure(connection: sqlite3.Connection, path: Path) -> None:
    """Set the settings and read each back. Raises StorageError where one was not taken."""
    for name, value, wanted in _SETTINGS:
        connection.execute(f"pragma {name} = {value}").fetchall()
        got = connection.execute(f"pragma {name}").fetchone()
        # Builds without memory-mapping have no such setting, which is as good.
        if got is not None and got[0] != wanted:
            raise StorageError(
                f"{path} cannot be kept safely: SQLite did not take the setting {name} = {value}. "
                "Keep the library on a local disk."
            )


def sync_folder(folder: Path) -> None:
    """Make a new name survive a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of the same name; None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _handle(path: Path, mode: str) -> sqlite3.Connection:
    try:
        # Whoever opened it may hand it to another thread; two never have it at once (`app.kept`).
        return sqlite3.connect(
            uri_of(path, f"mode={mode}"), uri=True, isolation_level=None, timeout=0, check_same_thread=False
        )
    except sqlite3.Error as problem:
        raise not_usable(path, problem) from problem


def _lock(connection: sqlite3.Connection, *, read_only: bool) -> None:
    connection.execute("begin" if read_only else "begin exclusive")
    connection.execute("select count(*) from sqlite_master").fetchone()
    connection.execute("commit")


def _check_taking(connection: sqlite3.Connection, path: Path) -> None:
    """Raise NotSaved where SQLite was given the file for reading only: it tells that to whoever writes."""
    table = connection.execute(
        "select name from sqlite_master where type = 'table' and rootpage > 0 and name not like 'sqlite%'"
    ).fetchone()
    try:
        if table is not None:
            name = table[0].replace('"', '""')
            connection.execute(f'delete from "{name}" where 0')
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
            raise unwritable(path, problem) from problem
        raise


def _check_header(connection: sqlite3.Connection, path: Path, *, later: bool = False) -> None:
    if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        raise damaged(path, "it is not the file of a paper")
    version = connection.execute("pragma user_version").fetchone()[0]
    if version > VERSION and not later:
        raise newer(path)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("pragma user_version").fetchone()[0] == VERSION:
        return
    backup.copy_live(connection, path, "before-update", last_revision(connection).number)
    _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database  # 130 ms that opening a file which is up to date need not pay

    from .migrations import migrations

    database = Database(connection, execute_plugins=False)
    # sqlite-utils finds these out by writing to the file, and a failed write there would end a
    # transaction unnoticed; so let it find them out here, outside of any.
    if not (database.supports_strict and database.supports_on_conflict):
        if sqlite3.sqlite_version_info < (3, 37):
            raise StorageError("This SQLite is too old to keep papers: 3.37 or later is needed.")
        # It tells neither a full disk nor one that does not answer from that.
        connection.execute("create table probe (x)").execute("drop table probe")
        raise StorageError("The file could not be written to. Try again.")
    migrations.apply(database)


def _check_pages(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise damaged(path, "its pages do not fit together")


def _settle(path: Path) -> None:
    """Look at what the last close left behind, before SQLite does.

    A journal of another paper beside a good file would be played back into it: after a clean close
    there is none of ours, so one that is there is moved aside. After a close that was not clean it is
    ours and needed; both are copied first.
    """
    if not path.exists():
        raise not_usable(path, OSError("there is no such file"))
    left, holder = _unfinished(path), holder_of(path)
    try:
        if holder is None and left:
            _journal_of(path).rename(
                path.with_name(f"{path.name.removesuffix(SUFFIX)}.foreign-{time.time_ns()}")
            )
        elif holder is not None and left and not holder.alive:
            backup.copy_dead(path, "after-break")
    except OSError as problem:
        raise not_usable(path.parent, problem) from problem


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _unfinished(path: Path) -> bool:
    """Return whether there is a journal with something in it."""
    journal = _journal_of(path)
    return journal.exists() and journal.stat().st_size > 0


def _refusal(path: Path, problem: sqlite3.Error) -> StorageError:
    code = (getattr(problem, "sqlite_errorcode", 0) or 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return PaperLocked(holder_of(path) or Holder())
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_SCHEMA):
        return damaged(path, "it is not the file of a paper, or part of it is missing")
    return StorageError(f"{path} cannot be opened: {cause_of(problem)}.")
