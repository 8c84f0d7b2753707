"""The box that goes anywhere by typing (Ctrl+K): sections, commands, findings, papers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QObject,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QMainWindow,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.app.anywhere import Target, best

from .marks import paint_chosen
from .parts import column, hidden_if, measure, words
from .theme import current
from .told_model import Index, ToldModel

_WIDEST = 640
_LINES = 10  #: targets in sight at once
_VERTICAL = Qt.AlignmentFlag.AlignVCenter
_END = Qt.TextElideMode.ElideRight


def _told(target: Target) -> str:
    return ", ".join(word for word in (target.kind.label, target.words, target.detail) if word)


class TargetDelegate(QStyledItemDelegate):
    """Paints a target: its kind, its words, and beside them where it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height for one line of words."""
        height: int = option.fontMetrics.height()
        return QSize(200, max(32, height + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        target: Target = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        font: QFont = option.font
        flags: QStyle.StateFlag = option.state
        theme = current()
        painter.save()
        if flags & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, rect, theme)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        room = rect.adjusted(16, 0, -12, 0)
        kind = metrics.horizontalAdvance("Command") + 16
        painter.setPen(QColor(theme.soft))
        painter.drawText(QRect(room.x(), room.y(), kind, room.height()), _VERTICAL, target.kind.label)
        room.setLeft(room.left() + kind)
        wanted = min(metrics.horizontalAdvance(target.words), room.width())
        detail = max(room.width() - wanted - 16, 0)
        painter.setPen(QColor(theme.text))
        painter.drawText(room, _VERTICAL, metrics.elidedText(target.words, _END, room.width()))
        if detail > 2 * metrics.averageCharWidth():
            painter.setPen(QColor(theme.soft))
            side = QRect(room.right() - detail, room.y(), detail, room.height())
            fitted = metrics.elidedText(target.detail, _END, detail)
            painter.drawText(side, _VERTICAL | Qt.AlignmentFlag.AlignRight, fitted)
        painter.restore()


class GoBox(QFrame):
    """A line to type in over what it may mean. Enter goes there, Escape and a click elsewhere close it."""

    def __init__(
        self, window: QMainWindow, targets: Sequence[Target], go: Callable[[Target], object]
    ) -> None:
        super().__init__(window)
        self.setObjectName("goBox")
        self.setAccessibleName("Go anywhere")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._targets, self._go = window, targets, go
        self.line = QLineEdit()
        self.line.setAccessibleName("Go to a section, command, finding or paper")
        self.line.setPlaceholderText("Go to a section, command, finding or paper")
        self.list = QListView()
        self.list.setObjectName("targets")
        self.list.setAccessibleName("Places to go")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = ToldModel(_told, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(TargetDelegate(self.list))
        self.none = words("Nothing is called that.", "soft")
        hidden_if(True, self.none)
        self.setLayout(column(self.line, self.list, self.none, space=8, margins=(12, 12, 12, 12)))
        self.line.textChanged.connect(self.offer)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._leave(index.row()))
        window.installEventFilter(self)
        self._before: QWidget | None = window.focusWidget()
        self.offer("")
        self.show()
        self.raise_()
        self.line.setFocus()

    def offer(self, typed: str) -> None:
        """Offer what typed words mean."""
        found = best(typed, self._targets)
        self.model.offer(found)
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self._fit()
        self._say()

    def _fit(self) -> None:
        width = min(measure(_WIDEST), self._window.width() - 48)
        line = max(self.list.sizeHintForRow(0), 32)
        self.list.setFixedHeight(
            min(len(self.model.values), _LINES, max(self._window.height() // line - 6, 2)) * line
        )
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._window.width() - width) // 2, self._window.menuBar().height() + 8)

    def _say(self) -> None:
        """Let a screen reader, whose focus is in the line, say what is chosen."""
        index = self.list.currentIndex()
        self.line.setAccessibleDescription(str(index.data() or "Nothing is called that."))
        QAccessible.updateAccessibility(QAccessibleEvent(self.line, QAccessible.Event.DescriptionChanged))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows walk the list, Enter go and Escape close; follow the window's size."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self._window.isActiveWindow():
            self._close(back=False)
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        row = self.list.currentIndex().row()
        count = len(self.model.values)
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _LINES,
            Qt.Key.Key_PageUp: -_LINES,
        }
        if key in moves and count:
            self.list.setCurrentIndex(self.model.index(max(0, min(row + moves[key], count - 1))))
            self._say()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave(row)
        elif key == Qt.Key.Key_Escape:
            self._close(back=True)
        else:
            return key in moves
        return True

    def _leave(self, row: int) -> None:
        if 0 <= row < len(self.model.values):
            target = self.model.values[row]
            self._close(back=True)
            self._go(target)

    def _close(self, *, back: bool) -> None:
        self.line.removeEventFilter(self)
        self._window.removeEventFilter(self)
        if back and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.close()
