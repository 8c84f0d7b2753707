"""Copies of the open paper while one writes: looked after every minute, never while a key is on its way."""

from threading import Lock, Thread
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.app.keeping import Finish, copy_if_due
from desktop_app.app.session import Session

LOOK_MS = 60_000  #: between two looks whether a copy is due
QUIET_S = 2.0  #: without a change before a copy is taken, which holds the window up for some milliseconds


class Backups(QObject):
    """Takes copies of a session's paper. `failed` carries the sentence where one could not be made."""

    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._touched = 0.0
        self._ended = False
        self._telling = Lock()  #: held while somebody is told, and to end that
        self._end = session.subscribe(lambda _: self._heed())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def _heed(self) -> None:
        self._touched = monotonic()

    def look(self) -> Thread | None:
        """Take a copy where one is due and nobody types; return the thread that proves it."""
        if self._ended or monotonic() - self._touched < QUIET_S:
            return None
        finish = copy_if_due(self._session)
        if finish is None:
            return None
        thread = Thread(target=lambda: self._prove(finish), name="copy of a paper")
        thread.start()
        return thread

    def _prove(self, finish: Finish) -> None:
        told = finish()
        with self._telling:
            if told and not self._ended:
                self.failed.emit(told)

    def end(self) -> None:
        """Look no more: the paper is let go."""
        with self._telling:
            self._ended = True
        self._timer.stop()
        self._end()
