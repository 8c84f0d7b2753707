"""Keeping the caret in sight: where the page scrolls around a text, it follows what is typed there."""

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QTextEdit, QWidget
from shiboken6 import isValid

_AROUND = 40  #: px seen above and below what was scrolled to
_PAINTED_MS = 15  #: by which a key is painted


class CaretSight(QObject):
    """Scrolls an area to the caret of a text within it, once somebody has moved it there by key or typing.

    Done after the key is painted: of a caret that is in sight nothing has to be done.
    """

    def __init__(self, area: QScrollArea, text: QTextEdit) -> None:
        super().__init__(text)
        self._area, self._text = area, text
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAINTED_MS)
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


def bring_into_sight(area: QScrollArea, widget: QWidget) -> None:
    """Scroll an area to a widget within it, and to what of that takes the focus; once it is laid out."""

    def show() -> None:
        if isValid(widget):
            area.ensureWidgetVisible(widget, 0, _AROUND)
            held = widget.focusProxy()
            if held is not None:  # of a widget higher than the area this is what is to be seen
                area.ensureWidgetVisible(held, 0, _AROUND)

    QTimer.singleShot(0, area, show)
