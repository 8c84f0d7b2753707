"""The live document read piece by piece: what a keystroke did not touch is not read again.

Each line of the document has an entry. A report of a change drops the entries of the lines it names;
what is missing is read when next asked for. No line or cursor is kept, only values.
"""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QTextDocument

from desktop_app.domain.richtext import Block, Blocks, Table

from .mapping import mend_ids, read_line, read_table


@dataclass(slots=True)
class _Entry:
    """What one line holds: a block of text, its part of a table (all its lines share one), or glue."""

    block: Block | None


def _is_table(entry: _Entry | None) -> bool:
    return entry is not None and isinstance(entry.block, Table)


class LiveBlocks:
    """The blocks of a live document, kept up to date from its reports of change."""

    def __init__(self, document: QTextDocument) -> None:
        document.documentLayout()  # a document without a layout reports no change
        self._document = document
        self._entries: list[_Entry | None] = [None] * document.blockCount()
        self._blocks: Blocks | None = None
        self._lines: dict[str, int] = {}
        document.contentsChange.connect(self._changed)

    def blocks(self) -> Blocks:
        """Return the blocks as they stand."""
        if self._blocks is None:
            blocks = self._gather()
            if len(self._lines) < len(blocks):  # an id stands twice, or is missing
                mend_ids(self._document)
                blocks = self._gather()
            self._blocks = blocks
        return self._blocks

    def line_of(self, block: str) -> int:
        """Return the number of the (first) line of a block, -1 where there is no such block."""
        self.blocks()
        return self._lines.get(block, -1)

    def block_at(self, line: int) -> Block | None:
        """Return the block that a line belongs to; None where the line is glue."""
        self.blocks()
        entry = self._entries[line] if 0 <= line < len(self._entries) else None
        return entry.block if entry else None

    def forget(self) -> None:
        """Read all anew when next asked."""
        self._entries = [None] * self._document.blockCount()
        self._blocks = None

    def _changed(self, position: int, _removed: int, added: int) -> None:
        self._blocks = None
        document = self._document
        first = max(0, document.findBlock(position).blockNumber())
        last_block = document.findBlock(position + added)
        last = last_block.blockNumber() if last_block.isValid() else document.blockCount() - 1
        new = last - first + 1
        old = new - (document.blockCount() - len(self._entries))
        if old < 0 or first + old > len(self._entries):
            self.forget()
            return
        touched = self._entries[first : first + old]
        if self._in_table(first) or self._in_table(last) or any(map(_is_table, touched)):
            # Lines may have moved between rows; tables are few, so all of them are read again.
            self._entries = [None if _is_table(entry) else entry for entry in self._entries]
        self._entries[first : first + old] = [None] * new

    def _in_table(self, line: int) -> bool:
        return QTextCursor(self._document.findBlockByNumber(line)).currentTable() is not None

    def _gather(self) -> Blocks:
        if len(self._entries) != self._document.blockCount():
            self.forget()
        entries = self._entries
        blocks: list[Block] = []
        self._lines = {}
        last: _Entry | None = None
        for line in range(len(entries)):
            entry = entries[line] or self._read(line)
            if entry is not last and entry.block is not None:
                blocks.append(entry.block)
                if entry.block.id:
                    self._lines.setdefault(entry.block.id, line)
            last = entry
        return tuple(blocks)

    def _read(self, line: int) -> _Entry:
        block = self._document.findBlockByNumber(line)
        table = QTextCursor(block).currentTable()
        if table is None:
            entry = self._entries[line] = _Entry(read_line(block))
            return entry
        first = table.firstCursorPosition().block().blockNumber()
        last = table.lastCursorPosition().block().blockNumber()
        entry = _Entry(read_table(table))
        self._entries[first : last + 1] = [entry] * (last + 1 - first)
        return entry
