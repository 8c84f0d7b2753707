"""Small rows under the tool bar: a link's address, what to refer to, a table's caption. No dialogs."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop_app.app.quoting import short
from desktop_app.domain.richtext import Table
from desktop_app.domain.text import clean_line
from desktop_app.ui.faults import say_fault
from desktop_app.ui.fields.guarded import GuardedLine
from desktop_app.ui.parts import words

from .commands import table_menus
from .editor import RichTextEditor
from .flow import FlowLayout

_QUOTED = 30  #: characters of what was written that say what was refused


class Row(QWidget):
    """A row that opens under the tool bar and closes with Escape.

    closed: it was closed; the focus belongs to the text again.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("editorRow")
        self.box = FlowLayout(self, gap=3)
        self.box.setContentsMargins(8, 4, 8, 6)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_row()
            return
        super().keyPressEvent(event)

    def close_row(self) -> None:
        """Close, and say so."""
        self.hide()
        self.closed.emit()

    def add(self, text: str, widget: QWidget) -> None:
        """Add a control with its words before it, which are its accessible name."""
        label = QLabel(text, self)
        label.setBuddy(widget)
        widget.setAccessibleName(text)
        self.box.addWidget(label)
        self.box.addWidget(widget)

    def fault(self) -> QLabel:
        """Add where it is said why something was refused, and return it."""
        label = words("", "err", wrap=False)
        label.hide()
        self.box.addWidget(label)
        return label

    def button(self, text: str) -> QPushButton:
        """Add a button and return it."""
        button = QPushButton(text, self)
        button.setAutoDefault(True)
        self.box.addWidget(button)
        return button


def _line_of(editor: RichTextEditor, parent: QWidget) -> GuardedLine:
    """Return a line that writes in an editor's text, and is of Part 2 where that is."""
    line = GuardedLine(lambda: editor.restricted, parent)
    line.restricted_pasted.connect(editor.restricted_pasted)
    return line


class LinkRow(Row):
    """Asks for the address of a link. given: an address as written, "" to take the link away."""

    given = Signal(str)

    def __init__(self, editor: RichTextEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = _line_of(editor, self)
        self.address.setMinimumWidth(240)
        self.address.setPlaceholderText("www.london.gov.uk or a mail address")
        self.add("Link address", self.address)
        self.address.textEdited.connect(lambda: self._say(""))
        self.address.returnPressed.connect(lambda: self.given.emit(self.address.text()))
        self.button("Set link").clicked.connect(lambda: self.given.emit(self.address.text()))
        self.remove = self.button("Remove link")
        self.remove.clicked.connect(lambda: self.given.emit(""))
        self.said = self.fault()

    def open(self, address: str) -> None:
        """Open the row over a link's address, "" for a new one."""
        self._say("")
        self.address.setText(address)
        self.address.selectAll()
        self.remove.setVisible(bool(address))
        self.show()
        self.address.setFocus()

    def refuse(self, written: str) -> None:
        """Say that what was written is no address."""
        self._say(f"“{short(written, _QUOTED)}” is no web or mail address.")

    def _say(self, told: str) -> None:
        say_fault(self.said, told)
        self.address.setAccessibleDescription(told)


class ReferenceRow(Row):
    """Offers what can be referred to, which is found by any of its words. chosen: the id of one of them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.targets = QComboBox(self)
        self.targets.setEditable(True)
        self.targets.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.targets.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.targets.setMinimumContentsLength(26)
        self.targets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add("Refer to paragraph", self.targets)
        self.written = QLineEdit(self.targets)
        self.written.setAccessibleName("Refer to paragraph")
        self.targets.setLineEdit(self.written)
        self.finder = QCompleter(self.targets.model(), self.targets)
        self.finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self.targets.setCompleter(self.finder)
        self.written.returnPressed.connect(self._choose)
        self.written.textEdited.connect(lambda: self._say(""))
        self.insert = self.button("Insert reference")
        self.insert.clicked.connect(self._choose)
        self.said = self.fault()

    def open(self, targets: Iterable[tuple[str, str]], near: str = "") -> None:
        """Open the row over targets, each the id of a block and its number with its first words.

        near: the one that is shown first, "" for the first of all.
        """
        self._say("")
        self.targets.clear()
        for id_, told in targets:
            self.targets.addItem(told, id_)
        count = self.targets.count()
        self.insert.setEnabled(count > 0)
        self.targets.setCurrentIndex(max(self.targets.findData(near), 0) if count else -1)
        self.written.setPlaceholderText("" if count else "No numbered paragraph yet")
        self.show()
        self.targets.setFocus()
        self.written.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert with Enter; what is written tells which itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.insert.hasFocus():
                self._choose()
            return
        super().keyPressEvent(event)

    def _choose(self) -> None:
        """Choose what is written: a whole entry, or else the first that has these words."""
        if self.isHidden():  # a key that reaches the list by way of its line is one key
            return
        written = self.written.text()
        place = self.targets.currentIndex()  # two lists may have entries that read alike
        if written != self.targets.itemText(place):
            place = self.targets.findText(written, Qt.MatchFlag.MatchFixedString)
        if place < 0 and written.strip():
            place = self.targets.findText(written.strip(), Qt.MatchFlag.MatchContains)
        if place >= 0:
            if (found := self.finder.popup()) is not None:
                found.hide()
            self.chosen.emit(self.targets.itemData(place))
        elif self.targets.count():
            self._say(f"No paragraph has the words “{short(written, _QUOTED)}”.")

    def _say(self, told: str) -> None:
        say_fault(self.said, told)
        self.written.setAccessibleDescription(told)


class TableRow(Row):
    """What can be done with the table that the caret stands in. changed: its caption, header or total."""

    changed = Signal(str, int, bool)

    def __init__(self, editor: RichTextEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = _line_of(editor, self)
        self.caption.setMinimumWidth(96)
        self.box.widened = self.caption
        self.add("Caption", self.caption)
        self.header = QComboBox(self)
        self.add("Header rows", self.header)
        self.total = QCheckBox("Total row", self)
        self.total.setToolTip("The last row is the total of those above it, and adds itself up")
        self.box.addWidget(self.total)
        self.insert, self.delete = (
            self._menu(offered) for offered in table_menus(self, editor.commands, ("Insert", "Delete"))
        )
        self.caption.editingFinished.connect(self._changed)
        self.header.activated.connect(self._changed)
        self.total.clicked.connect(self._changed)

    def _menu(self, offered: QMenu) -> QToolButton:
        button = QToolButton(self)
        button.setText(offered.title())
        button.setAccessibleName(f"{offered.title()} rows or columns")
        button.setMenu(offered)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.addWidget(button)
        return button

    def show_table(self, table: Table) -> None:
        """Show what a table says of itself."""
        if not self.caption.hasFocus():
            self.caption.setText(table.caption)
            self.caption.setCursorPosition(0)  # a long one is read from its beginning
        counts = [str(count) for count in range(len(table.rows) + 1)]
        if self.header.count() != len(counts):
            self.header.clear()
            self.header.addItems(counts)
        self.header.setCurrentIndex(table.header)
        self.total.setChecked(table.total)

    def _changed(self) -> None:
        self.changed.emit(clean_line(self.caption.text()), self.header.currentIndex(), self.total.isChecked())
