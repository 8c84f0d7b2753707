"""Painting beside the text: numbers and markers in the left margin, captions over tables."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from .formats import Formats, Kind, Prop
from .look import EditorLook

_LISTS = frozenset(kind.value for kind in Kind if kind.is_list)


def paint_margin(edit: QTextEdit, formats: Formats, labels: Mapping[str, str], room: QRect) -> None:
    """Paint the ground of a part of what is seen, and what belongs beside its lines. labels: by block id."""
    painter = QPainter(edit.viewport())
    try:
        layout, look, down = edit.document().documentLayout(), formats.look, edit.verticalScrollBar().value()
        painter.fillRect(room, edit.palette().base())
        painter.setFont(look.font)
        painter.setPen(look.soft)
        painter.translate(-edit.horizontalScrollBar().value(), -down)
        # A table's caption stands above it: so a little below the room is looked at too.
        bottom = down + room.bottom() + 2 * look.em
        line = _first_line(edit, room)
        seen = -1
        while line.isValid():
            top = layout.blockBoundingRect(line).top()
            if top > bottom:
                break
            table = QTextCursor(line).currentTable()
            if table is None:
                if top <= down + room.bottom():
                    _paint_label(painter, line, look, labels, down + room.top())
            elif table.firstPosition() != seen:
                seen = table.firstPosition()
                top = layout.frameBoundingRect(table)
                caption = table.format().stringProperty(Prop.CAPTION)
                left = table.format().leftMargin() + edit.document().documentMargin()
                above = QPointF(left, top.top() - look.em * 0.8)
                painter.drawText(above, caption)
            line = line.next()
    finally:
        painter.end()


def _first_line(edit: QTextEdit, room: QRect) -> QTextBlock:
    """Return the line at the top of a part of what is seen."""
    # After a key that part begins in the line written in, or a little above it: finding it by its place would
    # cost as much as its number.
    here = edit.textCursor().block()
    top = room.top() + edit.verticalScrollBar().value()
    rect_of = edit.document().documentLayout().blockBoundingRect
    at = rect_of(here)
    if at.top() <= top < at.bottom():
        return here
    above = here.previous()
    if above.isValid() and rect_of(above).top() <= top < at.bottom():
        return above
    return edit.cursorForPosition(room.topLeft()).block()


def _paint_label(
    painter: QPainter, line: QTextBlock, look: EditorLook, labels: Mapping[str, str], top: float
) -> None:
    """Paint what stands beside the first line of a paragraph, unless that is wholly above a height."""
    layout = line.layout()
    if layout.lineCount() == 0:
        return
    first = layout.lineAt(0)
    if layout.position().y() + first.y() + first.height() < top:
        return
    form = line.blockFormat()
    label = labels.get(form.stringProperty(Prop.ID), "")
    if not label:
        return
    # A list item's marker hangs in its indent; a number ends where the air before the text begins.
    hangs = form.intProperty(Prop.LEVEL) > 0 or form.stringProperty(Prop.KIND) in _LISTS
    air = look.em * (0.6 if hangs else 0.9)
    width = look.width(label)
    left = layout.position().x() + first.x() - air - width
    foot = layout.position().y() + first.y() + first.ascent()
    painter.drawText(QPointF(max(2.0, left), foot), label)
