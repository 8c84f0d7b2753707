"""Starting a paper: which kind, and the few things that have to be known at the start."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout

from desktop_app.app.answers import value_of
from desktop_app.app.desk import Desk
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Value

from .aside import Aside
from .faults import say_fault
from .fields.base import FieldEditor
from .fields.plain import plain_editor
from .parts import button, clear, column, hidden_if, holder, in_order, row, words

_ABOUT = "Only what is needed to begin. Everything can be changed later."


class NewPage(Aside):
    """Asks what a new paper needs. `wanted` carries the template's key and the answers by full key."""

    wanted = Signal(str, object)

    def __init__(self, desk: Desk, back: str) -> None:
        """Ask. back: what the way back says."""
        super().__init__("New paper", _ABOUT, widest=820)
        self.lead_back(back)
        self._templates = list(desk.catalogue.templates.values())
        self.editors: dict[str, FieldEditor] = {}
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of paper")
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(24)
        for template in self._templates:
            self.kind.addItem(f"{template.authority_name}: {template.label}", template.key)
        self.kind.currentIndexChanged.connect(lambda _: self._ask())
        self._fields: QVBoxLayout = column(space=16)
        self._missing: QLabel | None = None  #: what is wrong with the title, right below it
        self.start = button("Start the paper", self._start, "accent")
        label = words("Kind of paper", "strong")
        label.setBuddy(self.kind)
        asked = holder(column(label, self.kind, space=4))
        body = column(asked, self._fields, row(self.start, None), space=16)
        self.body.addLayout(body)
        self._ask()

    @property
    def template(self) -> Template:
        """The kind of paper chosen."""
        return self._templates[max(0, self.kind.currentIndex())]

    def _ask(self) -> None:
        clear(self._fields)
        self.editors, self._missing = {}, None
        for key in self.template.asks:
            editor = plain_editor(self.template.field(key))
            if editor is not None:
                if key in self.template.starting:
                    editor.show_value(value_of(self.template, key, self.template.starting[key]))
                editor.edited.connect(self._show_asked)
                self.editors[key] = editor
                self._fields.addWidget(editor)
                if key == self.template.forms[0].title_key:
                    self._missing = words("", "err")
                    hidden_if(True, self._missing)
                    self._fields.addWidget(self._missing)
        self._show_asked()
        in_order(self)  # these fields came after what stands below them
        # The usual kind is chosen already; a title typed at once would choose another by its first letter.
        self.setFocusProxy(next(iter(self.editors.values()), self.kind))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start the paper with Return in any line, as one would a search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
            return
        super().keyPressEvent(event)

    def _show_asked(self) -> None:
        """Ask of each document only where there is to be one."""
        for key, editor in self.editors.items():
            when = self.template.form(key.partition(".")[0]).when
            told = self.editors.get(when.key) if when is not None else None
            editor.setVisible(told is None or when is None or told.value() == when.equals)

    def _start(self) -> None:
        answers: dict[str, Value] = {}
        for key, editor in self.editors.items():
            value = editor.value()
            if value is not None and editor.isVisibleTo(self):
                answers[key] = value
        title = next((key for key in self.editors if key == self.template.forms[0].title_key), "")
        if self._missing is not None and title not in answers:
            say_fault(self._missing, "A paper needs a title, so that it can be found again.")
            self.editors[title].setFocus()
            return
        self.wanted.emit(self.template.key, answers)
