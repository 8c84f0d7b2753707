"""One paper's file: read, saved with every revision, its steps of undo, and its line for the library."""

import contextlib
import shutil
import sqlite3
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.paper import Paper, Part
from desktop_app.domain.step import Step

from . import backup, history
from . import connection as files
from .copies import Copies
from .entry import Entry
from .erasing import Eraser
from .errors import NotSaved, PaperDamaged, StorageError, moved, not_saved, strayed
from .history import Revision
from .items import Slot, reads_back
from .listing import Listing, archive_rows, listing_rows, read_listing, write_listing
from .naming import give_name
from .past import Past
from .proof import given, prove_past, reading
from .returned import ReturnedFiles
from .rows import Difference, Held, Rows, difference, held, paper_held, read_rows, write_rows
from .schema import id_of
from .undo import Undo

#: Revisions up to which all are read on opening; of more, each copy that is made reads them.
PROVED_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Saved:
    """A paper is on disk, read back and found equal: as which revision, and when."""

    revision: int
    at: datetime


class PaperFile:
    """The one open connection to a paper's file. One thread has it at a time."""

    def __init__(self, path: Path, *, read_only: bool = False, later: bool = False) -> None:
        """Open the file and check all that is in it. Raises StorageError; see `connection.connect`."""
        self.path = path
        self.read_only = read_only
        self.why_not = ""  #: why nothing can be written, where whoever opened it knows
        self._held: Held | None  #: what is known to be on disk; None after a save that went wrong
        self._left: tuple[Rows, ...] = ()  #: as which the file can have been left: known, or tried since
        self._grown = False  #: whether there are revisions of this sitting
        try:
            self._begin(later=later)
        except PaperDamaged:
            given(path)
            self._begin(later=later)
        self._identity = files.identity(path)

    def _begin(self, *, later: bool) -> None:
        """Open the file and look at all that is in it; where that cannot be done, it is closed again."""
        self._connection = files.connect(self.path, read_only=self.read_only, later=later)
        self.closed = False
        self._undo = Undo(self._connection, self.path)
        self.past = Past(self._connection, self.path, read_only=self.read_only)
        self.copies = Copies(self._connection, self.path)
        self.returned = ReturnedFiles(self._connection, self.path)
        self.eraser = Eraser(self._connection, self.path, self.copies)
        try:
            self.saved, self._held = self._look()
            if self.revision <= PROVED_AT_ONCE:
                with reading(self.path):
                    prove_past(self._connection, self.path)
        except StorageError:
            self.close()
            raise

    @property
    def id(self) -> str:
        """The paper's identity."""
        return id_of(self.path)

    @property
    def revision(self) -> int:
        """The number of the last revision."""
        return self.saved.revision

    def read(self) -> Paper:
        """Return the paper as it is on disk. Raises PaperDamaged."""
        self.saved, self._held = self._look()
        return paper_held(self._held, self.path)

    def save(
        self,
        paper: Paper,
        *,
        label: str = "",
        steps: Sequence[Step] | None = None,
        position: int = 0,
        at: datetime | None = None,
    ) -> Saved:
        """Put a paper on disk, with its steps of undo where given: all or nothing, in one transaction.

        What differs becomes a revision; where nothing does, there is none. Returns only once what was
        read back equals what was given; raises NotSaved otherwise. at: when it was written, if not now.
        """
        self._check_writable(paper)
        change = self._difference(paper)
        kept_steps = None if steps is None else list(steps)
        if change.empty and (kept_steps is None or self._undo.same(kept_steps, position)):
            return self.saved
        saved = self.saved if change.empty else Saved(self.revision + 1, at or datetime.now().astimezone())
        self._left += (change.after.rows,)
        with self._writing():
            if not change.empty:
                history.write_revision(self._connection, change, Revision(saved.revision, saved.at, label))
                write_rows(self._connection, change, saved.revision)
                self.past.mark_sitting(saved.revision)
            if kept_steps is not None:
                self._undo.write(kept_steps, position)
            self.past.written()
        self.saved = saved
        self._grown = self._grown or not change.empty
        self._read_back(change)
        self._held, self._left = change.after, (change.after.rows,)
        if kept_steps is not None:
            self._undo.written(kept_steps, position)
        return saved

    def revisions(self) -> list[Revision]:
        """Return all revisions, the oldest first."""
        with reading(self.path):
            return history.revisions(self._connection)

    def paper_at(self, revision: int) -> Paper:
        """Return the paper as of a revision, its record as it was then. Raises NotFound, PaperDamaged."""
        with reading(self.path):
            return history.paper_at(self._connection, revision, self.path)

    def steps(self) -> tuple[list[Step], int]:
        """Return the steps of undo and how many of them are done."""
        with reading(self.path):
            return self._undo.read()

    def describe(self, entry: Entry, text: str) -> None:
        """Keep the paper's line for the library and its public words. Raises NotSaved."""
        self._keep(listing_rows(entry, text))

    def put_away(self, *, archived: bool) -> None:
        """Keep whether the paper is in the archive. Raises NotSaved."""
        self._keep(archive_rows(archived=archived))

    def listing(self) -> Listing:
        """Return what the file says of itself for the library."""
        with reading(self.path):
            return read_listing(self._connection)

    def close(self) -> None:
        """Let the file go, copied first where it has grown. A second time does nothing."""
        if self.closed:
            return
        self.closed = True
        if self._grown:
            # No copy is no reason to hold on to the paper: what is saved is saved.
            with contextlib.suppress(StorageError, sqlite3.Error):
                if self.copies.behind:
                    self.copies.make("closed")
        files.close(self._connection, self.path, clean=not self.read_only)

    def _keep(self, rows: Mapping[str, str]) -> None:
        self._check_writable(None)
        with self._writing():
            write_listing(self._connection, rows)

    def _check_writable(self, paper: Paper | None) -> None:
        if self.read_only:
            raise NotSaved(f"Not saved: {self.path} is open for reading only.")
        if paper is not None and paper.id != self.id:
            raise NotSaved(f"Not saved: {self.path} holds another paper.")
        if files.identity(self.path) != self._identity:
            self._take_up_again()

    def _take_up_again(self) -> None:
        """Go on with the file in this one's place, where it is as this one was left: its drive was away.

        Raises NotSaved where there is none, or another one.
        """
        there = None
        with contextlib.suppress(StorageError):
            there = PaperFile(self.path)
        if there is None or not any(rows.same(there._left[0]) for rows in self._left):
            if there is not None:
                there.close()
            raise moved(self.path)
        there._grown = self._grown
        self._connection.close()  # of a file that is away: nothing beside the one that is here is its own
        vars(self).update(vars(there))

    def _difference(self, paper: Paper) -> Difference:
        if self._held is None:
            try:
                self.saved, self._held = self._look()
            except PaperDamaged as problem:
                if isinstance(problem.__cause__, sqlite3.OperationalError):  # a disk that does not answer
                    raise not_saved(self.path, problem.__cause__) from problem
                raise
        try:
            return difference(self._held, paper)
        except ValueError as problem:
            raise NotSaved(f"Not saved in {self.path}: {problem}.") from problem

    def _read_back(self, change: Difference) -> None:
        """Read all from disk and compare it with what was to be written. Raises NotSaved."""
        self._held = None
        try:
            with reading(self.path):
                # So that pages come from the file and not from this connection's memory.
                self._connection.execute("pragma shrink_memory")
                rows = read_rows(self._connection, self.path)
        except PaperDamaged as problem:
            raise NotSaved(f"Not saved: {problem}") from problem
        items = ((slot.kind, item) for slot, item in change.items.items() if item is not None)
        if not (rows.same(change.after.rows) and all(reads_back(kind, item) for kind, item in items)):
            raise NotSaved(f"Not saved: what {self.path} gave back was not what was written to it.")

    def _look(self) -> tuple[Saved, Held]:
        """Return what is on disk, every row of it checked. Raises PaperDamaged."""
        with reading(self.path):
            last = history.last_revision(self._connection)
            rows = read_rows(self._connection, self.path)
            if last.number:
                history.check_whole(self._connection, rows, last.number, self.path)
        if rows.texts.get(Slot(Part.ONE, "facts", "id"), f'"{self.id}"') != f'"{self.id}"':
            raise strayed(self.path)
        self._left = (rows,)
        return Saved(last.number, last.at), held(rows, self.path)

    @contextlib.contextmanager
    def _writing(self) -> Generator[None]:
        try:
            with files.transaction(self._connection):
                yield
        except sqlite3.Error as problem:
            # Whether it reached the disk is not known here: the next save looks.
            self._held = None
            self._undo.forget()
            raise not_saved(self.path, problem) from problem


def create_file(
    path: Path, paper: Paper, entry: Entry | None = None, after: Iterable[tuple[Paper, str, datetime]] = ()
) -> PaperFile:
    """Make the file of a new paper and return it open. Raises StorageError; writes over nothing.

    after: states that follow the first, each with label and time. The file is made in a folder of its own
    and gets its place once all of it is there: whatever dies before, no half of a paper is left, and the
    paper can be made again.
    """
    if path.exists():
        raise NotSaved(f"Not saved: there is a paper in {path} already.")
    beside = path.with_name(f".new-{uuid4()}")
    part = beside / path.name
    try:
        beside.mkdir(mode=0o700)
        files.make(part)
        _fill(part, paper, entry, after)
        backup.sync(part)
        give_name(part, path)
        files.sync_folder(path.parent)
    except OSError as problem:
        raise not_saved(path.parent, problem) from problem
    except NotSaved as problem:  # the folder that it was made in says nothing to anybody
        told = str(problem).replace(str(part), str(path.parent)).replace(str(beside), str(path.parent))
        raise NotSaved(told) from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    made = PaperFile(path)
    made._grown = True  # so that it is copied when it is let go, as after any change
    made.past.written()  # what is written next belongs to the sitting in which it was made
    return made


def _fill(
    part: Path, paper: Paper, entry: Entry | None, after: Iterable[tuple[Paper, str, datetime]]
) -> None:
    made = PaperFile(part)
    # A thousand states are put on disk once, before the file gets its place, and not each by itself.
    made._connection.execute("pragma synchronous = off")
    try:
        made.save(paper, label="Created")
        for then, label, at in after:
            made.save(then, label=label, at=at)
        if entry is not None:
            made.describe(entry, "")
    finally:
        made._grown = False  # copies are made of papers that have their place
        made.close()
