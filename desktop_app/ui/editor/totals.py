"""Totals that follow their columns while a table is written in, and figures set to the right."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor, QTextTable

from desktop_app.domain.figures import adding, amount_columns, due, still_adding, why_no_total
from desktop_app.domain.richtext import Table, readable

from . import tables
from .formats import Kind, Prop, look_of
from .view import DocumentView

_REST_MS = 150  #: after the last key, well before a step of undo is taken: the total belongs to it


class Totals(QObject):
    """Looks after the table that the caret stands in, at each rest of the keys."""

    def __init__(self, editor: DocumentView) -> None:
        super().__init__(editor)
        self._editor = editor
        self._known: Table | None = None  #: as it was when last looked at
        self._adding: frozenset[int] = frozenset()  #: columns of it whose totals follow them
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.settle)
        editor.caret_moved.connect(self._moved)
        editor.edited.connect(self._edited)

    def _moved(self) -> None:
        here = self._editor.textCursor().currentTable()
        if self._known is None and here is not None:
            self._know()
        elif self._known is not None and (here is None or _id(here) != self._known.id):
            self._rest.start()

    def _edited(self) -> None:
        if self._known is not None:
            self._rest.start()

    def _know(self) -> None:
        found = tables.current(self._editor)
        now = found[0] if found is not None else None
        if now is None or self._known is None or now.id != self._known.id:
            self._adding = adding(now) if now is not None else frozenset()
        self._known = now

    def settle(self) -> None:
        """Bring the totals of the table last written in up to date, and its figures to the right."""
        self._rest.stop()
        before, editor = self._known, self._editor
        now = next((b for b in editor.blocks() if before is not None and b.id == before.id), None)
        live = _live(editor, now.id) if isinstance(now, Table) else None
        if before is not None and isinstance(now, Table) and live is not None and not editor.isReadOnly():
            self._adding = still_adding(self._adding, before, now)
            self._write(live, due(now, self._adding))
            align(live, now)
        self._know()
        here = self._editor.textCursor().currentTable()
        if self._known is not None and here is not None and not editor.isReadOnly():
            align(here, self._known)  # the caret may have come straight from another table
        editor.widths.fit()

    def _write(self, live: QTextTable, totals: dict[int, str]) -> None:
        for column, words in totals.items():
            cell = live.cellAt(live.rows() - 1, column)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(words, self._editor.formats.text(look_of(cursor.charFormat()), Kind.CELL))


def align(live: QTextTable, table: Table) -> None:
    """Set the columns of a live table that hold figures to the right, all others to the left."""
    amounts = amount_columns(table)
    for row in range(live.rows()):
        for column in range(live.columns()):
            cursor = live.cellAt(row, column).firstCursorPosition()
            form = cursor.blockFormat()
            side = Qt.AlignmentFlag.AlignRight if column in amounts else Qt.AlignmentFlag.AlignLeft
            if form.alignment() != side:
                form.setAlignment(side)
                cursor.setBlockFormat(form)


def _id(live: QTextTable) -> str:
    return live.format().stringProperty(Prop.ID)


def _live(editor: DocumentView, id_: str) -> QTextTable | None:
    line = editor.document().findBlockByNumber(editor.live.line_of(id_))
    return QTextCursor(line).currentTable()


def no_total(table: Table) -> str:
    """Return in words which columns of a table with a total are not added up, and why; "" where all are."""
    told: list[str] = []
    for column, cell in enumerate(table.rows[0] if table.total else ()):
        if why := why_no_total(table, column):
            head = readable(cell.runs).strip() if table.header else ""
            told.append(f"{f'“{head}”' if head else f'Column {column + 1}'} is not added up: {why}")
    return " ".join(told)
