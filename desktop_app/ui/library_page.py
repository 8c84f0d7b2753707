"""The library page: all papers, newest first; search, filter by state, start, open, copy, put away."""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QMenu, QWidget

from .faults import say
from .filters import ARCHIVED, Filters
from .light import put
from .papers_list import Lines, PaperDelegate, PapersModel, PapersView
from .parts import button, clear, column, holder, in_order, row, words
from .search_line import FindRow, SearchLine

if TYPE_CHECKING:  # what is done with papers loads after the first painting
    from desktop_app.app.desk import Entry, Library, Trouble


MOST = 200  #: papers listed that a search finds


class LibraryPage(QWidget):
    """All papers. Its signals tell what a person wants; the window sees to it."""

    open_wanted = Signal(str)
    new_wanted = Signal()
    import_wanted = Signal()
    duplicate_wanted = Signal(str)
    archive_wanted = Signal(str, bool)  #: id, and whether to put it away or bring it back
    declarations_wanted = Signal(str)
    listed = Signal()

    def __init__(self, library: "Library", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._papers_kept = library
        self._state = ""
        self._listing = ("", "")  #: which state and which search the list shows
        self._troubles: tuple[Trouble, ...] = ()  #: those shown
        self._model = PapersModel(self)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self.search = SearchLine()
        self.search.sought.connect(self.refresh)
        self.search.opened.connect(lambda: self._with(self.open_wanted.emit))
        self.search.down.connect(self.take_focus)
        self._filters = Filters(self.search.clearer)
        self._filters.chosen.connect(self._filter)
        self.list = self._papers()
        self._empty = words("", "soft")
        put(self._empty, alignment="AlignTop")
        self._new = button("New paper", self.new_wanted.emit, "accent")
        bring = button("Import …", self.import_wanted.emit, name="Import a paper from a Word or text file")
        head = row(words("Papers", "title", wrap=False), None, bring, self._new, space=12)
        find = FindRow(self.search, self._filters)
        self._acts = self._make_acts()
        self._unread = column(space=0)
        body = column(
            head, find, self._unread, self.list, self._empty, self._acts, space=16, margins=(36, 24, 36, 20)
        )
        body.setStretch(3, 1)
        body.setStretch(4, 1)  # in place of the list, where that is empty
        self.setLayout(body)

    def _papers(self) -> QListView:
        papers = PapersView()
        papers.typed.connect(self.search.go_on)
        papers.setObjectName("papers")
        papers.setAccessibleName("Papers")
        papers.setModel(self._model)
        papers.setItemDelegate(PaperDelegate(papers, self._model))
        papers.setUniformItemSizes(True)
        put(papers, horizontalScrollBarPolicy="ScrollBarAlwaysOff", contextMenuPolicy="CustomContextMenu")
        papers.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        papers.customContextMenuRequested.connect(self._menu)
        papers.activated.connect(lambda _: self._with(self.open_wanted.emit))
        return papers

    def _make_acts(self) -> QWidget:
        self._put = button("Archive", self._archive)
        return holder(
            row(
                button("Open", lambda: self._with(self.open_wanted.emit)),
                button("Declarations", lambda: self._with(self.declarations_wanted.emit)),
                button("Duplicate", lambda: self._with(self.duplicate_wanted.emit)), self._put, None,
            )
        )  # fmt: skip

    def _filter(self, key: str) -> None:
        self._state = key
        self.refresh()

    @property
    def archived(self) -> bool:
        """Whether papers put away are listed."""
        return self._state == ARCHIVED

    @property
    def counted(self) -> str:
        """How many papers are listed, in words."""
        count, found = self._model.lines.count, bool(self._listing[1])
        told = f"{count:,} paper{'' if count == 1 else 's'}{' found' if found else ''}"
        return f"The first {told}: name more words to find fewer" if self._model.lines.more else told

    def chosen(self) -> str:
        """Return the id of the paper chosen in the list, "" for none."""
        index = self.list.currentIndex()
        entry = self._model.lines.at(index.row()) if index.isValid() else None
        return entry.id if entry else ""

    def _with(self, act: object) -> None:
        chosen = self.chosen()
        if chosen and callable(act):
            act(chosen)

    def _archive(self) -> None:
        self._with(lambda chosen: self.archive_wanted.emit(chosen, not self.archived))

    def _menu(self, place: QPoint) -> None:
        if not self.chosen():
            return
        menu = QMenu(self)
        menu.addAction("Open", lambda: self._with(self.open_wanted.emit))
        menu.addAction("Declarations", lambda: self._with(self.declarations_wanted.emit))
        menu.addAction("Duplicate", lambda: self._with(self.duplicate_wanted.emit))
        menu.addAction("Bring back" if self.archived else "Archive", self._archive)
        menu.exec(self.list.viewport().mapToGlobal(place))

    def take_focus(self) -> None:
        """Put the focus on the papers, or where there are none on the way to the first."""
        (self.list if self._model.lines.count else self._new).setFocus()

    def refresh(self) -> None:
        """List the papers as they are now, keeping the one chosen."""
        chosen, asked = self.chosen(), self.search.text().strip()
        # Where the paper chosen is gone from the same list, the one in its place is chosen; else the first.
        row = max(0, self.list.currentIndex().row()) if self._listing == (self._state, asked) else 0
        self._listing = (self._state, asked)
        counts = self._papers_kept.counts(archived=self.archived)
        self._filters.tell(self._papers_kept.counts(archived=False) if self.archived else counts, self._state)
        lines, place = self._found(asked, chosen) if asked else self._held(counts, chosen)
        self._show(lines, min(row, lines.count - 1) if place < 0 else place, asked)
        self._put.setText("Bring back" if self.archived else "Archive")
        self._tell_unread()
        if self._new.hasFocus():
            self.take_focus()
        self.listed.emit()

    def _show(self, lines: Lines, place: int, asked: str) -> None:
        """Show the papers found, one of them chosen, or say why there are none."""
        self._model.set_lines(lines)
        some = bool(lines.count)
        if some:
            self.list.setCurrentIndex(self._model.index(place, 0))
        self._empty.setText("" if some else _nothing(asked, self._state))
        self._empty.setVisible(not some)
        for shown in (self.list, self._acts):
            shown.setVisible(some)
        if asked:
            say(self.search, self.counted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """List all papers again with Escape, where some were sought."""
        if event.key() == QtCore.Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def _tell_unread(self) -> None:
        """Say which files among the papers could not be read."""
        troubles = self._papers_kept.troubles
        if troubles == self._troubles:
            return
        self._troubles = troubles
        clear(self._unread)
        if troubles:
            from .unread import unread_card  # most libraries have none

            self._unread.addWidget(unread_card(troubles, self.open_wanted.emit, self._look_again))
            in_order(self)

    def _look_again(self) -> None:
        self._papers_kept.refresh()
        self.refresh()

    def _held(self, counts: dict[str, int], chosen: str) -> tuple[Lines, int]:
        """Return the papers of the state chosen, and the place of one of them, -1 where it is none."""
        library, archived, state = self._papers_kept, self.archived, "" if self.archived else self._state
        place = library.place(chosen, archived=archived, state=state) if chosen else -1
        count = counts.get(state, 0) if state else sum(counts.values())

        def fetch(start: int, limit: int) -> "list[Entry]":
            return library.entries(archived=archived, state=state, start=start, limit=limit)

        return Lines(count, fetch), place

    def _found(self, asked: str, chosen: str) -> tuple[Lines, int]:
        """Return the papers that a search finds, and the place of one of them, -1 where it is none."""
        state = "" if self.archived else self._state
        found = self._papers_kept.search(asked, archived=self.archived, limit=MOST)
        entries = [entry for entry in found if not state or entry.state == state]
        place = next((n for n, entry in enumerate(entries) if entry.id == chosen), -1)
        more = len(found) >= MOST
        return Lines(
            len(entries), lambda start, limit: entries[start : start + limit], asked, more=more
        ), place


def _nothing(asked: str, state: str) -> str:
    """Say why no papers are listed."""
    if asked:
        return f"No paper has “{asked}” in its title, reference or text."
    if state == ARCHIVED:
        return "Papers that are put away are listed here. Nothing is put away."
    if state:
        return "No paper is in this state."
    return "Your papers will be listed here. Start with “New paper”, or import the text of an earlier one."
