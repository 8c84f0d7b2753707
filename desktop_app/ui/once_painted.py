"""What is done as soon as people see a window: not before, so that they see it soon."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LATER_MS = 50  #: after the window begins to be painted: all in it is then, and on the screen


class OncePainted(QObject):
    """Does something once a window, and all in it, has been painted for the first time."""

    def __init__(self, window: QWidget, act: Callable[[], object]) -> None:
        super().__init__(window)
        self._act = act
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the painting; stop nothing on its way."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(LATER_MS, self, self._act)
        return False
