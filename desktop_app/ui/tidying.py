"""Tidying memory when nobody waits for it, and only in the window's own thread."""

import gc
import sys

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

LOOK_MS = 1000  #: between two looks whether there is something to tidy
YOUNG = 10_000  #: new objects from which on it is worth it: a few milliseconds
MANY = 500_000  #: objects that came to stay since all was looked through; then it is, whoever waits
TURN_S = 0.001  #: after which work apart gives the window its turn


class Tidying(QObject):
    """Takes over from Python's own collector of what refers to itself in a circle.

    That one begins wherever it pleases: between a key and its painting, where in a long paper it takes a
    tenth of a second, or in another thread, where it would destroy what is the window's. Here new objects
    are looked through each second, and all of them while people are in another program.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._stayed = 0
        self._before = sys.getswitchinterval()
        gc.disable()
        sys.setswitchinterval(TURN_S)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app.applicationStateChanged.connect(self._turned)

    def look(self) -> None:
        """Collect what is new and dead, where there is much that is new."""
        new = gc.get_count()[0]
        if new >= YOUNG:
            self._stayed += new - gc.collect(1)
        if self._stayed >= MANY:
            self.all()

    def all(self) -> None:
        """Collect all that is dead. What is left is looked through again only the next time."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._stayed = 0

    def _turned(self, state: "QtCore.Qt.ApplicationState") -> None:
        if state is QtCore.Qt.ApplicationState.ApplicationInactive:
            self.all()

    def end(self) -> None:
        """Let Python do it again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
        sys.setswitchinterval(self._before)
