"""All places where two documents say the same thing in different words, and how to make them agree."""

from collections.abc import Collection

from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.app.drift import Drift, agree, drifts, outcome_of
from desktop_app.app.session import Session
from desktop_app.domain.compare import Kind

from .aside import Aside
from .compare_page import count_words
from .differing import difference
from .following import FOLLOW, ways_back
from .parts import button, card, clear, column, row, words

_LEGEND = "Underlined stands only in the section itself; struck through only in the text it could follow."


def place_name(session: Session, key: str) -> str:
    """Return a field's place in words: its section and document."""
    form = session.form_of(key)
    return f"“{form.section_of(key).label}” in the {form.label.lower()}"


class TwoDocumentsPage(Aside):
    """Each pair of passages that differ, word by word, with the way back to one text."""

    def __init__(self, session: Session) -> None:
        super().__init__("One text, two documents", _LEGEND)
        self._session = session
        self.refresh()

    def refresh(self) -> None:
        """Show the places as they are now."""
        super().refresh()
        clear(self.body)
        found = drifts(self._session)
        for drift in found:
            self.body.addWidget(self._card(drift))
        if not found:
            told = "Wherever one document repeats another, it follows it. Nothing differs."
            self.body.addWidget(words(told, "soft"))

    def _card(self, drift: Drift) -> QWidget:
        session, item = self._session, self._session.template.field(drift.key)
        sources = " and ".join(place_name(session, source) for source in drift.sources)
        label = item.label.rstrip(": ") or session.form_of(drift.key).section_of(drift.key).label
        change = drift.change
        count = count_words(change.words(Kind.INSERTED), change.words(Kind.DELETED))
        told = f"From {sources}, to {place_name(session, drift.key)} · {count}"
        ways = self._ways(drift, label)
        show = button("Go to the section", lambda: self.go.emit(drift.key), "link",
                      f"Go to the section: {label}")  # fmt: skip
        head = column(words(label, "strong"), words(told, "small"), space=0)
        told = [way for way in ways if isinstance(way, QLabel)]
        acts = [way for way in ways if not isinstance(way, QLabel)]
        return card("card", head, difference(change), *told, row(*acts, show, None, space=16), space=10)

    def _ways(self, drift: Drift, label: str) -> list[QWidget]:
        ways: list[QWidget]
        if drift.change.blocks:
            outcome = outcome_of(self._session.reading, drift)
            ways = ways_back(outcome, lambda without: self._agree(drift.key, without), label)
        else:
            follow = button(FOLLOW, lambda: self._agree(drift.key, ()), name=f"{FOLLOW}: {label}")
            ways = [words("The words of the other document take the place of these."), follow]
        for way in ways:
            way.setEnabled(not self._session.read_only)
        return ways

    def _agree(self, key: str, without: Collection[str]) -> None:
        agree(self._session, key, without=without)
        label = self._session.template.field(key).label.rstrip(": ")
        self.told.setText(f"“{label}” follows again. Undo takes that back in one step.")
        self.refresh()
