"""The list of places found, each in its sentence, with what would stand there instead."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.app.finding_text import Hit

from .marks import paint_chosen
from .theme import current
from .told_model import Index, ToldModel

_SHARE = 5  #: of the window's height that the list may have
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class Shown:
    """A place found: where it is in words, the hit, and what would stand there; None to change nothing."""

    place: str
    hit: Hit
    becomes: str | None = None

    def told(self) -> str:
        """The line as a screen reader says it."""
        hit = self.hit
        line = f"{self.place}: {hit.before}{hit.text}{hit.after}"
        return line if self.becomes is None else f"{line}; “{hit.text}” becomes “{self.becomes}”"


class HitDelegate(QStyledItemDelegate):
    """Paints a place: where it is over its sentence; what goes is struck out, what comes is underlined."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height for two lines of words: beside each other they would both be cut short."""
        height: int = option.fontMetrics.height()
        return QSize(200, 2 * height + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        shown: Shown = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        font: QFont = option.font
        flags: QStyle.StateFlag = option.state
        theme = current()
        painter.save()
        if flags & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, rect, theme)
        room = rect.adjusted(12, 0, -8, 0)
        line = (room.height() - 6) // 2
        painter.setFont(font)
        painter.setPen(QColor(theme.soft))
        fitted = painter.fontMetrics().elidedText(shown.place, _END, room.width())
        painter.drawText(QRect(room.x(), room.y() + 3, room.width(), line), _LEFT, fitted)
        self._sentence(painter, QRect(room.x(), room.y() + 3 + line, room.width(), line), font, shown)
        painter.restore()

    def _sentence(self, painter: QPainter, room: QRect, font: QFont, shown: Shown) -> None:
        theme, hit = current(), shown.hit
        gone, come = QFont(font), QFont(font)
        gone.setBold(True)
        gone.setStrikeOut(shown.becomes is not None)
        come.setBold(True)
        come.setUnderline(True)
        painter.setFont(gone)
        middle = painter.fontMetrics().horizontalAdvance(hit.text)
        painter.setFont(come)
        middle += painter.fontMetrics().horizontalAdvance(shown.becomes or "")
        painter.setFont(font)
        metrics = painter.fontMetrics()
        before = metrics.elidedText(
            hit.before, Qt.TextElideMode.ElideLeft, max((room.width() - middle) // 2, 0)
        )
        left = room.x()
        for words, look, colour in (
            (before, font, theme.text),
            (hit.text, gone, theme.err if shown.becomes is not None else theme.accent),
            (shown.becomes or "", come, theme.ok),
            (hit.after, font, theme.text),
        ):
            painter.setFont(look)
            painter.setPen(QColor(colour))
            space = QRect(left, room.y(), max(room.right() - left, 0), room.height())
            painter.drawText(space, _LEFT, painter.fontMetrics().elidedText(words, _END, space.width()))
            left += painter.fontMetrics().horizontalAdvance(words)


class HitsList(QListView):
    """The places found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hits")
        self.setAccessibleName("Places found")
        self.hits = ToldModel(Shown.told, self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def sizeHint(self) -> QSize:
        """Return room for a few places, for as many as there are."""
        line = self.sizeHintForRow(0) if self.hits.values else 0
        most = self.window().height() // _SHARE // max(line, 1)
        return QSize(200, line * min(len(self.hits.values), max(1, min(3, most))) + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the list scrolls within."""
        return self.sizeHint()
