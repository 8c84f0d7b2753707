"""Marks under words: where findings speak of the text, and words that are spelt oddly."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from .edits import Place
from .live import LiveBlocks
from .look import EditorLook
from .places import cell_position, position_of


class Tone(StrEnum):
    """What a mark means; the values of errors, warnings and advice are those of findings."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark under words: id of the block, code points from and to, row and column of a table's cell."""

    block: str
    start: int
    end: int
    tone: Tone = Tone.WARNING
    cell: tuple[int, int] | None = None


def selections(
    document: QTextDocument, live: LiveBlocks, marks: Iterable[Mark], look: EditorLook
) -> list[QTextEdit.ExtraSelection]:
    """Return what shows marks over a document; a mark whose block is gone is left out."""
    shown: list[QTextEdit.ExtraSelection] = []
    for mark in marks:
        start, end = (_position(document, live, mark, offset) for offset in (mark.start, mark.end))
        if 0 <= start < end:
            shown.append(selection(document, start, end, mark.tone, look))
    return shown


def selection(
    document: QTextDocument, start: int, end: int, tone: Tone, look: EditorLook
) -> QTextEdit.ExtraSelection:
    """Return what shows a mark between two positions of a document; it moves with the text."""
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    setattr(made, "cursor", cursor)  # noqa: B010 - the stubs call both attributes read-only
    setattr(made, "format", _format(tone, look))  # noqa: B010
    return made


def _position(document: QTextDocument, live: LiveBlocks, mark: Mark, offset: int) -> int:
    if mark.cell is not None:
        return cell_position(document, live, mark.block, mark.cell, offset)
    return position_of(document, live, Place(mark.block, offset))


def _format(tone: Tone, look: EditorLook) -> QTextCharFormat:
    form = QTextCharFormat()
    colours: dict[Tone, tuple[QColor, QColor | None]] = {
        Tone.ERROR: (look.error, look.error_tint),
        Tone.WARNING: (look.warning, look.warning_tint),
        Tone.ADVICE: (look.advice, look.advice_tint),
        Tone.SPELLING: (look.error, None),
    }
    colour, tint = colours[tone]
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    form.setUnderlineColor(colour)
    if tint is not None:
        form.setBackground(tint)
    return form
