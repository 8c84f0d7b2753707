"""Keeping the caret in sight: where the page scrolls around a text, it follows what is typed there."""

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QTextEdit


class CaretSight(QObject):
    """Scrolls an area to the caret of a text within it, once somebody has moved it there by key or typing.

    Done after the key is painted: of a caret that is in sight nothing has to be done.
    """

    def __init__(self, area: QScrollArea, text: QTextEdit) -> None:
        super().__init__(text)
        self._area, self._text = area, text
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._follow)
        text.cursorPositionChanged.connect(self._soon.start)

    def _follow(self) -> None:
        text, content = self._text, self._area.widget()
        if content is None or not text.hasFocus():
            return
        caret = text.cursorRect()
        seen = text.viewport().rect()
        caret.moveTop(min(max(caret.top(), 0), max(seen.height() - caret.height(), 0)))
        place = QRect(text.viewport().mapTo(content, caret.topLeft()), caret.size())
        shown = QRect(content.mapFrom(self._area, QPoint()), self._area.viewport().size())
        if not shown.contains(place):
            middle = place.center()
            self._area.ensureVisible(middle.x(), middle.y(), 0, 2 * caret.height())
