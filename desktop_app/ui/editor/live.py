"""The live document read piece by piece: what a keystroke did not touch is not read again.

Each line of the document has an entry. A report of a change drops the entries of the lines it names;
what is missing is read when next asked for. No line or cursor is kept, only values.
"""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable

from desktop_app.domain.richtext import Block, Blocks, LineBreak, Table, Text, runs_of

from .formats import OBJECT, Prop, kind_of, level_of, style_of
from .mapping import is_glue, mend_ids, read_line, read_table


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
        self._sure = True  #: what is stale differs from the blocks kept in its words alone
        self._words_only = False  #: nothing but words has changed since somebody last asked
        self.touched = False  #: something has changed since somebody last said that he knows
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

    def words_only(self) -> bool:
        """Say whether surely nothing but words has changed since last asked: no number, no inset.

        Nothing is read for it, for it is asked between a key and its painting.
        """
        said, self._words_only = self._words_only, True
        return said

    def known_at(self, line: int) -> Block | None:
        """Return the block that a line belongs to, its words perhaps those of a moment ago."""
        if self._blocks is None or not self._sure or not 0 <= line < len(self._entries):
            return self.block_at(line)
        entry = self._entries[line]
        return self._blocks[self._places[line]] if entry is None else entry.block

    def _refresh(self) -> None:
        """Read stale lines again, and put their blocks among those kept where nothing else can differ."""
        stale, self._stale, self._sure = self._stale, set(), True
        if self._blocks is None:
            return
        blocks = list(self._blocks)
        for line in stale:
            if self._entries[line] is not None:  # read with another line of its table
                continue
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
        self._words_only = False

    def _changed(self, position: int, _removed: int, added: int) -> None:
        self.touched = True
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
        within = self._within(first, last, kept) if kept is not None and old == new else None
        if kept is not None and within is not None:
            # Typing within a line, which is what happens between most keys and their painting.
            self._blocks = kept
            self._stale.update(within)
            for line in within:
                self._entries[line] = None
            words = self._sure and all(self._words_differ(line, kept) for line in range(first, last + 1))
            self._sure = words
            self._words_only = self._words_only and words
            return
        self._words_only = False
        if self._table_at(first) or self._table_at(last) or any(map(_is_table, touched)):
            # Lines may have moved between rows; tables are few, so all of them are read again.
            self._entries = [None if _is_table(entry) else entry for entry in self._entries]
        self._entries[first : first + old] = [None] * new

    def _table_at(self, line: int) -> QTextTable | None:
        return QTextCursor(self._document.findBlockByNumber(line)).currentTable()

    def _within(self, first: int, last: int, kept: Blocks) -> range | None:
        """Return the lines to be read again after a change of lines that still belong to the same blocks.

        That is those lines, or where they are of one table all of its own; None where blocks may be others.
        """
        table = self._table_at(first)
        if table is None:
            lines, id_ = range(first, last + 1), None
            if last != first and self._table_at(last) is not None:
                return None
        else:
            ends = (table.firstCursorPosition(), table.lastCursorPosition())
            start, end = (cursor.block().blockNumber() for cursor in ends)
            lines, id_ = range(start, end + 1), table.format().stringProperty(Prop.ID)
        for line in lines:
            entry = self._entries[line]
            block = entry.block if entry else kept[self._places[line]] if line in self._stale else None
            if block is None or (block.id if isinstance(block, Table) else None) != id_:
                return None
        return lines if last <= lines[-1] else None

    def _words_differ(self, line: int, kept: Blocks) -> bool:
        """Say whether a line surely has the number that its block had, and neither of them an inset."""
        block, here = kept[self._places[line]], self._document.findBlockByNumber(line)
        if OBJECT in here.text() or is_glue(here):
            return False
        if any(not isinstance(run, Text | LineBreak) for runs in runs_of(block) for run in runs):
            return False
        if isinstance(block, Table):
            return True
        style = style_of(here)
        return (style.id, style.kind, style.level) == (block.id, kind_of(block), level_of(block))

    def _gather(self) -> Blocks:
        if len(self._entries) != self._document.blockCount():
            self.forget()
        entries = self._entries
        blocks: list[Block] = []
        self._lines = {}
        self._places = []
        self._stale.clear()
        self._sure = True
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
