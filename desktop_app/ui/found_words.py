"""Words that were sought, as they stand out in a painted line: bold and underlined, not by colour alone."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from desktop_app.app.sought import found_in

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def pieces(text: str, sought: str) -> list[tuple[str, bool]]:
    """Return a line in pieces, and of each whether it is what was sought."""
    made: list[tuple[str, bool]] = []
    at = 0
    for start, end in found_in(text, sought):
        made += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*made, (text[at:], False)) if piece[0]]


def draw_found(painter: QPainter, box: QRect, text: str, sought: str, colour: QColor, font: QFont) -> None:
    """Draw a line of words in the middle of a box, at its left, and make stand out in it what was sought."""
    found = QFont(font)
    found.setBold(True)
    found.setUnderline(True)
    painter.save()
    painter.setPen(colour)
    left = box.x()
    for words, is_found in pieces(text, sought):
        painter.setFont(found if is_found else font)
        metrics = painter.fontMetrics()
        room = box.right() - left
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, box.y(), max(room, 0) + 4, box.height()), _LEFT, shown)
        left += metrics.horizontalAdvance(words)
        if shown != words:
            break
    painter.restore()
