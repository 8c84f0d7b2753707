"""The library: a folder of papers, one file each, and the index over them."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4
from weakref import WeakValueDictionary

from desktop_app.domain.paper import Paper
from desktop_app.domain.state import state_of

from .copying import copy_of
from .entry import Entry
from .errors import NotFound, StorageError, not_usable
from .index import Index, Print
from .paper_file import Listing, PaperFile, create_file, peek
from .schema import SUFFIX, file_name

__all__ = ["Entry", "Library", "Trouble"]

_T = TypeVar("_T")
_AT_ONCE = 500  #: papers put into the index in one transaction while it is made again


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file among the papers that cannot be listed, and why."""

    path: Path
    sentence: str


class Library:
    """All papers of one folder. Belongs to the thread that made it."""

    def __init__(self, folder: Path) -> None:
        """Open a library, making its folder if need be. Raises StorageError where that cannot be done."""
        self.folder = folder
        self.papers = folder / "papers"
        self.troubles: tuple[Trouble, ...] = ()  #: found when the papers were last looked through
        self._index: Index | None = None
        # A live file must not be opened twice: what is open here is asked here.
        self._open: WeakValueDictionary[str, PaperFile] = WeakValueDictionary()
        try:
            for needed in (folder, self.papers):
                needed.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise not_usable(folder, problem) from problem

    @property
    def index_path(self) -> Path:
        """The file of the index, which may be deleted at any time."""
        return self.folder / "index.sqlite3"

    def create(self, paper: Paper, entry: Entry | None = None) -> PaperFile:
        """Make the file of a new paper and return it open; `entry` lists it. Raises StorageError."""
        line = entry or _plain_entry(paper)
        made = create_file(self._path(paper.id), paper, line)
        self._open[paper.id] = made
        self._put(line, "")
        return made

    def open(self, paper_id: str) -> PaperFile:
        """Open a paper's file to work on it, for reading only where it may not be written to.

        Raises NotFound, PaperLocked, PaperDamaged, PaperNewer or StorageError.
        """
        path = self._existing(paper_id)
        writable = os.access(path, os.W_OK) and os.access(self.papers, os.W_OK)
        opened = PaperFile(path, read_only=not writable)
        self._open[paper_id] = opened
        return opened

    def read(self, paper_id: str) -> Paper:
        """Return a paper as it is on disk, be it open here or not. Raises as `open` does."""
        with self._file(paper_id) as file:
            return file.read()

    def entries(self, *, archived: bool = False, limit: int = -1, start: int = 0) -> list[Entry]:
        """Return the papers in the library, or in its archive, those changed last first."""
        return self._ask(lambda index: index.entries(archived=archived, limit=limit, start=start))

    def counts(self, *, archived: bool = False) -> dict[str, int]:
        """Return how many papers there are in each state."""
        return self._ask(lambda index: index.counts(archived=archived))

    def search(self, words: str, *, archived: bool = False, limit: int = 200) -> list[Entry]:
        """Return the papers whose public text has all the words, titles first, each with an excerpt."""
        return self._ask(lambda index: index.search(words, archived=archived, limit=limit))

    def find(self, text: str) -> list[Entry]:
        """Return the papers with this reference or id, else those whose id begins so; archived ones last."""
        return self._ask(lambda index: index.find(text))

    def note(self, entry: Entry, text: str = "") -> None:
        """Bring a paper's line and public words up to date, in its file and in the index.

        Whether it is in the archive stays as it is. Raises StorageError.
        """
        with self._file(entry.id) as file:
            archived = file.listing().entry
            file.describe(entry, text)
        self._put(replace(entry, archived=archived.archived if archived else False), text)

    def archive(self, paper_id: str) -> None:
        """Put a paper away: it is listed in the archive alone. Raises StorageError."""
        self._put_away(paper_id, archived=True)

    def restore(self, paper_id: str) -> None:
        """Bring a paper back from the archive. Raises StorageError."""
        self._put_away(paper_id, archived=False)

    def duplicate(self, paper_id: str, *, without: Iterable[str] = ()) -> str:
        """Copy the public part of a paper into a new one and return its id. Raises StorageError.

        without: full keys of answers to leave out. The copy has new block ids, no record, no ticks, and
        nothing of Part 2.
        """
        with self._file(paper_id) as file:
            paper, listing = copy_of(file.read(), str(uuid4()), frozenset(without)), file.listing()
        entry = listing.entry
        if entry is not None:
            now = datetime.now().astimezone()
            entry = replace(entry, id=paper.id, reference="", state="drafting", changed=now, archived=False)
        self.create(paper, entry).close()
        if entry is not None:
            self.note(entry, listing.text)
        return paper.id

    def rebuild(self) -> None:
        """Make the index again from the papers."""
        self._drop_index()
        self._ready_index()

    def refresh(self) -> None:
        """Look for papers that came, went or changed behind the index's back."""
        self._ask(self._look_through)

    def close(self) -> None:
        """Let the index go; papers that are open stay so."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def _path(self, paper_id: str) -> Path:
        return self.papers / file_name(paper_id)

    def _existing(self, paper_id: str) -> Path:
        path = self._path(paper_id)
        if Path(file_name(paper_id)).name != file_name(paper_id) or not path.is_file():
            raise NotFound(f"There is no paper {paper_id} in {self.folder}.")
        return path

    @contextlib.contextmanager
    def _file(self, paper_id: str) -> Generator[PaperFile]:
        """Give a paper's file: the one that is open here, else opened for this alone."""
        held = self._open.get(paper_id)
        if held is not None and not held.closed:
            yield held
            return
        file = self.open(paper_id)
        try:
            yield file
        finally:
            file.close()

    def _put_away(self, paper_id: str, *, archived: bool) -> None:
        with self._file(paper_id) as file:
            file.put_away(archived)
            listing = file.listing()
        if listing.entry is not None:
            self._put(listing.entry, listing.text)

    def _put(self, entry: Entry, text: str) -> None:
        file = _print(self._path(entry.id))
        self._ask(lambda index: index.put(entry, text, file))

    def _ask(self, question: Callable[[Index], _T]) -> _T:
        """Ask the index; where its file is of no use, make it again and ask once more."""
        try:
            return question(self._ready_index())
        except sqlite3.Error as problem:
            if getattr(problem, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise not_usable(self.index_path, problem) from problem
        self.rebuild()
        return question(self._ready_index())

    def _ready_index(self) -> Index:
        if self._index is None:
            self._index = self._open_index()
            self._look_through(self._index)
        return self._index

    def _open_index(self) -> Index:
        for attempt in (self.index_path, self.index_path, None):
            try:
                return Index(attempt)
            except (sqlite3.OperationalError, OSError):
                break  # in use for long, or a folder that may not be written to
            except sqlite3.Error:
                self._drop_index()  # damaged, or of another version
        return Index(None)  # lists the papers all the same, for this run alone

    def _drop_index(self) -> None:
        self.close()
        for name in (self.index_path.name, f"{self.index_path.name}-journal"):
            with contextlib.suppress(OSError):
                self.folder.joinpath(name).unlink()

    def _look_through(self, index: Index) -> None:
        """Bring the index up to date with the files that came, went or changed."""
        known = index.files()
        found = dict(_files(self.papers))
        index.drop(known.keys() - found.keys())
        stale = [paper_id for paper_id, file in found.items() if known.get(paper_id) != file]
        troubles: list[Trouble] = []
        for start in range(0, len(stale), _AT_ONCE):
            lines: list[tuple[Entry, str, Print]] = []
            for paper_id in stale[start : start + _AT_ONCE]:
                try:
                    listing = self._listing(paper_id)
                except StorageError as problem:
                    troubles.append(Trouble(self._path(paper_id), str(problem)))
                    continue
                if listing.entry is not None:
                    lines.append((listing.entry, listing.text, found[paper_id]))
            index.put_all(lines)
        self.troubles = tuple(troubles)

    def _listing(self, paper_id: str) -> Listing:
        held = self._open.get(paper_id)
        if held is not None and not held.closed:
            return held.listing()
        return peek(self._path(paper_id))


def _plain_entry(paper: Paper) -> Entry:
    """Return the line of a paper of which no more is known."""
    state = state_of(paper.public.record).value
    return Entry(paper.id, paper.public.template, "", "", state, datetime.now().astimezone())


def _files(folder: Path) -> Iterator[tuple[str, Print]]:
    """Yield the id and print of each paper's file."""
    with os.scandir(folder) as found:
        for file in found:
            if file.name.endswith(SUFFIX) and not file.name.startswith("."):
                stat = file.stat()
                yield file.name.removesuffix(SUFFIX), Print(stat.st_size, stat.st_mtime_ns)


def _print(path: Path) -> Print:
    try:
        stat = path.stat()
    except OSError as problem:
        raise not_usable(path, problem) from problem
    return Print(stat.st_size, stat.st_mtime_ns)
