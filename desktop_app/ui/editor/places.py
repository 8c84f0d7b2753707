"""Places in the live document: line and position there, block and code points here.

Qt counts UTF-16 units, a paper counts Unicode code points; they part at the first emoji.
"""

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from desktop_app.domain.richtext import Table, block_text, plain
from desktop_app.domain.step import Caret

from .edits import Place
from .live import LiveBlocks


def code_points(text: str, units: int) -> int:
    """Return how many code points the first UTF-16 units of text are."""
    if text.isascii():
        return min(units, len(text))
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def utf16_units(text: str, points: int) -> int:
    """Return how many UTF-16 units the first code points of text are."""
    return len(text[:points].encode("utf-16-le")) // 2


def place_at(live: LiveBlocks, cursor: QTextCursor) -> Place:
    """Return the place of a cursor; a block of "" where it stands in an empty line beside a table."""
    line = cursor.block()
    block = live.known_at(line.blockNumber())
    if block is None:
        return Place()
    inside = code_points(line.text(), cursor.positionInBlock())
    table = cursor.currentTable()
    if table is not None:
        block = live.block_at(line.blockNumber())  # counted through its other cells
    if not isinstance(block, Table) or table is None:
        return Place(block.id, inside) if block is not None else Place()
    cell = table.cellAt(cursor)
    before = 0
    for row, column in _cells(block):
        if (row, column) == (cell.row(), cell.column()):
            break
        before += len(plain(block.rows[row][column].runs)) + 1
    return Place(block.id, before + inside)


def caret_at(field: str, live: LiveBlocks, cursor: QTextCursor) -> Caret:
    """Return a cursor's place and selection as a step of undo keeps it."""
    place = _nearest(live, cursor)
    if not cursor.hasSelection():
        return Caret(field, place.block, place.offset)
    start = QTextCursor(cursor)
    start.setPosition(cursor.anchor())
    anchor = _nearest(live, start)
    return Caret(field, place.block, place.offset, anchor.block, anchor.offset)


def _nearest(live: LiveBlocks, cursor: QTextCursor) -> Place:
    """Return the place of a cursor; from an empty line beside a table, the table's nearest end."""
    place = place_at(live, cursor)
    blocks = () if place.block else live.blocks()  # only where need be: this runs at the first of some keys
    if not blocks:
        return place
    line = cursor.block().blockNumber()
    above = [block for block in blocks if live.line_of(block.id) < line]
    return Place(above[-1].id, len(block_text(above[-1]))) if above else Place(blocks[0].id)


def put_caret(cursor: QTextCursor, live: LiveBlocks, caret: Caret | Place) -> bool:
    """Put a cursor where a caret stood, its selection with it where that is there still; say if it could."""
    position = position_of(cursor.document(), live, Place(caret.block, caret.offset))
    if position < 0:
        return False
    anchor = -1
    if isinstance(caret, Caret) and caret.anchor_block:
        anchor = position_of(cursor.document(), live, Place(caret.anchor_block, caret.anchor_offset))
    if anchor >= 0:
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    else:
        cursor.setPosition(position)
    return True


def _cells(table: Table) -> list[tuple[int, int]]:
    return [(row, column) for row, cells in enumerate(table.rows) for column in range(len(cells))]


def position_of(document: QTextDocument, live: LiveBlocks, place: Place) -> int:
    """Return the position of a place in the document, -1 where its block is not there."""
    number = live.line_of(place.block)
    if number < 0:
        return -1
    line = document.findBlockByNumber(number)
    block = live.block_at(number)
    table = QTextCursor(line).currentTable()
    if not isinstance(block, Table) or table is None:
        return _in_line(line, place.offset)
    left = place.offset
    for row, column in _cells(block):
        length = len(plain(block.rows[row][column].runs))
        if left <= length:
            return _in_line(_cell_line(table, row, column), left)
        left -= length + 1
    return table.lastCursorPosition().position()


def cell_position(
    document: QTextDocument, live: LiveBlocks, block: str, cell: tuple[int, int], offset: int
) -> int:
    """Return the position of code points into a cell of a table, -1 where there is no such cell."""
    number = live.line_of(block)
    table = QTextCursor(document.findBlockByNumber(number)).currentTable() if number >= 0 else None
    if table is None or not (cell[0] < table.rows() and cell[1] < table.columns()):
        return -1
    return _in_line(_cell_line(table, *cell), offset)


def _cell_line(table: QTextTable, row: int, column: int) -> QTextBlock:
    return table.cellAt(row, column).firstCursorPosition().block()


def _in_line(line: QTextBlock, points: int) -> int:
    return line.position() + min(utf16_units(line.text(), points), line.length() - 1)
