"""The middle of a paper's page: one section, laid out from its form."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.app.progress import SectionState
from desktop_app.app.session import Changed
from desktop_app.domain.fields import AnyField
from desktop_app.domain.form import Form, Section, Wording
from desktop_app.domain.reading import Reading
from desktop_app.domain.richtext import Block, Blocks, ListItem, plain, runs_of
from desktop_app.domain.step import OWN_WAY, SIGN_OFF, Caret

from .caret_sight import CaretSight, bring_into_sight
from .fields.base import FieldEditor
from .fields.editors import editor_for
from .fields.guarded import PASTED, guard
from .fields.rich import RichEditor
from .fields.signing import SignOffCard
from .fields.simple import YesNoEditor
from .fields.unasked import Unasked
from .guidance import guidance, large_type
from .parts import card, column, fitting_button, holder, keep_room, measure, row, scrolled, words
from .pen import Pen
from .who import Who

RESTRICTED = "Restricted: this is not published."
_BESIDE_FOOT = 2 * 36 + 16  #: px at the sides of the ways back and on, and between them
_BETWEEN = 20  #: px more where words stand between them
WIDEST = 820  #: px at normal size: a measure of 65 to 80 characters


class SectionPage(QWidget):
    """One section with its heading, guidance and fields, and the way back and on."""

    back = Signal()
    on = Signal()
    go = Signal(object)  #: to what a reference means, a Caret

    def __init__(self, pen: Pen, state: SectionState, who: Who, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._pen, self._session, self._who = pen, pen.session, who
        self.form: Form = state.form
        self.section: Section = state.section
        self._cards: list[SignOffCard] = []
        self.editors: dict[str, FieldEditor] = {}
        self._asked: dict[str, QWidget] = {}
        self._shown_wording: list[tuple[Wording, QLabel]] = []
        self._number = words("", "title", wrap=False)
        self._before = ""  #: the section before this one
        self._left = words("", "soft")
        self._left.setMinimumWidth(120)
        self._step = words("", "soft", wrap=False)
        self._unasked = Unasked(self._session, self.section)
        self._rest = QWidget()  #: the room below fields of which none takes it
        self._build()
        self.refresh(state, "")

    def _build(self) -> None:
        self._title = words(self.section.label, "title")
        heading = row(self._number, self._title, self._step, space=12)
        heading.setStretch(1, 1)
        for beside in (self._number, self._step):  # on the first line of a label that has two
            heading.setAlignment(beside, Qt.AlignmentFlag.AlignTop)
        close = large_type()
        body = column(heading, space=8 if close else 16, margins=(36, 8 if close else 24, 36, 16))
        self._guide = guidance(self.section, self._who)
        if self._guide is not None:
            body.addWidget(self._guide)
        self._fields(body)
        body.addWidget(self._unasked)
        body.addWidget(self._rest, 1)
        page = holder(body, "scrolled")
        page.setMaximumWidth(measure(WIDEST + 120 if not self._cards else 1400))
        self.area = scrolled(page)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for editor in self.editors.values():
            if isinstance(editor, RichEditor):
                CaretSight(self.area, editor.panel.editor)
                editor.panel.asking.connect(self._bring)
                editor.referring.go.connect(self.go)
        self._last = self._foot()
        self.setLayout(column(*self._band(), self.area, self._last, space=0))

    def _band(self) -> list[QWidget]:
        """Return what says at the head of a restricted document that it is one, however one scrolls."""
        if not self.form.restricted:
            return []
        told = card("warning", words(RESTRICTED, "strong"))
        told.setAccessibleName(RESTRICTED)
        return [holder(row(told, margins=(36, 0 if large_type() else 12, 36, 0)), "page")]

    def _fields(self, body: QVBoxLayout) -> None:
        """Put in wording and editors in form order."""
        fields = list(self.section.fields)
        for item in self.section.items:
            if isinstance(item, Wording):
                label = words("", "soft")
                self._shown_wording.append((item, label))
                body.addWidget(label)
                continue
            widget = editor_for(self._session, item, self._who, alone=len(fields) == 1)
            self._adopt(item, widget)
            body.addWidget(widget, 1 if isinstance(widget, RichEditor) else 0)

    def _adopt(self, item: AnyField, widget: QWidget) -> None:
        self._asked[item.key] = widget
        if isinstance(widget, SignOffCard):
            self._cards.append(widget)
        elif isinstance(widget, FieldEditor):
            self.editors[item.key] = widget
            guard(widget, lambda: widget.warn(PASTED), restricted=self.form.restricted)
            widget.show_value(self._session.reading.get(item.key))
            widget.set_read_only(self._session.read_only)
            if self.form.restricted:
                widget.describe(RESTRICTED)
            widget.edited.connect(lambda: self._pen.touch(widget))
            widget.approached.connect(lambda parted: self._pen.approach(widget, parted=parted))
            widget.acted.connect(lambda label: self._pen.name(widget, label))
            widget.acting.connect(self._pen.take)
            if isinstance(widget, YesNoEditor):  # what depends on the answer is asked at once
                widget.edited.connect(self._pen.take)

    def _foot(self) -> QWidget:
        self._back = fitting_button(self.back.emit)
        self._on = fitting_button(self.on.emit, "accent")
        self._ways = row(self._back, None, self._on, space=16)
        margins = (36, 4, 36, 6) if large_type() else (36, 10, 36, 14)
        foot = column(self._ways, space=4 if large_type() else 6, margins=margins)
        foot.insertWidget(0, self._left)
        self._above_ways = foot
        line = QFrame()  #: under what scrolls, which would else run into the words below
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        keep_room(line)
        line.hide()
        self.area.verticalScrollBar().rangeChanged.connect(lambda _, most: line.setVisible(most > 0))
        return holder(column(line, foot, space=0), "page")

    @property
    def foot(self) -> tuple[QPushButton, QPushButton]:
        """The buttons that go back and on."""
        return self._back, self._on

    def make_room(self, *, wanted: bool) -> None:
        """Put guidance and foot away while a bar wants their room, or show them again."""
        for piece in (self._guide, self._last):
            if piece is not None:
                piece.setVisible(not wanted)

    def name_neighbours(self, before: str, after: str) -> None:
        """Say on the buttons where they lead; an empty name means nowhere."""
        self._before = before
        self._back.setVisible(bool(before))
        self._back.setAccessibleName(f"Back: {before}")
        self._on.setVisible(bool(after))
        self._on.setText(f"Next: {after}\u00a0\u00a0›".replace("&", "&&"))
        self._on.setAccessibleName(f"Next: {after}")
        self._fit_foot(self.width())

    def _fit_foot(self, width: int) -> None:
        """Put what is left between the ways back and on, or above them where there is no room for it.

        The way back names where it leads, unless there is no room for that.
        """
        named = f"‹\u00a0 Back: {self._before}".replace("&", "&&")
        room = width - _BESIDE_FOOT - self._on.sizeHint().width()
        left = self._left.fontMetrics().horizontalAdvance(self._left.text()) + _BETWEEN
        backs = {text: self._width_of_back(text) for text in (named, "‹\u00a0 Back")}
        between = next((text for text, wide in backs.items() if wide + left <= room), "")
        above = next((text for text, wide in backs.items() if wide <= room), "‹\u00a0 Back")
        self._back.setText(between or above)
        if between and self._ways.indexOf(self._left) < 0:
            self._ways.insertWidget(1, self._left, 100)  # all the room there is, in one line
        elif not between and self._ways.indexOf(self._left) >= 0:
            self._ways.removeWidget(self._left)
            self._above_ways.insertWidget(0, self._left)

    def _width_of_back(self, text: str) -> int:
        if not self._before:
            return 0
        self._back.setText(text)
        return self._back.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the ways back and on to the room."""
        super().resizeEvent(event)
        self._step.setMinimumHeight(self._title.fontMetrics().height())
        self._fit_foot(event.size().width())

    def refresh(self, state: SectionState, step: str) -> None:
        """Show number, what is still to do, which questions are asked, and how ticks stand."""
        reading = self._session.reading
        number = self._session.numbers(self.form.document).headings.get(self.section.key, "")
        self._number.setText(number.rstrip("."))
        self._number.setVisible(bool(number))
        self._step.setText(step)
        self._left.setText(_left_words(state))
        self._fit_foot(self.width())
        self._show_asked()
        for wording, label in self._shown_wording:
            label.setText(wording_text(reading, self.form, wording.printed(self._session.paper.record)))
            label.setVisible(reading.holds(wording.when, self.form.document))

    def _show_asked(self) -> None:
        reading = self._session.reading
        for item in self.section.fields:
            self._asked[item.key].setVisible(reading.asked(item))
        self._unasked.refresh()
        asked = (self._asked[item.key] for item in self.section.fields if reading.asked(item))
        self._rest.setVisible(not any(isinstance(widget, RichEditor) for widget in asked))

    def heed(self, change: Changed) -> None:
        """Show what a change made elsewhere: by undo, by another document, by a tick."""
        reading = self._session.reading
        for key, editor in self.editors.items():
            if editor is not change.origin and (_touches(key, change, reading)):
                editor.show_value(reading.get(key))
        self._show_asked()
        touched = any(key.startswith(SIGN_OFF) for key in change.keys)
        for shown in self._cards if touched or change.origin is None else ():
            shown.refresh()

    def go_to(self, caret: Caret) -> None:
        """Put the caret into a field, at a block where one is named."""
        editor = self.editors.get(caret.field)
        left_over = self._unasked.cards.get(caret.field)
        if left_over is not None:
            left_over.setFocus()
            bring_into_sight(self.area, left_over)
        elif editor is not None:
            editor.set_caret(caret)
            bring_into_sight(self.area, editor)
        elif caret.field in self._asked:
            self._asked[caret.field].setFocus()
            bring_into_sight(self.area, self._asked[caret.field])

    def _bring(self, widget: QWidget) -> None:
        bring_into_sight(self.area, widget)

    def caret(self, focus: QWidget | None = None) -> Caret:
        """Return where the caret stands; of no field where the focus is elsewhere. focus: what had it."""
        focus = focus or QApplication.focusWidget()
        for editor in self.editors.values():
            if focus is not None and editor.isAncestorOf(focus):
                return editor.caret()
        return Caret()

    def take_focus(self) -> None:
        """Put the focus into the first field that takes it."""
        for editor in self.editors.values():
            if editor.isVisibleTo(self):
                editor.setFocus()
                return
        self._on.setFocus()

    def let_go(self) -> None:
        """Take over what was typed before the page goes."""
        for editor in self.editors.values():
            self._pen.forget(editor)


def _touches(key: str, change: Changed, reading: Reading) -> bool:
    follows = set(reading.sources(key))
    keys = {changed.removeprefix(OWN_WAY) for changed in change.keys}
    return key in keys or bool(follows & keys)


def _left_words(state: SectionState) -> str:
    repeated = " and ".join(f"“{place.section.label}”" for place in state.elsewhere)
    if state.counts.found and not state.gaps:
        return f"{state.counts.words} in this section" + (f", and more in {repeated}" if repeated else "")
    if repeated:
        return f"This section repeats {repeated}: mend it there"
    first = next(iter(state.left), "").rstrip(": ")
    if not first:
        return "Nothing left to do here" if state.of else ""
    more = f" and {len(state.left) - 1} more" if len(state.left) > 1 else ""
    return f"Still to do: {first}{more}"


def wording_text(reading: Reading, form: Form, blocks: Blocks) -> str:
    """Return fixed wording as plain text with its slots filled and its lists indented."""
    return "\n".join(_line(reading, form, block) for block in blocks)


def _line(reading: Reading, form: Form, block: Block) -> str:
    text = " ".join(plain(reading.fill(runs, form.document)) for runs in runs_of(block)).replace("\ufffc", "")
    return "    " * block.level + "•  " + text if isinstance(block, ListItem) else text
