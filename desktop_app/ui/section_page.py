"""The middle of a paper's page: one section, laid out from its form."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.app.progress import SectionState
from desktop_app.app.session import Changed
from desktop_app.domain.fields import AnyField
from desktop_app.domain.form import Form, Section, Wording
from desktop_app.domain.reading import Reading
from desktop_app.domain.richtext import Block, Blocks, ListItem, plain, runs_of
from desktop_app.domain.step import OWN_WAY, SIGN_OFF, Caret

from .caret_sight import CaretSight, bring_into_sight
from .faults import say
from .fields.base import FieldEditor
from .fields.editors import editor_for
from .fields.guarded import PASTED, guard
from .fields.rich import RichEditor
from .fields.signing import SignOffCard
from .fields.simple import YesNoEditor
from .fields.unasked import Unasked
from .guidance import guidance, large_type
from .parts import card, column, holder, measure, row, scrolled, words
from .pen import Pen
from .section_foot import SectionFoot
from .who import Who

RESTRICTED = "Restricted: this is not published."
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
        self._foot = SectionFoot(self.area, page.maximumWidth())
        self._foot.back.connect(self.back)
        self._foot.on.connect(self.on)
        self.setLayout(column(*self._band(), self.area, self._foot, space=0))

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

    @property
    def foot(self) -> tuple[QPushButton, QPushButton]:
        """The buttons that go back and on."""
        return self._foot.ways

    def make_room(self, *, wanted: bool) -> None:
        """Put guidance and foot away while a bar wants their room, or show them again."""
        for piece in (self._guide, self._foot):
            if piece is not None:
                piece.setVisible(not wanted)

    def name_neighbours(self, before: str, after: str) -> None:
        """Say on the buttons where they lead; an empty name means nowhere."""
        self._foot.name(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the step beside the first line of the heading."""
        super().resizeEvent(event)
        self._step.setMinimumHeight(self._title.fontMetrics().height())

    def refresh(self, state: SectionState, step: str) -> None:
        """Show number, what is still to do, which questions are asked, and how ticks stand."""
        reading = self._session.reading
        number = self._session.numbers(self.form.document).headings.get(self.section.key, "")
        self._number.setText(number.rstrip("."))
        self._number.setVisible(bool(number))
        self._step.setText(step)
        self._foot.tell(_left_words(state))
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
        self._foot.ways[1].setFocus()

    def introduce(self) -> None:
        """Have a screen reader say which section has come, and what is to do in it."""
        if not self.isVisible():  # a page beside the paper has come before it
            return
        restricted = RESTRICTED if self.form.restricted else ""
        heading = " ".join(filter(None, (self._number.text(), self.section.label)))
        said = (heading, self._step.text(), restricted.rstrip("."), self._foot.told)
        say(self, ". ".join(filter(None, said)))

    def let_go(self) -> None:
        """Take over what was typed before the page goes."""
        held = QApplication.focusWidget()
        if held is not None and self.isAncestorOf(held):
            held.clearFocus()  # or it would go to what comes after the page, and a screen reader with it
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
