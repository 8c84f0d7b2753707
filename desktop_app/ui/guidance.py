"""The card above a section: what goes there, what is looked for, and an example on request."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.form import Section

from .parts import button, card, column, hidden_if, holder, row, words
from .who import Who

LARGE = 26  #: px a line of type
_TITLE = "What goes here"


def large_type() -> bool:
    """Say whether type is so large that a window of usual size has little room for the text."""
    return QFontMetrics(QApplication.font()).height() > LARGE


def guidance(section: Section, who: Who) -> QWidget | None:
    """Return the card, which folds down to its title as the last one was left; None where nothing is said.

    In so large a type that it would leave no room for the text it begins folded, and is unfolded for once.
    """
    if not section.guidance:
        return None
    looked_for, large = " ".join(section.looked_for), large_type()
    told, example = words(looked_for, "soft"), words(section.example, "soft")
    hidden_if(not looked_for, told)
    example.hide()
    body = holder(column(words(section.guidance), told, example, space=8))

    def turn_example() -> None:
        example.setVisible(example.isHidden())
        show.setText("Show an example" if example.isHidden() else "Hide the example")
        show.setAccessibleName(show.text())

    def turn() -> None:
        guided = body.isHidden()
        if not large:
            who.guide(guided)
        unfold(guided=guided)

    def unfold(*, guided: bool) -> None:
        body.setVisible(guided)
        show.setVisible(guided and bool(section.example))
        fold.setText("Fold away" if guided else "Unfold")
        fold.setAccessibleName(f"{fold.text()}: {_TITLE}")

    show = button("Show an example", turn_example, "link")
    fold = button("Fold away", turn, "link")
    head = row(words(_TITLE, "strong"), show, fold, space=12)
    head.setStretch(0, 1)
    made = card("tip", holder(head), body)
    unfold(guided=who.guided and not large)  # within the card: by itself it would be a window of its own
    return made
