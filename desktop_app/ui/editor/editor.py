"""The rich-text editor: keys, paste and commands over the live document."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.richtext import Blocks, CrossRef, Footnote, Inlines, Table
from desktop_app.domain.text import new_id

from . import clipboard, inline, keys, structure, tables
from .commands import make_actions, menu
from .edits import Place, moved, put
from .formats import Kind, look_of, style_of
from .look import EditorLook
from .view import DocumentView

_HELP = (
    "Tab puts a paragraph or list item a level deeper, Shift+Tab back. In a table Tab goes to the next cell. "
    "Ctrl+Tab and Ctrl+Shift+Tab leave the text, and so does Tab where there is no further level."
)


class RichTextEditor(DocumentView):
    """Edits blocks of text.

    link_asked, reference_asked: the user wants to give a link's address or choose what to refer to.
    note_asked: the footnote with this id was made, or its mark clicked, and wants its words.
    """

    link_asked = Signal()
    reference_asked = Signal()
    note_asked = Signal(str)

    def __init__(
        self, field: str = "", look: EditorLook | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, look, parent)
        self.setAccessibleDescription(_HELP)
        self._plain_paste = False
        self.commands: dict[str, QAction] = make_actions(self)  #: by name; the window may put them in menus

    def event(self, e: QEvent) -> bool:
        """Let the window have the keys of undo, redo and go anywhere."""
        if (
            e.type() == QEvent.Type.ShortcutOverride
            and isinstance(e, QKeyEvent)
            and keys.belongs_to_window(e)
        ):
            e.ignore()
            return False
        return super().event(e)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Do what a key does here, else what Qt does with it."""
        if keys.belongs_to_window(e):
            e.ignore()
            return
        if keys.press(self, e):
            e.accept()
            return
        self._prepare_typing()
        super().keyPressEvent(e)

    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        """Take composed characters in the look of the text they go into."""
        self._prepare_typing()
        super().inputMethodEvent(e)

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
        """Link the selection, or the link at the caret, to an address; "" takes the link away."""
        inline.set_link(self.textCursor(), address, self.formats)

    def insert_footnote(self) -> None:
        """Put a footnote's mark at the caret; its words are asked for."""
        note = Footnote(new_id(), ())
        inline.insert_inset(self.textCursor(), note, self.formats)
        self.note_asked.emit(note.id)

    def set_note(self, id_: str, note: Inlines) -> None:
        """Give a footnote other words, as an edit."""
        inline.set_note(self.document(), id_, note, self.formats)

    def insert_reference(self, target: str) -> None:
        """Put a reference to the number of a block at the caret."""
        inline.insert_inset(self.textCursor(), CrossRef(target), self.formats)

    def insert_table(self, table: Table | None = None) -> None:
        """Put a table after the paragraph at the caret, and the caret into its first cell."""
        if self.textCursor().currentTable() is None:
            table = table or tables.new_table()
            self.insert_blocks((table,), whole=False)
            self.set_caret(Place(table.id))

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

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is selected as plain text with its numbers, as HTML, and in the program's own form."""
        # Qt's own object is filled anew: one made in Python would outlive Python on the clipboard, and crash.
        mime = super().createMimeDataFromSelection()
        clipboard.fill_mime(self, mime)
        return mime

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Say whether there is text to be pasted."""
        return source.hasText() or source.hasHtml() or source.hasFormat(clipboard.OWN)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what the text can hold; the rest is left out."""
        if not self.isReadOnly():
            clipboard.paste(self, source, plain=False)

    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        """Offer what can be done here."""
        menu(self).exec(e.globalPos())

    def _prepare_typing(self) -> None:
        """See to it that what is typed next looks as its place and the author want it."""
        cursor = self.textCursor()
        if cursor.hasSelection() or self.isReadOnly():
            return
        current = self.currentCharFormat()
        wanted = self.formats.text(inline.typing_look(cursor, look_of(current)), self.kind())
        if current != wanted:
            self.setCurrentCharFormat(wanted)
