"""References in the window: put in from the keyboard, read as they print, followed, found when lost."""

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTextEdit

from desktop_app.domain.richtext import CrossRef, runs_of
from desktop_app.ui.fields.rich import RichEditor
from tests.ui.hands import ALT, CTRL, LEFT, SHIFT, Key, User

HERE, AWAY = "decision.introduction", "decision.issues"


def editor_of(user: User, key: str) -> RichEditor:
    editor = user.editor(key)
    assert isinstance(editor, RichEditor)
    return editor


def begin(user: User) -> None:
    """Write a paragraph with two below it, and begin one in the next section that refers to the second."""
    user.new("Custody")
    user.go(HERE)
    user.click(user.rich(HERE).viewport())
    user.write("Nurses are there:\n")
    user.press(Key.Key_Tab)
    user.write("by day;\nby night.")
    user.go(AWAY)
    user.click(user.rich(AWAY).viewport())
    user.write("As said in ")
    user.press(Key.Key_R, CTRL | ALT)
    user.write("night")
    user.press(Key.Key_Return)


def shown(user: User) -> list[str]:
    """Return what the references of the next section show."""
    text = editor_of(user, AWAY).panel.editor
    pieces = (run for block in text.blocks() for runs in runs_of(block) for run in runs)
    return [text.shown(piece) for piece in pieces if isinstance(piece, CrossRef)]


def behind(text: QTextEdit, words: str) -> QPoint:
    """Return a place just behind words that a text begins with."""
    cursor = text.textCursor()
    cursor.setPosition(len(words))
    return text.cursorRect(cursor).center() + QPoint(3, 0)


class DescribeAReference:
    def it_is_found_by_words_follows_what_it_means_and_leads_there(self, reader: User) -> None:
        begin(reader)
        assert shown(reader) == ["1.1 b)"]
        reader.go(HERE)
        reader.click(reader.rich(HERE).viewport())
        reader.press(Key.Key_Home, CTRL)
        reader.write("First.\n")
        reader.go(AWAY)
        assert shown(reader) == ["1.2 b)"]
        text = editor_of(reader, AWAY).panel.editor
        menu = QMenu()
        text.menu_opening.emit(menu, text.cursorRect().center())
        (go,) = [action for action in menu.actions() if action.text() == "Go to 1.2 b)"]
        go.trigger()
        assert reader.paper.here == HERE
        assert reader.rich(HERE).textCursor().block().text() == "by night."
        reader.go(AWAY)
        text = editor_of(reader, AWAY).panel.editor
        reader.until(text.isVisible)
        QTest.mouseClick(text.viewport(), LEFT, CTRL, behind(text, "As said in "))
        assert reader.paper.here == HERE

    def it_is_one_key_to_delete_and_says_where_it_points_at_nothing(self, reader: User) -> None:
        begin(reader)
        reader.go(HERE)
        reader.click(reader.rich(HERE).viewport())
        reader.press(Key.Key_End, CTRL)
        for _ in "by night.":
            reader.press(Key.Key_Backspace, SHIFT)
        for _ in range(3):  # up a level, no sub-paragraph any more, and away
            reader.press(Key.Key_Backspace)
        reader.go(AWAY)
        assert shown(reader) == ["[gone]"]
        reader.until(lambda: reader.sees("Points to nothing"))
        menu = QMenu()
        text = editor_of(reader, AWAY).panel.editor
        reader.click(text.viewport())
        reader.press(Key.Key_End, CTRL)
        text.menu_opening.emit(menu, text.cursorRect().center())
        assert not [action for action in menu.actions() if action.text().startswith("Go to")]
        reader.press(Key.Key_Backspace)
        assert shown(reader) == []
