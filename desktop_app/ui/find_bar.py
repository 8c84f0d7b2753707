"""The bar of finding and replacing (Ctrl+F, Ctrl+H): a count, and every place in its sentence."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from desktop_app.app.finding_text import Hit, Query, Scope, find, keeping_case, keys_in, replace_hits
from desktop_app.app.session import Session
from desktop_app.domain.step import Caret
from desktop_app.domain.text import clean_line

from .bars import Bar, go_to_hit, show_hit
from .editor.flow import FlowLayout
from .faults import say
from .hits_list import HitsList, Shown
from .paper_page import PaperPage
from .parts import button, column, holder, measure, row, words

WAIT_MS = 120  #: after the last key in the bar, or step of the paper
MOST = 2000  #: places listed
#: What a place is called within its section that is not its text itself.
_WITHIN = {"": "", "name": "", "post": "", "note": ", footnote", "caption": ", caption", "cell": ", table"}


class FindBar(Bar):
    """Finds words in the paper's own text and replaces them."""

    def __init__(self, page: PaperPage) -> None:
        super().__init__("Find and replace", page)
        self._hits: tuple[Hit, ...] = ()
        self._came_from = ("", Caret())  #: the section and place that the bar was opened in
        self._sought = Query("")  #: what was asked for when the places were last listed
        self._fresh = True  #: no place of those listed has been gone to
        self._went = False  #: whether a person has gone to a place found since
        self.find_line, self.put_line = _line("Find"), _line("Replace with")
        self.whole, self.case = QCheckBox("Whole words"), QCheckBox("Match case")
        self.scope = QComboBox()
        self.scope.setAccessibleName("Where to look")
        self.count = words("", "soft", wrap=False)
        self.list = HitsList()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.look)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        asked = QWidget()
        flow = FlowLayout(asked, gap=8)
        flow.setContentsMargins(0, 0, 0, 0)
        self._on = button("Next", lambda: self.step(1), name="Next place found")
        self._back = button("Previous", lambda: self.step(-1), name="Previous place found")
        close = button("Close", self.close_bar, name="Close finding")
        self._one = button("Replace", self.replace_one, name="Replace this place")
        self._all = button("Replace all", self.replace_all, "accent")
        put = _labelled("Replace with", self.put_line)
        self._putting = (put, self._one, self._all)
        # One types what to find and, a Tab further, what to put there.
        finding = (_labelled("Find", self.find_line), put, self.scope, self.whole, self.case)
        for piece in (*finding, self._one, self._all):
            flow.addWidget(piece)
        told = row(self.count, None, self._back, self._on, close, space=8)
        told.setStretch(1, 1)
        self.setLayout(column(asked, told, self.list, space=6, margins=(36, 12, 36, 12)))

    def _connect(self) -> None:
        for line in (self.find_line, self.put_line):
            line.textChanged.connect(lambda _: self._wait.start())
        self.find_line.returnPressed.connect(lambda: self.step(1))
        self.put_line.returnPressed.connect(self.replace_one)
        self.whole.toggled.connect(lambda _: self.look())
        self.case.toggled.connect(lambda _: self.look())
        self.scope.currentIndexChanged.connect(lambda _: self.look())
        self.list.activated.connect(lambda index: self._visit(index, go_to_hit))
        self.list.clicked.connect(lambda index: self._visit(index, show_hit))
        self._page.signals.changed.connect(lambda _: self._wait.start() if self.isVisible() else None)
        self._page.moved.connect(self._moved)

    def open(self, *, replacing: bool, chosen: str = "") -> None:
        """Open the bar, with what is chosen in the text to be found."""
        self._page.pen.take()
        if not self.isVisible() and self._page.page is not None:
            self._came_from, self._went = (self._page.here, self._page.page.caret()), False
        for piece in self._putting:
            piece.setVisible(replacing)
        if chosen:
            self.find_line.setText(chosen)
        self._offer_scopes()
        self.show()
        self.look()
        self.find_line.setFocus()
        self.find_line.selectAll()

    def _offer_scopes(self) -> None:
        session = self._page.session
        restricted = session.form_of(self._page.here).restricted
        has_two = any(f.restricted and session.reading.has_document(f) for f in session.template.forms)
        held = self.scope.currentData() or (Scope.DOCUMENT if restricted else Scope.PUBLIC)
        offered = [scope for scope in Scope if scope is not Scope.PART_TWO or has_two]
        self.scope.blockSignals(True)
        self.scope.clear()
        for scope in offered:
            self.scope.addItem(scope.value, scope)
        self.scope.setCurrentIndex(max(offered.index(held) if held in offered else 0, 0))
        self.scope.blockSignals(False)

    def _moved(self) -> None:
        if self.isVisible() and self.scope.currentData() in (Scope.SECTION, Scope.DOCUMENT):
            self._wait.start()

    def query(self) -> Query:
        """Return what is asked for."""
        return Query(clean_line(self.find_line.text()), self.whole.isChecked(), self.case.isChecked())

    def _put_words(self) -> Callable[[str], str]:
        return keeping_case(self.query(), clean_line(self.put_line.text()))

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The places found, in form order."""
        return self._hits

    def look(self) -> None:
        """Find again and list what is found."""
        self._wait.stop()
        session = self._page.session
        here = self.list.currentIndex().row()
        asked_anew = self.query() != self._sought
        self._sought, self._fresh = self.query(), self._fresh or asked_anew
        keys = keys_in(session, Scope(self.scope.currentData()), self._page.here)
        self._hits = find(session.reading, keys, self.query())
        if asked_anew:
            here = self._first(keys)
        put = self._put_words() if self._putting[0].isVisibleTo(self) else None
        shown = [Shown(_place(session, hit), hit, put and put(hit.text)) for hit in self._hits[:MOST]]
        self.list.hits.offer(shown)
        count = len(self._hits)
        self._all.setText(f"Replace all {count} places" if count > 1 else "Replace all")
        self._all.setAccessibleName(self._all.text())
        if self._hits:
            index = self.list.hits.index(min(max(here, 0), len(self._hits[:MOST]) - 1))
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        self.count.setText(self._count_words())
        self.list.setVisible(bool(self._hits))
        self.list.updateGeometry()
        can = bool(self._hits) and not session.read_only
        for made in (self._on, self._back):
            made.setEnabled(bool(self._hits))
        for made in (self._one, self._all):
            made.setEnabled(can)

    def _first(self, keys: tuple[str, ...]) -> int:
        """Return the place in the list of the first that stands in the section one came from, or after it."""
        section = self._page.session.form_of(self._page.here).section_of(self._page.here)
        own = {item.key for item in section.fields}
        start = next((n for n, key in enumerate(keys) if key in own), 0)
        after = set(keys[start:])
        return next((n for n, hit in enumerate(self._hits) if hit.key in after), 0)

    def _count_words(self) -> str:
        if not self.query().words.strip():
            return "Type what to find."
        if not self._hits:
            return self._not_found()
        sections = len({hit.key for hit in self._hits})
        return f"{_places(len(self._hits))} in {sections} field{'' if sections == 1 else 's'}"

    def _not_found(self) -> str:
        """Say that nothing is found, and how much there is in what was not looked at of Part 1."""
        session, here = self._page.session, self._page.here
        looked = set(keys_in(session, Scope(self.scope.currentData()), here))
        wider = [key for key in keys_in(session, Scope.PUBLIC, here) if key not in looked]
        count = len(find(session.reading, wider, self.query()))
        return f"Not found here. {_places(count)} elsewhere in Part 1." if count else "Not found."

    def step(self, by: int) -> None:
        """Go to the next place found, or the one before; round at the ends."""
        if self._wait.isActive():
            self.look()
        if self._fresh and by > 0:  # the one that is chosen is the next
            by = 0
        if not self._hits:
            return
        shown = min(len(self._hits), MOST)
        row_ = (self.list.currentIndex().row() + by) % shown
        self._choose(self.list.hits.index(row_))

    def _choose(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        self._visit(index, show_hit)

    def _visit(self, index: QModelIndex, show: Callable[[PaperPage, Hit], None]) -> None:
        self._went, self._fresh = True, False
        show(self._page, self._hits[index.row()])
        shown: Shown = index.data(Qt.ItemDataRole.UserRole)
        say(self, f"{index.row() + 1} of {len(self._hits)}. {shown.told()}")

    def replace_one(self) -> None:
        """Replace the place chosen, and go to the next."""
        self._replace(self._hits[self.list.currentIndex().row() :][:1])
        if self._hits:
            self.step(0)

    def replace_all(self) -> None:
        """Replace every place found as one step of undo."""
        count = self._replace(self._hits)
        if count:
            self.count.setText(f"Replaced in {count} place{'' if count == 1 else 's'}. Ctrl+Z takes it back.")

    def _replace(self, hits: tuple[Hit, ...]) -> int:
        self._page.pen.take()
        session = self._page.session
        if session.read_only or not self._putting[0].isVisibleTo(self):
            return 0
        count = replace_hits(session, hits, self._put_words())
        self.look()
        return count

    def close_bar(self) -> None:
        """Close, and go to the place chosen; where none was, back to where one was."""
        row_ = self.list.currentIndex().row()
        super().close_bar()
        if self._went and 0 <= row_ < len(self._hits):
            go_to_hit(self._page, self._hits[row_])
            return
        here, caret = self._came_from
        self._page.show_section(here or self._page.here)
        if self._page.page is not None and caret.field:
            self._page.page.go_to(caret)
        elif self._page.page is not None:
            self._page.page.take_focus()


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setFixedWidth(measure(150))
    return line


def _places(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"


def _place(session: Session, hit: Hit) -> str:
    """Return where a place found is: the paragraph's number, the section, and in what of it."""
    form = session.form_of(hit.key)
    number = session.numbers(form.document).of(hit.key, hit.spot.block) if hit.spot.block else ""
    within = _WITHIN["note" if hit.spot.note else hit.spot.name or ("cell" if hit.spot.cell else "")]
    return f"{number.rstrip('.')} {form.section_of(hit.key).label}{within}".strip()


def _labelled(text: str, line: QLineEdit) -> QWidget:
    label = words(text, "soft", wrap=False)
    label.setBuddy(line)
    return holder(row(label, line))
