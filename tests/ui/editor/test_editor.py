"""The rich-text editor, by real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.richtext import (
    Blocks,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Text,
    block_text,
)
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.edits import Place
from desktop_app.ui.editor.formats import Kind

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


@pytest.fixture
def editor(qtbot: QtBot) -> RichTextEditor:
    widget = RichTextEditor("decision.facts")
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()
    return widget


def texts(editor: RichTextEditor) -> list[str]:
    return [block_text(block) for block in editor.blocks()]


def press(
    editor: RichTextEditor, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(editor, key, held)


def write(editor: RichTextEditor, words: str) -> None:
    for number, part in enumerate(words.split("\n")):
        if number:
            press(editor, Key.Key_Return)
        QTest.keyClicks(editor, part)


def levels(blocks: Blocks) -> list[int]:
    return [block.level for block in blocks if isinstance(block, Paragraph | ListItem)]


class DescribeTyping:
    def it_writes_paragraphs(self, editor: RichTextEditor) -> None:
        write(editor, "One\nTwo")
        assert texts(editor) == ["One", "Two"]
        assert all(isinstance(block, Paragraph) and block.numbered for block in editor.blocks())

    def it_is_empty_where_nothing_was_written(self, editor: RichTextEditor) -> None:
        assert editor.blocks() == ()
        write(editor, "a")
        press(editor, Key.Key_Backspace)
        assert editor.blocks() == ()

    def it_keeps_the_id_of_what_is_typed_into(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        before = editor.blocks()[0].id
        write(editor, "bcd")
        assert editor.blocks()[0].id == before

    def it_gives_the_new_part_a_new_id(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("abcd"),), id="one"),))
        editor.set_caret(Place("one", 3))
        press(editor, Key.Key_Return)
        first, second = editor.blocks()
        assert (first.id, second.id == "one", texts(editor)) == ("one", False, ["abc", "d"])

    def it_leaves_the_id_with_the_longer_part(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("abcd"),), id="one"),))
        editor.set_caret(Place("one", 0))
        press(editor, Key.Key_Return)
        assert [block.id == "one" for block in editor.blocks()] == [False, True]

    def it_tells_of_edits_but_not_of_being_filled(self, editor: RichTextEditor, qtbot: QtBot) -> None:
        with qtbot.assertNotEmitted(editor.edited):
            editor.set_blocks((Paragraph((Text("a"),)),))
        with qtbot.waitSignal(editor.edited):
            write(editor, "b")

    def it_keeps_no_undo_of_its_own(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        press(editor, Key.Key_Z, CTRL)
        assert texts(editor) == ["a"]
        assert not editor.document().isUndoAvailable()

    def it_keeps_the_caret_when_text_changes_elsewhere(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("one"),), id="a"), Paragraph((Text("two"),), id="b")))
        editor.set_caret(Place("b", 2))
        editor.set_blocks((Paragraph((Text("one more"),), id="a"), Paragraph((Text("two"),), id="b")))
        assert (editor.caret().field, editor.caret().block, editor.caret().offset) == (
            "decision.facts",
            "b",
            2,
        )


class DescribeLevels:
    def it_puts_a_paragraph_deeper_and_back(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        press(editor, Key.Key_Tab)
        press(editor, Key.Key_Tab)
        assert levels(editor.blocks()) == [2]
        press(editor, Key.Key_Backtab, SHIFT)
        assert levels(editor.blocks()) == [1]

    def it_lifts_then_ends_a_list_with_enter(self, editor: RichTextEditor) -> None:
        editor.set_kind(Kind.BULLET)
        write(editor, "a\n")
        press(editor, Key.Key_Tab)
        assert levels(editor.blocks()) == [0, 1]
        press(editor, Key.Key_Return)
        assert levels(editor.blocks()) == [0, 0]
        press(editor, Key.Key_Return)
        assert isinstance(editor.blocks()[1], Paragraph)
        assert len(editor.blocks()) == 2

    def it_lifts_then_joins_with_backspace(self, editor: RichTextEditor) -> None:
        editor.set_blocks(
            (Paragraph((Text("a"),), id="a"), ListItem((Text("b"),), ListKind.LETTER, 1, id="b"))
        )
        editor.set_caret(Place("b", 0))
        seen: list[tuple[str, int]] = []
        for _ in range(3):
            press(editor, Key.Key_Backspace)
            last = editor.blocks()[-1]
            seen.append((type(last).__name__, len(editor.blocks())))
        assert seen == [("ListItem", 2), ("Paragraph", 2), ("Paragraph", 1)]
        assert editor.blocks() == (Paragraph((Text("ab"),), id="a"),)

    def it_goes_on_with_a_paragraph_after_a_heading(self, editor: RichTextEditor) -> None:
        editor.set_kind(Kind.HEADING)
        write(editor, "Costs\nThe cost")
        heading, text = editor.blocks()
        assert (type(heading), type(text)) == (SubHeading, Paragraph)
        assert text == Paragraph((Text("The cost"),), id=text.id)


class DescribeLooks:
    def it_makes_words_bold_as_they_are_typed(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        press(editor, Key.Key_B, CTRL)
        write(editor, "b")
        press(editor, Key.Key_B, CTRL)
        write(editor, "c")
        (block,) = editor.blocks()
        assert block == Paragraph((Text("a"), Text("b", bold=True), Text("c")), id=block.id)

    def it_changes_what_is_selected(self, editor: RichTextEditor) -> None:
        write(editor, "ab\ncd")
        press(editor, Key.Key_A, CTRL)
        press(editor, Key.Key_I, CTRL)
        assert [block.runs for block in editor.blocks() if isinstance(block, Paragraph)] == [
            (Text("ab", italic=True),),
            (Text("cd", italic=True),),
        ]
