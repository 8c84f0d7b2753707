"""A damaged paper: what there is to go back to and what differs, named, before anything is done."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.app.desk import Desk, StorageError
from desktop_app.app.opening import Opened
from desktop_app.app.recovering import Recovery, recover

from .aside import Aside
from .message import Message
from .parts import button, card, row, words

_MOST = 20


class Recoverer(Protocol):
    """For whom a paper is recovered: the window."""

    message: Message

    @property
    def desk(self) -> Desk:
        """What is done with papers."""
        ...

    def open_paper(self, paper_id: str) -> None:
        """Open a paper from the library."""
        ...

    def to_library(self) -> None:
        """Show the library."""
        ...

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the paper."""
        ...


class RecoveryPage(Aside):
    """Offers the newest good state. `agreed` tells that it is wanted, and whether with what is later."""

    agreed = Signal(bool)

    def __init__(self, told: str, recovery: Recovery) -> None:
        super().__init__("This paper is damaged", told)
        self.lead_back("Back to the papers")
        if recovery.offer is None:
            self.body.addWidget(_card("error", "There is no copy to go back to", (_NO_COPY,)))
            return
        kept = "The damaged file is kept as it is, in the library’s folder “backups”."
        self.body.addWidget(_card("tip", f"There is a whole copy as of {recovery.when}", (kept,)))
        if recovery.later:
            self.body.addWidget(_card("advice", "The damaged file says otherwise, and can be read, in:",
                                      recovery.later))  # fmt: skip
        if recovery.lost:
            self.body.addWidget(_card("warning", "Cannot be read in the damaged file", recovery.lost))
        choices: list[QWidget] = []
        if recovery.later:
            choices.append(button("Go back, and keep those texts", lambda: self.agreed.emit(True), "accent"))
        look = "" if recovery.later else "accent"
        choices.append(button(f"Go back to {recovery.when}", lambda: self.agreed.emit(False), look))
        self.body.addLayout(row(*choices, None))
        self.setFocusProxy(choices[0])


_NO_COPY = "The file was left as it is. A copy from elsewhere can be put into the library’s folder “papers”."


def _card(look: str, title: str, lines: Sequence[str]) -> QFrame:
    more = [words(f"and {len(lines) - _MOST} more", "soft")] if len(lines) > _MOST else []
    return card(look, words(title, "strong"), *(words(line) for line in lines[:_MOST]), *more)


def show_recovery(window: Recoverer, opened: Opened) -> None:
    """Show what can be done about a damaged paper, and do what is agreed to."""
    recovery = opened.recovery
    if recovery is None:
        return
    page = RecoveryPage(opened.told, recovery)
    page.left.connect(window.to_library)
    page.agreed.connect(lambda with_later: _recover(window, recovery, with_later=with_later))
    window.show_page(page)


def _recover(window: Recoverer, recovery: Recovery, *, with_later: bool) -> None:
    try:
        paper_id = recover(window.desk, recovery, with_later=with_later)
    except StorageError as problem:
        window.message.complain(str(problem))
        return
    window.open_paper(paper_id)
    window.message.tell(f"The paper is as of {recovery.when} again. The damaged file is kept.")
