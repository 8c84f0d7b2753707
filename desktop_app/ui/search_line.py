"""The line that searches the library: it waits for a pause, and leads by key to what it found."""

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from .parts import button, measure

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
        self.setMaximumWidth(measure(420))
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
