"""One paper's file: read, saved with every revision, its steps of undo, and its line for the library."""

import contextlib
import sqlite3
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.paper import Paper, Part
from desktop_app.domain.step import Step

from . import connection as files
from . import history
from .entry import Entry, entry_from, entry_text
from .errors import NotSaved, PaperDamaged, StorageError, damaged, not_saved
from .history import Revision
from .items import Slot, item_from, row_hash
from .rows import Difference, Held, difference, held, paper_held, read_rows, write_rows
from .schema import id_of
from .undo import Undo


@dataclass(frozen=True, slots=True)
class Saved:
    """A paper is on disk, read back and found equal: as which revision, and when."""

    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Listing:
    """What a paper's file says of itself for the library: its line, if any yet, and its public words."""

    entry: Entry | None
    text: str


class PaperFile:
    """The one open connection to a paper's file. Belongs to the thread that opened it."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the file and check all that is in it. Raises StorageError; see `connection.connect`."""
        self.path = path
        self.read_only = read_only
        self._closed = False
        self._connection = files.connect(path, read_only=read_only)
        try:
            with self._reading():
                last = history.last_revision(self._connection)
                self._held: Held | None = self._read_checked(last.number)
                self._undo = Undo(self._connection, path)
                self._undo.read()
        except StorageError:
            self.close()
            raise
        self._saved = Saved(last.number, last.at)
        self._identity = _identity(path)

    @property
    def id(self) -> str:
        """The paper's identity."""
        return id_of(self.path)

    @property
    def revision(self) -> int:
        """The number of the last revision."""
        return self._saved.revision

    def read(self) -> Paper:
        """Return the paper as it is on disk. Raises PaperDamaged."""
        with self._reading():
            self._held = self._read_checked(self.revision)
        return paper_held(self._held, self.path)

    def save(
        self, paper: Paper, *, label: str = "", steps: Sequence[Step] | None = None, position: int = 0
    ) -> Saved:
        """Put a paper on disk, with its steps of undo where given: all or nothing, in one transaction.

        What differs becomes a revision; where nothing does, there is none. Returns only once what was
        read back equals what was given; raises NotSaved otherwise.
        """
        self._check_writable(paper)
        change = self._difference(paper)
        kept_steps = None if steps is None else list(steps)
        if change.empty and (kept_steps is None or self._undo.same(kept_steps, position)):
            return self._saved
        saved = self._saved if change.empty else Saved(self.revision + 1, datetime.now().astimezone())
        before = self._held
        with self._writing():
            if not change.empty and before is not None:
                revision = Revision(saved.revision, saved.at, label)
                history.write_revision(self._connection, before.rows, change, revision)
                write_rows(self._connection, change, saved.revision)
            if kept_steps is not None:
                self._undo.write(kept_steps, position)
        self._saved = saved
        self._read_back(change)
        self._held = change.after
        if kept_steps is not None:
            self._undo.written(kept_steps, position)
        return saved

    def revisions(self) -> list[Revision]:
        """Return all revisions, the oldest first."""
        with self._reading():
            return history.revisions(self._connection)

    def paper_at(self, revision: int) -> Paper:
        """Return the paper as of a revision, its record as it was then. Raises NotFound, PaperDamaged."""
        with self._reading():
            return history.paper_at(self._connection, revision, self.path)

    def steps(self) -> tuple[list[Step], int]:
        """Return the steps of undo and how many of them are done."""
        with self._reading():
            return self._undo.read()

    def save_steps(self, steps: Sequence[Step], position: int) -> None:
        """Put the steps of undo on disk, and how many of them are done. Raises NotSaved."""
        self._check_writable(None)
        wanted = list(steps)
        if not self._undo.same(wanted, position):
            with self._writing():
                self._undo.write(wanted, position)
            self._undo.written(wanted, position)

    def describe(self, entry: Entry, text: str) -> None:
        """Keep the paper's line for the library and its public words. Raises NotSaved."""
        self._keep_listing({"entry": entry_text(entry), "text": text})

    def put_away(self, archived: bool) -> None:
        """Keep whether the paper is in the archive. Raises NotSaved."""
        self._keep_listing({"archived": "yes" if archived else "no"})

    def listing(self) -> Listing:
        """Return what the file says of itself for the library."""
        with self._reading():
            return read_listing(self._connection)

    @property
    def closed(self) -> bool:
        """Whether the file has been let go."""
        return self._closed

    def close(self) -> None:
        """Let the file go. A second time does nothing."""
        if self._closed:
            return
        self._closed = True
        files.close(self._connection, self.path, clean=not self.read_only)

    def _keep_listing(self, rows: dict[str, str]) -> None:
        self._check_writable(None)
        with self._writing():
            for key, text in rows.items():
                self._connection.execute(
                    "insert into listing (key, text, sha256) values (?, ?, ?)"
                    " on conflict (key) do update set text = excluded.text, sha256 = excluded.sha256",
                    (key, text, row_hash(key, text)),
                )

    def _check_writable(self, paper: Paper | None) -> None:
        if self.read_only:
            raise NotSaved(f"Not saved: {self.path} is open for reading only.")
        if paper is not None and paper.id != self.id:
            raise NotSaved(f"Not saved: {self.path} holds another paper.")
        if _identity(self.path) != self._identity:
            raise NotSaved(
                f"Not saved: {self.path} was moved, deleted or replaced while open. "
                "Put it back, or export what you have."
            )

    def _difference(self, paper: Paper) -> Difference:
        if self._held is None:  # what a failed read-back left unknown
            self.read()
        assert self._held is not None
        try:
            return difference(self._held, paper)
        except ValueError as problem:
            raise NotSaved(f"Not saved in {self.path}: {problem}.") from problem

    def _read_back(self, change: Difference) -> None:
        """Read all from disk and compare it with what was to be written. Raises NotSaved."""
        self._held = None
        try:
            with self._reading():
                # So that pages come from the file and not from this connection's memory.
                self._connection.execute("pragma shrink_memory")
                rows = read_rows(self._connection, self.path)
        except PaperDamaged as problem:
            raise NotSaved(f"Not saved: {problem}") from problem
        wanted = change.after.rows
        same = rows.hashes == wanted.hashes and rows.event_hashes == wanted.event_hashes
        for slot, text in change.texts.items():
            same = same and item_from(slot.kind, text) == change.items[slot]
        if not same:
            raise NotSaved(f"Not saved: what {self.path} gave back was not what was written to it.")

    def _read_checked(self, revision: int) -> Held:
        rows = read_rows(self._connection, self.path)
        if rows.texts.get(Slot(Part.ONE, "facts", "id"), f'"{self.id}"') != f'"{self.id}"':
            raise damaged(self.path, "it holds a paper other than its name says")
        if revision:
            history.check_whole(self._connection, rows, revision, self.path)
        return held(rows, self.path)

    @contextlib.contextmanager
    def _reading(self) -> Generator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            raise damaged(self.path, f"it could not be read ({problem})") from problem

    @contextlib.contextmanager
    def _writing(self) -> Generator[None]:
        try:
            with files.transaction(self._connection):
                yield
        except sqlite3.Error as problem:
            raise not_saved(self.path, problem) from problem


def read_listing(connection: sqlite3.Connection) -> Listing:
    """Return what a paper's file says of itself for the library. Raises sqlite3.Error, ValueError."""
    rows = {key: text for key, text, digest in connection.execute("select key, text, sha256 from listing")
            if row_hash(key, text) == digest}  # fmt: skip
    archived = rows.get("archived") == "yes"
    entry = entry_from(rows["entry"], archived=archived) if "entry" in rows else None
    return Listing(entry, rows.get("text", ""))


def peek(path: Path) -> Listing:
    """Return what a paper's file that is not open here says of itself, without checking its text.

    Raises PaperLocked, PaperDamaged or StorageError.
    """
    try:
        with contextlib.closing(files.glance(path)) as connection:
            return read_listing(connection)
    except (sqlite3.Error, ValueError, KeyError, TypeError) as problem:
        raise damaged(path, f"it could not be read ({problem})") from problem


def create_file(path: Path, paper: Paper, entry: Entry | None = None) -> PaperFile:
    """Make the file of a new paper and return it open. Raises StorageError; writes over nothing.

    It is made under another name and gets its own once it is whole.
    """
    if path.exists():
        raise NotSaved(f"Not saved: there is a paper in {path} already.")
    part = path.with_name(f".new-{path.name}")
    files.make(part)
    try:
        part.rename(path)
    except OSError as problem:
        raise not_saved(path.parent, problem) from problem
    finally:
        part.unlink(missing_ok=True)
    made = PaperFile(path)
    try:
        made.save(paper, label="Created")
        if entry is not None:
            made.describe(entry, "")
    except StorageError:
        made.close()
        raise
    return made


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of the same name; None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
