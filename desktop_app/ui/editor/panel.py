"""The editor with all that belongs to it: tool bar, small rows, the text, its footnotes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.citing import citations, cited
from desktop_app.domain.figures import marked_total
from desktop_app.domain.richtext import Blocks, Table, block_text

from . import inline, tables
from .commands import COMMANDS, Command
from .editor import RichTextEditor
from .flow import FlowLayout
from .formats import Kind, Look, Prop, Style, look_of, style_of
from .heard import Heard
from .lit import light
from .look import EditorLook
from .notes import NoteList
from .rows import LinkRow, ReferenceRow, TableRow
from .totals import no_total

_TABLE_MS = 100  #: after a key in a table, before its row is brought up to date
Targets = Callable[[], Iterable[tuple[str, str]]]
_GROUPS = (
    ("bold", "italic", "underline"),
    ("numbered", "sub", "bullet", "letter", "number", "plain", "heading"),
    ("table", "link", "footnote", "ref"),
)


class EditorPanel(QFrame):
    """A rich-text field with its tools. name: the field's label. targets: offers what can be referred to.

    asking: what has the focus now beside the text, to have an address, a reference or a note written in.
    """

    asking = Signal(QWidget)

    def __init__(
        self,
        field: str = "",
        name: str = "",
        look: EditorLook | None = None,
        targets: Targets | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("editorPanel")
        self.editor = RichTextEditor(field, look, self)
        self.editor.setAccessibleName(name)
        self._targets = targets
        self._followed: object = None  #: what held at the caret when the tools were last told
        self._alike: dict[str, str] = {}  #: kinds of list that a tool for another kind stands for
        self._table = ""  #: id of the table whose row is shown
        self._table_soon = QTimer(self)
        self._table_soon.setSingleShot(True)
        self._table_soon.setInterval(_TABLE_MS)
        self._table_soon.timeout.connect(self._follow_table)
        self.link_row, self.reference_row = LinkRow(self.editor, self), ReferenceRow(self)
        self.table_row = TableRow(self.editor, self)
        self.no_total = QLabel(self)  #: why a total of the table at the caret does not add itself up
        self.no_total.setObjectName("noTotal")
        self.no_total.setWordWrap(True)
        self.no_total.hide()
        self.notes, self.heard = NoteList(self.editor, self), Heard(self.editor)
        self.remark = QLabel(self)  #: words at the right of the tool bar ("Same text as report 11–12")
        self.remark.setObjectName("editorRemark")
        self.tools = self._tool_bar(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 2, 2, 2)
        box.setSpacing(0)
        for widget in (self.tools, self.link_row, self.reference_row, self.table_row, self.no_total):
            box.addWidget(widget)
        box.addWidget(self.editor, 1)
        box.addWidget(self.notes)
        self._connect()
        self._follow_caret()
        self.setFocusProxy(self.editor)

    def set_read_only(self, read_only: bool) -> None:
        """Let the text only be read, or be written in again; the tools go with it."""
        self.editor.setReadOnly(read_only)
        self.tools.setVisible(not read_only)
        self.notes.setEnabled(not read_only)
        if read_only:
            for row in (self.link_row, self.reference_row, self.table_row, self.no_total):
                row.hide()

    def offer(self, faces: Mapping[str, str]) -> None:
        """Show on tools, by name, what they put before a paragraph; what would put nothing is not offered.

        A kind of list with the sign of a numbered paragraph has no tool beside that one's, but its command.
        """
        signs = {faces.get(name, ""): name for name in ("sub", "numbered")}
        self._alike = {
            name: signs[face] for name, face in faces.items() if face and signs.get(face, name) != name
        }
        for name, face in faces.items():
            action = self.editor.commands[name]
            action.setIconText(face or action.text())  # which its tool takes for its words at each change
            action.setVisible(bool(face))
            for made in self.tools.findChildren(QToolButton, f"tool_{name}"):
                made.setVisible(bool(face) and name not in self._alike)

    def _tool_bar(self, name: str) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("editorTools")
        bar.setAccessibleName(f"Tools for {name}" if name else "Tools")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = FlowLayout(bar, gap=1)
        row.setContentsMargins(4, 6, 4, 6)  # all in one line beside both panes at 1,280 px
        by_name = {command.name: command for command in COMMANDS}
        for number, group in enumerate(_GROUPS):
            if number:
                row.addWidget(_rule(bar))
            for name_ in group:
                row.addWidget(self._button(bar, by_name[name_]))
        row.addWidget(self.remark)
        self.remark.hide()  # until it has something to say
        return bar

    def _button(self, bar: QWidget, command: Command) -> QToolButton:
        button = QToolButton(bar)
        action = self.editor.commands[command.name]
        button.setDefaultAction(action)
        button.setText(command.face)
        button.setObjectName(f"tool_{command.name}")
        button.setAccessibleName(command.title)
        button.setAutoRaise(True)
        button.setMinimumSize(28, 28)
        # The buttons are reached by Tab from outside; a click leaves the caret where it was.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        font = QFont(button.font())
        font.setBold(command.name == "bold")
        font.setItalic(command.name == "italic")
        font.setUnderline(command.name == "underline")
        button.setFont(font)
        return button

    def _connect(self) -> None:
        editor = self.editor
        editor.lit.connect(self._light)
        editor.caret_moved.connect(self._follow_caret)
        editor.currentCharFormatChanged.connect(self._follow_caret)
        editor.insets_changed.connect(self._list_notes)
        editor.shape_changed.connect(self._follow_caret)
        editor.insets_changed.connect(self._follow_caret)
        for action in editor.commands.values():
            if action.isCheckable():
                action.triggered.connect(self._show_anew)
        editor.link_asked.connect(self._ask_link)
        editor.reference_asked.connect(self._ask_reference)
        editor.note_asked.connect(self._ask_note)
        self.link_row.given.connect(self._set_link)
        self.reference_row.chosen.connect(self._refer)
        self.table_row.changed.connect(self._change_table)
        self.notes.rewritten.connect(editor.set_note)
        self.notes.left.connect(self._go_to_mark)
        for row in (self.link_row, self.reference_row, self.table_row):
            row.closed.connect(editor.setFocus)

    def _light(self, on: bool) -> None:
        light(self, on=on)

    def _list_notes(self) -> None:
        self.notes.show_notes(self.editor.blocks(), self.editor.first_note)

    def _follow_caret(self) -> None:
        """Let the tools show what holds at the caret; asked at every key, they change at few."""
        if self.editor.filling:  # it is told again when all of it stands there
            return
        if self.editor.runs_on and self.table_row.isHidden():  # a letter after a letter changes nothing here
            return
        cursor = self.editor.textCursor()
        look, style = look_of(self.editor.currentCharFormat()), style_of(cursor.block())
        table = cursor.currentTable()
        if table is None:
            if not self.table_row.isHidden():
                self._follow_table()
        elif self.table_row.isHidden() or table.format().stringProperty(Prop.ID) != self._table:
            self._follow_table()
        else:  # what a table says of itself can wait until what is typed into it is painted
            self._table_soon.start()
        bare = style.kind is Kind.NUMBERED and not self.editor.labels().get(style.id)
        if (look, style.kind, style.level, bare) != self._followed:
            self._followed = (look, style.kind, style.level, bare)
            self._show_look(look, style if not bare else Style(Kind.PLAIN))

    def _show_look(self, look: Look, style: Style) -> None:
        sub = style.kind is Kind.NUMBERED and style.level > 0
        checked = {
            "bold": look.bold,
            "italic": look.italic,
            "underline": look.underline,
            "numbered": style.kind is Kind.NUMBERED and not sub,
            "sub": sub,
            **{kind.value: style.kind is kind for kind in Kind if kind.is_list or kind is Kind.PLAIN},
            "heading": style.kind is Kind.HEADING,
        }
        checked |= {other: True for name, other in self._alike.items() if checked[name]}
        for name, on in checked.items():
            self.editor.commands[name].setChecked(on)

    def _show_anew(self) -> None:
        """Let the tools show what holds after one was used: a button has turned itself on or off."""
        self._followed = None
        self._follow_caret()

    def _follow_table(self) -> None:
        found = None if self.editor.isReadOnly() else tables.current(self.editor)
        if found is not None:
            self._table = found[0].id
            self.table_row.show_table(found[0])
        self.table_row.setVisible(found is not None)
        why = no_total(found[0]) if found is not None else ""
        if why != self.no_total.text():
            self.no_total.setText(why)
        self.no_total.setVisible(bool(why))

    def _ask_link(self) -> None:
        self.reference_row.hide()
        self.link_row.open(inline.link_around(self.editor.textCursor())[2])
        self.asking.emit(self.link_row)

    def _set_link(self, written: str) -> None:
        address = inline.address(written)
        if written.strip() and not address:
            self.link_row.refuse(written)
            return
        with self.editor.one_change("Link"):
            self.editor.set_link(address)
        self.link_row.close_row()

    def _ask_reference(self) -> None:
        self.link_row.hide()
        offered = list(self._targets() if self._targets else self._own_targets())
        near = _near([id_ for id_, _ in offered], self.editor.blocks(), self.editor.place().block)
        self.reference_row.open(offered, near)
        self.asking.emit(self.reference_row)

    def _own_targets(self) -> list[tuple[str, str]]:
        blocks = self.editor.blocks()
        named, _ = citations(blocks, self.editor.labels())
        return [(b.id, f"{cited(named[b.id])}  {block_text(b)[:60]}") for b in blocks if named[b.id]]

    def _refer(self, target: str) -> None:
        with self.editor.one_change("Reference"):
            self.editor.insert_reference(target)
        self.reference_row.close_row()

    def _ask_note(self, id_: str) -> None:
        self._list_notes()
        line = self.notes.write_in(id_)
        if line is not None:
            self.asking.emit(line)

    def _go_to_mark(self, id_: str) -> None:
        position = inline.position_of_note(self.editor.document(), id_)
        if position >= 0:
            cursor = self.editor.textCursor()
            cursor.setPosition(position + 1)
            self.editor.setTextCursor(cursor)
        self.editor.setFocus()

    def _change_table(self, caption: str, header: int, total: bool) -> None:
        def changed(table: Table) -> Table:
            told = replace(table, caption=caption, header=min(header, len(table.rows)))
            told = told if total else replace(told, total=False)
            return marked_total(told) if total and not table.total else told

        found = tables.current(self.editor)
        if found is not None and changed(found[0]) != found[0]:
            place = self.editor.place()
            with self.editor.one_change("Change the table"):
                tables.change(self.editor, changed)
            self.editor.set_caret(place)


def _rule(parent: QWidget) -> QFrame:
    rule = QFrame(parent)
    rule.setObjectName("editorRule")
    rule.setFrameShape(QFrame.Shape.VLine)
    rule.setFixedHeight(18)
    return rule


def _near(offered: Sequence[str], blocks: Blocks, here: str) -> str:
    """Return which of what is offered stands next above a block: that is meant, or one near it."""
    own = [block.id for block in blocks]
    above = own[: own.index(here)] if here in own else own
    found = next((id_ for id_ in reversed(above) if id_ in offered), "")
    if not found and here in offered:
        found = offered[max(0, offered.index(here) - 1)]
    return found
