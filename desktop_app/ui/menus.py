"""The menus and their shortcuts: every command has a word, a place, and where it is common a key."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QStackedWidget, QWidget

from desktop_app.domain.state import State

from .behind import behind
from .format_menu import FormatMenu
from .showing import Showing

if TYPE_CHECKING:
    from desktop_app.app.desk import Desk

    from .message import Message


class Commanded(Showing, Protocol):
    """What the menus command: the window."""

    message: "Message"
    pages: QStackedWidget
    resources: Path

    @property
    def desk(self) -> "Desk":
        """What is done with papers."""
        ...

    def menuBar(self) -> QMenuBar:
        """Return the bar that the menus stand in."""
        ...

    def new_paper(self) -> None:
        """Start a paper."""
        ...

    def import_paper(self) -> None:
        """Make a paper of a Word or text file."""
        ...

    def to_library(self) -> None:
        """Show the library."""
        ...

    def export(self) -> None:
        """Make files of the open paper."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...

    def states(self) -> tuple[State, ...]:
        """Return the states that the open paper may go to."""
        ...

    def move_on(self, state: State) -> None:
        """Move the open paper to a state."""
        ...


class Menus:
    """The menu bar of a window. `refresh` fits it to what is open."""

    def __init__(self, window: Commanded, titles: list[QMenu], change_look: Callable[[str], None]) -> None:
        """Fill the menus that stand in the bar of a window. titles: these menus, in their order."""
        self._window = window
        self._needs_paper: list[QAction] = []
        self._looks: dict[str, QAction] = {}
        self._bar = window.menuBar()
        paper, self.edit, self.format, self.view, self._review, self.help = titles
        self._paper_menu(paper)
        self._edit_menu(self.edit)
        self._format = FormatMenu(self.format)
        self._view_menu(self.view, change_look)
        self._review.aboutToShow.connect(self._fill_review)
        self.refresh()

    def add(
        self, menu: QMenu, words: str, act: Callable[[], object], keys: str = "", *, paper: bool = False
    ) -> QAction:
        """Put a command into a menu, at its end. paper: it needs an open paper."""
        action = QAction(words, self._bar)
        action.setData(words)  # the words that stay, whatever undo takes back
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: act())
        menu.addAction(action)
        if paper:
            self._needs_paper.append(action)
        return action

    def _paper_menu(self, menu: QMenu) -> None:
        window = self._window
        self.add(menu, "&New paper", window.new_paper, "Ctrl+N")
        self.add(menu, "&Import …", window.import_paper, "Ctrl+Shift+I")
        self.add(menu, "&Library", window.to_library, "Ctrl+O")
        menu.addSeparator()
        self.add(menu, "&Save now", self._save, "Ctrl+S", paper=True)
        self.add(menu, "&Export …", window.export, "Ctrl+E", paper=True)
        self.add(menu, "&Print …", self._print, "Ctrl+P", paper=True)
        self.add(menu, "&Back to the paper", window.back_to_paper, paper=True)
        menu.addSeparator()
        self.add(menu, "&Quit", window.close, "Ctrl+Q")

    def _edit_menu(self, menu: QMenu) -> None:
        self._undo = self.add(menu, "&Undo", self._paper("undo"), "Ctrl+Z", paper=True)
        self._redo = self.add(menu, "&Redo", self._paper("redo"), paper=True)
        self._redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.addSeparator()
        for words, slot, keys in (
            ("Cu&t", "cut", "Ctrl+X"), ("&Copy", "copy", "Ctrl+C"),
            ("&Paste", "paste", "Ctrl+V"), ("Paste &without formatting", "paste_plain", "Ctrl+Shift+V"),
            ("Select &all", "selectAll", "Ctrl+A"),
        ):  # fmt: skip
            action = QAction(f"{words}\t{keys}", self._bar)
            action.triggered.connect(lambda _=False, slot=slot: _to_focus(slot))
            menu.addAction(action)

    def _view_menu(self, menu: QMenu, change_look: Callable[[str], None]) -> None:
        self.add(menu, "&Next section", self._by(1), "Alt+Right", paper=True)
        self.add(menu, "Pre&vious section", self._by(-1), "Alt+Left", paper=True)
        menu.addSeparator()
        self.add(menu, "Fold the &left pane", self._fold("left"), "F9", paper=True)
        self.add(menu, "Fold the &right pane", self._fold("right"), "F10", paper=True)
        self.add(menu, "&Preview beside the text", self._paper("widen_preview"), "F11", paper=True)
        for name in ("Findings", "Comments", "History"):
            self.add(menu, f"{name} beside the text", self._beside(name), paper=True)
        menu.addSeparator()
        for words, change, keys in (
            ("Larger text", "larger", "Ctrl++"), ("Smaller text", "smaller", "Ctrl+-"),
            ("Normal text size", "normal", "Ctrl+0"), ("As the system", "system", ""),
            ("Light", "light", ""), ("Dark", "dark", ""), ("High contrast", "contrast", ""),
        ):  # fmt: skip
            if change == "system":
                menu.addSeparator()
            made = self.add(menu, words, lambda change=change: change_look(change), keys)
            if not keys:
                made.setCheckable(True)
                self._looks[change] = made
        menu.aboutToShow.connect(self.mark_look)

    def mark_look(self) -> None:
        """Mark the look that the window wears."""
        app = QApplication.instance()
        worn = app.property("look") if app is not None else None
        for look, action in self._looks.items():
            action.setChecked(look == worn)

    def fill(self) -> None:
        """Fill the menus that else are filled when they are opened."""
        self._format.fill()
        self._fill_review()

    def _fill_review(self) -> None:
        """Fill the menu of reviews with what can be done with the open paper now."""
        # Loaded when the menu is first opened: what is behind it needs the pages of a paper.
        from .asides import show_declarations, show_two_documents
        from .erase_page import show_erase
        from .hand_over_page import show_hand_over
        from .move_page import newer_form, show_move
        from .publish_page import show_publish
        from .reviewing import ask_for_review, go_on_with_review
        from .verify_page import show_verify

        self._review.clear()
        if self._window.paper is not None:
            self._review.addAction("&Declarations", lambda: show_declarations(self._window))
            self._review.addAction("One text, &two documents", lambda: show_two_documents(self._window))
            self._review.addAction("&Compare versions", self._versions)
            self._review.addAction("&Read back a review …", lambda: ask_for_review(self._window))
            self._review.addAction("&Go on with a review", lambda: go_on_with_review(self._window))
            self._review.addAction("&Hand over …", lambda: show_hand_over(self._window))
            self._review.addAction("&Verify …", lambda: show_verify(self._window))
            self._review.addAction("&Publish …", lambda: show_publish(self._window))
            self._review.addAction("&Erase from Part 2 …", lambda: show_erase(self._window))
            new = newer_form(self._window)
            if new is not None:
                named = f"Move to the &form of {new.forms[0].ref.version} …"
                self._review.addAction(named, lambda: show_move(self._window))
            self._review.addSeparator()
        states = self._window.states()
        for state in states:
            words = f"Mark as {state.label.lower()}"
            self._review.addAction(words, lambda state=state: self._window.move_on(state))
        if not states:
            self._review.addAction("Nothing to do without an open paper").setEnabled(False)

    def _versions(self) -> None:
        from .asides import show_versions  # as in _fill_review
        from .errands import attempt

        attempt(self._window.message, lambda: show_versions(self._window))

    def _paper(self, name: str) -> Callable[[], object]:
        return lambda: getattr(self._window.paper, name)() if self._window.paper else None

    def _beside(self, name: str) -> Callable[[], object]:
        return lambda: _beside(self._window, name)

    def _print(self) -> None:
        if self._window.paper is not None:
            self._window.paper.preview.print_it()

    def _by(self, steps: int) -> Callable[[], object]:
        def step() -> None:
            page = self._window.paper
            if page is None:
                return
            if behind(page):  # from what is shown in front of the paper one comes back to it
                if not getattr(self._window.pages.currentWidget(), "busy", False):
                    self._window.back_to_paper()
            else:
                page.step_by(steps)

        return step

    def _save(self) -> None:
        """Save at once, for whoever is used to asking for it; it is done at each pause anyway."""
        if self._window.paper is not None:
            self._window.paper.pen.flush()

    def _fold(self, pane: str) -> Callable[[], object]:
        return lambda: self._window.paper.fold(pane) if self._window.paper else None

    def refresh(self) -> None:
        """Fit the menus to what is open: what cannot be done is grey, undo says what it takes back."""
        page = self._window.paper
        for action in self._needs_paper:
            action.setEnabled(page is not None)
        for action, word, label in (
            (self._undo, "&Undo", page.session.undo_label if page else ""),
            (self._redo, "&Redo", page.session.redo_label if page else ""),
        ):
            action.setText(f"{word} {label}".replace("& ", "&& ") if label else word)


def _beside(window: Commanded, name: str) -> None:
    """Show a page of the right pane, and bring that back where it is folded away."""
    page = window.paper
    if page is not None:
        if not page.side.isVisible():
            page.fold("right")
        page.side.turn_to(name)
        page.side.setFocus()


def _to_focus(slot: str) -> None:
    widget: QWidget | None = QApplication.focusWidget()
    # A line holds plain words alone: there it is all one.
    act = getattr(widget, slot, None) or (getattr(widget, "paste", None) if slot == "paste_plain" else None)
    if callable(act):
        act()
