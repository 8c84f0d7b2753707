"""The foot of a section: the way back and on, and between them what is still to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from .guidance import large_type
from .parts import column, fitting_button, holder, keep_room, row, words

_SIDES = 36  #: px at the left and right of the column above
_APART = 16  #: px between the ways
_BETWEEN = 20  #: px more where words stand between them
_BACK = "‹\u00a0 Back"


class SectionFoot(QWidget):
    """Stands below what scrolls, as wide as the column of it and right under it. area: what scrolls."""

    back = Signal()
    on = Signal()

    def __init__(self, area: QScrollArea, widest: int) -> None:
        super().__init__()
        self.setObjectName("page")
        self._area, self._widest = area, widest
        self._before = ""  #: the section before this one
        self._left = words("", "soft")
        self._left.setMinimumWidth(120)
        self._back = fitting_button(self.back.emit)
        self._on = fitting_button(self.on.emit, "accent")
        self._ways = row(self._back, None, self._on, space=_APART)
        self._lines = column(self._left, self._ways, space=4 if large_type() else 6)
        inner = holder(self._lines)
        inner.setMaximumWidth(widest)
        self._line = QFrame()  #: under what scrolls, which would else run into the words below
        self._line.setObjectName("hairline")
        self._line.setFixedHeight(1)
        keep_room(self._line)
        self._line.hide()
        self._centred = row(inner)
        self._centred.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._centred.setStretch(0, 1)
        self.setLayout(column(self._line, self._centred, space=0))
        area.verticalScrollBar().rangeChanged.connect(lambda _, most: self._stand(most > 0))
        self._stand(scrolls=False)

    @property
    def ways(self) -> tuple[QPushButton, QPushButton]:
        """The buttons that go back and on."""
        return self._back, self._on

    def _stand(self, scrolls: bool) -> None:
        """Stand right under the column, whose scroll bar takes of its room where there is one."""
        self._line.setVisible(scrolls)
        above, below = (4, 6) if large_type() else (10, 14)
        self._lines.setContentsMargins(_SIDES, above, _SIDES, below)
        bar = self._area.verticalScrollBar().sizeHint().width() if scrolls else 0
        self._centred.setContentsMargins(0, 0, bar, 0)
        self._fit()

    def name(self, before: str, after: str) -> None:
        """Say on the buttons where they lead; an empty name means nowhere."""
        self._before = before
        self._back.setVisible(bool(before))
        self._back.setAccessibleName(f"Back: {before}")
        self._on.setVisible(bool(after))
        self._on.setText(f"Next: {after}\u00a0\u00a0›".replace("&", "&&"))
        self._on.setAccessibleName(f"Next: {after}")
        self._fit()

    @property
    def told(self) -> str:
        """What is still to do, in words."""
        return self._left.text()

    def tell(self, left: str) -> None:
        """Say what is still to do."""
        if left != self._left.text():
            self._left.setText(left)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what stands here to the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put what is left between the ways back and on, or above them where there is no room for it.

        The way back names where it leads, unless there is no room for that.
        """
        named = f"‹\u00a0 Back: {self._before}".replace("&", "&&")
        wide = min(self._widest, self.width() - self._centred.contentsMargins().right())
        room = wide - 2 * _SIDES - _APART - self._on.sizeHint().width()
        left = self._left.fontMetrics().horizontalAdvance(self._left.text()) + _BETWEEN
        backs = {text: self._width_of_back(text) for text in (named, _BACK)}
        between = next((text for text, width in backs.items() if width + left <= room), "")
        above = next((text for text, width in backs.items() if width <= room), _BACK)
        self._back.setText(between or above)
        if between and self._ways.indexOf(self._left) < 0:
            self._ways.insertWidget(1, self._left, 100)  # all the room there is, in one line
        elif not between and self._ways.indexOf(self._left) >= 0:
            self._ways.removeWidget(self._left)
            self._lines.insertWidget(0, self._left)

    def _width_of_back(self, text: str) -> int:
        if not self._before:
            return 0
        self._back.setText(text)
        return self._back.sizeHint().width()
