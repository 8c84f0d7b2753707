"""The Format menu: the commands of the text that has the focus, or had it last."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit, QWidget
from shiboken6 import isValid

from .editor.commands import table_menus

_IN_TABLE = "in table"  #: where the menus of a table's rows and columns stand

#: Commands of the editor by name; an empty one is a line between two groups.
_ENTRIES = (
    "bold", "italic", "underline", "link", "",
    "numbered", "sub", "bullet", "letter", "number", "plain", "heading", "",
    "up", "down", "",
    "table", _IN_TABLE, "",
    "footnote", "ref", "space",
)  # fmt: skip


class FormatMenu(QObject):
    """Fills a menu, each time it is opened, with what can be done to the text last written in."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__(menu)
        self._menu = menu
        self._text: QTextEdit | None = None
        menu.aboutToShow.connect(self.fill)
        menu.aboutToHide.connect(lambda: menu.clear())  # the commands are the text's own and go with it
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QTextEdit) and _commands(new):
            self._text = new

    def fill(self) -> None:
        """Offer the commands, or say what is needed for them."""
        self._menu.clear()
        text = self._text
        commands = _commands(text) if text is not None and isValid(text) and text.isVisible() else {}
        if text is None or not commands or text.isReadOnly():
            self._menu.addAction("Put the caret into a text first").setEnabled(False)
            return
        in_table = text.textCursor().currentTable() is not None
        for name in _ENTRIES:
            action = commands.get(name)
            if action is not None:
                self._menu.addAction(action)
            elif name != _IN_TABLE:
                self._menu.addSeparator()
            elif in_table:
                for offered in table_menus(self._menu, commands):
                    self._menu.addMenu(offered)


def _commands(text: QTextEdit) -> dict[str, QAction]:
    """Return the commands of a rich text by name, none of any other text."""
    held = getattr(text, "commands", None)
    return held if isinstance(held, dict) else {}
