"""What a text’s references mean: offers what can be referred to, and goes to what one refers to."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from desktop_app.app.quoting import short
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import CrossRef, blocks_text
from desktop_app.domain.step import Caret
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.inline import insets_in

_QUOTED = 60  #: characters of a paragraph that say which it is


class Referring(QObject):
    """Leads from a reference to the paragraph that it means: by an editor’s menu, and by Ctrl and a click.

    go: to this place, a Caret.
    """

    go = Signal(object)

    def __init__(self, session: Session, key: str, editor: RichTextEditor) -> None:
        super().__init__(editor)
        self._session, self._key, self._editor = session, key, editor
        editor.menu_opening.connect(self._offer)
        editor.following.connect(self._follow)

    def targets(self) -> list[tuple[str, str]]:
        """Return what can be referred to: the id of each block, and how it is cited with its first words."""
        form, reading = self._session.form_of(self._key), self._session.reading
        numbers = self._session.numbers(form.document)
        named = numbers.cited()
        blocks = (block for item in form.fields for block in reading.blocks(item.key))
        told = {
            block.id: f"{words}  {short(blocks_text((numbers.readable(block),)), _QUOTED)}"
            for block in blocks
            if (words := named.get(block.id))
        }
        return list(told.items())

    def _offer(self, menu: QMenu, place: QPoint) -> None:
        if found := self._at(place):
            menu.addSeparator()
            menu.addAction(f"Go to {self._editor.shown(found[0])}", lambda: self.go.emit(found[1]))

    def _follow(self, place: QPoint) -> None:
        if found := self._at(place):
            self.go.emit(found[1])

    def _at(self, place: QPoint) -> tuple[CrossRef, Caret] | None:
        """Return the reference at a place of the view, and what it means; None where there is no such."""
        cursor = self._editor.cursorForPosition(place)
        beside = (cursor.position(), cursor.position() - 1)
        for at, piece in insets_in(cursor.block()):
            if isinstance(piece, CrossRef) and at in beside and (caret := self._home(piece.target)):
                return piece, caret
        return None

    def _home(self, block: str) -> Caret | None:
        """Return where a block is written: in this document, or in one that this document follows."""
        own = self._session.form_of(self._key)
        for form in (own, *(form for form in self._session.template.forms if form is not own)):
            for item in form.fields:
                value = self._session.reading.own(item.key)
                if isinstance(value, RichText) and any(each.id == block for each in value.blocks):
                    return Caret(item.key, block)
        return None
