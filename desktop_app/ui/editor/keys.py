"""What keys do in the editor beyond what Qt's text widget knows."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from . import structure, tables
from .editing import EditingView

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT_GR = _CTRL | Qt.KeyboardModifier.AltModifier  #: as which Windows tells of it
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETES = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

#: What the keys below do, in words, for whoever lists them.
KEYS = (
    ("A level deeper; in a table the next cell", "Tab"),
    ("A level up; in a table the cell before", "Shift+Tab"),
    ("Leave the text", "Ctrl+Tab or Ctrl+Shift+Tab"),
    ("A new line within the paragraph", "Shift+Enter"),
    ("A bullet; a letter; back to what was typed", "- and a space; (a) and a space; Ctrl+Z"),
    ("Go to what a reference means", "Ctrl and a click"),
)

#: Keys that Qt's text widget would take, but that belong to the window.
_LEFT_ALONE = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.DeleteEndOfLine,
)


def is_letter(event: QKeyEvent) -> bool:
    """Say whether a key only writes what it says: no shortcut, and nothing that is done otherwise here."""
    text = event.text()
    return text.isprintable() and bool(text) and (event.modifiers() in (_NONE, _SHIFT) or by_alt_gr(event))


def by_alt_gr(event: QKeyEvent) -> bool:
    """Say whether a key writes something by AltGr on Windows, as € and á, where it looks like a shortcut."""
    if sys.platform != "win32":  # asked first, since this is asked of every key
        return False
    return event.modifiers() & ~_SHIFT == _ALT_GR and event.text().isprintable() and bool(event.text())


def belongs_to_window(event: QKeyEvent) -> bool:
    """Say whether a key is the window's: undo and redo, which are steps of the session, and go anywhere."""
    if event.key() == Qt.Key.Key_K and event.modifiers() & _ALT_GR == _CTRL:
        return True
    return any(event.matches(key) for key in _LEFT_ALONE)


def writes(event: QKeyEvent) -> bool:
    """Say whether a key may change the text, rather than only move the caret."""
    return bool(event.text()) or event.key() in (*_ENTER, *_DELETES)


def is_enter(event: QKeyEvent) -> bool:
    """Say whether a key begins a new paragraph."""
    return event.key() in _ENTER and not event.modifiers() & _SHIFT


def press(editor: EditingView, event: QKeyEvent) -> bool:
    """Do what a key does; say whether it did anything. What it did not know is Qt's."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _TABS:
        _tab(editor, key == Qt.Key.Key_Backtab or bool(held & _SHIFT), bool(held & _CTRL))
        return True
    if editor.isReadOnly():
        return False
    if key in _ENTER and held in (_NONE, _SHIFT):
        _enter(editor, broken=held == _SHIFT)
        return True
    if held in (_NONE, _SHIFT) and key in _DELETES:
        return _delete(editor, back=key == Qt.Key.Key_Backspace)
    return False


def _enter(editor: EditingView, *, broken: bool) -> None:
    cursor = editor.textCursor()
    if broken:
        structure.line_break(cursor, editor.formats)
    else:
        structure.enter(cursor, editor.formats)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def _delete(editor: EditingView, *, back: bool) -> bool:
    cursor = editor.textCursor()
    done = (structure.backspace if back else structure.delete)(cursor, editor.formats)
    if done:
        editor.setTextCursor(cursor)
        editor.ensureCursorVisible()
    return done


def _tab(editor: EditingView, back: bool, leave: bool) -> None:
    """Go to the next cell, put the block deeper, or, where neither can be, leave the editor."""
    cursor = editor.textCursor()
    if not leave and cursor.currentTable() is not None:
        with editor.one_change("Add a row below"):
            gone = tables.step(editor, back)
        if gone:
            return
    elif not (leave or editor.isReadOnly()):
        with editor.one_change("Level up" if back else "Level down"):
            shifted = structure.shift(cursor, -1 if back else 1, editor.formats)
        if shifted:
            return
    editor.leave(back=back)
