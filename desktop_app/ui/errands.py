"""Errands of the window: importing, copying, putting away, moving a paper on. Each says how it went."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QPushButton

from desktop_app.app.acts import NotAllowed, NotReady, move_to
from desktop_app.app.desk import CannotRead, Desk, Entry, StorageError, UnknownTemplate
from desktop_app.app.known_copy import called, paper_of_copy
from desktop_app.app.session import ReadOnly
from desktop_app.app.showing import place_words
from desktop_app.domain.state import State
from desktop_app.intake.text import NotAPaper

from .library_page import LibraryPage
from .message import Message
from .parts import button
from .reviewing import Reviewed, review_files


class Errander(Reviewed, Protocol):
    """Who errands are done for: the window."""

    library: LibraryPage

    @property
    def desk(self) -> Desk:
        """What is done with papers."""
        ...


def attempt(message: Message, act: Callable[[], object]) -> None:
    """Do something that may be refused, and tell the refusal."""
    try:
        act()
    except (StorageError, CannotRead, NotAPaper, UnknownTemplate, OSError) as problem:
        message.complain(str(problem))


def import_file(window: Errander, path: Path, *, separate: bool = False, kind: str = "") -> None:
    """Make a paper of a file, open it, and say what could not be placed.

    Where the file is a copy of a paper that is here, it is asked first what is meant, unless a separate
    paper is; where it does not say clearly which kind of paper it is, which one, unless that is given.
    """

    def imported() -> None:
        known = None if separate else paper_of_copy(window.desk, path)
        if known is not None:
            _ask_what_is_meant(window, path, known)
            return
        try:
            found = window.desk.imported(path, kind)
        except NotAPaper as problem:
            if kind:
                raise
            _ask_for_kind(window, path, str(problem))
            return
        if found.doubt and not kind:
            _ask_for_kind(window, path, found.doubt, found.template.key)
            return
        window.open_paper(window.desk.add(found.template, found.paper))
        window.message.tell(f"Imported {path.name}.", found.notes)

    attempt(window.message, imported)


def _ask_for_kind(window: Errander, path: Path, why: str, likely: str = "") -> None:
    """Ask which kind of paper a file is, the likeliest first."""
    templates = window.desk.catalogue.templates
    keys = sorted(templates, key=lambda key: (key != likely, templates[key].example))

    def choice(key: str) -> QPushButton:
        act = partial(import_file, window, path, separate=True, kind=key)
        return button(templates[key].label, act, "accent" if key == likely else "")

    first = f"It is most like: {templates[likely].label}. {why}" if likely else why
    window.message.tell(f"Which kind of paper is {path.name}?", [first], map(choice, keys))


def _ask_what_is_meant(window: Errander, path: Path, known: Entry) -> None:
    def review() -> None:
        window.open_paper(known.id)
        if window.paper is not None and window.paper.session.paper.id == known.id:
            window.message.clear()
            review_files(window, [path])

    window.message.tell(
        f"{path.name} is a copy of {called(known)}, which is among your papers.",
        ["Read it as a review of that paper, or make a new paper of it?"],
        [
            button("Read it as a review", review, "accent"),
            button("Make a new paper", lambda: import_file(window, path, separate=True)),
        ],
    )


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
        window.message.warn(f"Not {state.label.lower()} yet. To settle first:", lines)
    except (NotAllowed, ReadOnly) as problem:
        window.message.warn(str(problem))
    else:
        window.message.tell(f"The paper is now: {state.label.lower()}.")
