"""The ring around an editor while one writes in it, as other fields have theirs from the style sheet."""

from PySide6.QtWidgets import QWidget


def light(frame: QWidget, *, on: bool) -> None:
    """Set the property `lit` of a frame, and let the style sheet see it."""
    if frame.property("lit") != on:
        frame.setProperty("lit", on)
        frame.style().unpolish(frame)
        frame.style().polish(frame)
