"""Bars over a section: finding and replacing, spelling. They open by key, and Escape closes them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop_app.app.finding_text import Hit
from desktop_app.domain.step import Caret

from .editor.editor import RichTextEditor
from .editor.edits import Place
from .editor.places import cell_position, position_of
from .fields.base import FieldEditor
from .fields.rich import RichEditor
from .paper_page import PaperPage
from .section_page import SectionPage


class Bar(QFrame):
    """A bar of controls over a section. `closed`: it was closed, the focus belongs to the text again."""

    closed = Signal()

    def __init__(self, name: str, page: PaperPage) -> None:
        super().__init__()
        self._page = page
        page.moved.connect(self._make_room)
        self.setObjectName("bar")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def _make_room(self) -> None:
        """Let the section show its text alone while the bar is open."""
        if self._page.page is not None:
            self._page.page.make_room(wanted=self.isVisible())

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room of what the section can do without for the time being."""
        super().showEvent(event)
        self._make_room()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the room back."""
        super().hideEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)

    def close_bar(self) -> None:
        """Close, and say so."""
        self.hide()
        self.closed.emit()


def show_hit(page: PaperPage, hit: Hit) -> None:
    """Show words found in a paper: their section, and themselves chosen. The focus stays where it is."""
    focus = QApplication.focusWidget()
    page.show_section(hit.key)
    if focus is not None and focus.isVisible():  # going to another section gives the focus to its text
        focus.setFocus()
    section = page.page
    editor = section.editors.get(hit.key) if section is not None else None
    if section is None or editor is None:
        return
    section.area.ensureWidgetVisible(editor, 0, 40)
    _chosen_in(editor, hit)
    if isinstance(editor, RichEditor):
        text = editor.panel.editor
        # A bar that has just opened takes its room only once events have gone round.
        QTimer.singleShot(0, text, lambda: _into_sight(section, text))


def _chosen_in(editor: FieldEditor, hit: Hit) -> QWidget | None:
    """Choose words found where they stand in a field; return what of it holds them, to have the focus."""
    spot = hit.spot
    if not isinstance(editor, RichEditor):
        return editor.choose(spot, hit.start, hit.end)
    choose(editor.panel.editor, hit)
    if spot.note:
        return editor.panel.notes.choose(spot.note, hit.start, hit.end)
    if spot.name:
        editor.panel.table_row.caption.choose(hit.start, hit.end)
        return editor.panel.table_row.caption
    return editor.panel.editor


def _into_sight(section: SectionPage, text: RichTextEditor) -> None:
    text.ensureCursorVisible()
    content = section.area.widget()
    if content is None:
        return
    place = text.viewport().mapTo(content, text.cursorRect().center())
    section.area.ensureVisible(place.x(), place.y(), 0, 3 * text.fontMetrics().height())


def go_to_hit(page: PaperPage, hit: Hit) -> None:
    """Go to words found in a paper: chosen, with the focus on them."""
    page.show_section(hit.key)
    if page.page is not None:
        page.page.go_to(Caret(hit.key))
    show_hit(page, hit)
    editor = page.page.editors.get(hit.key) if page.page is not None else None
    line = _chosen_in(editor, hit) if editor is not None else None
    if editor is not None and line is not None and line.isVisible():
        line.setFocus()
        _chosen_in(editor, hit)


def choose(editor: RichTextEditor, hit: Hit) -> None:
    """Select words found in a text; of a footnote or caption, put the caret before what bears it."""
    document, live, spot = editor.document(), editor.live, hit.spot
    if spot.note or spot.name:
        at = position_of(document, live, Place(spot.block))
        ends = (at, at)
    elif spot.cell is not None:
        ends = tuple(cell_position(document, live, spot.block, spot.cell, n) for n in (hit.start, hit.end))
    else:
        ends = tuple(position_of(document, live, Place(spot.block, n)) for n in (hit.start, hit.end))
    if min(ends) < 0:
        return
    cursor = editor.textCursor()
    cursor.setPosition(ends[0])
    cursor.setPosition(ends[1], cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
