"""Laying a pane out anew without losing the place of whoever is in it: how far it is scrolled, the focus."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget


def laid_out_anew(area: QScrollArea, lay_out: Callable[[], None]) -> None:
    """Lay out what an area scrolls, and put scrolling and focus where they were, or next to that."""
    focus = QApplication.focusWidget()
    held = focus if focus is not None and area.isAncestorOf(focus) else None
    name = held.accessibleName() if held is not None else ""
    place = _place(held, _buttons(area)) if held is not None else 0
    scrolled = area.verticalScrollBar().value()
    if held is not None:
        area.setFocus()  # else Qt gives it to what comes next, which may be anywhere
    lay_out()

    def put_back() -> None:
        area.verticalScrollBar().setValue(scrolled)
        if held is None or not area.hasFocus():
            return
        now = _buttons(area)
        same = [widget for widget in now if widget.accessibleName() == name]
        if found := same or now[min(place, len(now) - 1) :]:
            found[0].setFocus()
            area.ensureWidgetVisible(found[0])

    QTimer.singleShot(0, area, put_back)


def _buttons(area: QScrollArea) -> list[QPushButton]:
    """Return the buttons that can be pushed within an area, in the order that they were made in."""
    return [made for made in area.findChildren(QPushButton) if made.isVisible() and made.isEnabled()]


def _place(held: QWidget, buttons: list[QPushButton]) -> int:
    """Return the place of a button among others, or of the last one beside what is no button."""
    beside = held.parentWidget() or held
    near = [n for n, button in enumerate(buttons) if button is held or beside.isAncestorOf(button)]
    return buttons.index(held) if isinstance(held, QPushButton) and held in buttons else max(near, default=0)
