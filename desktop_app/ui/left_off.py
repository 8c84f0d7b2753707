"""Where a person left each paper: it opens there again, in the section and paragraph they were in.

It is kept with this person's settings alone, as a field's key and a paragraph's id: never in the paper. It is
kept while one writes, too: a machine that loses its power asks nobody where they were.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from desktop_app.app.progress import SectionState
from desktop_app.domain.step import Caret

from .pen import Pen
from .section_page import SectionPage
from .who import Who

SOON_MS = 2000  #: from going elsewhere until it is kept: not each place that one only passes


class LeavingOff(QObject):
    """Keeps in mind where one is in an open paper: soon after one goes elsewhere, and as typing is saved.

    shown: gives the section shown.
    """

    def __init__(self, pen: Pen, shown: Callable[[], SectionPage | None], who: Who, parent: QObject) -> None:
        super().__init__(parent)
        self._pen, self._shown, self._who = pen, shown, who
        self._kept = ("", "")  #: field and block
        self._due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self.keep)
        pen.written.connect(self._between)

    def soon(self) -> None:
        """Note that one may be elsewhere by now. Where one goes on from there at once is not kept."""
        if not self._timer.isActive():
            self._timer.start()

    def _between(self) -> None:
        """Do what is due when a key is painted, and the next is not there yet."""
        self.end() if self._due else self.soon()

    def keep(self) -> None:
        """Keep in mind where one is, unless that is known; while somebody types, at the next save."""
        self._due = self._pen.waits
        if not self._due:
            self.end()

    def end(self) -> None:
        """Keep it whatever waits: the paper is let go."""
        self._timer.stop()
        self._due = False
        shown = self._shown()
        if shown is None:
            return
        caret = shown.caret(shown.focusWidget())  # also where a menu or a pane has the focus now
        here = (caret.field or shown.section.key, caret.block)
        if here != self._kept:
            self._kept = here
            self._who.leave(self._pen.session.paper.id, *here)


def left_at(paper: str, states: Iterable[SectionState], who: Who) -> Caret:
    """Return where a paper was left; of no field where it never was, or where that is no longer asked."""
    field, block = who.left_at(paper)
    sections = [state.section for state in states]
    known = any(field in (section.key, *(item.key for item in section.fields)) for section in sections)
    return Caret(field, block) if known else Caret()


def come_back(shown: SectionPage, at: Caret) -> None:
    """Put the caret where the paper was left, if this section is it; else into the first field."""
    shown.take_focus()
    if at.block and at.field in shown.editors:
        shown.go_to(at)
