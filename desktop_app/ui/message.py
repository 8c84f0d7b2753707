"""The line at the top of the window that says what happened, and stays until it is put away."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from .parts import button, clear, column, row, words

_MOST = 12
_TYPE_ON = "What you type is kept here, and is saved as soon as that can be done."


class Message(QFrame):
    """A card with one sentence and, where there are more things to say, a line for each."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("advice")
        self._unsaved = ""
        self._until_saved = False
        self._lines: QVBoxLayout = column(space=4)
        layout = row(
            self._lines, button("Close", self.clear, name="Close the message"), margins=(24, 8, 16, 8)
        )
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def tell(
        self,
        sentence: str,
        lines: Iterable[str] = (),
        acts: Iterable[QWidget] = (),
        *,
        until_saved: bool = False,
    ) -> None:
        """Show a sentence, lines below it and what can be done now; a screen reader is told the sentence.

        until_saved: it holds only as long as what was typed is not on disk, and is put away after that.
        """
        # Imported here, since few starts have something to tell: 2 ms.
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        clear(self._lines)
        self._until_saved = until_saved
        shown = list(lines)
        self._lines.addWidget(words(sentence, "strong"))
        for line in shown[:_MOST]:
            self._lines.addWidget(words(line))
        if len(shown) > _MOST:
            self._lines.addWidget(words(f"and {len(shown) - _MOST} more", "soft"))
        if offered := list(acts):
            self._lines.addLayout(row(*offered, None, space=12))
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def tell_unsaved(self, why: str) -> None:
        """Say why what is typed is not on disk, once, while that is so; "" where it is."""
        told = f"{why} {_TYPE_ON}" if why else ""
        if told and told != self._unsaved:
            self.tell(told, until_saved=True)
        elif not told and self._until_saved:
            self.clear()
        self._unsaved = told

    @property
    def text(self) -> str:
        """The sentence shown, "" for none."""
        return self.accessibleName()

    def clear(self) -> None:
        """Put the message away."""
        clear(self._lines)
        self.setAccessibleName("")
        self._until_saved = False
        self.hide()
