"""The bar of spelling: one misspelt word after the other, with what may have been meant (F7)."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shiboken6 import isValid

from desktop_app.app.finding_text import Hit, Spot, replace_hits
from desktop_app.app.misspelt import Place
from desktop_app.domain.step import Caret

from .bars import Bar, go_to_hit, show_hit
from .editor.flow import FlowLayout
from .faults import say
from .paper_page import PaperPage
from .parts import button, clear, column, row, words
from .spelling import Spelling


class SpellingBar(Bar):
    """Shows a misspelt word in its sentence; each button settles it and goes on to the next.

    words_wanted: the words that were added are to be shown.
    """

    words_wanted = Signal()

    def __init__(self, page: PaperPage, spelling: Spelling) -> None:
        super().__init__("Spelling", page)
        self._spelling = spelling
        self.hit: Hit | None = None
        self._title = words("", "strong")
        self._sentence = words("", "soft")
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices, gap=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._close = button("Close", self.close_bar, name="Close spelling")
        self._came_from: QWidget | None = None  #: what had the focus as the bar opened
        added = button("Words added …", self.words_wanted.emit, "link")
        head = row(self._title, added, self._close, space=12)
        head.setStretch(0, 1)
        self.setLayout(column(head, self._sentence, self._choices, space=6, margins=(36, 12, 36, 12)))

    def go_on(self) -> None:
        """Show the next misspelt word after the one shown, or after the caret."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._page.pen.take()
        proof = self._spelling.proof
        if proof is None:
            self._show(None, self._spelling.trouble)
            return
        found = proof.after(self._page.session, self._place())
        self._show(found, "Every word of the paper is in the dictionary or among your words.")

    def _place(self) -> Place:
        if self.isVisible() and self.hit is not None:
            return Place(self.hit.key, self.hit.spot, self.hit.end)
        section = self._page.page
        caret = section.caret() if section is not None else Caret()
        return Place(caret.field or self._first_key(), Spot(caret.block), caret.offset)

    def _first_key(self) -> str:
        section = self._page.page
        return next(iter(section.editors), "") if section is not None else ""

    def _show(self, hit: Hit | None, otherwise: str) -> None:
        self.hit = hit
        held = QApplication.focusWidget()
        if held is not None and self._choices.isAncestorOf(held):
            held.clearFocus()  # or it would wander through all the choices as they go
        clear(self._flow)
        self._sentence.setVisible(hit is not None)
        self.show()
        if hit is None or self._spelling.proof is None:
            self._title.setText(otherwise)
            self.setAccessibleDescription(otherwise)
            say(self, otherwise)
            self._choices.hide()
            self._close.setFocus()  # so that Escape and Return put it away
            return
        self._choices.show()
        told = f"“{hit.text}” is not in the dictionary"
        self._title.setText(told)
        self.setAccessibleDescription(f"{told}: {hit.before}{hit.text}{hit.after}")
        say(self, self.accessibleDescription())
        self._sentence.setText(f"{hit.before}{hit.text}{hit.after}")
        show_hit(self._page, hit)
        read_only = self._page.session.read_only
        meant = () if read_only else self._spelling.proof.speller.suggest(hit.text)
        for place, other in enumerate(meant):
            self._choice(other, lambda other=other: self._change(other), "accent" if not place else "")
        for label, act in self._spelling.acts(self._page, hit):
            self._choice(label.replace("&", ""), lambda act=act: self._settle(act))
        first = self._choices.findChildren(QPushButton)
        if first:
            next((made for made in first if made.isVisibleTo(self._choices)), first[0]).setFocus()

    def _choice(self, text: str, act: Callable[[], object], look: str = "") -> None:
        made = button(text, act, look, f"Change it to {text}" if look == "accent" else text)
        made.setParent(self._choices)
        self._flow.addWidget(made)
        made.show()

    def _change(self, other: str) -> None:
        if self.hit is not None:
            hit = self.hit
            replace_hits(self._page.session, [hit], other)
            self.hit = Hit(hit.key, hit.spot, hit.start, hit.start + len(other), "", other, "")
        self.go_on()

    def _settle(self, act: Callable[[], object]) -> None:
        act()
        self.go_on()

    def close_bar(self) -> None:
        """Close, and go to the word shown last."""
        hit, self.hit = self.hit, None
        super().close_bar()
        if hit is not None:
            go_to_hit(self._page, hit)
        elif self._came_from is not None and isValid(self._came_from) and self._came_from.isVisible():
            self._came_from.setFocus()
        elif self._page.page is not None:
            self._page.page.take_focus()
