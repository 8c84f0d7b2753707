"""The session's news as a Qt signal, which ends by itself when the window that listens is gone."""

from PySide6.QtCore import QObject, Signal

from desktop_app.app.session import Changed, Session


class SessionSignals(QObject):
    """One signal for every change of a session, and one for every try at putting it on disk."""

    changed = Signal(object)  #: a `Changed`
    saved = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = session.subscribe(self._tell)

    def _tell(self, change: Changed) -> None:
        self.changed.emit(change)

    def end(self) -> None:
        """Listen no longer."""
        self._end()
