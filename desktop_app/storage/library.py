"""The library: a folder of papers, one file each, and the index over them."""

import contextlib
import errno
import os
from collections.abc import Generator, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from desktop_app.domain.state import state_of

from .entry import Entry
from .errors import NotFound, NotSaved, away, not_usable, unwritable
from .overview import Overview, Trouble
from .schema import file_name

# The window lists papers before it opens one: what reads and writes them is imported where it is first
# needed, 30 ms of the window's start.
if TYPE_CHECKING:
    from desktop_app.domain.paper import Paper

    from .listing import Listing
    from .paper_file import PaperFile

__all__ = ["Entry", "Library", "Trouble"]


class Library:
    """All papers of one folder. Belongs to the thread that made it."""

    def __init__(self, folder: Path, *, looked_through: bool = True) -> None:
        """Open a library, making its folder if need be. Raises StorageError where that cannot be done.

        looked_through: False to list papers as they were last known, until `looking` has been gone through.
        """
        self.folder = folder
        self.papers = folder / "papers"
        self._overview = Overview(
            folder / "index.sqlite3", self.papers, self._listing, trusted=not looked_through
        )
        # A live file must not be opened twice: what is open here is asked here.
        self._open: WeakValueDictionary[str, PaperFile] = WeakValueDictionary()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.papers.mkdir(mode=0o700, exist_ok=True)
        except OSError as problem:
            raise not_usable(folder, problem) from problem

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """The files that could not be listed when the papers were last looked through."""
        return self._overview.troubles

    def create(
        self,
        paper: "Paper",
        entry: Entry | None = None,
        after: "Iterable[tuple[Paper, str, datetime]]" = (),
    ) -> "PaperFile":
        """Make the file of a new paper and return it open; `entry` lists it. Raises StorageError.

        after: states of it that follow the first, with label and time: the file has all of them, or is not.
        """
        from .paper_file import create_file  # as said at the top

        line = entry or _plain_entry(paper)
        made = create_file(self._path(paper.id), paper, line, after)
        self._open[paper.id] = made
        self._overview.put(line, "")
        return made

    def open(self, paper_id: str, *, later: bool = False) -> "PaperFile":
        """Open a paper's file to work on it, for reading only where it may not be written to.

        later: as one that a later version of the program wrote, for reading only.

        Raises NotFound, PaperLocked, PaperDamaged, PaperNewer or StorageError.
        """
        from .later import LaterFile  # as said at the top
        from .paper_file import PaperFile

        path = self._path(paper_id)
        if not self.papers.is_dir():
            raise away(self.papers)
        if path.parent != self.papers or not path.is_file():
            raise NotFound(f"There is no paper {paper_id} in {self.folder}.")
        writable = os.access(path, os.W_OK) and os.access(self.papers, os.W_OK)
        try:
            opened = LaterFile(path) if later else PaperFile(path, read_only=not writable)
        except NotSaved as problem:  # no room for the name of who has it, or for a copy before an update
            opened = PaperFile(path, read_only=True)
            opened.why_not = str(problem)
        else:
            if not (later or writable):
                opened.why_not = str(unwritable(self.papers, PermissionError(errno.EACCES, "")))
        self._open[paper_id] = opened
        return opened

    def read(self, paper_id: str) -> "Paper":
        """Return a paper as it is on disk, be it open here or not. Raises as `open` does."""
        with self.file(paper_id) as file:
            return file.read()

    def entries(
        self, *, archived: bool = False, state: str = "", limit: int = -1, start: int = 0
    ) -> list[Entry]:
        """Return the papers in the library, or in its archive, those changed last first.

        state: the value of a State, for those that are in it alone.
        """
        return self._overview.ask(
            lambda index: index.entries(archived=archived, state=state, limit=limit, start=start)
        )

    def place(self, paper_id: str, *, archived: bool = False, state: str = "") -> int:
        """Return how many papers stand before a paper in what `entries` gives, -1 if it is not there."""
        return self._overview.ask(lambda index: index.place(paper_id, archived=archived, state=state))

    def counts(self, *, archived: bool = False) -> dict[str, int]:
        """Return how many papers there are in each state."""
        return self._overview.ask(lambda index: index.counts(archived=archived))

    def search(self, words: str, *, archived: bool = False, limit: int = 200) -> list[Entry]:
        """Return the papers whose public text has all the words, titles first, each with an excerpt."""
        return self._overview.ask(lambda index: index.search(words, archived=archived, limit=limit))

    def find(self, text: str) -> list[Entry]:
        """Return the papers with this reference or id, else those whose id begins so; archived ones last."""
        return self._overview.ask(lambda index: index.find(text))

    def note(self, entry: Entry, text: str = "") -> None:
        """Bring a paper's line and public words up to date, in its file and in the index.

        Whether it is in the archive stays as it is. Raises StorageError.
        """
        with self.file(entry.id) as file:
            before = file.listing().entry
            if not file.read_only:  # its folder was closed meanwhile: the list has its line all the same
                file.describe(entry, text)
        archived = before.archived if before is not None else False
        self._overview.put(entry._replace(archived=archived), text)

    def archive(self, paper_id: str) -> None:
        """Put a paper away: it is listed in the archive alone. Raises StorageError."""
        self._put_away(paper_id, archived=True)

    def restore(self, paper_id: str) -> None:
        """Bring a paper back from the archive. Raises StorageError."""
        self._put_away(paper_id, archived=False)

    def refresh(self) -> None:
        """Look for papers that came, went or changed behind the index's back."""
        self._overview.refresh()

    def looking(self) -> Generator[None, None, bool]:
        """Do what `refresh` does in short steps, as between keys; return whether the list has changed."""
        return self._overview.looking()

    def close(self) -> None:
        """Let the index go; papers that are open stay so."""
        self._overview.close()

    def _path(self, paper_id: str) -> Path:
        return self.papers / file_name(paper_id)

    @contextlib.contextmanager
    def file(self, paper_id: str) -> "Generator[PaperFile]":
        """Give a paper's file: the one that is open here, else opened for this alone. Raises as `open`."""
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
        with self.file(paper_id) as file:
            file.put_away(archived=archived)
            listing = file.listing()
        if listing.entry is not None:
            self._overview.put(listing.entry, listing.text)

    def _listing(self, paper_id: str) -> "Listing":
        from .listing import peek  # as said at the top

        held = self._open.get(paper_id)
        return held.listing() if held is not None and not held.closed else peek(self._path(paper_id))


def _plain_entry(paper: "Paper") -> Entry:
    """Return the line of a paper of which no more is known."""
    state = state_of(paper.public.record).value
    return Entry(paper.id, paper.public.template, "", "", state, datetime.now().astimezone())
