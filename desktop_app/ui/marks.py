"""The marks of state: a shape for each, so that none is told by colour alone."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.app.step_state import StepState

from .theme import POINTS, Theme, current


def paint_mark(painter: QPainter, box: QRectF, state: StepState, theme: Theme) -> None:
    """Paint the mark of a state into a square box: ring, half disc, tick, triangle or octagon."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = min(box.width(), box.height())
    square = QRectF(0, 0, size, size)
    square.moveCenter(box.center())
    square.adjust(1, 1, -1, -1)
    match state:
        case StepState.EMPTY:
            painter.setPen(QPen(QColor(theme.edge), 1.5))
            painter.drawEllipse(square)
        case StepState.BEGUN:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawEllipse(square)
            painter.setBrush(QColor(theme.accent))
            painter.drawPie(square, 90 * 16, 180 * 16)
        case StepState.COMPLETE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ok))
            painter.drawEllipse(square)
            _tick(painter, square, QColor(theme.page))
        case StepState.ATTENTION:
            _sign(painter, square, _TRIANGLE, QColor(theme.warn), QColor(theme.page))
        case StepState.ERROR:
            _sign(painter, square, _OCTAGON, QColor(theme.err), QColor(theme.page))
    painter.restore()


def _at(square: QRectF, *points: tuple[float, float]) -> QPolygonF:
    places = [QPointF(square.x() + x * square.width(), square.y() + y * square.height()) for x, y in points]
    return QPolygonF(places)


def _tick(painter: QPainter, square: QRectF, colour: QColor) -> None:
    pen = QPen(colour, max(1.5, square.width() / 8))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_at(square, (0.27, 0.53), (0.44, 0.69), (0.73, 0.35)))


Points = tuple[tuple[float, float], ...]
_TRIANGLE: Points = ((0.5, 0.03), (1.0, 0.95), (0.0, 0.95))
_OCTAGON: Points = ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3))


def _sign(painter: QPainter, square: QRectF, points: Points, colour: QColor, ink: QColor) -> None:
    """Paint a road sign: a shape with an exclamation mark, lower where the shape is narrow at its top."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(_at(square, *points))
    painter.setPen(QPen(ink, max(1.5, square.width() / 9)))
    top = 0.36 if points is _TRIANGLE else 0.22
    painter.drawPolyline(_at(square, (0.5, top), (0.5, 0.6)))
    painter.drawPolyline(_at(square, (0.5, 0.77), (0.5, 0.79)))


def paint_chosen(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Paint the ground of the line that is chosen in a list: a tint, and a bar at its left."""
    painter.fillRect(rect, QColor(theme.accent_bg))
    painter.fillRect(rect.x(), rect.y(), 4, rect.height(), QColor(theme.accent))


class Mark(QWidget):
    """The mark of a state as a widget; its accessible name is the state in words."""

    def __init__(self, state: StepState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_state(state)
        size = round(18 * max(1.0, QApplication.font().pointSizeF() / POINTS))
        self.setFixedSize(QSize(size, size))

    def set_state(self, state: StepState) -> None:
        """Show another state."""
        self._state = state
        self.setAccessibleName(state.value)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        try:
            paint_mark(painter, QRectF(self.rect()), self._state, current())
        finally:
            painter.end()
