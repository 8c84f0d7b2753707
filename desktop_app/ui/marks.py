"""The marks of state: a shape for each, so that none is told by colour alone."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.app.step_state import StepState

from .light import brush, pen
from .theme import POINTS, Theme, current


def paint_mark(painter: QPainter, box: QRectF, state: StepState, theme: Theme) -> None:
    """Paint the mark of a state into a square box: ring, half disc, tick, triangle or octagon."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = min(box.width(), box.height())
    square = QRectF(0, 0, size, size)
    square.moveCenter(box.center())
    square.adjust(1, 1, -1, -1)
    round_ = QPainterPath()
    round_.addEllipse(square)
    match state:
        case StepState.EMPTY:
            painter.strokePath(round_, pen(theme.edge, 1.5))
        case StepState.BEGUN:
            painter.strokePath(round_, pen(theme.accent, 1.5))
            half = QPainterPath(square.center())
            half.arcTo(square, 90, 180)
            painter.fillPath(half, brush(theme.accent))
        case StepState.COMPLETE:
            painter.fillPath(round_, brush(theme.ok))
            _line(painter, square, _TICK, theme.page, square.width() / 8)
        case StepState.ATTENTION:
            _sign(painter, square, _TRIANGLE, theme.warn, theme.page)
        case StepState.ERROR:
            _sign(painter, square, _OCTAGON, theme.err, theme.page)
    painter.restore()


Points = tuple[tuple[float, float], ...]
_TICK: Points = ((0.29, 0.55), (0.44, 0.69), (0.71, 0.38))
_TRIANGLE: Points = ((0.5, 0.03), (1.0, 0.95), (0.0, 0.95))
_OCTAGON: Points = ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3))


def _path(square: QRectF, points: Points) -> QPainterPath:
    """Return a line from point to point, which are given as parts of a square."""
    places = [QPointF(square.x() + x * square.width(), square.y() + y * square.height()) for x, y in points]
    path = QPainterPath()
    path.addPolygon(QPolygonF(places))
    return path


def _line(painter: QPainter, square: QRectF, points: Points, colour: str, width: float) -> None:
    painter.strokePath(_path(square, points), pen(colour, max(1.5, width)))


def _sign(painter: QPainter, square: QRectF, points: Points, colour: str, ink: str) -> None:
    """Paint a road sign: a shape with an exclamation mark, lower where the shape is narrow at its top."""
    painter.fillPath(_path(square, points), brush(colour))
    top = 0.36 if points is _TRIANGLE else 0.22
    for ends in (((0.5, top), (0.5, 0.6)), ((0.5, 0.77), (0.5, 0.79))):
        _line(painter, square, ends, ink, square.width() / 9)


def fill(painter: QPainter, rect: QRect, colour: str) -> None:
    """Fill a box with a colour."""
    path = QPainterPath()
    path.addRect(QRectF(rect))
    painter.fillPath(path, brush(colour))


def paint_chosen(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Paint the ground of the line that is chosen in a list: a tint, and a bar at its left."""
    fill(painter, rect, theme.accent_bg)
    fill(painter, QRect(rect.x(), rect.y(), 4, rect.height()), theme.accent)


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
