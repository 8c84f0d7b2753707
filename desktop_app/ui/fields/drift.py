"""What differs between a section that goes its own way and what it would follow, shown on request."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.app.drift import Drift, drift_of, outcome_of
from desktop_app.app.session import Session
from desktop_app.ui.differing import difference
from desktop_app.ui.following import ways_back
from desktop_app.ui.parts import button, clear, column, row, words

_LEGEND = "Struck through stands only in the text that could be followed; underlined only here."


class DriftView(QWidget):
    """The words that differ, folded away at first. `link` shows and hides them, and is laid out elsewhere.

    `follow` wishes for following again, with the ids of one's own blocks that are to go.
    """

    follow = Signal(object)

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._key = session, key
        self._open = self._asked = False
        self._shown: Drift | None = None
        self._first: QWidget | None = None  #: the first of the ways back
        self.link = button("Show what differs", self._toggle, "link")
        self.link.hide()
        self._inside: QVBoxLayout = column(space=8)
        self.setLayout(self._inside)
        self.hide()

    def refresh(self) -> None:
        """Fit to the text as it is now: nothing is offered where the field follows."""
        drift = drift_of(self._session.reading, self._key) if self._own_way else None
        self.link.setVisible(drift is not None)
        if drift is None:
            self._fold()
        elif self._open and drift != self._shown:
            self._show()

    @property
    def _own_way(self) -> bool:
        return self._key in self._session.reading.own_way

    def _toggle(self) -> None:
        if self._open:
            self._fold()
        else:
            self._show()

    def ask(self) -> None:
        """Follow again at once where both say the same; else first show what differs and would happen."""
        drift = drift_of(self._session.reading, self._key)
        if drift is None or not outcome_of(self._session.reading, drift).words:
            self.follow.emit(())
            return
        self._asked = True
        self._show()
        if self._first is not None:
            self._first.setFocus()

    def _fold(self) -> None:
        self._open = self._asked = False
        self._shown = None
        self.link.setText("Show what differs")
        self.link.setAccessibleName("Show what differs")
        self.hide()

    def _show(self) -> None:
        clear(self._inside)
        drift = drift_of(self._session.reading, self._key)
        if drift is None:
            return
        self._open, self._shown = True, drift
        if drift.change.changed:
            self._inside.addWidget(words(_LEGEND, "small"))
        self._inside.addWidget(difference(drift.change))
        if self._asked:
            outcome = outcome_of(self._session.reading, drift)
            told, *ways = ways_back(outcome, self.follow.emit, "")
            self._first = ways[0]
            self._inside.addWidget(told)
            self._inside.addLayout(row(*ways, button("Leave it", self._fold, "link"), None, space=12))
        self.link.setText("Hide what differs")
        self.link.setAccessibleName("Hide what differs")
        self.show()
