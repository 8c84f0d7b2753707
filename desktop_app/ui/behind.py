"""Whether a page is out of sight, another being shown in front of it."""

from PySide6.QtWidgets import QStackedWidget, QWidget


def behind(page: QWidget) -> bool:
    """Say whether another page is shown in front of one, which the focus must not leave for it."""
    around = page.parentWidget()
    return isinstance(around, QStackedWidget) and around.currentWidget() is not page
