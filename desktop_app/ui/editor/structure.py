"""Changes of blocks in the live document: splitting, joining, kinds and levels."""

from PySide6.QtGui import QTextBlock, QTextCursor

from desktop_app.domain.richtext import MAX_LEVEL
from desktop_app.domain.text import new_id

from .formats import BREAK, Formats, Kind, Style, style_of
from .inline import looks


def lines_of(cursor: QTextCursor) -> list[int]:
    """Return the numbers of the lines outside tables that the selection touches."""
    document = cursor.document()
    line = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    found: list[int] = []
    while line.isValid() and line.blockNumber() <= last:
        if QTextCursor(line).currentTable() is None:
            found.append(line.blockNumber())
        line = line.next()
    return found


def restyle(cursor: QTextCursor, line: int, style: Style, formats: Formats) -> None:
    """Give a line a style; its characters take the look of their new kind."""
    document = cursor.document()
    block = document.findBlockByNumber(line)
    before = style_of(block)
    if before == style:
        return
    start, end = block.position(), block.position() + block.length() - 1
    editing = QTextCursor(document)
    editing.beginEditBlock()
    try:
        editing.setPosition(start)
        editing.setBlockFormat(formats.block(style))
        if (before.kind is Kind.HEADING) != (style.kind is Kind.HEADING):
            editing.setBlockCharFormat(formats.text(kind=style.kind))
            for first, last, look, _ in looks(document, start, end):
                editing.setPosition(first)
                editing.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                editing.setCharFormat(formats.text(look, style.kind))
    finally:
        editing.endEditBlock()


def set_kind(cursor: QTextCursor, kind: Kind, formats: Formats, level: int | None = None) -> None:
    """Make the selected lines of a kind; their level stays where the kind has levels, unless given."""
    editing = QTextCursor(cursor)
    editing.beginEditBlock()
    try:
        for line in lines_of(cursor):
            old = style_of(cursor.document().findBlockByNumber(line))
            kept = old.level if kind.has_level and old.kind.is_list == kind.is_list else 0
            style = Style(kind, kept if level is None else level, old.id)
            restyle(cursor, line, style, formats)
    finally:
        editing.endEditBlock()


def shift(cursor: QTextCursor, by: int, formats: Formats) -> bool:
    """Put the selected lines deeper or less deep; say whether any could be."""
    moved = False
    editing = QTextCursor(cursor)
    editing.beginEditBlock()
    try:
        for line in lines_of(cursor):
            old = style_of(cursor.document().findBlockByNumber(line))
            level = old.level + by
            if old.kind.has_level and 0 <= level <= MAX_LEVEL:
                restyle(cursor, line, Style(old.kind, level, old.id), formats)
                moved = True
    finally:
        editing.endEditBlock()
    return moved


def enter(cursor: QTextCursor, formats: Formats) -> None:
    """Do what Enter does: split the block; end or lift an empty item; break the line in a cell."""
    if cursor.currentTable() is not None:
        line_break(cursor, formats)
        return
    cursor.removeSelectedText()
    line = cursor.block()
    style = style_of(line)
    if line.length() <= 1 and not style.glue and (style.level or style.kind.is_list):
        restyle(cursor, line.blockNumber(), lifted(style), formats)
        return
    _split(cursor, style, formats)


def lifted(style: Style) -> Style:
    """Return the style one step up: a level less deep, then a list item or heading no more."""
    if style.level:
        return Style(style.kind, style.level - 1, style.id)
    return Style(Kind.NUMBERED, 0, style.id)


def _split(cursor: QTextCursor, style: Style, formats: Formats) -> None:
    at_end = cursor.atBlockEnd()
    before = cursor.positionInBlock()
    after = cursor.block().length() - 1 - before
    # The id stays with the part that has more of the text: comments and references belong to it.
    ids = (style.id or new_id(), new_id())
    first, second = reversed(ids) if after > before else ids
    next_kind = Kind.NUMBERED if style.kind is Kind.HEADING and at_end else style.kind
    # Below a table an empty line does not show: it stays what it is, and the paragraph begins under it.
    below = cursor.block().length() <= 1 and style.glue and _is_below_table(cursor.block())
    cursor.beginEditBlock()
    try:
        number = cursor.block().blockNumber()
        cursor.insertBlock(formats.block(Style(next_kind, style.level, second)), formats.text(kind=next_kind))
        restyle(cursor, number, Style(style.kind, style.level, first, glue=below), formats)
    finally:
        cursor.endEditBlock()


def _is_below_table(line: QTextBlock) -> bool:
    return line.previous().isValid() and QTextCursor(line.previous()).currentTable() is not None


def line_break(cursor: QTextCursor, formats: Formats) -> None:
    """Break the line within the block."""
    cursor.insertText(BREAK, formats.text(kind=style_of(cursor.block()).kind))


def backspace(cursor: QTextCursor, formats: Formats) -> bool:
    """Do what Backspace does at the start of a block; say whether it was anything.

    A block is lifted level by level, then no list item or heading any more, then joined to the one before.
    """
    if cursor.hasSelection() or not cursor.atBlockStart() or cursor.currentTable() is not None:
        return False
    line = cursor.block()
    style = style_of(line)
    if not style.glue and (style.level or style.kind.is_list or style.kind is Kind.HEADING):
        restyle(cursor, line.blockNumber(), lifted(style), formats)
        return True
    if not line.previous().isValid():
        return True
    if QTextCursor(line.previous()).currentTable() is not None:
        if line.length() <= 1:  # what is left of it is the line that Qt wants after a table
            restyle(cursor, line.blockNumber(), Style(id=style.id, glue=True), formats)
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        return True
    _join(cursor, formats)
    return True


def delete(cursor: QTextCursor, formats: Formats) -> bool:
    """Do what Delete does at the end of a block: join the next to it; say whether it was anything."""
    if cursor.hasSelection() or not cursor.atBlockEnd() or cursor.currentTable() is not None:
        return False
    following = cursor.block().next()
    if not following.isValid():
        return True
    if QTextCursor(following).currentTable() is not None:
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return True
    cursor.setPosition(following.position())
    _join(cursor, formats)
    return True


def _join(cursor: QTextCursor, formats: Formats) -> None:
    """Join the block at the cursor to the one before, whose kind, level and id the whole takes.

    Of one without words nothing is taken: it is gone, and what refers to it may say so.
    """
    first, second = style_of(cursor.block().previous()), style_of(cursor.block())
    length = cursor.block().previous().length() - 1
    if length == 0 and (first.glue or not second.glue):
        first = second
    cursor.beginEditBlock()
    try:
        cursor.deletePreviousChar()
        line = cursor.block()
        both = QTextCursor(line)
        both.setBlockFormat(formats.block(first))
        for start, end, look, _ in looks(
            cursor.document(), line.position(), line.position() + line.length() - 1
        ):
            both.setPosition(start)
            both.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            both.setCharFormat(formats.text(look, first.kind))
    finally:
        cursor.endEditBlock()
