"""What came of something, said where it was tried and to a screen reader."""

from PySide6.QtWidgets import QLabel, QWidget


def say_fault(label: QLabel, told: str) -> None:
    """Show on a label why something was refused, and have it read out; "" puts the label away."""
    label.setText(told)
    label.setVisible(bool(told))
    if told:
        announce(label, told, urgent=True)


def announce(shown: QWidget, told: str, *, urgent: bool = False) -> None:
    """Have a screen reader say what a widget shows now, as `say` does, and call it by that."""
    shown.setAccessibleName(told)
    say(shown, told, urgent=urgent)


def say(near: QWidget, told: str, *, urgent: bool = False) -> None:
    """Have a screen reader say something of a widget, wherever the focus is; the widget keeps its name.

    urgent: at once, whatever it is reading; else when that is read.
    """
    # Few pages have something to announce: 2 ms. Of an alert, screen readers on Linux are told nothing.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(near, told)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
