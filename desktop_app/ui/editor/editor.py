"""The rich-text editor: keys, paste and commands over the live document."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from . import as_typed, clipboard, inline, keys
from .commands import make_actions, menu
from .formats import look_of
from .look import EditorLook
from .sight import SeenView
from .totals import Totals

_HELP = (
    "Tab puts a paragraph or list item a level deeper, Shift+Tab back. In a table Tab goes to the next cell. "
    "Ctrl+Tab and Ctrl+Shift+Tab leave the text, and so does Tab where there is no further level."
)
_RUN = 160  #: keys, a line or two, after which a word's end ends a step of undo


class RichTextEditor(SeenView):
    """Edits blocks of text by key, paste and command.

    menu_opening: a right click's menu and its place, for whoever has more to offer there. following: a click
    with Ctrl, which follows what stands there. lit: the keys go here, or no longer. Nobody watches all events
    for that: of those of a key most are none, and each would cost as much.
    """

    menu_opening = Signal(QMenu, QPoint)
    following = Signal(QPoint)
    lit = Signal(bool)

    def __init__(
        self, field: str = "", look: EditorLook | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, look, parent)
        self.setAccessibleDescription(_HELP)
        self.totals = Totals(self)
        self.left_at = -1  #: where the caret was after the last change
        self._typed = 0  #: keys since the last change ended
        self._spaced = False  #: whether the last one ended a word
        self._ready_at = -1  #: where a letter follows a letter, and so looks as it does
        self.runs_on = False  #: while a letter is put in that follows a letter
        self.edited.connect(self._note_place)
        self.acted.connect(self._note_act)
        self.commands: dict[str, QAction] = make_actions(self)  #: by name; the window may put them in menus

    def event(self, e: QEvent) -> bool:
        """Let the window have the keys of undo, redo and go anywhere, but none that writes."""
        # The kind of object is asked first: of the events of a key most are none, and the rest costs more.
        if isinstance(e, QKeyEvent) and e.type() == QEvent.Type.ShortcutOverride:
            if keys.by_alt_gr(e):
                e.accept()
                return True
            if not keys.is_letter(e) and keys.belongs_to_window(e):
                e.ignore()
                return False
        return super().event(e)

    def focusInEvent(self, e: QFocusEvent) -> None:
        """Tell that the keys go here."""
        self.lit.emit(True)
        super().focusInEvent(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        """Tell that the keys go elsewhere."""
        self.lit.emit(False)
        super().focusOutEvent(e)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Do what a key does here, else what Qt does with it."""
        letter = keys.is_letter(e)
        if not letter and keys.belongs_to_window(e):
            e.ignore()
            return
        chosen = (letter or keys.writes(e)) and self._begin(not letter and keys.is_enter(e), e.text())
        if not letter and keys.press(self, e):
            e.accept()
        else:
            self._prepare_typing()
            self.runs_on = letter and not chosen and self._ready_at >= 0 and self._typed > 1
            super().keyPressEvent(as_typed.meant(self, e) if letter else e)
            self.runs_on = False
        taken = letter and e.text() == " " and as_typed.took_sign(self)
        self._ready_at = self.left_at if letter and not (chosen or taken) else -1
        # What was selected and is gone is a change by itself.
        if chosen and not (e.text() and e.text().isprintable()):
            self.acted.emit("Cut" if e.matches(QKeySequence.StandardKey.Cut) else "Delete")

    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        """Take composed characters in the look of the text they go into."""
        self._begin(False, e.commitString())
        self._prepare_typing()
        super().inputMethodEvent(e)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is selected as plain text with its numbers, as HTML, and in the program's own form."""
        # Qt's own object is filled anew: one made in Python would outlive Python on the clipboard, and crash.
        mime = super().createMimeDataFromSelection()
        clipboard.fill_mime(self, mime)
        return mime

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Say whether there is text to be pasted."""
        # A picture is taken to be told of: dropping it without a word would look like a fault.
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasFormat(clipboard.OWN)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what the text can hold; the rest is left out."""
        if not self.isReadOnly():
            clipboard.paste(self, source, plain=False)

    def paste_plain(self) -> None:
        """Paste the clipboard's words alone, as a change of its own."""
        if not self.isReadOnly():
            with self.one_change("Paste without formatting"):
                clipboard.paste_plain(self)

    def dropEvent(self, e: QDropEvent) -> None:
        """Take in what is dropped; what was dragged within the text moves, as one change."""
        super().dragLeaveEvent(QDragLeaveEvent())  # the drag is over, also for Qt
        if self.isReadOnly() or not self.canInsertFromMimeData(e.mimeData()):
            e.ignore()
            return
        chosen, place = self.textCursor(), self.cursorForPosition(e.position().toPoint())
        own = e.source() == self.viewport() and e.dropAction() is Qt.DropAction.MoveAction
        if not (own and chosen.selectionStart() <= place.position() <= chosen.selectionEnd()):
            # Not left to Qt, which would put in within an edit of its own that nothing is told of yet.
            with self.one_change("Move" if own else "Paste"):
                if own:
                    chosen.removeSelectedText()
                self.setTextCursor(place)
                clipboard.paste(self, e.mimeData(), plain=False)
        e.acceptProposedAction()

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        """Follow what is clicked at while Ctrl is held."""
        super().mouseReleaseEvent(e)
        if e.modifiers() == Qt.KeyboardModifier.ControlModifier and not self.textCursor().hasSelection():
            self.following.emit(e.position().toPoint())

    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        """Offer what can be done here."""
        made = menu(self, self.commands)
        if e.reason() is QContextMenuEvent.Reason.Keyboard:  # at the caret, and the word there stays in sight
            here = self.cursorRect()
            self.menu_opening.emit(made, here.center())
            made.exec(self.viewport().mapToGlobal(here.bottomLeft() + QPoint(0, 4)))
            return
        self.menu_opening.emit(made, e.pos())
        made.exec(e.globalPos())

    def _begin(self, ends: bool, text: str) -> bool:
        """Say that a key is about to change the text; return whether something is selected.

        ends: what was typed up to here is a change by itself, as it is where the caret was put elsewhere,
        something is selected, or a line or two have been typed. Nothing is read of the text for it.
        """
        cursor = self.textCursor()
        chosen = cursor.hasSelection()
        full = self._typed >= _RUN and self._spaced
        ends = ends or chosen or full or cursor.position() != self.left_at
        self._typed = 1 if ends else self._typed + 1
        self._spaced = text.isspace()
        self.approached.emit(ends)
        return chosen

    def _note_place(self) -> None:
        self.left_at = self.textCursor().position()

    def _note_act(self) -> None:
        self._ready_at = -1

    def _prepare_typing(self) -> None:
        """See to it that what is typed next looks as its place and the author want it."""
        cursor = self.textCursor()
        if cursor.position() == self._ready_at or cursor.hasSelection() or self.isReadOnly():
            return
        current = self.currentCharFormat()
        wanted = self.formats.text(inline.typing_look(cursor, look_of(current)), self.kind())
        if current != wanted:
            self.setCurrentCharFormat(wanted)
