"""A row of controls that goes on in the next line where there is no room, so that nothing is cut off."""

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays controls out from left to right, and in as many lines as they need. Stretches give it its room.

    even: lines hold about as many controls each, so that none is left over by itself.
    hang: px that lines begin to the left of their place, for controls whose words have air around them.
    widened: the control that is as narrow as it can be, but has the rest of its line.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 4, even: bool = False, hang: int = 0
    ) -> None:
        super().__init__(parent)
        self._even, self._hang = even, hang
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.widened: QWidget | None = None

    def insert(self, place: int, control: QWidget) -> None:
        """Put a control before the one at a place."""
        self.addWidget(control)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def addItem(self, arg__1: QLayoutItem) -> None:
        """Add a control at the end."""
        self._items.append(arg__1)

    def count(self) -> int:
        """Return the number of controls."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a control by its place, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a control out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, arg__1: int) -> int:
        """Return the height needed at a width."""
        return self._lay(QRect(0, 0, arg__1, 0), move=False)

    def setGeometry(self, arg__1: QRect) -> None:
        """Lay the controls out."""
        super().setGeometry(arg__1)
        self._lay(arg__1, move=True)

    def sizeHint(self) -> QSize:
        """Return the size wanted: all in one line."""
        margins = self.contentsMargins()
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() + self._gap for size in sizes)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        """Return the least size: the widest control."""
        margins = self.contentsMargins()
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.adjusted(margins.left() - self._hang, margins.top(), -margins.right(), -margins.bottom())
        top = area.top()
        below = 0 if self._hang else self._gap  # their air is gap enough
        for line in self._lines(area.width()):
            height = max(item.sizeHint().height() for item in line)
            left = area.left()
            spare = area.width() + self._gap - sum(self._width(item) + self._gap for item in line)
            for item in line:
                width = self._width(item) + (max(spare, 0) if self._is_widened(item) else 0)
                size = QSize(width, item.sizeHint().height()).boundedTo(QSize(max(area.width(), 1), height))
                if move:
                    down = (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top + down), size))
                left += size.width() + self._gap
            top += height + below
        return max(top - below, area.top()) - rect.top() + margins.bottom()

    def _is_widened(self, item: QLayoutItem) -> bool:
        return self.widened is not None and item.widget() is self.widened

    def _width(self, item: QLayoutItem) -> int:
        return item.minimumSize().width() if self._is_widened(item) else item.sizeHint().width()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        shown = [item for item in self._items if not item.isEmpty()]
        lines = self._broken(shown, width, len(shown))
        if self._even and len(lines) > 1:
            evened = self._broken(shown, width, -(-len(shown) // len(lines)))
            lines = evened if len(evened) == len(lines) else lines
        return lines

    def _broken(self, shown: list[QLayoutItem], width: int, most: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in shown:
            wanted = self._width(item) + self._gap
            if not lines or used + wanted - self._gap > width or len(lines[-1]) == most:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wanted
        return lines


class FlowLayout(Flow):
    """The same where no stretch says who has the room: it wants no more than it needs."""

    def expandingDirections(self) -> "QtCore.Qt.Orientation":
        """Say so. Not of the first page, where the words for it are not loaded yet: see `ui.light`."""
        return QtCore.Qt.Orientation(0)
