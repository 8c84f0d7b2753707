"""The second click of a double click, which is not to hit what came under the pointer after the first."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_THROUGH = Qt.WidgetAttribute.WA_TransparentForMouseEvents


def shield(widget: QWidget) -> None:
    """Let nothing in a widget be clicked until a double click is over. Keys are not held up."""
    widget.setAttribute(_THROUGH)
    QTimer.singleShot(
        QApplication.doubleClickInterval(), widget, lambda: widget.setAttribute(_THROUGH, False)
    )
