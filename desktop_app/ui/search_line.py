"""The line that searches the library: it waits for a pause, and leads by key to what it found."""

from PySide6 import QtCore
from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from .parts import button, measure, row

_WIDEST = 420  #: px of the line, at normal size
SEARCH_MS = 150  #: after the last key in the search line


class SearchLine(QLineEdit):
    """Takes what is sought. `clearer` is a button that empties it, there while it holds something.

    sought: other words are sought, and nobody types. opened: Return was pressed. down: the focus is to go to
    what was found.
    """

    sought = Signal()
    opened = Signal()
    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Search titles, references and text")
        self.setAccessibleName("Search titles, references and text")
        self.setMinimumWidth(160)
        self.clearer = button("Clear", self._empty, "link", "Clear the search")
        self.clearer.hide()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_MS)
        self._wait.timeout.connect(self.sought)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._open)

    def _changed(self, asked: str) -> None:
        self.clearer.setVisible(bool(asked))
        self._wait.start()

    def _open(self) -> None:
        if self._wait.isActive():  # what was typed last counts
            self._wait.stop()
            self.sought.emit()
        if self.text().strip():
            self.opened.emit()

    def go_on(self, typed: str) -> None:
        """Take over what was typed elsewhere, behind what is sought already, and what is typed next."""
        self.setFocus()
        self.end(False)
        self.insert(typed)

    def _empty(self) -> None:
        self.clear()
        self.setFocus()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Go to what is found with Down; leave the search with Escape."""
        if arg__1.key() == QtCore.Qt.Key.Key_Down:
            self.down.emit()
        elif arg__1.key() == QtCore.Qt.Key.Key_Escape and self.text():
            self._empty()
        else:
            super().keyPressEvent(arg__1)


class FindRow(QHBoxLayout):
    """The search line beside what else picks papers, or above it where one row has no room for both."""

    def __init__(self, search: SearchLine, beside: QWidget) -> None:
        super().__init__()
        self._search, self._beside = search, beside
        self.setSpacing(12)
        self.addLayout(row(search, search.clearer, space=12), 2)
        self.addWidget(beside, 3)
        self._stacked = False

    def setGeometry(self, arg__1: QRect) -> None:
        """Lay out as the width has it; in larger type the line is longer."""
        search = self._search
        words = search.fontMetrics().horizontalAdvance(search.placeholderText()) + 2 * self.spacing()
        stacked = words + self.spacing() + self._beside.sizeHint().width() > arg__1.width()
        search.setMaximumWidth(arg__1.width() if stacked else measure(_WIDEST))
        if stacked != self._stacked:
            self._stacked = stacked
            to = QHBoxLayout.Direction
            self.setDirection(to.TopToBottom if stacked else to.LeftToRight)
        super().setGeometry(arg__1)
