"""The editor's commands: one action each, with its word, shortcut and sentence."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.domain.figures import with_total

from . import clipboard, tables
from .editing import EditingView
from .formats import Kind

Do = Callable[[EditingView], object]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, the letters on its button, what it does in words, its shortcut."""

    name: str
    face: str
    title: str
    shortcut: str
    do: "Do"
    checkable: bool = False


def _table(change: "Callable[[tables.Table, int, int], tables.Table]") -> "Do":
    def do(editor: EditingView) -> None:
        found = tables.current(editor)
        if found is not None:
            _, row, column = found
            tables.change(editor, lambda table: change(table, row, column))

    return do


def _switch(kind: Kind) -> "Do":
    """Return what makes paragraphs of a kind, or numbered paragraphs again where they are of it."""

    def do(editor: EditingView) -> None:
        editor.set_kind(Kind.NUMBERED if editor.kind() is kind else kind)

    return do


COMMANDS = (
    Command("bold", "B", "Bold", "Ctrl+B", lambda e: e.toggle_look("bold"), True),
    Command("italic", "I", "Italic", "Ctrl+I", lambda e: e.toggle_look("italic"), True),
    Command("underline", "U", "Underline", "Ctrl+U", lambda e: e.toggle_look("underline"), True),
    Command(
        "numbered", "1.1", "Numbered paragraph", "Ctrl+Alt+1", lambda e: e.set_kind(Kind.NUMBERED, 0), True
    ),
    Command(
        "sub", "(a)", "Paragraph one level down", "Ctrl+Alt+2", lambda e: e.set_kind(Kind.NUMBERED, 1), True
    ),
    Command("bullet", "•", "Bullet list", "Ctrl+Shift+L", _switch(Kind.BULLET), True),
    Command("letter", "a)", "Lettered list", "Ctrl+Alt+3", _switch(Kind.LETTER), True),
    Command("number", "1.", "Numbered list", "Ctrl+Alt+4", _switch(Kind.NUMBER), True),
    Command("plain", "¶", "Paragraph without a number", "Ctrl+Alt+0", lambda e: e.set_kind(Kind.PLAIN), True),
    Command("heading", "H", "Sub-heading", "Ctrl+Alt+H", _switch(Kind.HEADING), True),
    Command("table", "Table", "Insert a table", "Ctrl+Alt+T", lambda e: e.insert_table()),
    Command("link", "Link", "Link to an address", "Ctrl+Shift+K", lambda e: e.link_asked.emit()),
    Command("footnote", "Footnote", "Insert a footnote", "Ctrl+Alt+F", lambda e: e.insert_footnote()),
    Command(
        "ref", "Ref", "Refer to a paragraph by its number", "Ctrl+Alt+R", lambda e: e.reference_asked.emit()
    ),
    Command("space", "", "Non-breaking space", "Ctrl+Shift+Space", lambda e: e.insertPlainText("\u00a0")),
    Command("paste_plain", "", "Paste without formatting", "Ctrl+Shift+V", clipboard.paste_plain),
    Command("up", "", "Move paragraph up", "Alt+Up", lambda e: e.move_paragraphs(-1)),
    Command("down", "", "Move paragraph down", "Alt+Down", lambda e: e.move_paragraphs(1)),
    Command("row", "Row", "Add a row below", "", _table(lambda t, r, _: tables.add_row(t, r + 1))),
    Command(
        "column",
        "Column",
        "Add a column to the right",
        "",
        _table(lambda t, _, c: tables.add_column(t, c + 1)),
    ),
    Command(
        "total",
        "Total row",
        "Add a total row, which adds itself up",
        "",
        _table(lambda t, _r, _c: with_total(t)),
    ),
    Command("drop_row", "Delete row", "Delete this row", "", _table(lambda t, r, _: tables.drop_row(t, r))),
    Command(
        "drop_column",
        "Delete column",
        "Delete this column",
        "",
        _table(lambda t, _, c: tables.drop_column(t, c)),
    ),
    Command(
        "drop_table", "Delete table", "Delete this table", "", _table(lambda t, _r, _c: replace(t, rows=()))
    ),
)


#: What can be done with the table that the caret stands in.
TABLE_COMMANDS = ("row", "column", "total", "drop_row", "drop_column", "drop_table")


def make_actions(editor: EditingView) -> dict[str, QAction]:
    """Return the actions of an editor by name, added to it; their shortcuts work while it has the focus."""
    return {command.name: _action(editor, command) for command in COMMANDS}


def _action(editor: EditingView, command: Command) -> QAction:
    action = QAction(command.title, editor)
    action.setObjectName(command.name)
    action.setIconText(command.face or command.title)
    action.setCheckable(command.checkable)
    if command.shortcut:
        action.setShortcut(QKeySequence(command.shortcut))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    tip = f"{command.title} ({command.shortcut})" if command.shortcut else command.title
    action.setToolTip(tip)

    def run() -> None:
        if not editor.isReadOnly():
            with editor.one_change(command.title.partition(",")[0]):
                command.do(editor)

    action.triggered.connect(run)
    editor.addAction(action)
    return action


def _cut(editor: EditingView) -> None:
    with editor.one_change("Cut"):
        editor.cut()


def menu(editor: EditingView, actions: dict[str, QAction]) -> QMenu:
    """Return what a right click offers: the clipboard, and in a table its rows and columns."""
    result = QMenu(editor)
    result.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chosen = editor.textCursor().hasSelection()
    writable = not editor.isReadOnly()
    held = QApplication.clipboard().mimeData()
    can_paste = writable and held is not None and editor.canInsertFromMimeData(held)
    for title, key, do, enabled in (
        ("Cut", QKeySequence.StandardKey.Cut, lambda: _cut(editor), chosen and writable),
        ("Copy", QKeySequence.StandardKey.Copy, editor.copy, chosen),
        ("Paste", QKeySequence.StandardKey.Paste, editor.paste, can_paste),
    ):
        action = result.addAction(title, do)
        action.setShortcut(key)
        action.setEnabled(enabled)
    plainly = result.addAction("Paste without formatting", lambda: clipboard.paste_plain(editor))
    plainly.setShortcut(actions["paste_plain"].shortcut())
    plainly.setEnabled(can_paste and held is not None and held.hasText())
    result.addAction("Select all", editor.selectAll)
    if writable and tables.current(editor) is not None:
        result.addSeparator()
        for name in TABLE_COMMANDS:
            result.addAction(actions[name])
    return result
