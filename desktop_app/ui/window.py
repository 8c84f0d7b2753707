"""The window: one page at a time, its menus, and the status bar that says what is so."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QStackedWidget, QStatusBar, QWidget

from desktop_app.domain.state import State

from . import window_size
from .library_page import LibraryPage
from .message import Kind, Message
from .parts import column, holder
from .status import Status
from .who import Who

if TYPE_CHECKING:
    from desktop_app.app.desk import Desk, Library
    from desktop_app.domain.paper import Value

    from .menus import Menus
    from .paper_page import PaperPage

TITLE = "Engross"
MENUS = ("&Paper", "&Edit", "F&ormat", "&View", "&Review", "&Help")


def _titled(bar: QMenuBar) -> list[QMenu]:
    """Put empty menus into a bar and return them."""
    # Made here, not by the bar: so Python is told when they go, and holds none that is gone.
    made = [QMenu(words, bar) for words in MENUS]
    for menu in made:
        bar.addMenu(menu)
    return made


class Window(QMainWindow):
    """The one window. Pages tell what is wanted; the window sees to it and says how it went."""

    told = Signal()  #: what is shown, or what is so, has changed

    def __init__(
        self,
        library: "Library",
        make_desk: "Callable[[], Desk]",
        who: Who,
        change_look: Callable[[str], None],
        sheet: str = "",
    ) -> None:
        """Show a library. make_desk: gives the desk once it is needed. sheet: the style sheet to wear."""
        super().__init__()
        self.setStyleSheet(sheet)  # before anything is in the window, so that all of it is dressed once
        self._make_desk, self.who, self._change_look = make_desk, who, change_look
        self.resources = Path()  #: where words for passphrases are; whoever starts the window knows
        self.paper: PaperPage | None = None
        self._asked: QWidget | None = None
        self._warned = False
        self._stopped: QWidget | None = None  #: whose work the window was closed upon once
        self.setWindowTitle(TITLE)
        window_size.fit(self)
        self.pages = QStackedWidget()
        self.message = Message()
        self.setCentralWidget(holder(column(self.message, self.pages, space=0), "page"))
        self.setMenuBar(bar := QMenuBar(self))
        self.setStatusBar(told := QStatusBar(self))
        self.status = Status(told)
        self.library = LibraryPage(library, self.pages)  # in its place before it is filled: dressed once
        self.pages.addWidget(self.library)
        self.library.open_wanted.connect(self.open_paper)
        self.library.new_wanted.connect(self.new_paper)
        self.library.import_wanted.connect(self.import_paper)
        self.library.duplicate_wanted.connect(lambda paper_id: _later().duplicate(self, paper_id))
        self.library.archive_wanted.connect(
            lambda paper_id, away: _later().put_away(self, paper_id, away=away)
        )
        self.library.declarations_wanted.connect(lambda paper_id: _later().declarations_of(self, paper_id))
        self.library.listed.connect(self._tell)
        self._titles = _titled(bar)
        self._menus: Menus | None = None
        self.library.take_focus()
        self._tell()

    @property
    def menus(self) -> "Menus":
        """The menus. Filled when first asked for, as soon as the window is painted."""
        if self._menus is None:
            from .menus import Menus  # 6 ms of the start, with what the menus hold

            self._menus = Menus(self, self._titles, self._change_look)
        return self._menus

    @property
    def desk(self) -> "Desk":
        """What is done with papers."""
        return self._make_desk()

    def new_paper(self) -> None:
        """Ask what a new paper needs."""
        page = _later().NewPage(self.desk, "Back to the paper" if self.paper else "Back to the papers")
        page.wanted.connect(self._start)
        page.left.connect(self.back_to_paper if self.paper else self.to_library)
        self.show_page(page)

    def _start(self, template: str, answers: "dict[str, Value]") -> None:
        _later().attempt(
            self.message, lambda: self.open_paper(self.desk.start(template, answers, self.who.name))
        )

    def open_paper(self, paper_id: str) -> None:
        """Open a paper from the library."""

        def opened() -> None:
            if self.paper is not None and self.paper.session.paper.id == paper_id:
                self.back_to_paper()
                return
            if self._stays():
                return
            found = _later().opened(self.desk, paper_id)
            self._let_go()
            if found.session is None:
                _later().show_recovery(self, found)
                return
            page = _later().PaperPage(found.session, self.who)
            page.backups.failed.connect(self.message.complain)
            page.told.connect(self._tell)
            page.pen.begun.connect(lambda: self.status.tell_saved(page))
            page.preview.printed.connect(self.message.tell)
            page.preview.not_printed.connect(self.message.complain)
            page.reformed.connect(lambda: QTimer.singleShot(0, self, lambda: _later().reopen(self)))
            page.aside_wanted.connect(lambda aside: _later().show_aside(self, aside))
            self.paper, self._warned = page, False
            self.pages.addWidget(page)
            self.pages.setCurrentWidget(page)
            if page.page is not None:
                _later().come_back(page.page, page.begun)
            self.message.warn(found.told, found.lines) if found.told else self.message.clear()
            self._tell()

        _later().attempt(self.message, opened)

    def to_library(self) -> None:
        """Close the paper that is open, if any, and show the library. See `_stays`."""
        if self._stays():
            return
        self._let_go()
        self.library.refresh()
        self.pages.setCurrentWidget(self.library)
        self.library.take_focus()
        self._tell()

    def import_paper(self) -> None:
        """Ask for a Word or text file and make a paper of it."""
        from PySide6.QtWidgets import QFileDialog  # here, since it is not needed at the start

        kinds = "Papers (*.docx *.txt *.md *.engross);;All files (*)"
        name, _ = QFileDialog.getOpenFileName(self, "Import a paper", "", kinds)
        if name and Path(name).suffix.casefold() == ".engross":
            _later().show_arrived(self, Path(name))
        elif name:
            _later().import_file(self, Path(name))

    def export(self) -> None:
        """Show the page that makes files of the open paper."""
        if self.paper is None:
            return
        self.paper.pen.flush()
        page = _later().ExportPage(self.paper.session, self.who)
        page.left.connect(self.back_to_paper)
        self.show_page(page)

    def back_to_paper(self) -> None:
        """Show the open paper again."""
        if self.paper is not None:
            self.pages.setCurrentWidget(self.paper)
            self._drop_asked()
            held = self.focusWidget()
            lost = held is None or not held.isVisible() or not self.paper.isAncestorOf(held)
            if lost and self.paper.page is not None:  # what had it before is gone
                self.paper.page.take_focus()
            self._tell()

    def move_on(self, state: State) -> None:
        """Move the open paper to a state, or say what stands in the way."""
        _later().move_on(self, state)
        self._tell()

    def states(self) -> tuple[State, ...]:
        """Return the states that the open paper may go to."""
        return _later().states_after(self.paper.session) if self.paper else ()

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the paper."""
        self._drop_asked()
        self._asked = page
        self.pages.addWidget(page)
        page.setFocus()  # before it is seen too: so the focus, and a screen reader, goes nowhere else first
        self.pages.setCurrentWidget(page)
        page.setFocus()
        if isinstance(page, _later().Aside):
            page.introduce()
        self._tell()

    def _drop_asked(self) -> None:
        if self._asked is not None:
            self.pages.removeWidget(self._asked)
            self._asked.deleteLater()
            self._asked = None

    def _let_go(self) -> None:
        self._drop_asked()
        if self.paper is not None:
            page, self.paper = self.paper, None
            page.close_paper()
            # No line in the library is no reason to hold on to a paper; the next look makes it right.
            _later().attempt(self.message, lambda: self.desk.note(page.session))
            self.pages.removeWidget(page)
            page.deleteLater()

    def _tell(self) -> None:
        state = self.paper.session.save_state if self.paper is not None else None
        if state is not None and not state.dirty:
            self._warned = False
        self.message.tell_unsaved(state.failed if state is not None and state.dirty else "")
        self.status.tell(self.paper, self.library)
        if self._menus is not None:
            self._menus.refresh()
        name = self.paper.session.name if self.paper else ""
        self.setWindowTitle(f"{name} – {TITLE}" if name else TITLE)
        self.told.emit()

    def save_now(self) -> None:
        """Put everything on disk: the window closes, the machine goes down, or something broke."""
        if self.paper is not None:
            self.paper.pen.flush()

    def new_look(self) -> None:
        """Show everything anew after the theme or the size of type has changed."""
        if self.paper is not None:
            self.paper.new_look()
        if self._asked is not None and isinstance(self._asked, _later().Aside):
            self._asked.refresh()
        self.library.refresh()
        # The bar's words have their new size only once events have gone round.
        QTimer.singleShot(0, self, lambda: _fit(self.statusBar()))

    def _stays(self) -> bool:
        """Save; say whether the paper has to stay open because not all of it is on disk: the first time."""
        self.save_now()
        if self.paper is None or not self.paper.session.save_state.dirty or self._warned:
            return False
        self._warned = True
        self.back_to_paper()
        told = self.paper.session.save_state.failed
        self.message.tell(
            f"{told} What you typed is still here, and is saved as soon as that can be done. "
            "Close it once more to leave what is not saved behind.",
            kind=Kind.PROBLEM,
            until_saved=True,
        )
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and let the paper go. What cannot be saved, or is being made, keeps the window open once."""
        if self._stays():
            event.ignore()
            return
        if self._asked is not self._stopped and getattr(self._asked, "busy", False):
            self._stopped = self._asked
            told = "Files are being made. Close the window once more to stop that."
            self.message.tell(told, kind=Kind.PROBLEM)
            event.ignore()
            return
        self._let_go()
        event.accept()


def _fit(bar: QStatusBar) -> None:
    """Make the bar as high as its words."""
    bar.setMinimumHeight(bar.sizeHint().height())


def _later():  # noqa: ANN202 - the type checker knows which module it is
    """Return the pages of papers, loaded when first needed: they take half as long again as the window."""
    from . import paper_pages

    return paper_pages
