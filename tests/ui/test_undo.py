"""Undo as a person knows it: one step back is one change, and it brings back where they were."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Blocks, Paragraph, Table, Text
from desktop_app.ui.editor.clipboard import fill_mime
from desktop_app.ui.editor.editor import RichTextEditor
from tests.ui.hands import ALT, CTRL, LEFT, NONE, SHIFT, Key, User

ISSUES = "decision.issues"
TITLE = "decision.title"


def own(user: User, key: str = ISSUES) -> Blocks:
    """Return what the paper holds of a section."""
    value = user.session.reading.own(key)
    return value.blocks if isinstance(value, RichText) else ()


def words(user: User) -> list[str]:
    """Return the paragraphs as they stand on screen."""
    editor = user.rich(ISSUES)
    return editor.toPlainText().split("\n")


def begin(user: User) -> None:
    """Start a paper and put the caret into an empty section of it."""
    user.new("Boat engines")
    user.go(ISSUES)
    user.click(user.rich(ISSUES).viewport())


def undo(user: User) -> None:
    user.press(Key.Key_Z, CTRL)


def redo(user: User) -> None:
    user.press(Key.Key_Y, CTRL)


def tool(user: User, name: str) -> Callable[[], None]:
    """Return what pushes a button of the text by its name."""
    return lambda: user.push(name, user.section)


def add_total(user: User) -> None:
    """Choose "Add a total row" of a table's menus."""
    editor = user.rich(ISSUES)
    assert isinstance(editor, RichTextEditor)
    editor.commands["total"].trigger()


def chosen(user: User) -> str:
    return user.rich(ISSUES).textCursor().selectedText()


class DescribeAStepOfUndo:
    def it_is_the_total_row_alone_when_a_digit_was_typed_just_before(self, user: User) -> None:
        begin(user)
        user.push("Insert a table")
        user.write("Cost")
        user.press(Key.Key_Tab)
        user.write("7")
        add_total(user)
        assert len(table(user).rows) == 4
        undo(user)
        assert len(table(user).rows) == 3
        assert table(user).rows[0][1].runs[0].text == "7"  # type: ignore[union-attr]
        redo(user)
        assert len(table(user).rows) == 4

    def it_is_the_total_row_alone_when_a_digit_is_typed_right_after(self, user: User) -> None:
        begin(user)
        user.push("Insert a table")
        add_total(user)
        user.write("7")
        undo(user)
        assert len(table(user).rows) == 4
        undo(user)
        assert len(table(user).rows) == 3
        undo(user)
        assert own(user) == ()

    def it_is_a_list_begun_by_its_sign_and_leaves_the_sign(self, user: User) -> None:
        begin(user)
        user.write("- old")
        user.paper.pen.take()
        assert not isinstance(own(user)[0], Paragraph)
        assert words(user) == ["old"]
        undo(user)
        undo(user)
        assert words(user) == ["- "]
        user.write("well")
        user.paper.pen.take()
        assert words(user) == ["- well"]

    def it_is_a_command_by_itself_in_the_midst_of_typing(self, user: User) -> None:
        begin(user)
        user.write("Four engines")
        user.press(Key.Key_L, CTRL | SHIFT)
        user.write(" are old")
        undo(user)
        assert words(user) == ["Four engines"]
        assert not isinstance(own(user)[0], Paragraph)
        undo(user)
        assert isinstance(own(user)[0], Paragraph)
        assert words(user) == ["Four engines"]
        undo(user)
        assert words(user) == [""]

    def it_is_bold_by_itself_and_brings_the_selection_back(self, user: User) -> None:
        begin(user)
        user.write("Four engines")
        user.press(Key.Key_Left, CTRL | SHIFT)
        user.press(Key.Key_B, CTRL)
        user.press(Key.Key_End)
        user.write(" now")
        undo(user)
        assert words(user) == ["Four engines"]
        undo(user)
        assert own(user)[0].runs[0].text == "Four engines"  # type: ignore[union-attr]
        assert chosen(user) == "engines"

    def it_is_a_paste_by_itself(self, user: User) -> None:
        begin(user)
        user.write("Cost: ")
        QApplication.clipboard().setText("£240,000")
        user.press(Key.Key_V, CTRL)
        user.write(" in all")
        undo(user)
        assert words(user) == ["Cost: £240,000"]
        undo(user)
        assert words(user) == ["Cost: "]

    def it_is_a_moved_paragraph_by_itself(self, user: User) -> None:
        begin(user)
        user.write("One\nTwo")
        user.press(Key.Key_Up, ALT)
        user.write("!")
        assert words(user) == ["Two!", "One"]
        undo(user)
        assert words(user) == ["Two", "One"]
        undo(user)
        assert words(user) == ["One", "Two"]

    def it_ends_with_the_paragraph(self, user: User) -> None:
        begin(user)
        user.write("The first.\nThe second.")
        undo(user)
        assert words(user) == ["The first."]
        undo(user)
        assert words(user) == [""]

    def it_ends_where_the_caret_was_put_elsewhere(self, user: User) -> None:
        begin(user)
        user.write("engines")
        user.press(Key.Key_Home)
        user.write("Four ")
        undo(user)
        assert words(user) == ["engines"]

    def it_ends_after_a_line_or_two_of_typing_without_a_pause(self, user: User) -> None:
        begin(user)
        text = "word " * 80
        user.write(text)
        undo(user)
        left = words(user)[0]
        assert 200 < len(left) < len(text)
        assert left.endswith("word ")

    def it_goes_on_through_a_short_pause_within_a_sentence(self, user: User) -> None:
        begin(user)
        user.write("Four eng")
        user.bot.wait(450)  # longer than the pen waits: the step is taken, and goes on
        user.write("ines")
        undo(user)
        assert words(user) == [""]

    def it_does_not_go_on_into_what_is_typed_after_an_undo(self, user: User) -> None:
        begin(user)
        user.write("One")
        user.press(Key.Key_L, CTRL | SHIFT)
        undo(user)
        user.write("!")
        undo(user)
        assert words(user) == ["One"]

    def it_brings_back_what_was_selected_and_deleted(self, user: User) -> None:
        begin(user)
        user.write("One\nTwo")
        user.bot.wait(400)
        user.press(Key.Key_A, CTRL)
        user.press(Key.Key_Delete)
        user.write("New")
        undo(user)
        assert words(user) == [""]
        undo(user)
        assert words(user) == ["One", "Two"]
        assert chosen(user) == "One\u2029Two"
        redo(user)
        assert words(user) == [""]

    def it_brings_the_caret_back_to_where_typing_began(self, user: User) -> None:
        begin(user)
        user.write("engines are old")
        user.press(Key.Key_Home)
        user.bot.wait(400)
        user.write("Four ")
        user.press(Key.Key_End)
        undo(user)
        assert user.rich(ISSUES).textCursor().position() == 0

    def it_gives_typing_over_a_selection_back_with_the_selection(self, user: User) -> None:
        begin(user)
        user.write("Four engines")
        user.press(Key.Key_Left, CTRL | SHIFT)
        user.write("boats")
        assert words(user) == ["Four boats"]
        undo(user)
        assert words(user) == ["Four engines"]
        assert chosen(user) == "engines"


def table(user: User) -> Table:
    """Return the one table of the text on screen, which the pen may not have taken yet."""
    user.paper.pen.flush()
    (found,) = [block for block in own(user) if isinstance(block, Table)]
    return found


class DescribeUndoAfterReopening:
    def it_takes_back_two_hundred_steps_one_by_one(self, user: User) -> None:
        begin(user)
        texts = [f"Draft {number}." for number in range(206)]
        for text in texts:  # as many pauses of the keys, without the waiting
            user.session.change(ISSUES, RichText((Paragraph((Text(text),), id="one"),)), label="Typing")
        paper = user.session.paper.id
        user.window.to_library()
        user.window.open_paper(paper)
        user.go(ISSUES)
        assert words(user) == [texts[205]]
        undo(user)
        assert words(user) == [texts[204]]
        for _ in range(199):
            user.session.undo()
        assert words(user) == [texts[5]]
        redo(user)
        assert words(user) == [texts[6]]


class DescribeDragging:
    def it_moves_words_as_one_change(self, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
        begin(user)
        user.write("Four old boat engines")
        editor = user.rich(ISSUES)
        cursor = editor.textCursor()
        cursor.setPosition(5)
        cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        end = QTextCursor(editor.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        mime = QMimeData()
        fill_mime(cast(RichTextEditor, editor), mime)
        drop = QDropEvent(
            editor.cursorRect(end).center().toPointF(), Qt.DropAction.MoveAction, mime, LEFT, NONE
        )
        monkeypatch.setattr(QDropEvent, "source", lambda _: editor.viewport())
        editor.dropEvent(drop)
        assert words(user) == ["Four boat enginesold "]
        undo(user)
        assert words(user) == ["Four old boat engines"]
        assert chosen(user) == "old "
