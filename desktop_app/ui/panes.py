"""The panes of a paper's page, side by side: folded by key, or by themselves where there is no room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from .parts import measure

NARROW, NARROWEST = 1000, 760  #: px below which the right, then the left pane folds
_USUAL = (268, 756, 316)  #: px of the panes
_LEAST = (220, 320, 220)
_LEAST_LARGE = 170  #: px of the left pane at normal size that large type wants more of


class Panes(QSplitter):
    """A left pane, the middle, and a right pane."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._left, self._right = left, right
        self._folded: dict[str, bool | None] = {"left": None, "right": None}
        self._wide = False  #: whether the right pane has half of the room
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane, least in zip((left, middle, right), _LEAST, strict=True):
            self.addWidget(pane)
            pane.setMinimumWidth(max(least, measure(_LEAST_LARGE)) if pane is left else least)
        right.setMinimumWidth(measure(_LEAST[2]))
        # A splitter puts each pane before those it had, which a screen reader would read backwards.
        for piece in (left, middle, right, self.handle(1), self.handle(2)):
            piece.raise_()
        self.handle(1).setAccessibleName("Edge of the left pane")
        self.handle(2).setAccessibleName("Edge of the right pane")
        self.setStretchFactor(1, 1)
        self.setSizes(list(_USUAL))

    def fold(self, pane: str) -> None:
        """Fold the left or right pane away, or bring it back: in a narrow window, in place of the other."""
        widget, other = (self._left, "right") if pane == "left" else (self._right, "left")
        self._folded[pane] = widget.isVisibleTo(self)
        if not self._folded[pane] and self._narrow(self.width()):
            self._folded[other] = None
        self._fit(self.width())

    def widen(self) -> bool:
        """Give the right pane half of the room and fold the left, or all their usual room; say which."""
        self._wide = not (self._wide and self._right.isVisibleTo(self))
        self._folded = {"left": True, "right": False} if self._wide else {"left": None, "right": None}
        self._fit(self.width())
        half = self.width() // 2
        self.setSizes([0, half, half] if self._wide else list(_USUAL))
        return self._wide

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the panes that there is no room for."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        left, right = self._folded["left"], self._folded["right"]
        narrow = self._narrow(width)
        shown = not narrow if right is None else not right
        room = width >= NARROWEST * self._scale and not (narrow and shown)
        self._left.setVisible(room if left is None else not left)
        self._right.setVisible(shown)

    @property
    def _scale(self) -> float:
        return self.fontMetrics().height() / 16

    def _narrow(self, width: int) -> bool:
        """Say whether there is no room for both panes beside the text."""
        return width < NARROW * self._scale
