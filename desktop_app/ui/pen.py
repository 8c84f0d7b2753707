"""The pen: takes what is typed over into the session at each pause, and puts it on disk.

Nothing is converted, checked or saved between a key and its painting. A step is taken 300 ms after the
last key, or 700 ms after the first one that was not taken yet, so at most a second of typing is not on disk.
"""

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.app.session import Session
from desktop_app.domain.step import Caret

from .fields.base import FieldEditor

PAUSE_MS = 300
CAP_MS = 700
RETRY_MS = 5000
JOIN_SECONDS = 2.0  #: typing that goes on within this is the same step of undo


class Pen(QObject):
    """Writes editors' values into the session. `written` tells that a step was taken and saving tried."""

    written = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._editors: dict[FieldEditor, Caret] = {}
        self._last = (0.0, "")
        self._pause = self._timer(PAUSE_MS)
        self._cap = self._timer(CAP_MS)
        self._retry = self._timer(RETRY_MS)

    def _timer(self, wait: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(self.flush)
        return timer

    @property
    def session(self) -> Session:
        """The session written to."""
        return self._session

    def touch(self, editor: FieldEditor) -> None:
        """Note that an editor was typed in."""
        if editor not in self._editors:
            self._editors[editor] = editor.caret()
        self._pause.start()
        if not self._cap.isActive():
            self._cap.start()

    def flush(self) -> None:
        """Take over all that was typed, and put it on disk."""
        self._pause.stop()
        self._cap.stop()
        waiting, self._editors = self._editors, {}
        for editor, before in waiting.items():
            self._take(editor, before)
        self.save()

    def save(self) -> None:
        """Put on disk what is not yet there; try again later where that failed."""
        if self._session.save_state.dirty:
            self._session.save()
            if self._session.save_state.dirty:
                self._retry.start()
        self.written.emit()

    def forget(self, editor: FieldEditor) -> None:
        """Let an editor go, its typing taken over first."""
        before = self._editors.pop(editor, None)
        if before is not None:
            self._take(editor, before)

    def _take(self, editor: FieldEditor, before: Caret) -> None:
        key = editor.item.key
        label = f"Typing in {editor.item.label.rstrip(': ') or key}"
        now, (then, last) = monotonic(), self._last
        join = last == key and now - then < JOIN_SECONDS
        carets = (before, editor.caret())
        self._session.change(key, editor.value(), label=label, carets=carets, join=join, origin=editor)
        self._last = (now, key)
