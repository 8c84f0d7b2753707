"""Draw resources/icons/engross.png: a paper with ruled lines and a tick in the accent colour."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPen, QPolygonF

SIDE = 256
ACCENT, EDGE, LINE, PAPER, FOLD = "#1f5fae", "#7d8896", "#c3cad4", "#ffffff", "#e3edf9"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "icons" / "engross.png"


def _pen(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _sheet(painter: QPainter) -> None:
    left, top, right, bottom, fold = 44.0, 16.0, 212.0, 240.0, 48.0
    sheet = QPainterPath(QPointF(left + 12, top))
    sheet.lineTo(right - fold, top)
    sheet.lineTo(right, top + fold)
    sheet.lineTo(right, bottom - 12)
    sheet.quadTo(right, bottom, right - 12, bottom)
    sheet.lineTo(left + 12, bottom)
    sheet.quadTo(left, bottom, left, bottom - 12)
    sheet.lineTo(left, top + 12)
    sheet.quadTo(left, top, left + 12, top)
    painter.setPen(_pen(EDGE, 6))
    painter.setBrush(QColor(PAPER))
    painter.drawPath(sheet)
    painter.setBrush(QColor(FOLD))
    corner = [QPointF(right - fold, top), QPointF(right - fold, top + fold), QPointF(right, top + fold)]
    painter.drawPolygon(QPolygonF(corner))


def _writing(painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ACCENT))
    painter.drawRoundedRect(QRectF(72, 52, 68, 12), 6, 6)
    painter.setBrush(QColor(LINE))
    for down, width in ((92, 112), (120, 112)):
        painter.drawRoundedRect(QRectF(72, down, width, 8), 4, 4)
    painter.setPen(_pen(EDGE, 5))
    painter.drawLine(QPointF(72, 214), QPointF(184, 214))
    painter.setPen(_pen(ACCENT, 20))
    painter.drawPolyline(QPolygonF([QPointF(90, 170), QPointF(114, 194), QPointF(168, 142)]))


def draw() -> QImage:
    """Return the icon, 256 pixels square on a transparent ground."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _sheet(painter)
    _writing(painter)
    painter.end()
    return image


if __name__ == "__main__":
    application = QGuiApplication([])
    draw().save(str(TARGET))
