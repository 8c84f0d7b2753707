"""Erasing from Part 2: what goes and what stays, said before it is done."""

from typing import Protocol

from desktop_app.app.desk import StorageError
from desktop_app.app.erasing import erase_from_part2

from .aside import Aside
from .asides import show_aside
from .message import Message
from .parts import button, card, row, words
from .showing import Showing

_GOES = (
    "Everything that Part 2 said before: earlier versions, and every copy of this paper made until now.",
    "All steps of undo, of both parts.",
)
_STAYS = (
    "What Part 2 says now. Delete a passage there first if it is to go.",
    "Part 1 with its earlier versions. A passage that once stood in Part 1 is still in those.",
    "Who ticked and signed what, and that something was erased.",
)


class Eraser(Showing, Protocol):
    """For whom is erased: the window."""

    message: Message


class ErasePage(Aside):
    """Says what erasing does; its one button does it."""

    def __init__(self, window: Eraser) -> None:
        super().__init__("Erase from Part 2", "This cannot be undone.")
        self._window = window
        for look, title, lines in (("warning", "Goes for good", _GOES), ("tip", "Stays", _STAYS)):
            self.body.addWidget(card(look, words(title, "strong"), *(words(line) for line in lines)))
        limit = "Files that left this computer, and what a disk keeps of deleted files, are out of reach."
        self.body.addWidget(words(limit, "soft"))
        self.body.addLayout(row(button("Erase for good", self.erase), None))

    def erase(self) -> None:
        """Erase, and say how it went."""
        if self._window.paper is None:
            return
        told = "Erased. Part 2 holds what it says now, and nothing of what it said before."
        try:
            erase_from_part2(self._window.paper.session, self._window.who.name)
        except StorageError as problem:
            told = str(problem)
        self._window.back_to_paper()
        self._window.message.tell(told)


def show_erase(window: Eraser) -> None:
    """Show what erasing from Part 2 would do."""
    if window.paper is not None and not window.paper.session.read_only:
        window.paper.pen.flush()
        show_aside(window, ErasePage(window))
