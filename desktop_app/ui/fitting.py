"""Words that give way where there is little room: they end in … instead of pushing the window wider."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

_LEAST = 48  #: px that some words are shown in, whatever they are


class FittingLabel(QLabel):
    """A line of plain text. Where it does not fit, its tip and its accessible name have all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Return room for a word."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), _LEAST), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        room = self.contentsRect()
        fitted = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip("" if fitted == self.text() else self.text())
        painter = QPainter(self)
        try:
            painter.drawText(room, self.alignment(), fitted)
        finally:
            painter.end()


class FittingButton(QPushButton):
    """A button whose words may be many, as a section's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for a word or two."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), 2 * _LEAST), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button with what fits of its words."""
        # Imported here: the first page has no such button, and QStyle takes 5 ms.
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        fitted = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width(), int(Qt.TextFlag.TextShowMnemonic.value)
        )
        self.setToolTip("" if fitted == self.text() else self.text().replace("&&", "&"))
        setattr(option, "text", fitted)  # noqa: B010 - the stub knows it as a method
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
