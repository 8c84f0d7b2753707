"""The footnotes of a field, listed under its text: one line each to write in."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.domain.richtext import (
    Blocks,
    Footnote,
    Inlines,
    LineBreak,
    Text,
    canonical_runs,
    footnotes_of,
    plain,
    text_runs,
)
from desktop_app.ui.fields.guarded import GuardedLine

from .curly import CurlyLine
from .view import DocumentView

_BREAK = " ⏎ "  #: how a line break within a note is shown in its one line


class NoteList(QWidget):
    """Lists footnotes. rewritten: id of a note and its new words. left: the focus goes back to its mark."""

    rewritten = Signal(str, object)
    left = Signal(str)

    def __init__(self, editor: DocumentView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setObjectName("noteList")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._lines: dict[str, tuple[QLabel, GuardedLine]] = {}
        self._notes: tuple[Footnote, ...] = ()
        self._first = 1
        self.hide()

    def show_notes(self, blocks: Blocks, first: int) -> None:
        """List the notes of blocks in their order; first: the number of the first."""
        notes = tuple(footnotes_of(blocks))
        if notes == self._notes and first == self._first:
            return
        if [note.id for note in notes] != list(self._lines):
            self._rebuild(notes)
        self._notes, self._first = notes, first
        for number, note in enumerate(notes, first):
            label, line = self._lines[note.id]
            label.setText(str(number))
            line.setAccessibleName(f"Footnote {number}")
            if not line.hasFocus() and line.text() != one_line(note.note):
                line.setText(one_line(note.note))
        self.setVisible(bool(notes))

    def write_in(self, id_: str) -> QWidget | None:
        """Put the focus into the line of a note, and return that; None where there is no such note."""
        if id_ not in self._lines:
            return None
        line = self._lines[id_][1]
        line.setFocus()
        line.end(False)
        return line

    def choose(self, id_: str, start: int, end: int) -> QWidget | None:
        """Select words of a note in its line, and return that; None where there is no such note."""
        note = next((note.note for note in self._notes if note.id == id_), None)
        if note is None:
            return None
        line, said = self._lines[id_][1], plain(note)
        line.choose(*(len(said[:place].replace("\n", _BREAK)) for place in (start, end)))
        return line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the mark of a note with Escape, as with Return."""
        here = next((id_ for id_, (_, line) in self._lines.items() if line.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape and here is not None:
            self.left.emit(here)
            return
        super().keyPressEvent(event)

    def _rebuild(self, notes: tuple[Footnote, ...]) -> None:
        kept = {note.id for note in notes}
        for id_ in [id_ for id_ in self._lines if id_ not in kept]:
            for widget in self._lines.pop(id_):
                widget.hide()
                widget.deleteLater()
        lines = {note.id: self._lines.get(note.id) or self._line(note) for note in notes}
        for row, (label, line) in enumerate(lines.values()):
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(line, row, 1)
        self._lines = lines

    def _line(self, note: Footnote) -> tuple[QLabel, GuardedLine]:
        label, line = QLabel(self), GuardedLine(lambda: self._editor.restricted, self)
        line.restricted_pasted.connect(self._editor.restricted_pasted)
        label.setBuddy(line)
        line.setText(one_line(note.note))
        line.setPlaceholderText("Write the footnote here")
        CurlyLine(line)
        line.textEdited.connect(lambda words, id_=note.id: self.rewritten.emit(id_, self._runs(id_, words)))
        line.returnPressed.connect(lambda id_=note.id: self.left.emit(id_))
        return label, line

    def _runs(self, id_: str, words: str) -> Inlines:
        """Return the words of a line as a note; looks and links of what was not touched stay."""
        old = next((note.note for note in self._notes if note.id == id_), ())
        return rewritten(old, words.replace(_BREAK, "\n"))


def one_line(note: Inlines) -> str:
    """Return a note's words as its line shows them."""
    return plain(note).replace("\n", _BREAK)


def rewritten(old: Inlines, words: str) -> Inlines:
    """Return a note with new words, where what stands unchanged at its start and end keeps its look."""
    before = plain(old)
    limit = min(len(before), len(words))
    start = next((n for n in range(limit) if before[n] != words[n]), limit)
    end = next((n for n in range(limit - start) if before[-1 - n] != words[-1 - n]), limit - start)
    signs: list[Text | LineBreak] = []
    for run in old:
        if isinstance(run, Text):
            signs.extend(Text(sign, run.bold, run.italic, run.underline, run.link) for sign in run.text)
        elif isinstance(run, LineBreak):
            signs.append(run)
    middle = text_runs(words[start : len(words) - end])
    around = signs[start - 1] if start else None
    if isinstance(around, Text):
        middle = tuple(replace(around, text=run.text) if isinstance(run, Text) else run for run in middle)
    return canonical_runs((*signs[:start], *middle, *signs[len(signs) - end :]))
