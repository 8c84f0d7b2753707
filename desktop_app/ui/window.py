"""The window: one page at a time, its menus, and the status bar that says what is so."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QWidget

from desktop_app.app.acts import NotAllowed, NotReady, move_to
from desktop_app.app.desk import CannotRead, Desk, StorageError
from desktop_app.app.showing import place_words
from desktop_app.domain.paper import Value
from desktop_app.domain.state import State, next_states
from desktop_app.intake.text import NotAPaper

from .export_page import ExportPage
from .library_page import LibraryPage
from .menus import Menus
from .message import Message
from .new_page import NewPage
from .paper_page import PaperPage
from .parts import column, holder
from .status import Status
from .who import Who

TITLE = "Engross"


class Window(QMainWindow):
    """The one window. Pages tell what is wanted; the window sees to it and says how it went."""

    def __init__(self, desk: Desk, who: Who, change_look: Callable[[str], None]) -> None:
        super().__init__()
        self.desk, self._who = desk, who
        self.paper: PaperPage | None = None
        self._asked: QWidget | None = None
        self.setWindowTitle(TITLE)
        self.resize(1280, 800)
        self.pages = QStackedWidget()
        self.message = Message()
        self.setCentralWidget(holder(column(self.message, self.pages, space=0), "page"))
        self.status = Status(self.statusBar())
        self.library = LibraryPage(desk)
        self.pages.addWidget(self.library)
        self.library.open_wanted.connect(self.open_paper)
        self.library.new_wanted.connect(self.new_paper)
        self.library.import_wanted.connect(self.import_paper)
        self.library.duplicate_wanted.connect(self.duplicate)
        self.library.archive_wanted.connect(self.put_away)
        self.library.listed.connect(self._tell)
        self.menus = Menus(self, change_look)
        self.library.take_focus()
        self._tell()

    def new_paper(self) -> None:
        """Ask what a new paper needs."""
        page = NewPage(self.desk)
        page.wanted.connect(self._start)
        page.given_up.connect(self.to_library)
        self._show(page)

    def _start(self, template: str, answers: dict[str, Value]) -> None:
        _attempt(self.message, lambda: self.open_paper(self.desk.start(template, answers, self._who.name)))

    def open_paper(self, paper_id: str) -> None:
        """Open a paper from the library."""

        def opened() -> None:
            session = self.desk.open(paper_id)
            self._let_go()
            page = PaperPage(session, self._who)
            page.told.connect(self._tell)
            self.paper = page
            self.pages.addWidget(page)
            self.pages.setCurrentWidget(page)
            page.page.take_focus() if page.page else None
            self.message.clear()
            self._tell()

        _attempt(self.message, opened)

    def to_library(self) -> None:
        """Close the paper that is open, if any, and show the library."""
        self._let_go()
        self.library.refresh()
        self.pages.setCurrentWidget(self.library)
        self.library.take_focus()
        self._tell()

    def import_paper(self) -> None:
        """Ask for a text file and make a paper of it."""
        name, _ = QFileDialog.getOpenFileName(self, "Import a paper", "", "Text (*.txt *.md);;All files (*)")
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Make a paper of a text file, open it, and say what could not be placed."""

        def imported() -> None:
            paper_id, found = self.desk.import_file(path)
            self.open_paper(paper_id)
            self.message.tell(f"Imported {path.name}.", found.notes)

        _attempt(self.message, imported)

    def duplicate(self, paper_id: str) -> None:
        """Start a copy of a paper and open it."""
        _attempt(self.message, lambda: self.open_paper(self.desk.duplicate(paper_id, self._who.name)))

    def put_away(self, paper_id: str, away: bool) -> None:
        """Put a paper away, or bring it back. It can always be brought back."""

        def put() -> None:
            if away:
                self.desk.library.archive(paper_id)
            else:
                self.desk.library.restore(paper_id)
            self.library.refresh()
            done = "Put away. It is listed under “Archived”." if away else "Brought back."
            self.message.tell(done)

        _attempt(self.message, put)

    def export(self) -> None:
        """Show the page that makes files of the open paper."""
        if self.paper is None:
            return
        self.paper.pen.flush()
        page = ExportPage(self.paper.session)
        page.left.connect(self.back_to_paper)
        self._show(page)

    def back_to_paper(self) -> None:
        """Show the open paper again."""
        if self.paper is not None:
            self.pages.setCurrentWidget(self.paper)
            self._drop_asked()
            self._tell()

    def move_on(self, state: State) -> None:
        """Move the open paper to a state, or say what stands in the way."""
        if self.paper is None:
            return
        self.paper.pen.flush()
        session = self.paper.session
        try:
            move_to(session, state, self._who.name)
        except NotReady as problem:
            lines = [f"{place_words(session.template, f)}: {f.title}" for f in problem.findings]
            self.message.tell(f"Not {state.label.lower()} yet. To settle first:", lines)
        except NotAllowed as problem:
            self.message.tell(str(problem))
        else:
            self.message.tell(f"The paper is now: {state.label.lower()}.")
        self._tell()

    def states(self) -> tuple[State, ...]:
        """Return the states that the open paper may go to."""
        return next_states(self.paper.session.state) if self.paper else ()

    def _show(self, page: QWidget) -> None:
        self._drop_asked()
        self._asked = page
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.setFocus()
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
            self.desk.note(page.session)
            self.pages.removeWidget(page)
            page.deleteLater()

    def _tell(self) -> None:
        self.status.tell(self.paper, self.library)
        self.menus.refresh()
        name = self.paper.session.name if self.paper else ""
        self.setWindowTitle(f"{name} – {TITLE}" if name else TITLE)

    def save_now(self) -> None:
        """Put everything on disk: the window closes, the machine goes down, or something broke."""
        if self.paper is not None:
            self.paper.pen.flush()

    def new_look(self) -> None:
        """Show everything anew after the theme or the size of type has changed."""
        if self.paper is not None:
            self.paper.new_look()
        self.library.refresh()
        # The bar's words have their new size only once events have gone round.
        QTimer.singleShot(0, self, self._fit_bar)

    def _fit_bar(self) -> None:
        bar = self.statusBar()
        bar.setMinimumHeight(bar.sizeHint().height())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and let the paper go."""
        self._let_go()
        event.accept()


def _attempt(message: Message, act: Callable[[], object]) -> None:
    """Do something that may be refused, and tell the refusal."""
    try:
        act()
    except (StorageError, CannotRead, NotAPaper, OSError) as problem:
        message.tell(str(problem))
