"""A page beside an open paper: read something through, act on it, and go back to the paper."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from .faults import say
from .parts import button, column, holder, measure, row, scrolled, words

_Step = QAbstractSlider.SliderAction
_STEPS: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_PageDown: _Step.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _Step.SliderPageStepSub,
    Qt.Key.Key_Down: _Step.SliderSingleStepAdd,
    Qt.Key.Key_Up: _Step.SliderSingleStepSub,
    Qt.Key.Key_Home: _Step.SliderToMinimum,
    Qt.Key.Key_End: _Step.SliderToMaximum,
}


class Leaving(QWidget):
    """A page that Escape leaves while nothing is under way. `left` wishes for what was there before."""

    left = Signal()

    @property
    def busy(self) -> bool:
        """Whether something is under way that the page waits for."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape, and scroll with the keys that nothing on the page has taken."""
        if event.key() == Qt.Key.Key_Escape and not self.busy:
            self.left.emit()
            return
        if not self.scroll_by(event.key()):
            super().keyPressEvent(event)

    def scroll_by(self, key: int) -> bool:
        """Scroll the page as a key asks; say whether it asks for that."""
        area, step = self.findChild(QScrollArea, "scroll"), _STEPS.get(key)
        if isinstance(area, QScrollArea) and step is not None:
            area.verticalScrollBar().triggerAction(step)
        return step is not None


class Aside(Leaving):
    """A page with a title over one column that scrolls. `left` wishes for the paper, `go` for a section."""

    go = Signal(str)  #: full key of a section or field

    def __init__(self, title: str, told: str, *tools: QWidget, widest: int = 980) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(title)
        self.body: QVBoxLayout = column(space=16)
        self.outdated = QTimer(self)  #: started by any change of the paper; `refresh` stops it
        self.outdated.setSingleShot(True)
        self.outdated.setInterval(0)
        self.outdated.timeout.connect(self.refresh)
        self.back = button("Back to the paper", self.left.emit)
        head = row(words(title, "title"), *tools, self.back, space=12)
        head.setStretch(0, 1)
        self.told = words(told, "soft")
        above = column(head, self.told, space=8, margins=(36, 24, 36, 8))
        page = holder(column(self.body, None, space=0, margins=(36, 16, 36, 20)), "scrolled")
        page.setMaximumWidth(measure(widest))
        self.area = scrolled(page)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        top = holder(above, "page")
        top.setMaximumWidth(measure(widest))
        head_line = _centred(top)
        # So that the head stands right above the column, whether there is something to scroll or not.
        self.area.verticalScrollBar().rangeChanged.connect(lambda _, most: _leave_room(self, head_line, most))
        self.setLayout(column(head_line, self.area, space=0))
        self._went_on: QWidget | None = None
        self.setFocusProxy(self.back)
        self.back.installEventFilter(self)

    def go_on_at(self, widget: QWidget) -> None:
        """Put the focus on a widget once something is over, unless a person went elsewhere meanwhile.

        While it is under way, the focus is on the area that scrolls.
        """
        if self.focusWidget() in (None, self.area, self._went_on):
            self._went_on = widget
            widget.setFocus()

    def lead_back(self, words: str) -> None:
        """Say where the way back leads, which is to the paper unless said otherwise."""
        self.back.setText(words)
        self.back.setAccessibleName(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll by the arrow keys from the way back too, which would look for another button with them."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.scroll_by(event.key())
        ):
            return True
        return super().eventFilter(watched, event)

    def introduce(self) -> None:
        """Have a screen reader say which page has come, and what stands at its head."""
        say(self, f"{self.accessibleName()}. {self.told.text()}".rstrip(". "))

    def refresh(self) -> None:
        """Show the paper as it is now."""
        self.outdated.stop()


def _leave_room(page: Aside, head: QLayout, most: int) -> None:
    """Leave beside a page's head the room that its scroll bar takes, where it has one."""
    if isValid(page):  # its bar tells something yet as the page goes
        head.setContentsMargins(0, 0, page.area.verticalScrollBar().sizeHint().width() if most else 0, 0)


def _centred(widget: QWidget) -> QLayout:
    line = row(widget)
    line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    line.setStretch(0, 1)
    return line
