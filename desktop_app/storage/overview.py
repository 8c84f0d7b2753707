"""The index over a folder of papers, kept right: made again from the papers whenever it is of no use."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .entry import Entry
from .errors import StorageError, away, not_usable, strayed
from .index import Index, Print
from .schema import SUFFIX, file_name, id_of

if TYPE_CHECKING:  # how a file is read is loaded when one is
    from .listing import Listing

_T = TypeVar("_T")
_AT_ONCE = 500  #: files looked at in one step, so that none lasts 50 ms
_READ_AT_ONCE = 8  #: files opened in one step


class Trouble(NamedTuple):
    """A file among the papers that cannot be listed, or the folder of them all, and why."""

    path: Path
    sentence: str
    stray: bool = False  #: whether it is a copy of a paper, under another name

    @property
    def paper_id(self) -> str:
        """The id of the paper that the file is named for."""
        return id_of(self.path)

    @property
    def of_all(self) -> bool:
        """Whether no paper can be listed: their folder is away."""
        return not self.path.name.endswith(SUFFIX)


class Overview:
    """What the library knows of all its papers. listing_of: reads what a paper's file says of itself.

    trusted: what the index has is given without a look at the files, until `looking` has been gone through.
    """

    def __init__(
        self, path: Path, papers: Path, listing_of: "Callable[[str], Listing]", *, trusted: bool = False
    ) -> None:
        self.path = path
        self.troubles: tuple[Trouble, ...] = ()  #: found when the papers were last looked through
        self._papers = papers
        self._listing_of = listing_of
        self._index: Index | None = None
        self._trusted = trusted

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
        if self.path.exists():  # it may not be written to, nor taken away
            self._index = Index(None)
            self.refresh()
        self._ready()

    def refresh(self) -> None:
        """Look for papers that came, went or changed behind the index's back."""
        for _ in self.looking():
            pass

    def looking(self) -> Generator[None, None, bool]:
        """Do what `refresh` does in short steps; return whether anything has changed."""
        while True:
            index = self._ready()
            self._trusted = True  # the index that is looked through must not look through by itself
            changed = yield from self._look_through()
            self._trusted = False
            if self._index is index:
                return changed

    def close(self) -> None:
        """Let the index go."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def _ready(self) -> Index:
        if self._index is None:
            self._index = self._opened()
            if not self._trusted:
                self.refresh()
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

    def _look_through(self) -> Generator[None, None, bool]:
        """Bring the index up to date with the files that came, went or changed."""
        known = self.ask(lambda index: index.files())
        yield
        found: dict[str, Print] = {}
        try:
            for number, (paper_id, file) in enumerate(_files(self._papers), 1):
                found[paper_id] = file
                if not number % _AT_ONCE:
                    yield
        except OSError:  # a drive that is away: what is known of it stays known
            before, self.troubles = self.troubles, (Trouble(self._papers, str(away(self._papers))),)
            return before != self.troubles
        gone = known.keys() - found.keys()
        if gone:
            self.ask(lambda index: index.drop(gone))
        stale = [paper_id for paper_id, file in found.items() if known.get(paper_id) != file]
        troubles: list[Trouble] = []
        for start in range(0, len(stale), _READ_AT_ONCE):
            yield
            few = {paper_id: found[paper_id] for paper_id in stale[start : start + _READ_AT_ONCE]}
            troubles += self._read(few)
        changed = bool(gone or stale) or self.troubles != tuple(troubles)
        self.troubles = tuple(troubles)
        return changed

    def _read(self, files: dict[str, Print]) -> Iterator[Trouble]:
        """Put a few papers into the index, each as its file says; yield those that could not be read."""
        lines: list[tuple[Entry, str, Print]] = []
        for paper_id, file in files.items():
            try:
                listing = self._listing_of(paper_id)
            except StorageError as problem:
                yield Trouble(self._papers / file_name(paper_id), str(problem))
                continue
            if listing.entry is not None and listing.entry.id != paper_id:
                path = self._papers / file_name(paper_id)
                yield Trouble(path, str(strayed(path)), stray=True)
            elif listing.entry is not None:
                lines.append((listing.entry, listing.text, file))
        self.ask(lambda index: index.put_all(lines))


def _files(folder: Path) -> Iterator[tuple[str, Print]]:
    """Yield the id and print of each paper's file."""
    with os.scandir(folder) as found:
        for file in found:
            if file.name.endswith(SUFFIX) and not file.name.startswith("."):
                with contextlib.suppress(FileNotFoundError):  # gone since
                    stat = file.stat()
                    yield file.name.removesuffix(SUFFIX), Print(stat.st_size, stat.st_mtime_ns)


def _print(path: Path) -> Print:
    try:
        stat = path.stat()
    except OSError as problem:
        raise not_usable(path, problem) from problem
    return Print(stat.st_size, stat.st_mtime_ns)
