"""The index over a folder of papers, kept right: made again from the papers whenever it is of no use."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from .entry import Entry
from .errors import StorageError, not_usable
from .index import Index, Print
from .listing import Listing
from .schema import SUFFIX, file_name

_T = TypeVar("_T")
_AT_ONCE = 500  #: papers put into the index in one transaction while it is made again


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file among the papers that cannot be listed, and why."""

    path: Path
    sentence: str


class Overview:
    """What the library knows of all its papers. listing_of: reads what a paper's file says of itself."""

    def __init__(self, path: Path, papers: Path, listing_of: Callable[[str], Listing]) -> None:
        self.path = path
        self.troubles: tuple[Trouble, ...] = ()  #: found when the papers were last looked through
        self._papers = papers
        self._listing_of = listing_of
        self._index: Index | None = None

    def ask(self, question: Callable[[Index], _T]) -> _T:
        """Ask the index; where its file is of no use, make it again and ask once more.

        Raises StorageError where another process has kept it to itself for long.
        """
        try:
            return question(self._ready())
        except sqlite3.Error as problem:
            if getattr(problem, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise not_usable(self.path, problem) from problem
        self.rebuild()
        return question(self._ready())

    def put(self, entry: Entry, text: str) -> None:
        """Put in a paper's line and public words. Raises StorageError."""
        file = _print(self._papers / file_name(entry.id))
        self.ask(lambda index: index.put(entry, text, file))

    def rebuild(self) -> None:
        """Make the index again from the papers."""
        self._drop()
        self._ready()

    def refresh(self) -> None:
        """Look for papers that came, went or changed behind the index's back."""
        self.ask(self._look_through)

    def close(self) -> None:
        """Let the index go."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def _ready(self) -> Index:
        if self._index is None:
            self._index = self._opened()
            self._look_through(self._index)
        return self._index

    def _opened(self) -> Index:
        for _ in range(2):
            try:
                return Index(self.path)
            except (sqlite3.OperationalError, OSError):
                break  # in use for long, or in a folder that may not be written to
            except sqlite3.Error:
                self._drop()  # damaged, or of another version
        return Index(None)  # lists the papers all the same, for this run alone

    def _drop(self) -> None:
        self.close()
        for path in (self.path, self.path.with_name(f"{self.path.name}-journal")):
            with contextlib.suppress(OSError):
                path.unlink()

    def _look_through(self, index: Index) -> None:
        """Bring the index up to date with the files that came, went or changed."""
        known = index.files()
        found = dict(_files(self._papers))
        gone = known.keys() - found.keys()
        if gone:
            index.drop(gone)
        stale = [paper_id for paper_id, file in found.items() if known.get(paper_id) != file]
        troubles: list[Trouble] = []
        for start in range(0, len(stale), _AT_ONCE):
            lines: list[tuple[Entry, str, Print]] = []
            for paper_id in stale[start : start + _AT_ONCE]:
                try:
                    listing = self._listing_of(paper_id)
                except StorageError as problem:
                    troubles.append(Trouble(self._papers / file_name(paper_id), str(problem)))
                    continue
                if listing.entry is not None:
                    lines.append((listing.entry, listing.text, found[paper_id]))
            index.put_all(lines)
        self.troubles = tuple(troubles)


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
