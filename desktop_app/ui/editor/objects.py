"""Drawing of what stands in the text as one character: footnote marks, cross-references and slots."""

# ruff: noqa: A002, N803 - Qt names the arguments of its virtual methods

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from desktop_app.domain.richtext import CrossRef, Footnote, Slot

from .formats import inline_of
from .look import EditorLook

Inset = Footnote | CrossRef | Slot


class Insets(QPyTextObject):
    """Draws insets as their words: a footnote's number raised, the number that a reference prints."""

    def __init__(
        self, parent: QObject, look: Callable[[], EditorLook], words: Callable[[Inset], str]
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        """Return the room that an inset takes."""
        piece = inline_of(QTextCharFormat(format.toCharFormat()))
        if piece is None:
            return QSizeF(0, 0)
        metrics = QFontMetricsF(self._font(piece))
        plain = QFontMetricsF(self._look().font)
        return QSizeF(metrics.horizontalAdvance(self._words(piece)) + 1, plain.ascent())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        """Draw an inset; its bottom is the line of the text's feet."""
        piece = inline_of(QTextCharFormat(format.toCharFormat()))
        if piece is None:
            return
        font = self._font(piece)
        painter.save()
        try:
            painter.setFont(font)
            look, colour = self._look(), format.foreground().color()
            # What is selected is handed in with the selection's colours, on which a link's is not seen.
            painter.setPen(look.link if colour == look.text else colour)
            metrics = QFontMetricsF(font)
            foot = rect.top() + metrics.ascent() if isinstance(piece, Footnote) else rect.bottom()
            painter.drawText(QPointF(rect.left(), foot), self._words(piece))
        finally:
            painter.restore()

    def _font(self, piece: Inset) -> QFont:
        font = QFont(self._look().font)
        if isinstance(piece, Footnote):
            font.setPointSizeF(max(6.0, font.pointSizeF() * 0.72))
        return font
