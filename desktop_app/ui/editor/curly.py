"""Quotation marks and apostrophes that come out curly as they are typed, in the text and in lines."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

STRAIGHT = {"'": "‘’", '"': "“”"}  #: what is typed, and what it opens and closes with
_OPENS = "([{–—-/“‘\ufdd0\ufdd1"  #: an opening mark follows these, the last two being the start of a cell


def curly(typed: str, before: str, words: str) -> str:
    """Return what a straight quotation mark or apostrophe comes out as; anything else as it is.

    before: the sign before it, a space at the start. words: those around it. Feet and inches after a figure
    stay straight, unless a quotation is open.
    """
    marks = STRAIGHT.get(typed)
    if marks is None:
        return typed
    if before.isspace() or before in _OPENS:
        return marks[0]
    if typed == '"' and before.isdigit() and words.count(marks[0]) <= words.count(marks[1]):
        return typed
    return marks[1]


class CurlyLine(QObject):
    """Makes them curly in a line of text. It watches that line, and goes with it."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the curly mark in where a straight one is typed."""
        if (
            event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
            or event.text() not in STRAIGHT
            or not isinstance(watched, QLineEdit)
            or watched.isReadOnly()
        ):
            return False
        start = watched.selectionStart() if watched.hasSelectedText() else watched.cursorPosition()
        text = watched.text()
        watched.insert(curly(event.text(), text[start - 1] if start else " ", text))
        return True
