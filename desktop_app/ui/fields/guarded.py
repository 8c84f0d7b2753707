"""Lines of plain text that know whether they are of Part 2: what is copied from those no clipboard keeps."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from desktop_app.domain.text import clean_line
from desktop_app.ui.editor.clipboard import RESTRICTED, mark_restricted
from desktop_app.ui.editor.places import code_points, utf16_units

Key = QKeySequence.StandardKey
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


PASTED = (
    "What you pasted was copied from Part 2, and this text is to be published. Undo takes it out. If it "
    "stays, it is public: the search before an export looks for what stands in Part 2 alone."
)


def guard(field: QWidget, pasted: Callable[[], object], *, restricted: bool) -> None:
    """Tell the lines of a field whether they are of Part 2, and what to call where its text is pasted."""
    lines = (*field.findChildren(GuardedLine), *field.findChildren(GuardedLines))
    for line in lines:
        if isinstance(line, GuardedLines) or not line.knows:
            line.restricted = restricted
            line.restricted_pasted.connect(pasted)


def pastes_plain(event: QKeyEvent) -> bool:
    """Say whether a key is the one that pastes without formatting, Ctrl+Shift+V."""
    return event.key() == Qt.Key.Key_V and event.modifiers() == _CTRL_SHIFT


class GuardedLines(QPlainTextEdit):
    """Several lines. restricted_pasted: what was copied from Part 2 was pasted, and this is not of Part 2."""

    restricted_pasted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.restricted = False

    @property
    def place(self) -> int:
        """Where the caret stands, in code points."""
        return code_points(self.toPlainText(), self.textCursor().position())

    @place.setter
    def place(self, place: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(utf16_units(self.toPlainText(), place))
        self.setTextCursor(cursor)

    def choose(self, start: int, end: int) -> None:
        """Select the words between two places, in code points."""
        self.place = start
        cursor = self.textCursor()
        cursor.setPosition(utf16_units(self.toPlainText(), end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Paste by the key that pastes without formatting, too: nothing else can be held here."""
        if pastes_plain(e):
            self.paste()
            e.accept()
            return
        super().keyPressEvent(e)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is selected, marked where it is not to be kept."""
        mime = super().createMimeDataFromSelection()
        if self.restricted:
            mark_restricted(mime)
        return mime

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, and tell where restricted text comes to where it is not."""
        super().insertFromMimeData(source)
        if source.hasFormat(RESTRICTED) and not self.restricted:
            self.restricted_pasted.emit()


class GuardedLine(QLineEdit):
    """One line; see `GuardedLines`. asked: says whether it is of Part 2, where that may change."""

    restricted_pasted = Signal()

    def __init__(self, asked: Callable[[], bool] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.restricted = False
        self._asked = asked
        self._at = 0
        self.cursorPositionChanged.connect(self._note_place)

    def _note_place(self, _: int, at: int) -> None:
        self._at = at

    @property
    def knows(self) -> bool:
        """Whether the line knows by itself if it is of Part 2."""
        return self._asked is not None

    @property
    def held_back(self) -> bool:
        """Whether it is of Part 2."""
        return self.restricted if self._asked is None else self._asked()

    @property
    def place(self) -> int:
        """Where the caret stands, in code points; while it is told of a change, where it stood before."""
        return code_points(self.text(), self._at)

    @place.setter
    def place(self, place: int) -> None:
        self.setCursorPosition(utf16_units(self.text(), place))

    def choose(self, start: int, end: int) -> None:
        """Select the words between two places, in code points."""
        first, last = (utf16_units(self.text(), place) for place in (start, end))
        self.setSelection(first, last - first)

    def copy(self) -> None:
        """Put what is selected on the clipboard, marked where it is not to be kept."""
        if not self.held_back:
            super().copy()
        elif self.hasSelectedText():
            # By way of a widget whose clipboard data can be marked: a line's own cannot.
            carrier = GuardedLines()
            carrier.restricted = True
            carrier.setPlainText(self.selectedText())
            carrier.selectAll()
            carrier.copy()

    def cut(self) -> None:
        """Copy what is selected, and take it out."""
        self.copy()
        if not self.isReadOnly():
            self.del_()

    def paste(self) -> None:
        """Paste words as one line, and tell where restricted text comes to where it is not."""
        held = QApplication.clipboard().mimeData()
        if self.isReadOnly() or held is None:
            return
        self.insert(clean_line(held.text().strip("\r\n")))
        if held.hasFormat(RESTRICTED) and not self.held_back:
            self.restricted_pasted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the clipboard; leave all others to the line."""
        for key, act in ((Key.Copy, self.copy), (Key.Cut, self.cut), (Key.Paste, self.paste)):
            if event.matches(key) or (key is Key.Paste and pastes_plain(event)):
                act()
                event.accept()
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the line's own menu."""
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Return the line's own menu, whose clipboard goes the same way as the keys."""
        menu = self.createStandardContextMenu()
        acts = {"edit-copy": self.copy, "edit-cut": self.cut, "edit-paste": self.paste}
        for action in menu.actions():
            act = acts.get(action.objectName())
            if act is not None:
                action.triggered.disconnect()
                action.triggered.connect(act)
        return menu
