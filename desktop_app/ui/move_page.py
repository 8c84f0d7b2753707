"""Moving the open paper to a newer version of its form: what goes where, shown before anything is done."""

from collections.abc import Iterable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.app.desk import Desk
from desktop_app.app.moving import Move, Placed, carry_out, newer, plan, version_of
from desktop_app.app.session import Session
from desktop_app.domain.form import Template

from .aside import Aside
from .asides import show_aside
from .errands import attempt
from .message import Message
from .parts import button, card, clear, row, words
from .showing import Showing


class Mover(Showing, Protocol):
    """For whom a paper is moved: the window."""

    message: Message

    @property
    def desk(self) -> Desk:
        """What is done with papers."""
        ...

    def to_library(self) -> None:
        """Close the paper that is open, if any, and show the library."""
        ...


class MovePage(Aside):
    """Shows where each answer goes, then moves. `agreed` tells that the paper is to be moved."""

    agreed = Signal()

    def __init__(self, session: Session, new: Template) -> None:
        self._session, self._new = session, new
        told = "Nothing is lost: what has no place is kept and listed. Undo takes the move back."
        super().__init__(f"Move to the form of {version_of(new)}", told)
        self.refresh()

    def refresh(self) -> None:
        """Show where the answers of the paper as it is now go."""
        super().refresh()
        clear(self.body)
        move = plan(self._session.template, self._new, self._session.paper)
        self.body.addWidget(_card("tip", "Stays where it is", _kept(move)))
        if move.moved:
            lines = [f"{_place(move.old, one.key)}  →  {_place(move.new, one.target)}" for one in move.moved]
            self.body.addWidget(_card("advice", "Goes to another place", lines))
        if move.homeless:
            lines = [f"{_place(move.old, one.key)}. {one.why}" for one in move.homeless]
            self.body.addWidget(_card("warning", "Has no place; kept and listed", lines))
        if move.added:
            lines = [f"{move.new.form(s.key.partition('.')[0]).label}: {s.label}" for s in move.added]
            self.body.addWidget(_card("card", "New in this form, to be filled", lines))
        go = button(f"Move to the form of {version_of(self._new)}", self.agreed.emit, "accent")
        self.body.addLayout(row(go, None))


def _kept(move: Move) -> list[str]:
    documents: dict[str, int] = {}
    for one in move.kept:
        label = move.new.form(one.key.partition(".")[0]).label
        documents[label] = documents.get(label, 0) + 1
    return [f"{label}: {count} answer{'' if count == 1 else 's'}" for label, count in documents.items()]


def _card(look: str, title: str, lines: Iterable[str]) -> QFrame:
    pieces: list[QWidget] = [words(line) for line in lines]
    return card(look, words(title, "strong"), *(pieces or [words("Nothing", "soft")]))


def _place(template: Template, key: str) -> str:
    """Return where a field stands, in words; its key where the form does not know it."""
    for form in template.forms:
        for section in form.sections:
            for item in section.fields:
                if item.key == key:
                    label = item.label.rstrip(": ")
                    own = "" if label == section.label else f", {label}"
                    return f"{form.label}: {section.label}{own}"
    return key


def newer_form(window: Mover) -> Template | None:
    """Return the newer version of the open paper's form, None where there is none or nothing may change."""
    if window.paper is None or window.paper.session.read_only:
        return None
    return newer(window.desk.catalogue.templates, window.paper.session.template)


def show_move(window: Mover) -> None:
    """Show the page that moves the open paper to the newer version of its form."""
    new = newer_form(window)
    if window.paper is not None and new is not None:
        window.paper.pen.flush()
        page = MovePage(window.paper.session, new)
        moved = partial(attempt, window.message, partial(_move, window, new))
        page.agreed.connect(lambda: QTimer.singleShot(0, moved))
        show_aside(window, page)


def _move(window: Mover, new: Template) -> None:
    """Move the paper while no page of it is open, for they are laid out from the form that it leaves."""
    if window.paper is None:
        return
    paper_id = window.paper.session.paper.id
    window.to_library()
    if window.paper is not None:  # what was typed could not be saved, and the window has said so
        return
    session = window.desk.open(paper_id)
    move: list[Placed] = []
    try:
        planned = plan(session.template, new, session.paper)
        move.extend(planned.homeless)
        carry_out(session, planned)
    finally:
        session.close()
    window.open_paper(paper_id)
    left = f" {len(move)} without a place are listed with the findings." if move else ""
    window.message.tell(f"The paper is on the form of {version_of(new)} now.{left} Undo takes it back.")


def reopen(window: Mover) -> None:
    """Lay the open paper out anew: it is on another version of its form."""
    if window.paper is not None:
        paper_id = window.paper.session.paper.id
        window.to_library()
        window.open_paper(paper_id)
