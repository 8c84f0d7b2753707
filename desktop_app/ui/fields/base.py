"""What every editor of a field has: a label, help, a value, and the signal that it was edited."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.app.finding_text import Spot
from desktop_app.checks.finding import Finding
from desktop_app.domain.fields import AnyField
from desktop_app.domain.paper import Value
from desktop_app.domain.step import Caret
from desktop_app.ui.parts import button, card, column, hidden_if, row, words

from .guarded import GuardedLine, GuardedLines


class FieldEditor(QWidget):
    """Edits one field. `edited` tells that the value differs from the one last shown.

    Subclasses build their widgets, call `self.lay_out`, and give `value` and `show_value`.
    """

    edited = Signal()
    approached = Signal(bool)  #: about to be changed; whether what was typed before is a change by itself
    acted = Signal(str)  #: a command has changed it: its name, "" where it has none
    acting = Signal()  #: something is about to be done to the field: what was typed must be taken over first

    def __init__(self, item: AnyField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setObjectName(item.key)

    def lay_out(self, *pieces: QWidget, labelled: QWidget | None = None, show_label: bool = True) -> None:
        """Put the label above the pieces; a screen reader names `labelled` (the first one) by it."""
        target = labelled or pieces[0]
        name = self.item.label.rstrip(": –")
        target.setAccessibleName(name)
        if self.item.guidance:
            target.setAccessibleDescription(self.item.guidance)
        label = words(name, "strong")
        label.setBuddy(target)
        hidden_if(not show_label, label)
        hint = words(self.item.guidance, "small")
        hidden_if(not self.item.guidance, hint)
        self.setLayout(column(label, hint, *pieces, space=4))
        self.setFocusProxy(target)

    def describe(self, told: str) -> None:
        """Have a screen reader say something of the field as the focus comes into it."""
        target = self.focusProxy()
        if target is not None:
            target.setAccessibleDescription(" ".join(filter(None, (told, target.accessibleDescription()))))

    def warn(self, told: str) -> None:
        """Say something below the field, until it is put away."""
        layout = self.layout()
        if layout is None:
            return
        said = row(words(told))
        shown = card("warning", said)
        said.setStretch(0, 1)
        said.addWidget(button("Close", shown.deleteLater, name="Close what is said here"))
        layout.addWidget(shown)

    def value(self) -> Value | None:
        """Return what is in the editor, None for no answer."""
        raise NotImplementedError

    def show_value(self, value: Value | None) -> None:
        """Show a value; does nothing where it is shown already, so that the caret stays."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read but not changed."""
        self.setEnabled(not read_only)

    def caret(self) -> Caret:
        """Return where the caret stands, or last stood in one of the field's lines."""
        line = self.focusWidget()
        return Caret(self.item.key, offset=line.place if isinstance(line, GuardedLine | GuardedLines) else 0)

    def set_caret(self, caret: Caret) -> None:
        """Put the caret there and take the focus, in that of the field's lines which last had it."""
        line = self.focusWidget()
        if line is None:
            self.setFocus()
            line = self.focusWidget()
        else:
            line.setFocus()
        if isinstance(line, GuardedLine | GuardedLines):
            line.place = caret.offset
            if caret.anchor_block:
                line.choose(caret.anchor_offset, caret.offset)

    def choose(self, spot: Spot, start: int, end: int) -> QWidget | None:
        """Select words in the field without taking the focus; return the line that holds them, if any."""
        lines = [*self.findChildren(GuardedLine), *self.findChildren(GuardedLines)]
        place = int(spot.name == "post")
        if place >= len(lines):
            return None
        lines[place].choose(start, end)
        return lines[place]

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the places of findings in the text, where the editor can."""


def asked(item: AnyField) -> str:
    """Return what a field asks, to be said before each of its answers."""
    told = item.label.rstrip(": –")
    return told if told.endswith("?") else f"{told}:"
