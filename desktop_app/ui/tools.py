"""Tools over the whole window: finding, spelling, going anywhere, what is left, keys."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop_app.app.anywhere import Kind, Target
from desktop_app.app.left import Point
from desktop_app.app.own_words import OwnWords
from desktop_app.app.showing import place_words

from .asides import show_aside
from .bars import Bar
from .find_bar import FindBar
from .go_box import GoBox
from .keys_page import KeysPage, keys_of, menu_actions, plain_words
from .left_page import LeftPage
from .paper_page import PaperPage
from .spelling import Spelling
from .spelling_bar import SpellingBar
from .window import Window
from .words_page import WordsPage

#: With Ctrl: go anywhere, which would empty a line to its end; export, which would go to its end.
_OWN = (Qt.Key.Key_K, Qt.Key.Key_E)


class Tools(QObject):
    """Puts the tools into a window: their commands into its menus, their bars over the open paper."""

    def __init__(self, window: Window, dictionaries: Path, own: OwnWords) -> None:
        super().__init__(window)
        self._window = window
        self.spelling = Spelling(dictionaries, own, self)
        self._page: PaperPage | None = None
        self._actions: list[QAction] = []
        self.find_bar: FindBar | None = None
        self.spelling_bar: SpellingBar | None = None
        self._put_into_menus()
        # Windows has it for the menu key where a keyboard has none; Qt elsewhere knows that key alone.
        QShortcut(QKeySequence("Shift+F10"), window, _open_menu)
        window.told.connect(self.attend)
        self.spelling.ready.connect(self.attend)
        self.spelling.said.connect(window.message.complain)
        QApplication.instance().focusChanged.connect(self._focus)  # type: ignore[union-attr]
        self.attend()

    def _put_into_menus(self) -> None:
        menus = self._window.menus
        menus.edit.addSeparator()
        menus.add(menus.edit, "&Find …", lambda: self.find(replacing=False), "Ctrl+F", paper=True)
        menus.add(menus.edit, "&Replace …", lambda: self.find(replacing=True), "Ctrl+H", paper=True)
        menus.add(menus.edit, "Find &next", lambda: self.find_step(1), "F3", paper=True)
        menus.add(menus.edit, "Find &previous", lambda: self.find_step(-1), "Shift+F3", paper=True)
        menus.edit.addSeparator()
        menus.add(menus.edit, "Next &misspelt word", self.spell, "F7", paper=True)
        menus.add(menus.edit, "Words a&dded …", self.words_added, paper=True)
        menus.view.addSeparator()
        menus.add(menus.view, "&Go anywhere …", self.go_anywhere, "Ctrl+K")
        menus.add(menus.view, "&What is left", self.what_is_left, "Ctrl+L", paper=True)
        menus.add(menus.help, "&Keys", self.keys, "F1")
        menus.refresh()

    def attend(self) -> None:
        """See to the paper that is open now."""
        page = self._window.paper
        if page is not self._page:
            self._page = page
            self.find_bar = self.spelling_bar = None
            self.spelling.forget()
            if page is not None:
                page.left_wanted.connect(self.what_is_left)
        if page is not None:
            self.spelling.attend(page)

    def _bar(self, bar: Bar) -> None:
        page = self._window.paper
        if page is not None:
            page.middle.insertWidget(0, bar)

    def find(self, *, replacing: bool) -> None:
        """Open the bar that finds, or finds and replaces."""
        page = self._open_paper()
        if page is None:
            return
        if self.find_bar is None:
            self.find_bar = FindBar(page)
            self._bar(self.find_bar)
        self._hide(self.spelling_bar)
        self.find_bar.open(replacing=replacing, chosen=_chosen())

    def find_step(self, by: int) -> None:
        """Go to the next place found, or the one before."""
        if self.find_bar is None or not self.find_bar.isVisible():
            self.find(replacing=False)
        elif self.find_bar is not None:
            self.find_bar.step(by)

    def spell(self) -> None:
        """Go to the next misspelt word."""
        page = self._open_paper()
        if page is None:
            return
        if self.spelling_bar is None:
            self.spelling_bar = SpellingBar(page, self.spelling)
            self.spelling_bar.words_wanted.connect(self.words_added)
            self._bar(self.spelling_bar)
        self._hide(self.find_bar)
        self.spelling_bar.go_on()

    def words_added(self) -> None:
        """Show the words added to one's own and to the open paper's, to be taken out again."""
        page = self._window.paper
        if page is not None:
            page.pen.flush()
            show_aside(self._window, WordsPage(page.session, self.spelling))

    def _hide(self, bar: Bar | None) -> None:
        if bar is not None:
            bar.hide()

    def _open_paper(self) -> PaperPage | None:
        """Return the open paper, shown."""
        page = self._window.paper
        if page is not None and self._window.pages.currentWidget() is not page:
            self._window.back_to_paper()
        return page

    def what_is_left(self) -> None:
        """Show what is left of the open paper."""
        page = self._window.paper
        if page is not None:
            page.pen.flush()
            aside = LeftPage(page.session)
            aside.place_wanted.connect(self._go_to_point)
            show_aside(self._window, aside)

    def _go_to_point(self, point: Point) -> None:
        page = self._open_paper()
        if page is not None:
            page.show_section(point.section)
            page.side.turn_to("Findings")  # what is to be done is told there
            if page.page is not None:
                page.page.go_to(point.caret)

    def keys(self) -> None:
        """Show all keys."""
        paper = self._window.paper is not None
        page = KeysPage(self._window.menuBar(), "Back to the paper" if paper else "Back to the papers")
        page.left.connect(self._window.back_to_paper if paper else self._window.to_library)
        self._window.show_page(page)

    def go_anywhere(self) -> None:
        """Open the box that goes anywhere."""
        if not any(box.isVisible() for box in self._window.findChildren(GoBox)):  # one may be closing
            GoBox(self._window, self._targets(), self._go)

    def _targets(self) -> list[Target]:
        found: list[Target] = []
        page = self._window.paper
        if page is not None:
            page.pen.flush()
            session = page.session
            for state in page.states:
                number = session.numbers(state.form.document).headings.get(state.section.key, "").rstrip(".")
                label = f"{number} {state.section.label}".strip()
                found.append(Target(Kind.SECTION, label, state.form.label, state.section.key))
            for place, finding in enumerate(session.findings()):
                where = f"{place_words(session.template, finding)} {finding.paragraph.rstrip('.')}".strip()
                found.append(Target(Kind.FINDING, finding.title, where, str(place)))
        self._window.menus.fill()
        self._actions = [a for _, a in menu_actions(self._window.menuBar()) if a.isEnabled()]
        self._window.menus.format.clear()  # its commands are the text's own
        for place, action in enumerate(self._actions):
            found.append(Target(Kind.COMMAND, plain_words(action), keys_of(action), str(place)))
        for entry in self._window.desk.library.entries():
            label = f"{entry.reference} {entry.title or 'Untitled'}".strip()
            found.append(Target(Kind.PAPER, label, entry.state, entry.id))
        return found

    def _go(self, target: Target) -> None:
        match target.kind:
            case Kind.SECTION:
                page = self._open_paper()
                if page is not None:
                    page.show_section(target.key)
            case Kind.COMMAND:
                self._actions[int(target.key)].trigger()
            case Kind.FINDING:
                page = self._open_paper()
                if page is not None:
                    page.go_to_finding(page.session.findings()[int(target.key)])
            case Kind.PAPER:
                self._window.open_paper(target.key)

    def _focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window have its own keys in lines to write on, which on Linux edit the line else."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held, control = event.modifiers(), Qt.KeyboardModifier.ControlModifier
            if event.key() in _OWN and held == control:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _open_menu() -> None:
    """Open the menu of what has the focus, at its caret if it has one."""
    held = QApplication.focusWidget()
    if held is None:
        return
    found = held.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    caret = found.toRect() if isinstance(found, QRectF) else found
    place = caret.center() if isinstance(caret, QRect) and caret.isValid() else held.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(held, QContextMenuEvent(reason, place, held.mapToGlobal(place)))


def _chosen() -> str:
    """Return the words chosen where the focus is, if they are of one line."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QTextEdit):
        words = focus.textCursor().selectedText()
    elif isinstance(focus, QLineEdit):
        words = focus.selectedText()
    else:
        words = ""
    return "" if "\u2029" in words or "\u2028" in words or len(words) > 80 else words
