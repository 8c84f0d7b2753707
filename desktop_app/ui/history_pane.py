"""The history of a paper in the right pane: each session of writing, what it changed, names given to it."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.app.desk import StorageError
from desktop_app.app.history import NOW, Version, Words, moment_words, name_version, versions
from desktop_app.app.history import count_words as counting
from desktop_app.app.session import Session

from .compare_page import ComparePage, count_words
from .holding import laid_out_anew
from .parts import button, card, clear, column, holder, links, scrolled, words

_STEP = 25  #: versions listed at once
_SECTIONS = 3  #: sections named of each


class HistoryPane(QWidget):
    """Versions as cards, the newest first. `asked` carries a page that is wanted."""

    asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._shown = 0  #: the last revision listed
        self._most = _STEP
        self._counts: Iterator[Mapping[int, Words]] | None = None
        self._labels: dict[int, QLabel] = {}
        self._list: QVBoxLayout = column(space=10, margins=(16, 0, 16, 16))
        self._area = scrolled(holder(self._list, "side"))
        self.setLayout(column(self._area, space=0))
        self._count = QTimer(self)
        self._count.setInterval(0)
        self._count.timeout.connect(self._count_on)

    def showEvent(self, event: QShowEvent) -> None:
        """List the versions whenever the pane comes into sight."""
        super().showEvent(event)
        self.refresh()

    def heed(self) -> None:
        """List what has been saved, unless somebody is writing a name just now."""
        focus = QApplication.focusWidget()
        if self.isVisible() and not (isinstance(focus, QLineEdit) and self.isAncestorOf(focus)):
            self.refresh()

    def refresh(self) -> None:
        """List the versions where there are newer ones than those listed."""
        if self._session.keeper.revision != self._shown:
            self._lay_out()

    def _lay_out(self) -> None:
        laid_out_anew(self._area, self._fill)

    def _fill(self) -> None:
        clear(self._list)
        self._labels = {}
        self._shown = self._session.keeper.revision
        try:
            found = versions(self._session)
        except StorageError as problem:
            self._list.addWidget(card("warning", words(str(problem))))
            self._list.addStretch(1)
            return
        listed = found[: self._most]
        for version in listed:
            self._list.addWidget(self._card(version, newest=version is found[0]))
        if len(found) > len(listed):
            self._list.addLayout(links(button("Show older ones", self._more, "link")))
        self._list.addStretch(1)
        self._counts = counting(self._session, listed)
        self._count.start()

    def _more(self) -> None:
        self._most += _STEP
        self._lay_out()

    def _card(self, version: Version, *, newest: bool) -> QWidget:
        when = moment_words(version.ended)  # its text is that of its end, as where versions are compared
        title = words(version.name or when, "strong")
        pieces: list[QWidget] = [words(when, "small")] if version.name else []
        count = self._labels[version.last] = words("", "small")
        sections = words(self._sections(version), "small")
        named = version.name or when
        acts: list[QPushButton] = []
        if version.first > 1:
            show = button("What changed", lambda: self._compare(version.first - 1, version.last), "link",
                          f"What changed in the version of {named}")  # fmt: skip
            acts.append(show)
        if not newest:
            acts.append(
                button("Compare with now", lambda: self._compare(version.last, NOW), "link",
                       f"Compare the version of {named} with now")
            )  # fmt: skip
        naming: list[QWidget] = []
        if not self._session.read_only:
            link, line = self._naming(version, named)
            acts.append(link)
            naming.append(line)
        made = card("card", title, *pieces, count, sections, links(*acts), *naming, space=2)
        made.setAccessibleName(f"Version {named}")
        return made

    def _sections(self, version: Version) -> str:
        labels = list(version.done)
        labels += [self._session.form_of(key).section_of(key).label for key in version.sections]
        more = len(labels) - _SECTIONS
        told = ", ".join(labels[:_SECTIONS])
        return f"{told} and {more} more" if more > 0 else told

    def _naming(self, version: Version, named: str) -> tuple[QPushButton, QWidget]:
        line = QLineEdit(version.name)
        line.setPlaceholderText("A name for this version")
        line.setAccessibleName(f"A name for the version of {named}")
        line.setMinimumWidth(80)
        line.hide()

        def ask() -> None:
            line.setVisible(not line.isVisible())
            line.setFocus()

        def keep() -> None:
            if line.isVisible() and line.text().strip() != version.name:
                self._name(version, line.text())

        line.returnPressed.connect(keep)
        line.editingFinished.connect(keep)
        word = "Rename" if version.name else "Name it"
        link = button(word, ask, "link", f"{word}: version of {named}")
        return link, line

    def _name(self, version: Version, name: str) -> None:
        try:
            name_version(self._session, version, name)
        except StorageError as problem:
            self._list.insertWidget(0, card("warning", words(str(problem))))
            return
        QTimer.singleShot(0, self, self._lay_out)  # the line that tells this is on the card to be replaced

    def _compare(self, old: int, new: int) -> None:
        self.asked.emit(ComparePage(self._session, old, new))

    def _count_on(self) -> None:
        """Count one field further, so that nothing waits for the counting."""
        counts = self._next_counts()
        if counts is None:
            self._count.stop()
            return
        for revision, count in counts.items():
            if revision in self._labels:
                self._labels[revision].setText(count_words(count.inserted, count.deleted))

    def _next_counts(self) -> Mapping[int, Words] | None:
        self._session.settle()  # the file is read, and one thread has it at a time
        try:
            return next(self._counts, None) if self._counts is not None else None
        except StorageError:
            return None
