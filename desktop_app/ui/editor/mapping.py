"""The mapping between blocks of text and a live document, lossless for canonical blocks."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextTable

from desktop_app.domain.figures import amount_columns
from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Cell,
    Inline,
    Inlines,
    LineBreak,
    Table,
    Text,
    TextBlock,
    canonical_runs,
)
from desktop_app.domain.text import new_id

from .formats import (
    BREAK,
    OBJECT,
    Formats,
    Kind,
    Look,
    Prop,
    Style,
    inline_of,
    kind_of,
    level_of,
    look_of,
    style_of,
    text_block,
)


def fill(document: QTextDocument, blocks: Blocks, formats: Formats | None = None) -> None:
    """Replace all that stands in a document by blocks."""
    formats = formats or Formats()
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    try:
        _fill(cursor, blocks, formats)
    finally:
        cursor.endEditBlock()


def _fill(cursor: QTextCursor, blocks: Blocks, formats: Formats) -> None:
    _set_glue(cursor, formats)
    free = True  # the line that the cursor stands in belongs to no block yet
    for block in blocks:
        if isinstance(block, Table):
            insert_table(cursor, block, formats)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            _set_glue(cursor, formats)
            free = True
            continue
        # Right below a table an empty line does not show: it stands under the one that Qt wants there.
        if not free or (not block.runs and cursor.block().previous().isValid()):
            cursor.insertBlock()
        write_block(cursor, block, formats)
        free = False


def _set_glue(cursor: QTextCursor, formats: Formats) -> None:
    cursor.setBlockFormat(formats.block(Style(id=new_id(), glue=True)))
    cursor.setBlockCharFormat(formats.text())


def write_block(cursor: QTextCursor, block: TextBlock, formats: Formats) -> None:
    """Make the line that the cursor stands in into a block, and write its text at the cursor."""
    kind = kind_of(block)
    cursor.setBlockFormat(formats.block(Style(kind, level_of(block), block.id)))
    cursor.setBlockCharFormat(formats.text(kind=kind))
    write_runs(cursor, block.runs, kind, formats)


def write_runs(cursor: QTextCursor, runs: Iterable[Inline], kind: Kind, formats: Formats) -> None:
    """Write inline pieces at the cursor, in the looks of a kind of block."""
    for run in runs:
        if isinstance(run, Text):
            look = Look(run.bold, run.italic, run.underline, run.link)
            cursor.insertText(run.text.replace("\n", BREAK), formats.text(look, kind))
        elif isinstance(run, LineBreak):
            cursor.insertText(BREAK, formats.text(kind=kind))
        else:
            cursor.insertText(OBJECT, formats.object(run))


def insert_table(cursor: QTextCursor, table: Table, formats: Formats) -> None:
    """Insert a table after the line that the cursor stands at the end of."""
    rows, columns = len(table.rows), max((len(row) for row in table.rows), default=0)
    form = formats.table(table)
    if not columns:
        # Qt knows no table without a cell: one stands in, and this says how many empty rows were meant.
        form.setProperty(Prop.EMPTY_ROWS, rows + 1)
    amounts = amount_columns(table)
    live = cursor.insertTable(max(rows, 1) if columns else 1, max(columns, 1), form)
    for row in range(live.rows()):
        kind = Kind.HEAD_CELL if row < table.header else Kind.CELL
        for column in range(live.columns()):
            cell = live.cellAt(row, column)
            cell.setFormat(formats.cell(kind))
            inner = cell.firstCursorPosition()
            form = formats.block(Style(kind))
            if column in amounts:
                form.setAlignment(Qt.AlignmentFlag.AlignRight)
            inner.setBlockFormat(form)
            if columns:
                write_runs(inner, table.rows[row][column].runs, kind, formats)


def read(document: QTextDocument) -> Blocks:
    """Return the blocks that stand in a document. Ids that are missing or stand twice are mended there."""
    mend_ids(document)
    return tuple(block for _, _, block in walk(document) if block is not None)


def walk(document: QTextDocument) -> Iterator[tuple[int, int, Block | None]]:
    """Yield first line, line after the last, and the block that they hold (None: glue) of a document."""
    line = document.firstBlock()
    while line.isValid():
        first = line.blockNumber()
        table = QTextCursor(line).currentTable()
        if table is None:
            yield first, first + 1, read_line(line)
            line = line.next()
            continue
        last = table.lastCursorPosition().block()
        yield first, last.blockNumber() + 1, read_table(table)
        line = last.next()


def read_line(line: QTextBlock) -> TextBlock | None:
    """Return the block that a line outside tables holds; None where it is glue."""
    return None if is_glue(line) else text_block(style_of(line), read_runs(line))


def is_glue(line: QTextBlock) -> bool:
    """Say whether a line is only there because Qt wants one, or because nothing is written yet."""
    return line.length() <= 1 and line.blockFormat().boolProperty(Prop.GLUE)


def read_runs(line: QTextBlock) -> Inlines:
    """Return the inline pieces of a line, in their canonical shape."""
    pieces: list[Inline] = []
    place = line.begin()
    while not place.atEnd():
        fragment = place.fragment()
        pieces.extend(_pieces(fragment.text(), fragment.charFormat()))
        place += 1
    return canonical_runs(pieces)


def _pieces(text: str, form: QTextCharFormat) -> Iterator[Inline]:
    piece = inline_of(form)
    if piece is not None:
        yield from (piece for sign in text if sign == OBJECT)
        text = text.replace(OBJECT, "")
    look = look_of(form)
    yield look.text(text.replace(BREAK, "\n"))


def read_table(table: QTextTable) -> Table:
    """Return a live table as a value."""
    form = table.format()
    rows = tuple(
        tuple(Cell(_read_cell(table, row, column)) for column in range(table.columns()))
        for row in range(table.rows())
    )
    meant = form.intProperty(Prop.EMPTY_ROWS)
    if meant and rows == ((Cell(),),):  # still the stand-in, and nothing written in it
        rows = ((),) * (meant - 1)
    header = min(form.intProperty(Prop.HEADER), len(rows))
    total, caption = form.boolProperty(Prop.TOTAL), form.stringProperty(Prop.CAPTION)
    return Table(rows, header, total, caption, form.stringProperty(Prop.ID))


def _read_cell(table: QTextTable, row: int, column: int) -> Inlines:
    cell = table.cellAt(row, column)
    line, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().blockNumber()
    runs = read_runs(line)
    while line.blockNumber() < last:
        line = line.next()
        runs = (*runs, LineBreak(), *read_runs(line))
    return canonical_runs(runs)


def mend_ids(document: QTextDocument) -> bool:
    """Give every line and table of a document an id of its own; say whether any had to be mended."""
    seen: set[str] = set()
    mended = False
    line = document.firstBlock()
    while line.isValid():
        cursor = QTextCursor(line)
        table = cursor.currentTable()
        if table is not None:
            mended |= mend_table_id(table, seen)
            line = table.lastCursorPosition().block().next()
            continue
        if not is_glue(line):
            mended |= mend_line_id(line, seen)
        line = line.next()
    return mended


def mend_line_id(line: QTextBlock, seen: set[str]) -> bool:
    """Give a line a new id where its own is among those seen, and put it there; say whether it had to be."""
    form = line.blockFormat()
    if new := _fresh(form.stringProperty(Prop.ID), seen):
        form.setProperty(Prop.ID, new)
        QTextCursor(line).setBlockFormat(form)
    return bool(new)


def mend_table_id(table: QTextTable, seen: set[str]) -> bool:
    """Give a table a new id where its own is among those seen, and put it there; say whether it had to be."""
    form = table.format()
    if new := _fresh(form.stringProperty(Prop.ID), seen):
        form.setProperty(Prop.ID, new)
        table.setFormat(form)
    return bool(new)


def _fresh(id_: str, seen: set[str]) -> str:
    new = "" if id_ and id_ not in seen else new_id()
    seen.add(new or id_)
    return new
