"""How much of a text is in sight: the room it asks for, the caret kept in it, and word of more."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent

from .editing import EditingView

_LINES = 3  #: seen at the least


class SeenView(EditingView):
    """A text that can be edited and tells, by `more_seen`, that there is more of it in sight."""

    more_seen = Signal()

    def sizeHint(self) -> QSize:
        """Return the size wanted: some lines. Where there is room for more it is given it.

        No more than that, for a page that has to be scrolled around a text that is scrolled itself is a maze.
        """
        return QSize(256, round(_LINES * 1.4 * self.fontMetrics().height()))

    def showEvent(self, e: QShowEvent) -> None:
        """Tell that there is more in sight."""
        super().showEvent(e)
        self.more_seen.emit()

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Keep the caret in sight where it was; tell that there may be more in sight."""
        seen = 0 <= self.cursorRect().bottom() <= e.oldSize().height()
        super().resizeEvent(e)
        if seen and e.size().height() < e.oldSize().height():
            self.ensureCursorVisible()
        self.more_seen.emit()
