"""What came of something, said where it was tried and to a screen reader."""

from PySide6.QtWidgets import QLabel, QWidget


def say_fault(label: QLabel, told: str) -> None:
    """Show on a label why something was refused, and have it read out; "" puts the label away."""
    label.setText(told)
    label.setVisible(bool(told))
    if told:
        announce(label, told)


def announce(shown: QWidget, told: str) -> None:
    """Have a screen reader say what a widget shows now, wherever the focus is."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # few pages have something to announce: 2 ms

    shown.setAccessibleName(told)
    QAccessible.updateAccessibility(QAccessibleEvent(shown, QAccessible.Event.Alert))
