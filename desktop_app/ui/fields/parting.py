"""What an editor does about the two parts of a paper: moves paragraphs between them, and warns of pastes."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop_app.app.acts import NotAllowed
from desktop_app.app.parting import to_part1, to_part2
from desktop_app.app.session import Session
from desktop_app.domain.paper import Part
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.parts import button, card, clear, column, row, words

from .guarded import PASTED


class Parting(QWidget):
    """Adds to an editor’s menu what moves paragraphs between the parts, and tells how that went above it."""

    acting = Signal()  #: something is about to be done with the text: take over what was typed

    def __init__(self, session: Session, key: str, editor: RichTextEditor) -> None:
        super().__init__()
        self._session, self._key, self._editor = session, key, editor
        self._lines: QVBoxLayout = column(space=0)
        self.setLayout(self._lines)
        self.hide()
        editor.restricted = session.part_of(key) is Part.TWO
        editor.menu_opening.connect(self.offer)
        editor.left_out.connect(self.tell)
        editor.restricted_pasted.connect(lambda: self.tell(PASTED))

    def offer(self, menu: QMenu, _place: QPoint) -> None:
        """Put the move into a menu where there can be one."""
        if self._editor.isReadOnly() or not any(form.restricted for form in self._session.template.forms):
            return
        menu.addSeparator()
        if self._editor.restricted:
            menu.addAction("Take back to Part 1", self.take_back)
        else:
            menu.addAction("Move to Part 2", self.move_away)

    def move_away(self) -> None:
        """Move the paragraphs chosen to Part 2; a sentence keeps their place."""
        ids = self._chosen()
        self.acting.emit()
        try:
            target = to_part2(self._session, self._key, ids)
        except NotAllowed as problem:
            self.tell(str(problem))
            return
        label = self._session.form_of(target).label
        self.tell(
            f"Moved to “{label}”; a sentence stands here in its place. Earlier versions of Part 1 still have "
            "it: they go along only where a paper is handed over with Part 2."
        )

    def take_back(self) -> None:
        """Take the paragraphs chosen back to where they stood in Part 1."""
        ids = self._chosen()
        self.acting.emit()
        try:
            target = to_part1(self._session, self._key, ids)
        except NotAllowed as problem:
            self.tell(str(problem))
            return
        form = self._session.form_of(target)
        self.tell(f"Taken back to “{form.section_of(target).label}” in the {form.label.lower()}.")

    def tell(self, told: str) -> None:
        """Say something above the text, until it is put away."""
        clear(self._lines)
        said = row(words(told), button("Close", self.close_it, name="Close what is said here"))
        said.setStretch(0, 1)
        self._lines.addWidget(card("warning", said))
        self.show()

    def close_it(self) -> None:
        """Put away what was said."""
        clear(self._lines)
        self.hide()

    def _chosen(self) -> frozenset[str]:
        cursor, document = self._editor.textCursor(), self._editor.document()
        lines = range(
            document.findBlock(cursor.selectionStart()).blockNumber(),
            document.findBlock(cursor.selectionEnd()).blockNumber() + 1,
        )
        found = (self._editor.live.block_at(line) for line in lines)
        return frozenset(block.id for block in found if block is not None)
