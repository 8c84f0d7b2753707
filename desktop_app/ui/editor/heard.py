"""What a screen reader is told of the place that the caret has come to: what is painted there, no text."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desktop_app.domain.richtext import Footnote, Slot, Table, plain

from . import tables
from .editor import RichTextEditor
from .formats import OBJECT, Kind, inline_of, style_of

WAIT_MS = 120  #: after the caret stands still: keys go first, and the reader's own words of the line

_KINDS = {
    Kind.NUMBERED: "Paragraph",
    Kind.PLAIN: "Paragraph without a number",
    Kind.BULLET: "Bullet",
    Kind.LETTER: "Item",
    Kind.NUMBER: "Item",
    Kind.HEADING: "Sub-heading",
}


_LOST = {"[gone]": "a paragraph that is gone", "[no number]": "a paragraph without a number"}


class Heard(QObject):
    """Follows one editor's caret while a screen reader runs. `told` carries what is said.

    Qt hands a reader the text alone: numbers and squiggles are painted, a table's cells and a reference's
    words are no text of its own.
    """

    told = Signal(str)

    def __init__(self, editor: RichTextEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._place = self._word = self._inset = ""  #: said last
        self._size = 0  #: of the document, when last said
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._tell)
        # From signal to timer without a line of Python between: this happens at every key.
        editor.cursorPositionChanged.connect(self._wait.start)
        editor.shape_changed.connect(self._wait.start)
        editor.lit.connect(self._begin)

    def _begin(self, lit: bool) -> None:
        self._place = self._word = self._inset = ""
        self._size = self._editor.document().characterCount()
        if lit:
            self._wait.start()

    def _tell(self) -> None:
        editor = self._editor
        if not QAccessible.isActive() or not editor.hasFocus():
            return
        before = self._place, self._word, self._inset
        self._place, self._word = self._where(), _misspelt(editor)
        self._inset = self._beside()
        now = self._place, self._word, self._inset
        said = ". ".join(new for old, new in zip(before, now, strict=True) if new and new != old)
        if said:
            self.told.emit(said)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(editor, said))

    def _where(self) -> str:
        """Return which paragraph, item or cell the caret is in."""
        editor = self._editor
        cell = tables.current(editor)
        if cell is not None:
            return _cell(*cell)
        style = style_of(editor.textCursor().block())
        kind = _KINDS.get(style.kind)
        if kind is None or style.glue:
            return ""
        number = editor.labels().get(style.id, "") if style.kind is not Kind.BULLET else ""
        deeper = f", level {style.level + 1}" if style.level else ""
        return f"{kind} {number.rstrip('.')}".rstrip() + deeper

    def _beside(self) -> str:
        """Return the footnote or reference that the caret is before, or that has just been put before it."""
        editor, document = self._editor, self._editor.document()
        size, at = document.characterCount(), editor.textCursor().position()
        grown, self._size = size > self._size, size
        places = (at - 1, at) if grown else (at,)
        found = next((place for place in places if document.characterAt(place) == OBJECT), None)
        if found is None:
            return ""
        cursor = editor.textCursor()
        cursor.setPosition(found + 1)  # a format is that of the character before
        piece = inline_of(cursor.charFormat())
        if piece is None or isinstance(piece, Slot):
            return ""
        shown = editor.shown(piece)
        words = shown if isinstance(piece, Footnote) else _LOST.get(shown, shown)
        return f"{'Footnote' if isinstance(piece, Footnote) else 'Reference:'} {words}".rstrip()


def _cell(table: Table, row: int, column: int) -> str:
    said = f"Table {table.caption}".rstrip() + f": row {row + 1} of {len(table.rows)}"
    if table.total and row == len(table.rows) - 1:
        said += ", total"
    said += f", column {column + 1} of {len(table.rows[0])}"
    above = plain(table.rows[0][column].runs) if table.header and row >= table.header else ""
    return f"{said}, {above}" if above else said


def _misspelt(editor: RichTextEditor) -> str:
    """Return that the word at the caret is marked as misspelt."""
    at = editor.textCursor().position()
    for shown in editor.spelt:
        if shown.cursor.selectionStart() <= at <= shown.cursor.selectionEnd():
            return f"Misspelt: {shown.cursor.selectedText()}"
    return ""
