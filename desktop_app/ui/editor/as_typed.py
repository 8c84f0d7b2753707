"""What is mended as it is typed, as in Word: curly quotation marks, and signs of lists typed by hand."""

import re

from PySide6.QtGui import QKeyEvent, QTextCursor

from .curly import curly
from .editing import EditingView
from .formats import Kind, style_of

_LONGEST = 7  #: of what can be a sign: "(viii)", a space
_BULLETS = "-*•–"
_SIGN = re.compile(r"[-*•–]|\(?(?:[a-z]|\d+)[.)]|\d+(?:\.\d+)+[.)]?")  #: "2 boats" begins with no sign
_FIRST_LETTER = re.compile(r"\(?a[.)]")
_FIRST_NUMBER = re.compile(r"\(?1[.)]")


def quoted(cursor: QTextCursor, typed: str) -> str:
    """Return what a key writes at a cursor: a straight quotation mark or apostrophe comes out curly."""
    start = cursor.selectionStart()
    before = cursor.document().characterAt(start - 1) if start else " "
    return curly(typed, before, cursor.block().text())


def meant(editor: EditingView, e: QKeyEvent) -> QKeyEvent:
    """Return the key that writes at the caret what is meant by one."""
    text = e.text()
    if text not in ("'", '"'):
        return e
    writes = quoted(editor.textCursor(), text)
    return e if writes == text else QKeyEvent(e.type(), e.key(), e.modifiers(), writes)


def took_sign(editor: EditingView) -> bool:
    """Take a sign that was typed at the start of a paragraph for what it means; say whether there was one.

    "-" and a space begin a bullet list, "(a)" what is lettered, "1." a numbered list; the number that the
    paragraph has by itself goes. It is a change of its own: undo brings back what was typed.
    """
    cursor = editor.textCursor()
    if not 1 < cursor.positionInBlock() <= _LONGEST or cursor.currentTable() is not None:
        return False
    sign = cursor.block().text()[: cursor.positionInBlock()].rstrip(" ")
    kind = _meant(editor, sign) if _SIGN.fullmatch(sign) else None
    if kind is None:
        return False
    with editor.one_change("List" if kind[0] is not Kind.NUMBERED else "Number"):
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        editor.setTextCursor(cursor)
        editor.set_kind(*kind)
    return True


def _meant(editor: EditingView, sign: str) -> tuple[Kind, int] | None:
    """Return the kind and level that a sign at the start of the caret's paragraph stands for."""
    style = style_of(editor.textCursor().block())
    if style.kind not in (Kind.NUMBERED, Kind.PLAIN):
        return None
    label = editor.labels().get(style.id, "") if style.kind is Kind.NUMBERED else ""
    if sign in _BULLETS:
        return Kind.BULLET, 0
    if label and _bare(sign) == _bare(label):
        return style.kind, style.level
    if _FIRST_LETTER.fullmatch(sign):
        return (Kind.NUMBERED, 1) if label and not style.level else (Kind.LETTER, 0)
    return (Kind.NUMBER, 0) if _FIRST_NUMBER.fullmatch(sign) and not label else None


def _bare(sign: str) -> str:
    return sign.strip("().")
