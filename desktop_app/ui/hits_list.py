"""The list of places found, each in its sentence, with what would stand there instead."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
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

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SHARE = 6  #: of the window's height that the list may have
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class Shown:
    """A place found: where it is in words, the hit, and what would stand there; None to change nothing."""

    place: str
    hit: Hit
    becomes: str | None = None

    @property
    def told(self) -> str:
        """The line as a screen reader says it."""
        hit = self.hit
        line = f"{self.place}: {hit.before}{hit.text}{hit.after}"
        return line if self.becomes is None else f"{line}; “{hit.text}” becomes “{self.becomes}”"


class HitsModel(QAbstractListModel):
    """The places found as a model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: list[Shown] = []

    def set_shown(self, shown: list[Shown]) -> None:
        """List other places."""
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of places."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a place's words, or the place itself."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self.shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.shown[index.row()].told
        return None


class HitDelegate(QStyledItemDelegate):
    """Paints a place: where it is, then its sentence; what goes is struck out, what comes is underlined."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height for one line of words."""
        height: int = option.fontMetrics.height()
        return QSize(200, max(28, height + 10))

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
        place = min(room.width() // 4, 16 * painter.fontMetrics().horizontalAdvance("n"))
        painter.setFont(font)
        painter.setPen(QColor(theme.soft))
        fitted = painter.fontMetrics().elidedText(shown.place, _END, place)
        painter.drawText(QRect(room.x(), room.y(), place, room.height()), _LEFT, fitted)
        self._sentence(painter, room.adjusted(place + 12, 0, 0, 0), font, shown)
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
        self.hits = HitsModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def sizeHint(self) -> QSize:
        """Return room for a few places, for as many as there are."""
        line = self.sizeHintForRow(0) if self.hits.shown else 0
        most = self.window().height() // _SHARE // max(line, 1)
        return QSize(200, line * min(len(self.hits.shown), max(2, min(4, most))) + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the list scrolls within."""
        return self.sizeHint()
