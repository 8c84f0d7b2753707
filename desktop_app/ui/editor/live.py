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
        self._places: list[int] = []  #: of each line's block among the blocks
        self._stale: set[int] = set()  #: lines to be read again before the blocks kept are right
        document.contentsChange.connect(self._changed)

    def blocks(self) -> Blocks:
        """Return the blocks as they stand."""
        if self._stale:
            self._refresh()
        if self._blocks is None:
            blocks = self._gather()
            if len(self._lines) < len(blocks):  # an id stands twice, or is missing
                mend_ids(self._document)
                blocks = self._gather()
            self._blocks = blocks
        return self._blocks

    def _refresh(self) -> None:
        """Read stale lines again, and put their blocks among those kept where nothing else can differ."""
        stale, self._stale = self._stale, set()
        if self._blocks is None:
            return
        blocks = list(self._blocks)
        for line in stale:
            place = self._places[line]
            new = self._read(line).block
            if new is None or new.id != blocks[place].id:
                self._blocks = None
                return
            blocks[place] = new
        self._blocks = tuple(blocks)

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
        self._stale.clear()

    def _changed(self, position: int, _removed: int, added: int) -> None:
        kept, self._blocks = self._blocks, None
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
        elif kept is not None and old == new and all(entry and entry.block for entry in touched):
            # Typing within a line, which is what happens between most keys and their painting.
            self._blocks = kept
            self._stale.update(range(first, last + 1))
        self._entries[first : first + old] = [None] * new

    def _in_table(self, line: int) -> bool:
        return QTextCursor(self._document.findBlockByNumber(line)).currentTable() is not None

    def _gather(self) -> Blocks:
        if len(self._entries) != self._document.blockCount():
            self.forget()
        entries = self._entries
        blocks: list[Block] = []
        self._lines = {}
        self._places = []
        self._stale.clear()
        last: _Entry | None = None
        for line in range(len(entries)):
            entry = entries[line] or self._read(line)
            if entry is not last and entry.block is not None:
                blocks.append(entry.block)
                if entry.block.id:
                    self._lines.setdefault(entry.block.id, line)
            last = entry
            self._places.append(len(blocks) - 1)
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
