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


def add_row(table: Table, row: int, count: int = 1) -> Table:
    """Return a table with empty rows before a row of it (past the last: at its end).

    Before a row of the header they are of it, too; a total stays the last row.
    """
    row = min(row, len(table.rows) - table.total)
    empty = (tuple(Cell() for _ in table.rows[0]) if table.rows else (Cell(),),) * count
    header = table.header + count if row < table.header else table.header
    return replace(table, rows=(*table.rows[:row], *empty, *table.rows[row:]), header=header)


def add_column(table: Table, column: int, count: int = 1) -> Table:
    """Return a table with empty columns before a column of it."""
    empty = (Cell(),) * count
    return replace(table, rows=tuple((*row[:column], *empty, *row[column:]) for row in table.rows))


def drop_row(table: Table, row: int, count: int = 1) -> Table:
    """Return a table without some rows; the header goes with its last row, and so does the total."""
    rows = (*table.rows[:row], *table.rows[row + count :])
    header = table.header - max(0, min(row + count, table.header) - row)
    return replace(table, rows=rows, header=header, total=table.total and row + count < len(table.rows))


def drop_column(table: Table, column: int, count: int = 1) -> Table:
    """Return a table without some columns."""
    return replace(table, rows=tuple((*row[:column], *row[column + count :]) for row in table.rows))


def filled(table: Table, row: int, column: int, cells: tuple[tuple[Cell, ...], ...]) -> Table:
    """Return a table with cells put in from one of its own on; it grows where there are more than it has.

    A total stays the last row, below what is put in, unless that begins in it.
    """
    room = len(table.rows) - (table.total and row < len(table.rows) - 1)
    wide = max((len(each) for each in cells), default=0)
    table = add_row(table, room, max(0, row + len(cells) - room))
    table = add_column(table, len(table.rows[0]), max(0, column + wide - len(table.rows[0])))
    rows = [list(each) for each in table.rows]
    for down, given in enumerate(cells):
        rows[row + down][column : column + len(given)] = given
    return replace(table, rows=tuple(tuple(each) for each in rows))


def current(editor: "DocumentView") -> tuple[Table, int, int] | None:
    """Return the table that the caret stands in, with row and column; None where in none."""
    cursor = editor.textCursor()
    live = cursor.currentTable()
    block = editor.live.block_at(cursor.block().blockNumber())
    if live is None or not isinstance(block, Table) or not block.rows or not block.rows[0]:
        return None
    cell = live.cellAt(cursor)
    return block, cell.row(), cell.column()


def chosen(editor: "DocumentView") -> tuple[range, range] | None:
    """Return the rows and the columns of the cells that are selected, or of the one with the caret."""
    found = current(editor)
    if found is None:
        return None
    _, row, column = found
    cursor = editor.textCursor()
    live = cursor.currentTable()
    if live is not None and cursor.hasSelection():
        ends = [live.cellAt(place) for place in (cursor.anchor(), cursor.position())]
        if all(end.isValid() for end in ends):
            rows, columns = sorted(end.row() for end in ends), sorted(end.column() for end in ends)
            return range(rows[0], rows[1] + 1), range(columns[0], columns[1] + 1)
    return range(row, row + 1), range(column, column + 1)


def step(editor: "DocumentView", back: bool) -> bool:
    """Go to the next cell or the one before; after the last one a row is added. False: nowhere to go.

    A total stays the last row: the new one comes before it.
    """
    found = current(editor)
    if found is None:
        return False
    table, row, column = found
    columns = len(table.rows[0])
    index = row * columns + column + (-1 if back else 1)
    if index < 0 or (index >= len(table.rows) * columns and editor.isReadOnly()):
        return False
    if index >= len(table.rows) * columns:
        change(editor, lambda old: add_row(old, len(old.rows)), (len(table.rows) - table.total, 0))
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


def change(
    editor: "DocumentView",
    do: Callable[[Table], Table],
    go: tuple[int, int] | None = None,
    *,
    at_end: bool = False,
) -> None:
    """Change the table that the caret stands in; go: the cell to go to. A table left empty is taken away.

    at_end: the caret goes to the end of what stands in that cell, not to its beginning.
    """
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
    length = len(plain(after.rows[row][column].runs))
    inside = length if at_end else min(inside, length)
    place = Place(after.id, cell_offset(after, row, column) + inside)
    editor.replace_blocks((*blocks[:index], after, *blocks[index + 1 :]), place)
    if len(after.rows) > len(table.rows):
        reveal(editor, after)


def _beside(editor: "DocumentView", index: int) -> Place:
    blocks = editor.blocks()
    near = [block.id for block in (*blocks[index + 1 :], *reversed(blocks[:index]))]
    return Place(near[0]) if near else Place()
