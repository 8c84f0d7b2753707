"""Erasing from Part 2: what goes, from where, and what stays, said before it is done."""

from collections.abc import Iterable
from itertools import chain
from typing import Protocol

from desktop_app.app.desk import StorageError
from desktop_app.app.erasing import erase_from_part2
from desktop_app.app.erasing_plan import Plan, lines_of, plan_erasing
from desktop_app.app.session import ReadOnly

from .aside import Aside
from .asides import show_aside
from .message import Message
from .parts import button, card, clear, row, words
from .showing import Showing

_ERASED = "Erased. Nothing that is kept of this paper says any more what Part 2 said before."
_GOES = (
    "Everything that Part 2 said before: earlier versions, and every copy of this paper made until now.",
    "All steps of undo, of both parts.",
)
_STAYS = (
    "What Part 2 says now. Delete a passage there first if it is to go.",
    "Everything else that Part 1 says or said.",
    "Who ticked and signed what, and that something was erased.",
)
_MOST = 200  #: lines of a card


class Eraser(Showing, Protocol):
    """For whom is erased: the window."""

    message: Message


class ErasePage(Aside):
    """Says what erasing does; its one button does it."""

    def __init__(self, window: Eraser) -> None:
        super().__init__("Erase from Part 2", "This cannot be undone.")
        self._window = window
        self.refresh()

    def refresh(self) -> None:
        """Show what would go of the paper as it is now."""
        super().refresh()
        clear(self.body)
        if self._window.paper is None:
            return
        try:
            plan = plan_erasing(self._window.paper.session)
        except StorageError as problem:
            self.body.addWidget(card("error", words(str(problem))))
            return
        self._show(plan)

    def _show(self, plan: Plan) -> None:
        self._card("warning", "Goes for good", chain(_GOES, lines_of(plan.passages)))
        if plan.earlier or plan.beside:
            told = ("It once stood there. Each place will say that something was erased.",)
            self._card("warning", "Goes from Part 1 too", chain(told, lines_of(plan.earlier), plan.beside))
        if plan.frozen:
            self._card("error", "Was submitted", (plan.frozen,))
        if plan.today:
            told = ("Part 2 once said it too. If it is to go, take it out of Part 1 first, then come back.",)
            self._card("error", "Stands in Part 1 today, and stays", chain(told, lines_of(plan.today)))
        self._card("tip", "Stays", _STAYS)
        limit = (
            "Files that left this computer, printed fingerprints, and what a disk keeps of deleted files, "
            "are out of reach."
        )
        self.body.addWidget(words(limit, "soft"))
        act = "Erase the rest for good" if plan.today else "Erase for good"
        self.body.addLayout(row(button(act, self.erase), None))

    def _card(self, look: str, title: str, lines: Iterable[str]) -> None:
        lines = tuple(lines)
        more = len(lines) - _MOST
        shown = (*lines[:_MOST], *((f"And {more} more.",) if more > 0 else ()))
        self.body.addWidget(card(look, words(title, "strong"), *(words(line) for line in shown)))

    def erase(self) -> None:
        """Erase, and say how it went."""
        if self._window.paper is None:
            return
        failed = ""
        try:
            erase_from_part2(self._window.paper.session, self._window.who.name)
        except StorageError as problem:
            failed = str(problem)
        self.outdated.stop()
        self._window.back_to_paper()
        if failed:
            self._window.message.complain(failed)
        else:
            self._window.message.tell(_ERASED)


def show_erase(window: Eraser) -> None:
    """Show what erasing from Part 2 would do; of a paper that is open for reading only, why it cannot be."""
    if window.paper is None:
        return
    try:
        window.paper.session.check_writable()
    except ReadOnly as problem:
        window.message.warn(str(problem))
        return
    window.paper.pen.flush()
    show_aside(window, ErasePage(window))
