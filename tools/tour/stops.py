"""The stops of the tour: each shows one page or dialog of the window, whatever was shown before."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu

from desktop_app.app.acts import go_own_way
from desktop_app.app.opening import opened
from desktop_app.app.own_words import add_to_paper
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Paragraph, text_runs
from desktop_app.storage.schema import file_name
from desktop_app.ui.arrived_page import ArrivedPage, show_arrived
from desktop_app.ui.asides import show_aside, show_declarations, show_two_documents
from desktop_app.ui.compare_page import ComparePage
from desktop_app.ui.editor.commands import menu as text_menu
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.erase_page import show_erase
from desktop_app.ui.fields.rich import RichEditor
from desktop_app.ui.go_box import GoBox
from desktop_app.ui.hand_over_page import show_hand_over
from desktop_app.ui.move_page import show_move
from desktop_app.ui.paper_page import PaperPage
from desktop_app.ui.publish_page import show_publish
from desktop_app.ui.reviewing import review_files
from desktop_app.ui.start import Start
from desktop_app.ui.verify_page import show_verify

from .papers import MONEY, Papers

ISSUES, JOINED = "decision.issues", "report.financial_commercial"
PATIENCE = 20  #: seconds after which what was waited for will not come


class NotShown(Exception):
    """A page did not come about; the words say which."""


class Tour:
    """The window on its library of invented papers, and what is open over it."""

    def __init__(self, start: Start, papers: Papers) -> None:
        self.start, self.papers = start, papers
        self.window = start.window
        self.menus: list[QMenu] = []
        self.torn: Path | None = None  #: a file among the papers that cannot be read
        start.tools  # noqa: B018 - asked for so that their commands are in the menus

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Let events go round until something holds. Raises NotShown."""
        end = monotonic() + PATIENCE
        while not holds():
            if monotonic() > end:
                raise NotShown(what)
            QApplication.processEvents()
            sleep(0.002)

    def home(self) -> None:
        """Close all that is open over the library, and list all papers."""
        for menu in self.menus:
            menu.close()
        self.menus = []
        if self.torn is not None:
            self.torn.unlink()
            self.torn = None
            self.start.library.refresh()
        for box in self.window.findChildren(GoBox):
            box.close()
        self.window.message.clear()
        self.window.library.search.clear()
        self.window.to_library()
        self.push("All ")
        QApplication.processEvents()

    @property
    def paper(self) -> PaperPage:
        """The open paper. Raises NotShown."""
        if self.window.paper is None:
            raise NotShown(f"the paper: {self.window.message.text}")
        return self.window.paper

    def open(self, section: str = ISSUES, paper: str = "") -> PaperPage:
        """Open a paper, at a section where one is named, and wait until its checks have run."""
        self.window.open_paper(paper or self.papers.sample)
        page = self.paper
        if section:
            page.show_section(section)
        self.until(lambda: page.looking.looked, "the findings")
        QApplication.processEvents()
        return page

    def text(self, key: str) -> RichTextEditor:
        """Return the editor of a text on the section shown."""
        page = self.paper.page
        editor = page.editors.get(key) if page is not None else None
        if not isinstance(editor, RichEditor):
            raise NotShown(f"the text {key}")
        return editor.panel.editor

    def command(self, words: str) -> None:
        """Carry out a command of the menus."""
        for action in self.window.menuBar().actions():
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.aboutToShow.emit()
                for one in menu.actions():
                    if one.text().replace("&", "").partition("\t")[0] == words:
                        one.trigger()
                        return
        raise NotShown(f"the command {words}")

    def push(self, words: str) -> None:
        """Push the first button in sight whose name begins with these words."""
        for made in self.window.findChildren(QAbstractButton):
            if made.isVisible() and made.accessibleName().startswith(words):
                made.click()
                return
        raise NotShown(f"the button {words}")

    def popped(self, menu: QMenu, place: QPoint) -> None:
        """Show a menu at a place on the screen."""
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # one of the window's own stays
        self.menus.append(menu)
        menu.popup(place)
        QApplication.processEvents()


def _search(tour: Tour, words: str) -> None:
    tour.window.library.search.setText(words)
    tour.window.library.refresh()


def _archive(tour: Tour) -> None:
    tour.push("Archived")


def _unread(tour: Tour) -> None:
    tour.torn = tour.start.library.papers / file_name("torn")
    tour.torn.write_bytes(b"not a paper any more")
    tour.start.library.refresh()
    tour.window.library.refresh()
    QApplication.processEvents()


def _table(tour: Tour) -> None:
    tour.open(MONEY)
    text = tour.text(MONEY)
    cursor = text.document().find("Service charge")
    if cursor.isNull():
        raise NotShown("the table")
    cursor.clearSelection()
    text.setTextCursor(cursor)
    text.setFocus()
    text.ensureCursorVisible()


def _find(tour: Tour) -> None:
    tour.open()
    tour.command("Replace …")
    bar = tour.start.tools.find_bar
    if bar is None:
        raise NotShown("the bar that finds")
    for line, words in zip(bar.findChildren(QLineEdit), ("contract", "agreement"), strict=False):
        line.setText(words)
    bar.look()
    bar.step(0)


def _go_anywhere(tour: Tour) -> None:
    tour.open()
    tour.command("Go anywhere …")
    for box in tour.window.findChildren(GoBox):
        box.line.setText("fin")


def _misspelt(tour: Tour) -> QTextCursor:
    tour.start.tools.spelling.load()
    tour.until(lambda: tour.start.tools.spelling.proof is not None, "the dictionary")
    tour.open(MONEY)
    tour.start.tools.attend()
    cursor = tour.text(MONEY).document().find("seperate")
    if cursor.isNull():
        raise NotShown("the misspelt word")
    tour.text(MONEY).setTextCursor(cursor)
    tour.text(MONEY).ensureCursorVisible()
    end = monotonic() + 0.6
    tour.until(lambda: monotonic() > end, "the squiggles")
    return cursor


def _suggestions(tour: Tour) -> None:
    cursor = _misspelt(tour)
    text = tour.text(MONEY)
    place = text.cursorRect(cursor).bottomLeft()
    made = text_menu(text, text.commands)
    text.menu_opening.emit(made, place)
    tour.popped(made, text.viewport().mapToGlobal(place))


def _spelling_bar(tour: Tour) -> None:
    _misspelt(tour)
    tour.command("Next misspelt word")


def _words_added(tour: Tour) -> None:
    tour.open(MONEY)
    assert tour.window.paper is not None
    add_to_paper(tour.window.paper.session, MONEY, "Halden")
    tour.command("Words added …")


def _part_menu(tour: Tour) -> None:
    tour.open()
    text = tour.text(ISSUES)
    place = text.cursorRect().bottomLeft()
    made = text_menu(text, text.commands)
    text.menu_opening.emit(made, place)
    tour.popped(made, text.viewport().mapToGlobal(place))


def _left(tour: Tour) -> None:
    tour.open()
    tour.command("What is left")


def _set_aside(tour: Tour) -> None:
    _unfolded(tour.open(MONEY))
    tour.push("Set aside")


def _unfolded(page: PaperPage) -> PaperPage:
    """Bring the right pane back where there is no room for it by itself."""
    if not page.side.isVisible():
        page.fold("right")
        QApplication.processEvents()
    return page


def _declarations(tour: Tour) -> None:
    tour.open()
    show_declarations(tour.window)


def _side(tour: Tour, name: str) -> None:
    _unfolded(tour.open()).side.turn_to(name)


def _preview(tour: Tour) -> None:
    _side(tour, "Preview")
    end = monotonic() + 4
    tour.until(lambda: monotonic() > end, "the pages")


def _compare(tour: Tour) -> None:
    page = tour.open()
    show_aside(tour.window, ComparePage(page.session, 1))


def _two_documents(tour: Tour) -> None:
    session = tour.open().session
    if JOINED not in session.paper.public.own_way:
        go_own_way(session, JOINED)
        blocks = session.reading.blocks(JOINED)
        words = Paragraph(text_runs("The savings have not been confirmed by the budget holder."))
        session.change(JOINED, RichText((*blocks[:-1], words)), label="Typing")
    show_two_documents(tour.window)


def _move(tour: Tour) -> None:
    tour.open("", tour.papers.older)
    show_move(tour.window)


def _publish(tour: Tour) -> None:
    tour.open()
    show_publish(tour.window)


def _export(tour: Tour) -> None:
    tour.open()
    tour.window.export()


def _review(tour: Tour) -> None:
    tour.open()
    review_files(tour.window, (tour.papers.reviewed,))


def _hand_over(tour: Tour) -> None:
    tour.open()
    show_hand_over(tour.window)


def _arrived(tour: Tour) -> None:
    tour.open()
    show_arrived(tour.window, tour.papers.pack)


def _merge(tour: Tour) -> None:
    _arrived(tour)
    if not tour.window.findChildren(ArrivedPage):
        raise NotShown("the file that came")
    tour.push("Take it in")


def _verify(tour: Tour) -> None:
    tour.open()
    show_verify(tour.window)
    end = monotonic() + 0.5
    tour.until(lambda: monotonic() > end, "the record")


def _erase(tour: Tour) -> None:
    tour.open()
    show_erase(tour.window)


def _broken(tour: Tour) -> None:
    tour.open()
    problem = RuntimeError("shown on the tour")
    tour.start.broken(type(problem), problem, None)


def _read_only(tour: Tour) -> None:
    """Show the paper as a second window sees it while the first has it open."""
    held = opened(tour.start.desk, tour.papers.imported).session
    if held is None:
        raise NotShown("the paper that is open elsewhere")
    try:
        tour.window.open_paper(tour.papers.imported)
        page = tour.paper
        tour.until(lambda: page.looking.looked, "the findings")
    finally:
        held.close()


def _menu(tour: Tour, title: str) -> None:
    tour.open()
    bar = tour.window.menuBar()
    action: QAction = next(a for a in bar.actions() if a.text().replace("&", "") == title)
    menu = action.menu()
    if isinstance(menu, QMenu):
        menu.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))
        tour.menus.append(menu)


def _front(tour: Tour) -> None:
    tour.open("report.front")


#: Every page and dialog by name, but the library that has no paper in it yet.
STOPS: dict[str, Callable[[Tour], object]] = {
    "library": lambda tour: tour.home(),
    "library-search": lambda tour: _search(tour, "heating plant"),
    "library-nothing-found": lambda tour: _search(tour, "mastodon"),
    "library-archive": _archive,
    "library-unread": _unread,
    "new": lambda tour: tour.window.new_paper(),
    "import": lambda tour: tour.open("", tour.papers.imported),
    "section": lambda tour: tour.open(MONEY),
    "set-aside": _set_aside,
    "table": _table,
    "find": _find,
    "keys": lambda tour: (tour.open(), tour.command("Keys")),
    "go-anywhere": _go_anywhere,
    "left": _left,
    "suggestions": _suggestions,
    "spelling": _spelling_bar,
    "words": _words_added,
    "front": _front,
    "access": lambda tour: tour.open("decision.public_access"),
    "declaration": lambda tour: tour.open("decision.declaration"),
    "part2": lambda tour: tour.open("report.part2_statement"),
    "restricted": lambda tour: tour.open("part2.facts"),
    "to-part2": _part_menu,
    "declarations": _declarations,
    "preview": _preview,
    "history": lambda tour: _side(tour, "History"),
    "compare": _compare,
    "two-documents": _two_documents,
    "move": _move,
    "publish": _publish,
    "export": _export,
    "review": _review,
    "hand-over": _hand_over,
    "arrived": _arrived,
    "merge": _merge,
    "verify": _verify,
    "recovery": lambda tour: tour.window.open_paper(tour.papers.damaged),
    "erase": _erase,
    "broken": _broken,
    "read-only": _read_only,
    "menu-view": lambda tour: _menu(tour, "View"),
    "menu-review": lambda tour: _menu(tour, "Review"),
}


def walk(tour: Tour, names: tuple[str, ...] = tuple(STOPS)) -> Iterator[str]:
    """Show stop after stop, and yield the name of each once it is shown. Raises NotShown."""
    for name in names:
        tour.home()
        STOPS[name](tour)
        QApplication.processEvents()
        yield name
    tour.home()
