"""What can be done with the text: looks, kinds, links, notes, tables, moving. Each is an edit."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor

from desktop_app.domain.richtext import Blocks, CrossRef, Footnote, Inlines, Table
from desktop_app.domain.text import new_id

from . import inline, structure, tables
from .edits import Place, moved, put, put_lines
from .formats import Kind, look_of, style_of
from .view import DocumentView


class EditingView(DocumentView):
    """A live document with everything that can be done to it.

    link_asked, reference_asked: the user wants to give a link's address or choose what to refer to.
    note_asked: the footnote with this id was made, or its mark clicked, and wants its words.
    approached: a change is about to be made; whether what was typed before is a change by itself.
    acted: a command was done; its name. What is done next is another change.
    """

    approached = Signal(bool)
    acted = Signal(str)
    _acting = False

    link_asked = Signal()
    reference_asked = Signal()
    note_asked = Signal(str)

    @contextmanager
    def one_change(self, name: str) -> Generator[None]:
        """Make what is done within one change of its own; the outermost of several gives it its name."""
        if self._acting:
            yield
            return
        self.approached.emit(True)
        self._acting = True
        try:
            yield
        finally:
            self._acting = False
            self.acted.emit(name)

    def cut(self) -> None:
        """Cut what is selected, as a change of its own."""
        with self.one_change("Cut"):
            super().cut()

    def kind(self) -> Kind:
        """Return the kind of the block at the caret."""
        return style_of(self.textCursor().block()).kind

    def set_kind(self, kind: Kind, level: int | None = None) -> None:
        """Make the selected paragraphs of a kind, as an edit."""
        structure.set_kind(self.textCursor(), kind, self.formats, level)

    def toggle_look(self, name: str) -> None:
        """Turn "bold", "italic" or "underline" of the selection, or of what is typed next, on or off."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            look = look_of(self.currentCharFormat())
            look = replace(look, **{name: not getattr(look, name)})
            self.setCurrentCharFormat(self.formats.text(look, self.kind()))
            return
        on = inline.toggled(cursor, name)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        inline.change_looks(cursor, start, end, lambda look: replace(look, **{name: on}), self.formats)

    def set_link(self, address: str) -> None:
        """Link the selection, or the link at the caret, to an address; "" takes the link away.

        The caret goes behind what was selected: the next key writes on, and does not write over it.
        """
        cursor = self.textCursor()
        inline.set_link(cursor, address, self.formats)
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def insert_footnote(self) -> None:
        """Put a footnote's mark at the caret; its words are asked for."""
        note = Footnote(new_id(), ())
        inline.insert_inset(self.textCursor(), note, self.formats)
        self.note_asked.emit(note.id)

    def set_note(self, id_: str, note: Inlines) -> None:
        """Give a footnote other words, as an edit."""
        self.approached.emit(False)
        inline.set_note(self.document(), id_, note, self.formats)

    def insert_reference(self, target: str) -> None:
        """Put a reference to a block at the caret, in place of the one that is selected."""
        cursor = self.textCursor()
        if inline.is_reference(cursor):
            cursor.removeSelectedText()
        inline.insert_inset(cursor, CrossRef(target), self.formats)

    def insert_table(self, table: Table | None = None) -> None:
        """Put a table after the paragraph at the caret (before it: at its start), and the caret into it."""
        cursor = self.textCursor()
        if cursor.currentTable() is None:
            if not cursor.atBlockStart():  # a paragraph is not torn apart
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
                self.setTextCursor(cursor)
            table = table or tables.new_table()
            self.insert_blocks((table,), whole=False)
            self.set_caret(Place(table.id))
            tables.reveal(self, table)

    def insert_blocks(self, blocks: Blocks, *, whole: bool) -> None:
        """Put blocks in at the caret in place of the selection. whole False: as words, where that can be."""
        cursor = self.textCursor()
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        words = not whole and len(blocks) == 1 and not isinstance(blocks[0], Table)
        place = self.place()
        now = self.blocks()
        if place.block:
            index = [block.id for block in now].index(place.block)
        else:  # an empty line before, between or after tables
            line = cursor.block().blockNumber()
            index = sum(self.live.line_of(block.id) < line for block in now)
            self.replace_blocks((*now[:index], *blocks, *now[index:]), put((), 0, 0, blocks, inline=False)[1])
            return
        self.replace_blocks(*put(now, index, place.offset, blocks, inline=words))

    def insert_lines(self, lines: Blocks, *, parted: bool) -> None:
        """Put lines of plain text in at the caret in place of the selection; see `edits.put_lines`."""
        cursor = self.textCursor()
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        place, now = self.place(), self.blocks()
        if not place.block:
            self.insert_blocks(lines, whole=True)
            return
        index = [block.id for block in now].index(place.block)
        self.replace_blocks(*put_lines(now, index, place.offset, lines, parted=parted))

    def move_paragraphs(self, by: int) -> None:
        """Move the selected paragraphs one place up (-1) or down (1)."""
        cursor = self.textCursor()
        document = self.document()
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        now = self.blocks()
        at = [self.live.block_at(document.findBlock(position).blockNumber()) for position in ends]
        if at[0] is None or at[1] is None:
            return
        first, last = (now.index(block) for block in at if block is not None)
        after = moved(now, first, last, by)
        if after != now:
            self.replace_blocks(after, self.place())

    def leave(self, *, back: bool) -> None:
        """Give the focus to the next control, or the one before."""
        # Qt's text widget keeps the focus inside while Tab is a key of its own.
        self.setTabChangesFocus(True)
        try:
            self.focusNextPrevChild(not back)
        finally:
            self.setTabChangesFocus(False)
