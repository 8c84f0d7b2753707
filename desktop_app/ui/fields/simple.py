"""Editors of fields of one value: lines, references, dates, months, people, yes or no, choices."""

from collections.abc import Callable
from datetime import date
from textwrap import fill

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from desktop_app.app.answers import day_of, month_of
from desktop_app.domain.fields import (
    ChoiceField,
    DateField,
    LineField,
    MarkingField,
    MonthField,
    Option,
    PersonField,
    ReferenceField,
    YesNoField,
)
from desktop_app.domain.paper import Choices, Month, Person, Value
from desktop_app.domain.reading import value_words
from desktop_app.domain.text import clean, clean_line
from desktop_app.ui.parts import column, hidden_if, holder, row, words

from .base import FieldEditor, asked
from .guarded import GuardedLine, GuardedLines

_BREAK = 60  #: characters after which the words of a tick box go on in the next line: Qt breaks none


class LeaveUndo(QObject):
    """Leaves a widget's undo and redo keys to the window, whose steps go over the whole paper."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let those keys pass as shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in keys) or (
                event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            ):
                event.ignore()
                return True
        return False


def line_edit(changed: Callable[[], object], placeholder: str = "") -> QLineEdit:
    """Return a line to type in that says when a person changed it."""
    line = GuardedLine()
    line.setPlaceholderText(placeholder)
    line.installEventFilter(LeaveUndo(line))
    line.textEdited.connect(lambda _: changed())
    return line


class LineEditor(FieldEditor):
    """A line of text, or of a reference."""

    def __init__(self, item: LineField | ReferenceField, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        example = f"such as {item.example}" if isinstance(item, ReferenceField) and item.example else ""
        self._line = line_edit(self.edited.emit, example)
        if isinstance(item, LineField) and item.suggestions:
            completer = QCompleter(list(item.suggestions), self._line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(lambda _: self.edited.emit())
            self._line.setCompleter(completer)
        self.lay_out(self._line)

    def value(self) -> Value | None:
        """Return the words, None for none."""
        return clean_line(self._line.text()) or None

    def show_value(self, value: Value | None) -> None:
        """Show the words."""
        text = value if isinstance(value, str) else ""
        if self._line.text() != text:
            self._line.setText(text)


class LinesEditor(FieldEditor):
    """Several lines of plain text. Tab leaves it, so that the keyboard is never caught."""

    def __init__(self, item: LineField, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._lines = GuardedLines()
        self._lines.setTabChangesFocus(True)
        self._lines.setUndoRedoEnabled(False)
        self._lines.installEventFilter(LeaveUndo(self._lines))
        self._lines.setFixedHeight(self._lines.fontMetrics().lineSpacing() * max(3, item.lines) + 20)
        self._lines.textChanged.connect(self.edited)
        self.lay_out(self._lines)

    def value(self) -> Value | None:
        """Return the words, None for none."""
        return clean(self._lines.toPlainText()) or None

    def show_value(self, value: Value | None) -> None:
        """Show the words."""
        text = value if isinstance(value, str) else ""
        if self._lines.toPlainText() != text:
            self._lines.blockSignals(True)
            self._lines.setPlainText(text)
            self._lines.blockSignals(False)


class WhenEditor(FieldEditor):
    """A day or a month, typed as people write it, read back in words below."""

    def __init__(self, item: DateField | MonthField, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._days = isinstance(item, DateField)
        self._line = line_edit(self._typed, "such as 30 June 2019" if self._days else "such as June 2019")
        self._line.setMaximumWidth(260)
        self._read = words("", "small")
        self.lay_out(self._line, self._read)

    def _typed(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        value, told = self.value(), ""
        if isinstance(value, str):
            kind, such = ("a date", "30 June 2019") if self._days else ("a month", "June 2019")
            told = f"Not read as {kind}. Write it as {such}."
        elif value is not None and (printed := value_words(self.item, value)) != self._line.text().strip():
            told = f"Prints as {printed}"
        self._read.setText(told)
        self._read.setObjectName("warn" if isinstance(value, str) else "small")
        self._read.style().polish(self._read)

    def value(self) -> Value | None:
        """Return the day or month; the words where they are neither; None for none."""
        text = clean_line(self._line.text()).strip()
        if not text:
            return None
        return day_of(text) if self._days else month_of(text)

    def show_value(self, value: Value | None) -> None:
        """Show a day, month or words."""
        if value != self.value():
            shown = isinstance(value, str | date | Month)
            self._line.setText(value_words(self.item, value) if shown else "")
        self._tell()


class PersonEditor(FieldEditor):
    """A person: a name, and a post where the form asks for one."""

    def __init__(self, item: PersonField, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._name = line_edit(self.edited.emit, "Name")
        self._post = line_edit(self.edited.emit, "Post")
        pieces = (self._name, self._post) if item.with_post else (self._name,)
        self.lay_out(holder(row(*pieces)), labelled=self._name)
        self._name.setAccessibleName(f"{item.label}: name")
        self._post.setAccessibleName(f"{item.label}: post")

    def value(self) -> Value | None:
        """Return the person, None where both lines are empty."""
        person = Person(clean_line(self._name.text()), clean_line(self._post.text()))
        return person if person != Person() else None

    def show_value(self, value: Value | None) -> None:
        """Show a person."""
        person = value if isinstance(value, Person) else Person()
        for line, text in ((self._name, person.name), (self._post, person.post)):
            if line.text() != text:
                line.setText(text)


class YesNoEditor(FieldEditor):
    """A question answered yes or no; until then neither is chosen."""

    def __init__(self, item: YesNoField, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._yes, self._no = QRadioButton("Yes"), QRadioButton("No")
        self._group = QButtonGroup(self)
        for answer in (self._yes, self._no):
            self._group.addButton(answer)
            answer.clicked.connect(lambda _, answer=answer: self._answered(answer))
        self.lay_out(holder(row(self._yes, self._no, None)), labelled=self._yes)
        self._yes.setAccessibleName(f"{asked(item)} Yes")
        self._no.setAccessibleName(f"{asked(item)} No")

    def _answered(self, answer: QRadioButton) -> None:
        self.setFocusProxy(answer)
        self.edited.emit()

    def value(self) -> Value | None:
        """Return the answer, None where there is none yet."""
        return True if self._yes.isChecked() else False if self._no.isChecked() else None

    def show_value(self, value: Value | None) -> None:
        """Show an answer, or none."""
        self._group.setExclusive(False)
        self._yes.setChecked(value is True)
        self._no.setChecked(value is False)
        self._group.setExclusive(True)
        self.setFocusProxy(self._no if value is False else self._yes)  # one comes to the answer given


class MarkingEditor(FieldEditor):
    """One of a short list: a marking, or a choice of one."""

    def __init__(self, item: MarkingField | ChoiceField, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._keys: list[str] = ["", *(option.key for option in item.options)]
        self._free = isinstance(item, ChoiceField) and item.free
        self._box = QComboBox()
        self._box.setEditable(self._free)
        self._box.addItem("")
        for option in item.options:
            self._box.addItem(option.label)
            self._box.setItemData(self._box.count() - 1, option.hint, Qt.ItemDataRole.ToolTipRole)
        self._box.activated.connect(lambda _: self.edited.emit())
        self._box.editTextChanged.connect(lambda _: self.edited.emit() if self._free else None)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        longest = max((len(option.label) for option in item.options), default=0)
        self._box.setMinimumContentsLength(max(24, min(longest + 2, 44)))
        self._box.setMinimumWidth(240)
        self.lay_out(holder(row(self._box, None)), labelled=self._box)

    def value(self) -> Value | None:
        """Return what is chosen, None for nothing."""
        index = self._box.findText(self._box.currentText())
        key = self._keys[index] if 0 <= index < len(self._keys) else clean_line(self._box.currentText())
        if not key:
            return None
        return Choices((key,)) if isinstance(self.item, ChoiceField) else key

    def show_value(self, value: Value | None) -> None:
        """Show what is chosen."""
        if value == self.value():
            return
        key = value if isinstance(value, str) else value.keys[0] if isinstance(value, Choices) else ""
        self._box.blockSignals(True)
        if key in self._keys or not self._free:
            self._box.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)
        else:
            self._box.setEditText(key)
        self._box.blockSignals(False)


class ChoicesEditor(FieldEditor):
    """Any number out of a list, a tick box for each. Words of one's own go in a line, where allowed."""

    def __init__(self, item: ChoiceField, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._boxes = [self._box(option) for option in item.options]
        self._other = line_edit(self.edited.emit, "In other words; part several by a semicolon")
        hidden_if(not item.free, self._other)
        self._other.setAccessibleName(f"{item.label}: in other words")
        self.lay_out(holder(column(*self._boxes, self._other, space=0)), labelled=self._boxes[0])
        for option, box in zip(item.options, self._boxes, strict=True):
            box.setAccessibleName(f"{item.label}: {option.label}")

    def _box(self, option: Option) -> QCheckBox:
        box = QCheckBox(fill(option.label, _BREAK).replace("&", "&&"))
        box.setToolTip(option.hint)
        box.clicked.connect(self._ticked)
        return box

    def _ticked(self) -> None:
        self.approached.emit(True)
        self.edited.emit()
        self.acted.emit("Choice")

    def value(self) -> Value | None:
        """Return what is chosen in the order of the list, None for nothing."""
        item = self.item
        options = item.options if isinstance(item, ChoiceField) else ()
        keys = [option.key for option, box in zip(options, self._boxes, strict=True) if box.isChecked()]
        keys += [words.strip() for words in clean_line(self._other.text()).split(";") if words.strip()]
        return Choices(tuple(keys)) if keys else None

    def show_value(self, value: Value | None) -> None:
        """Show what is chosen."""
        if value == self.value():
            return
        keys = value.keys if isinstance(value, Choices) else ()
        options = self.item.options if isinstance(self.item, ChoiceField) else ()
        for option, box in zip(options, self._boxes, strict=True):
            box.setChecked(option.key in keys)
        known = {option.key for option in options}
        self._other.setText("; ".join(key for key in keys if key not in known))
