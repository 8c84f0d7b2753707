"""Short lines to write in, one below the other, each with its word before it, which stays as one types."""

from PySide6.QtWidgets import QGridLayout, QWidget

from .parts import holder, words


def asked_lines(*asked: tuple[str, QWidget]) -> QWidget:
    """Return lines in a column, their words in another."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    grid.setColumnStretch(1, 1)
    for number, (word, line) in enumerate(asked):
        label = words(word, "soft", wrap=False)
        label.setBuddy(line)
        grid.addWidget(label, number, 0)
        grid.addWidget(line, number, 1)
    return holder(grid)
