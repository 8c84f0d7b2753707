"""The preview beside the text: the pages of the document one is in, at the section one is in."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.app.session import Session
from desktop_app.ui.parts import button, card, column, holder, row, words

from .pages_view import PagesView
from .press import Laid, Order, Press

PAUSE_MS = 250  #: after a step is taken, itself 250 ms after the last key, before pages are made anew


class PreviewPane(QWidget):
    """Pages as they will print. Nothing is made, and no process runs, before the pane is first shown.

    wider: more room is wanted, or the usual room again. printed, not_printed: how printing went, in words.
    """

    wider = Signal()
    printed = Signal(str)
    not_printed = Signal(str)
    _ended = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section = session.template.forms[0].sections[0].key
        self._laid: Laid | None = None
        self._behind = True  #: the pages shown are not of the paper as it is
        self.wide = False  #: whether it has half of the window
        self._astray = True  #: the section has changed since the pages were last brought to it
        self.press = Press(self)
        self.press.laid.connect(self._show)
        self.press.drawn.connect(self._draw)
        self.press.refused.connect(lambda why: self._complain(why, again=False))
        self.press.broken.connect(self._broken)
        self.pages = PagesView()
        self.pages.wanted.connect(self._want)
        self.pages.turned.connect(self._name)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._make)
        self._lay_out()

    def _lay_out(self) -> None:
        self._said = words("", "strong")
        self._again = button("Try again", self._make)
        self._trouble = holder(column(card("warning", self._said, self._again), margins=(12, 4, 12, 0)))
        self._trouble.hide()
        self._where = words("Being made …", "soft", wrap=False)
        self._wide = button("Wider", self.wider.emit, "link", "Wider preview")
        out = button("Print …", self.print_it, "link", "Print this document")
        foot = row(self._where, None, self._wide, out, space=12, margins=(16, 4, 16, 8))
        body = column(self._trouble, self.pages, foot, space=4)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.setFocusProxy(self.pages)
        self._name()

    @property
    def document(self) -> str:
        """The key of the document one is in."""
        return self._section.partition(".")[0]

    def follow(self, section: str) -> None:
        """Show the page on which a section stands, by its full key."""
        if section == self._section:
            return
        self._section = section
        self._astray = True
        if self._laid is None or self._laid.document != self.document:
            self._behind = True
        if self.isVisible():
            self._make() if self._behind else self._go()

    def heed(self) -> None:
        """Take note that the paper has changed; at the next pause its pages are made anew."""
        self._behind = True
        if self.isVisible():
            self._pause.start()

    def set_wide(self, wide: bool) -> None:
        """Say on the button what it does now."""
        self.wide = wide
        self._wide.setText("Narrower" if wide else "Wider")
        self._wide.setAccessibleName("Narrower preview" if wide else "Wider preview")

    def print_it(self) -> None:
        """Ask for a printer and print the document one is in."""
        # Loaded here: printing brings a library of its own, which the start need not wait for.
        from .printing import Printing, chosen_printer

        form = self._session.template.form(self.document)
        printer = chosen_printer(self.window(), f"{self._session.name} – {form.label}")
        if printer is not None:
            printing = Printing(printer, self._order(), self)
            self._ended.connect(printing.stop)
            printing.told.connect(self._where.setText)
            printing.done.connect(self._printed)
            printing.done.connect(printing.deleteLater)

    def _printed(self, words: str, well: bool) -> None:
        self._name()
        (self.printed if well else self.not_printed).emit(words)

    def end(self) -> None:
        """Stop what runs: the paper is let go."""
        self._pause.stop()
        self._ended.emit()
        self.press.stop()

    def _make(self) -> None:
        self._trouble.hide()
        session = self._session
        form = session.template.form(self.document)
        if not session.reading.has_document(form):
            return
        self._behind = False
        self.press.make(self._order())

    def _order(self) -> Order:
        session = self._session
        return Order(session.template, session.paper, self.document, session.today)

    def _show(self, laid: Laid) -> None:
        if laid.document != self.document:
            return  # made for a section since left; what is wanted now is under way
        anew = self._laid is None or self._laid.document != laid.document
        self._laid = laid
        self._trouble.hide()
        self.pages.show_pages(laid.sizes, anew=anew)
        self._go()

    def _go(self) -> None:
        if self._astray and self._laid is not None:
            self._astray = False
            self.pages.go_to(*self._laid.places.get(self._section, (0, 0.0)))

    def _want(self, page: int, width: int) -> None:
        if self._laid is not None:
            self.press.draw(self._laid.number, page, width)

    def _draw(self, number: int, page: int, picture: QImage) -> None:
        if self._laid is not None and number == self._laid.number:
            self.pages.show_picture(page, picture)

    def _name(self) -> None:
        where = f"page {self.pages.page + 1} of {self.pages.count}" if self.pages.count else "no pages yet"
        self.pages.setAccessibleName(f"Preview, {where}")
        if self.pages.count:
            self._where.setText(where.capitalize())

    def _broken(self) -> None:
        self._laid = None
        self._complain("The preview stopped. Your text is not touched by it.", again=True)

    def _complain(self, why: str, *, again: bool) -> None:
        self._behind = True
        self._said.setText(why)
        self._again.setVisible(again)
        self._trouble.show()
        self._where.setText(self._where.text() if self.pages.count else "")

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pages where those at hand are not of the paper as it is."""
        super().showEvent(event)
        if self._behind:
            self._make()
        else:
            self._go()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make nothing while nobody sees it."""
        super().hideEvent(event)
        self._pause.stop()
