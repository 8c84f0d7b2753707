"""Looking a paper over while one writes: its checks, run at a pause and apart from the window."""

import contextlib

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.app.session import Session
from desktop_app.checks.engine import Checked

from .pen import Pen

SETTLE_MS = 120  #: after a step, before the checks run: typing goes first
PATIENCE = 80  #: times that they wait on for a pause, before they run while somebody types


class Looking(QObject):
    """Has a session's paper checked at each pause. `seen`: there is something new to be shown.

    found: what the checks have found, in the paper as it is or as it was a moment ago. looked: they have
    run once, and what they remember makes them quick.
    """

    seen = Signal()
    _over = Signal()  #: from the thread that checks: it has ended

    def __init__(self, session: Session, pen: Pen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._pen = session, pen
        self.found, self.looked = Checked(()), False
        self._waited = 0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.look)
        self._pen.painted.connect(self._look_between)
        self._over.connect(self._note, Qt.ConnectionType.QueuedConnection)

    def soon(self) -> None:
        """Look at the next pause: something has changed."""
        self._settle.start()

    def look(self) -> None:
        """Have the paper checked, and nobody wait for it; while somebody types, that waits for a pause."""
        self._waited += 1
        if not self._pen.waits:
            self._begin()
        elif self._waited < PATIENCE:
            self._settle.start()

    def _look_between(self) -> None:
        """Have it checked between two keys, where somebody has typed on for long."""
        if self._waited >= PATIENCE:
            self._begin()

    def _begin(self) -> None:
        known = self._session.known
        if known is not None:
            self._take(known)
        elif self._session.check_apart(self._say):
            self._waited = 0

    def now(self) -> None:
        """Check the paper as it is now before anything else is done."""
        self._settle.stop()
        self._take(self._session.checked())

    def catch_up(self) -> None:
        """Take what is found in the paper as it is now, where that takes no time to speak of."""
        if self.looked and not self._session.checking:
            self.found = self._session.checked()

    def _say(self) -> None:
        with contextlib.suppress(RuntimeError):  # the paper has been let go
            self._over.emit()

    def _note(self) -> None:
        known = self._session.known
        if known is not None and not self._pen.waits:
            self._take(known)
        elif not self._settle.isActive():
            self._settle.start()  # something changed meanwhile, or is being written

    def _take(self, found: Checked) -> None:
        self.found, self.looked, self._waited = found, True, 0
        self.seen.emit()
