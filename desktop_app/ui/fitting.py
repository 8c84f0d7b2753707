"""Words that give way where there is little room: they end in … instead of pushing the window wider."""

from bisect import bisect_right

from PySide6 import QtCore
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from .light import V_CENTER, put

_LEAST = 48  #: px that some words are shown in, whatever they are
_SLACK = 4  #: px that bold words may take of the room beside them


def _cut(metrics: QFontMetrics, text: str, width: int) -> str:
    """Return a text as it is where it fits, else as much of it as does, and "…"."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    most = bisect_right(range(len(text)), width, key=lambda n: metrics.horizontalAdvance(f"{text[:n]}…"))
    return f"{text[: most - 1]}…" if most else ""


class FittingLabel(QLabel):
    """A line of plain text. Where it does not fit, its tip and its accessible name have all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._short = ""
        put(self, textFormat="PlainText")

    def say(self, text: str, short: str = "") -> None:
        """Show words, and where they do not fit fewer that say the same."""
        self._short = short
        if text != self.text():  # else a screen reader would be told of nothing new
            self.setText(text)
            self.setAccessibleName(text)
        self.updateGeometry()  # as wide and high as its words, also after their size has changed

    def minimumSizeHint(self) -> QSize:
        """Return room for the fewer words, or for a word."""
        size, metrics = super().minimumSizeHint(), self.fontMetrics()
        around = size.width() - metrics.horizontalAdvance(self.text())
        least = around + metrics.horizontalAdvance(self._short) + 2 if self._short else _LEAST
        return QSize(min(size.width(), least), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        room, metrics = self.contentsRect(), self.fontMetrics()
        short = self._short and metrics.horizontalAdvance(self.text()) > room.width()
        text = self._short if short else self.text()
        fitted = _cut(metrics, text, room.width())
        self.setToolTip("" if fitted == self.text() else self.text())
        painter = QPainter(self)
        try:
            painter.drawText(room, V_CENTER, fitted)
        finally:
            painter.end()


class Tab(QPushButton):
    """A button that stays down, one of several, in bold type. It has the room for that from the first."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName("filter")
        self.setAutoDefault(True)
        self.setCheckable(True)
        # Its group sees to that already; but so it is told to a screen reader as one of several to choose
        # from, a radio button, and not as a box to tick.
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        """Return room for the words in bold."""
        return super().sizeHint() + QSize(self._more(), 0)

    def minimumSizeHint(self) -> QSize:
        """Return room for the words in bold."""
        return super().minimumSizeHint() + QSize(self._more(), 0)

    def _more(self) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        text = self.text().replace("&&", "&")
        more = QFontMetrics(bold).horizontalAdvance(text) - self.fontMetrics().horizontalAdvance(text)
        return max(0, more - _SLACK)


class FittingButton(QPushButton):
    """A button whose words may be many, as a section's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Return room for a word or two."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), 2 * _LEAST), size.height())

    def hasHeightForWidth(self) -> bool:
        """Say that the button is higher where it is too narrow for its words."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for all words, in a line or in two."""
        usual = super().sizeHint()
        return usual.height() + (self.fontMetrics().height() if width < usual.width() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button with its words, in two lines where one has no room for them."""
        # Imported here: the first page has no such button, and QStyle takes 5 ms.
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        mnemonic = int(QtCore.Qt.TextFlag.TextShowMnemonic.value)

        def fitted(words: str) -> str:
            if self.fontMetrics().horizontalAdvance(words.replace("&&", "&")) <= room.width():
                return words  # to the point, where Qt would rather see one to spare
            right = QtCore.Qt.TextElideMode.ElideRight
            return self.fontMetrics().elidedText(words, right, room.width(), mnemonic)

        first, second = self._lines(room.width())
        shown = [fitted(words) for words in (first, second) if words]
        self.setToolTip("" if shown == [w for w in (first, second) if w] else self.text().replace("&&", "&"))
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        whole = QRect(option.rect)
        shift = self.fontMetrics().height() if len(shown) > 1 else 0
        for number, words in enumerate(shown):
            setattr(option, "text", words)  # noqa: B010 - the stub knows it as a method
            moved = whole.translated(0, (number * 2 - 1) * shift // 2 if shift else 0)
            setattr(option, "rect", moved)  # noqa: B010
            painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        painter.end()

    def _lines(self, width: int) -> tuple[str, str]:
        """Return the words in a line, or in two of which the first is as long as fits."""
        text, metrics = self.text(), self.fontMetrics()
        if metrics.horizontalAdvance(text.replace("&&", "&")) <= width:
            return text, ""
        words = text.split(" ")
        taken = len(words) - 1
        while taken > 1 and metrics.horizontalAdvance(" ".join(words[:taken]).replace("&&", "&")) > width:
            taken -= 1
        return " ".join(words[:taken]), " ".join(words[taken:])
