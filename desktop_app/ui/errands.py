"""Errands of the window: importing, copying, putting away, moving a paper on. Each says how it went."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desktop_app.app.acts import NotAllowed, NotReady, move_to
from desktop_app.app.desk import CannotRead, Desk, StorageError, UnknownTemplate
from desktop_app.app.showing import place_words
from desktop_app.domain.state import State
from desktop_app.intake.text import NotAPaper

from .library_page import LibraryPage
from .message import Message
from .paper_page import PaperPage
from .who import Who


class Errander(Protocol):
    """Who errands are done for: the window."""

    who: Who
    message: Message
    library: LibraryPage
    paper: PaperPage | None

    @property
    def desk(self) -> Desk:
        """What is done with papers."""
        ...

    def open_paper(self, paper_id: str) -> None:
        """Open a paper from the library."""
        ...


def attempt(message: Message, act: Callable[[], object]) -> None:
    """Do something that may be refused, and tell the refusal."""
    try:
        act()
    except (StorageError, CannotRead, NotAPaper, UnknownTemplate, OSError) as problem:
        message.tell(str(problem))


def import_file(window: Errander, path: Path) -> None:
    """Make a paper of a file, open it, and say what could not be placed."""

    def imported() -> None:
        paper_id, found = window.desk.import_file(path)
        window.open_paper(paper_id)
        window.message.tell(f"Imported {path.name}.", found.notes)

    attempt(window.message, imported)


def duplicate(window: Errander, paper_id: str) -> None:
    """Start a copy of a paper and open it."""
    attempt(window.message, lambda: window.open_paper(window.desk.duplicate(paper_id, window.who.name)))


def put_away(window: Errander, paper_id: str, *, away: bool) -> None:
    """Put a paper away, or bring it back. It can always be brought back."""

    def put() -> None:
        library = window.desk.library
        found = [entry for entry in library.find(paper_id) if entry.id == paper_id]
        name = f"“{found[0].title or 'Untitled'}”" if found else "The paper"
        if away:
            library.archive(paper_id)
        else:
            library.restore(paper_id)
        window.library.refresh()
        done = "put away. It is listed under “Archived”" if away else "among your papers again"
        window.message.tell(f"{name} is {done}.")

    attempt(window.message, put)


def move_on(window: Errander, state: State) -> None:
    """Move the open paper to a state, or say what stands in the way."""
    if window.paper is None:
        return
    window.paper.pen.flush()
    session = window.paper.session
    try:
        move_to(session, state, window.who.name)
    except NotReady as problem:
        lines = [f"{place_words(session.template, f)}: {f.title}" for f in problem.findings]
        window.message.tell(f"Not {state.label.lower()} yet. To settle first:", lines)
    except NotAllowed as problem:
        window.message.tell(str(problem))
    else:
        window.message.tell(f"The paper is now: {state.label.lower()}.")
