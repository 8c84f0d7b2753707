"""Tables in the editor: going from cell to cell, rows and columns put in and taken out."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from desktop_app.domain.richtext import Cell, Table, block_text, plain

from .edits import Place, cell_offset
from .places import position_of

if TYPE_CHECKING:
    from .view import DocumentView


def new_table(rows: int = 3, columns: int = 3) -> Table:
    """Return an empty table with one header row."""
    return Table(tuple(tuple(Cell() for _ in range(columns)) for _ in range(rows)))


def add_row(table: Table, row: int) -> Table:
    """Return a table with an empty row before a row of it (past the last: at its end)."""
    empty = tuple(Cell() for _ in table.rows[0]) if table.rows else (Cell(),)
    return replace(table, rows=(*table.rows[:row], empty, *table.rows[row:]))


def add_column(table: Table, column: int) -> Table:
    """Return a table with an empty column before a column of it."""
    return replace(table, rows=tuple((*row[:column], Cell(), *row[column:]) for row in table.rows))


def drop_row(table: Table, row: int) -> Table:
    """Return a table without a row; the header goes with its last row."""
    rows = (*table.rows[:row], *table.rows[row + 1 :])
    header = table.header - 1 if row < table.header else table.header
    return replace(table, rows=rows, header=header)


def drop_column(table: Table, column: int) -> Table:
    """Return a table without a column."""
    return replace(table, rows=tuple((*row[:column], *row[column + 1 :]) for row in table.rows))


def current(editor: "DocumentView") -> tuple[Table, int, int] | None:
    """Return the table that the caret stands in, with row and column; None where in none."""
    cursor = editor.textCursor()
    live = cursor.currentTable()
    block = editor.live.block_at(cursor.block().blockNumber())
    if live is None or not isinstance(block, Table) or not block.rows or not block.rows[0]:
        return None
    cell = live.cellAt(cursor)
    return block, cell.row(), cell.column()


def step(editor: "DocumentView", back: bool) -> bool:
    """Go to the next cell or the one before; after the last one a row is added. False: nowhere to go."""
    found = current(editor)
    if found is None:
        return False
    table, row, column = found
    columns = len(table.rows[0])
    index = row * columns + column + (-1 if back else 1)
    if index < 0 or (index >= len(table.rows) * columns and editor.isReadOnly()):
        return False
    if index >= len(table.rows) * columns:
        change(editor, lambda old: add_row(old, len(old.rows)), (len(table.rows), 0))
        return True
    editor.set_caret(Place(table.id, cell_offset(table, *divmod(index, columns))))
    cursor = editor.textCursor()  # what stands in the cell is selected, as in every word processor
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    return True


def reveal(editor: "DocumentView", table: Table) -> None:
    """Scroll on until all of a table is in sight, or as much of it as there is room for below the caret."""
    last = position_of(editor.document(), editor.live, Place(table.id, len(block_text(table))))
    cursor = QTextCursor(editor.document())
    cursor.setPosition(max(last, 0))
    margin = int(editor.document().documentMargin())
    below = editor.cursorRect(cursor).bottom() + margin - editor.viewport().height()
    over = min(below, editor.cursorRect().top() - margin)
    if last >= 0 and over > 0:
        bar = editor.verticalScrollBar()
        bar.setValue(bar.value() + over)


def change(editor: "DocumentView", do: Callable[[Table], Table], go: tuple[int, int] | None = None) -> None:
    """Change the table that the caret stands in; go: the cell to go to. A table left empty is taken away."""
    found = current(editor)
    if found is None:
        return
    table, row, column = found
    after = do(table)
    blocks = editor.blocks()
    index = blocks.index(table)
    if not after.rows or not after.rows[0]:
        editor.replace_blocks((*blocks[:index], *blocks[index + 1 :]), _beside(editor, index))
        return
    inside = editor.place().offset - cell_offset(table, row, column) if go is None else 0
    row, column = go or (row, column)
    row, column = min(row, len(after.rows) - 1), min(column, len(after.rows[0]) - 1)
    inside = min(inside, len(plain(after.rows[row][column].runs)))
    place = Place(after.id, cell_offset(after, row, column) + inside)
    editor.replace_blocks((*blocks[:index], after, *blocks[index + 1 :]), place)
    if len(after.rows) > len(table.rows):
        reveal(editor, after)


def _beside(editor: "DocumentView", index: int) -> Place:
    blocks = editor.blocks()
    near = [block.id for block in (*blocks[index + 1 :], *reversed(blocks[:index]))]
    return Place(near[0]) if near else Place()
