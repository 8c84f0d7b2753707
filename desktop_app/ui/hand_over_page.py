"""Handing the open paper over as one file: with or without Part 2, encrypted with six words made for it."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLineEdit, QPushButton

from desktop_app.app.desk import StorageError
from desktop_app.app.exporting import safe_name
from desktop_app.app.packing import ENDING, hand_over, six_words
from desktop_app.app.session import ReadOnly, Session

from .aside import Aside
from .asides import show_aside
from .documents import documents, place_of
from .faults import announce
from .parts import boxes, button, card, clear, column, into_sight, links, row, words
from .showing import Showing
from .who import Who

_ABOUT = (
    "Makes one file for a colleague’s laptop, with the text, ticks and record. What comes back is merged, "
    "and you are shown where both of you changed the same paragraph."
)
_LONGEST = 60  #: code points of the paper's name that the file is called after
_PART2 = "With Part 2 and all earlier versions"
_ONCE = (
    "These words open the file. They are shown once and kept nowhere: send them another way than the file. "
    "Without them nobody can open it, not even Engross."
)
_LOSES = "The words are not shown again. Write them down or copy them first; Escape leaves once more."


class Giver(Showing, Protocol):
    """For whom a paper is handed over: the window."""

    resources: Path


class HandOverPage(Aside):
    """Asks who hands over what, makes the file, and shows the words that open it once."""

    def __init__(self, session: Session, who: Who, resources: Path) -> None:
        super().__init__("Hand over", _ABOUT)
        self._session, self._who, self._resources = session, who, resources
        self._words = ""  #: what opens the file made last, while nobody has copied it
        self._agreed = ""  #: the file of which somebody was asked whether it may be replaced
        self.name = _line("Your name", who.name)
        self.part2 = QCheckBox(_PART2)
        self.encrypt = QCheckBox("Encrypt it with six words")
        # With Part 2 it is encrypted unless somebody unticks that.
        self.part2.toggled.connect(self.encrypt.setChecked)
        self.file = _line("File", str(Path(documents()) / f"{safe_name(_short(session.name))}{ENDING}"))
        where = row(self.file, button("Choose …", self._browse, name="Choose a file"))
        where.setStretch(0, 1)
        self._results = column(space=8)
        self.body.addLayout(column(words("Your name", "strong"), self.name, space=4))
        self.body.addLayout(boxes("", (self.part2, self.encrypt)))
        self.body.addLayout(column(words("File", "strong"), where, space=4))
        self.body.addLayout(row(button("Make the file", self.make, "accent"), None))
        self.body.addLayout(self._results)
        self.setFocusProxy(self.name)

    def _browse(self) -> None:
        kinds = f"Papers handed over (*{ENDING})"
        chosen, _ = QFileDialog.getSaveFileName(self, "File to hand over", self.file.text(), kinds)
        if chosen:
            self._agreed = chosen
            self.file.setText(chosen)

    def make(self) -> None:
        """Make the file, and say where it is and what opens it."""
        clear(self._results)
        self._words = ""
        name, wanted = self.name.text().strip(), self.file.text().strip()
        if not (name and wanted):
            self._tell("warning", "Give your name." if wanted else "Name a file.")
            (self.file if name else self.name).setFocus()
            return
        self._who.remember(name, self._who.role)
        part2 = self.part2.isChecked()
        made = six_words(self._resources) if self.encrypt.isChecked() else ""
        path, agreed = place_of(wanted), wanted == self._agreed
        try:
            path = hand_over(self._session, path, name, part2=part2, passphrase=made, over=agreed)
        except ReadOnly as problem:
            self._tell("warning", str(problem))
            return
        except (StorageError, OSError) as problem:
            self._tell("warning", f"The file was not made. {problem}")
            return
        folder = QUrl.fromLocalFile(str(path.parent))
        show = button("Show in folder", lambda: QDesktopServices.openUrl(folder), "link")
        self._tell("tip", f"Made: {path}", show)
        if made:
            self._show_words(made)

    def _show_words(self, made: str) -> None:
        self._words = made
        shown = words(made, "title")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(f"The words that open it: {made}")
        copy = button("Copy the words", self._copy, name="Copy the words that open it")
        told = card("advice", words(_ONCE), shown, row(copy, None))
        self._results.addWidget(told)
        into_sight(self.area, told)
        copy.setFocus()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._words)
        self._words = ""
        self._tell("tip", "Copied.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Warn once before Escape leaves words behind that nobody can find again."""
        if event.key() == Qt.Key.Key_Escape and self._words:
            self._words = ""
            self._tell("warning", _LOSES)
            return
        super().keyPressEvent(event)

    def _tell(self, look: str, told: str, *below: QPushButton) -> None:
        made = card(look, words(told, "strong"), *map(links, below))
        self._results.addWidget(made)
        announce(made, told, urgent=look == "warning")
        into_sight(self.area, made)


def show_hand_over(window: Giver) -> None:
    """Show the page that hands the open paper over."""
    if window.paper is not None:
        window.paper.pen.flush()
        show_aside(window, HandOverPage(window.paper.session, window.who, window.resources))


def _short(name: str) -> str:
    """Return a paper's name for a file, with no word broken off."""
    return name if len(name) <= _LONGEST else name[: _LONGEST + 1].rsplit(" ", 1)[0][:_LONGEST]


def _line(name: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    return line
