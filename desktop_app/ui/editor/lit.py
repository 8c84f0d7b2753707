"""The ring around an editor while one writes in it, as other fields have theirs from the style sheet."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Lit(QObject):
    """Sets the property `lit` of a frame while a widget within it has the focus."""

    def __init__(self, frame: QWidget, watched: QWidget) -> None:
        super().__init__(frame)
        self._frame = frame
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Heed the coming and going of the focus; the event goes on."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._light(on=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _light(self, *, on: bool) -> None:
        frame = self._frame
        if frame.property("lit") != on:
            frame.setProperty("lit", on)
            frame.style().unpolish(frame)
            frame.style().polish(frame)
