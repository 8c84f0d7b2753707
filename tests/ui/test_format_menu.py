"""The Format menu: what the text with the caret can do, with its keys."""

from PySide6.QtGui import QAction

from desktop_app.ui.keys_page import groups_of, plain_words
from tests.ui.hands import User

MONEY = "decision.financial_comments"


def offered(user: User) -> dict[str, QAction]:
    """Open the menu, and return what it offers by its words."""
    menu = user.window.menus.format
    menu.aboutToShow.emit()
    return {plain_words(action): action for action in menu.actions() if not action.isSeparator()}


class DescribeTheFormatMenu:
    def it_asks_for_a_text_where_none_has_the_caret(self, reader: User) -> None:
        reader.go("decision.title_and_reference")
        (only,) = offered(reader).values()
        assert not only.isEnabled()

    def it_does_what_it_says_to_the_text_with_the_caret(self, reader: User) -> None:
        reader.go(MONEY)
        text = reader.rich(MONEY)
        reader.click(text.viewport())
        text.selectAll()
        offered(reader)["Italic"].trigger()
        assert text.textCursor().charFormat().fontItalic()

    def it_shows_the_keys(self, reader: User) -> None:
        reader.go(MONEY)
        reader.click(reader.rich(MONEY).viewport())
        found = offered(reader)
        assert found["Bold"].shortcut().toString() == "Ctrl+B"
        assert found["Insert a footnote"].shortcut().toString() == "Ctrl+Alt+F"

    def it_lists_no_key_twice_under_f1(self, reader: User) -> None:
        reader.go(MONEY)
        reader.click(reader.rich(MONEY).viewport())
        offered(reader)
        reader.window.menus.format.aboutToHide.emit()
        assert "Format" not in groups_of(reader.window.menuBar())
