"""Spelling in the window: the dictionary loaded once all is painted, squiggles in every text, words added."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QTextCursor
from PySide6.QtWidgets import QMenu

from desktop_app.app.desk import StorageError
from desktop_app.app.finding_text import Hit, Spot
from desktop_app.app.misspelt import Proof
from desktop_app.app.own_words import OwnWords, add_mine, add_to_paper, known_in
from desktop_app.app.spelling import Mistake, NoDictionary, Speller, load
from desktop_app.domain.paper import Paper, Part

from .editor.formats import style_of
from .editor.squiggles import Check, Squiggles
from .fields.rich import RichEditor
from .paper_page import PaperPage

WAIT_MS = 500  #: after the first events have gone round: the window has been painted by then
_LOOK_MS = 50  #: how often it is seen whether the dictionary is there


class Spelling(QObject):
    """Checks the spelling of the open paper. `ready`: it can. `changed`: other words count as right."""

    ready = Signal()
    changed = Signal()
    said = Signal(str)  #: what went wrong, in a sentence

    def __init__(self, folder: Path, own: OwnWords, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self.own = folder, own
        self._loaded: list[Speller | NoDictionary] = []
        self.proof: Proof | None = None
        self.trouble = "The dictionary is still being read. Try again in a moment."
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._take)
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(WAIT_MS, self, self.load))

    def load(self) -> None:
        """Begin to load the dictionary in a thread that is given plain values and touches no window."""
        if self.proof is None and not self._look.isActive():
            threading.Thread(target=_load, args=(self._folder, self._loaded), daemon=True).start()
            self._look.start()

    def _take(self) -> None:
        if not self._loaded:
            return
        self._look.stop()
        found = self._loaded.pop()
        if isinstance(found, Speller):
            self.proof = Proof(found, self.own)
            self.ready.emit()
        else:
            self.trouble = str(found)

    def attend(self, page: PaperPage) -> None:
        """Watch the texts of the section shown; those that are watched already are left alone."""
        if self.proof is None or page.page is None:
            return
        for key, editor in page.page.editors.items():
            if isinstance(editor, RichEditor) and editor.findChild(Squiggles) is None:
                watch = Squiggles(editor.panel.editor, self._check(page, key))
                watch.menu_wanted.connect(lambda menu, cursor, key=key: self._offer(page, key, menu, cursor))
                self.changed.connect(watch.soon)
                page.signals.changed.connect(watch.soon)
                page.pen.painted.connect(watch.look_on)

    def _check(self, page: PaperPage, key: str) -> Check:
        held: tuple[Paper, frozenset[str], frozenset[str]] | None = None

        def check(text: str, block: str) -> tuple[Mistake, ...]:
            nonlocal held
            if self.proof is None:
                return ()
            paper, own = page.session.paper, self.own.words
            if held is None or held[0] is not paper or held[1] is not own:
                held = (paper, own, known_in(page.session, key, self.own))
            found = self.proof.speller.mistakes(text, held[2])
            left = self.proof.left
            return tuple(m for m in found if (key, block, m.word) not in left) if left else found

        return check

    def _offer(self, page: PaperPage, key: str, menu: QMenu, cursor: QTextCursor) -> None:
        """Put what can be done about a misspelt word at the top of a right click's menu."""
        proof = self.proof
        if proof is None:
            return
        word, before = cursor.selectedText(), next(iter(menu.actions()), None)

        def add(words: str, act: Callable[[], object]) -> QAction:
            action = QAction(words, menu)
            action.triggered.connect(lambda: act())
            menu.insertAction(before, action) if before else menu.addAction(action)
            return action

        meant = proof.speller.suggest(word)
        for other in meant:
            action = add(other.replace("&", "&&"), lambda other=other: self._put(page, key, cursor, other))
            font = QFont(menu.font())
            font.setBold(True)
            action.setFont(font)
        if not meant:
            add("Nothing like it in the dictionary", lambda: None).setEnabled(False)
        block = style_of(cursor.block()).id
        hit = Hit(key, Spot(block), 0, 0, "", word, "")
        menu.insertSeparator(before) if before else None
        for words, act in self.acts(page, hit):
            add(words, act)
        menu.insertSeparator(before) if before else None

    def _put(self, page: PaperPage, key: str, cursor: QTextCursor, words: str) -> None:
        editor = page.page.editors.get(key) if page.page is not None else None
        if isinstance(editor, RichEditor):
            with editor.panel.editor.one_change("Spelling"):
                put(cursor, words)

    def acts(self, page: PaperPage, hit: Hit) -> list[tuple[str, Callable[[], object]]]:
        """Return what can be done with a word that is right as it is: in words, and how."""
        session = page.session
        acts: list[tuple[str, Callable[[], object]]] = [("&Leave it here", lambda: self._leave(hit))]
        if session.part_of(hit.key) is not Part.TWO:
            acts.append(
                (
                    "Add to &my words",
                    lambda: self.settle(lambda: add_mine(session, hit.key, hit.text, self.own)),
                )
            )
        to_paper = "Add to this &paper’s words"
        if session.read_only:
            return acts
        acts.append((to_paper, lambda: self.settle(lambda: add_to_paper(session, hit.key, hit.text))))
        return acts

    def _leave(self, hit: Hit) -> None:
        if self.proof is not None:
            self.proof.leave(hit)
        self.changed.emit()

    def settle(self, act: Callable[[], object]) -> None:
        """Do what adds or takes out a word; say why where it cannot be kept, and look at all texts again."""
        try:
            act()
        except StorageError as problem:
            self.said.emit(str(problem))
        self.changed.emit()

    def forget(self) -> None:
        """Take words left as they are for mistakes again: another paper is open."""
        if self.proof is not None:
            self.proof.left.clear()


def put(cursor: QTextCursor, words: str) -> None:
    """Put other words in place of a selection, in the look of its first character."""
    first = QTextCursor(cursor.document())
    first.setPosition(cursor.selectionStart() + 1)
    cursor.insertText(words, first.charFormat())


def _load(folder: Path, found: list[Speller | NoDictionary]) -> None:
    try:
        found.append(load(folder))
    except NoDictionary as problem:
        found.append(problem)
