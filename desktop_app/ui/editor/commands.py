"""The editor's commands: one action each, with its word, shortcut and sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

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


def _table(change: "Callable[[tables.Table, range, range], tables.Table]", *, go: bool = False) -> "Do":
    """Return what changes a table, told the rows and columns selected. go: the caret goes to what is new."""

    def do(editor: EditingView) -> None:
        chosen = tables.chosen(editor)
        if chosen is not None:
            rows, columns = chosen
            place = (rows[0], columns[0]) if go else None
            tables.change(editor, lambda table: change(table, rows, columns), place)

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
    Command(
        "row_above",
        "Row above",
        "Insert a row above",
        "",
        _table(lambda t, r, _: tables.add_row(t, r[0], len(r)), go=True),
    ),
    Command(
        "row",
        "Row below",
        "Insert a row below",
        "",
        _table(lambda t, r, _: tables.add_row(t, r[-1] + 1, len(r))),
    ),
    Command(
        "column_left",
        "Column to the left",
        "Insert a column to the left",
        "",
        _table(lambda t, _, c: tables.add_column(t, c[0], len(c)), go=True),
    ),
    Command(
        "column",
        "Column to the right",
        "Insert a column to the right",
        "",
        _table(lambda t, _, c: tables.add_column(t, c[-1] + 1, len(c))),
    ),
    Command(
        "total",
        "Total row",
        "Add a total row, which adds itself up",
        "",
        _table(lambda t, _r, _c: with_total(t)),
    ),
    Command(
        "drop_row", "Row", "Delete this row", "", _table(lambda t, r, _: tables.drop_row(t, r[0], len(r)))
    ),
    Command(
        "drop_column",
        "Column",
        "Delete this column",
        "",
        _table(lambda t, _, c: tables.drop_column(t, c[0], len(c))),
    ),
    Command("drop_table", "Table", "Delete this table", "", _table(lambda t, _r, _c: replace(t, rows=()))),
)


#: What can be done with the table that the caret stands in: what is put in, and what is taken out.
INSERTED = ("row_above", "row", "column_left", "column", "total")
DELETED = ("drop_row", "drop_column", "drop_table")


def table_menus(
    parent: QWidget,
    actions: Mapping[str, QAction],
    titles: tuple[str, str] = ("Insert in the table", "Delete from the table"),
) -> tuple[QMenu, QMenu]:
    """Return the menus of what can be put into a table and deleted from it."""
    made: list[QMenu] = []
    for title, names in zip(titles, (INSERTED, DELETED), strict=True):
        offered = QMenu(title, parent)
        offered.addActions([actions[name] for name in names])
        made.append(offered)
    return made[0], made[1]


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


def menu(editor: EditingView, actions: dict[str, QAction]) -> QMenu:
    """Return what a right click offers: the clipboard, and in a table its rows and columns."""
    result = QMenu(editor)
    result.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chosen = editor.textCursor().hasSelection()
    writable = not editor.isReadOnly()
    held = QApplication.clipboard().mimeData()
    can_paste = writable and held is not None and editor.canInsertFromMimeData(held)
    for title, key, do, enabled in (
        ("Cut", QKeySequence.StandardKey.Cut, editor.cut, chosen and writable),
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
        for offered in table_menus(result, actions):
            result.addMenu(offered)
    return result
