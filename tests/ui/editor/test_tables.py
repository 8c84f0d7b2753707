"""Tables in the editor, by real keys."""

import pytest

from desktop_app.domain.richtext import Cell, Paragraph, Table, Text, block_text
from desktop_app.ui.editor import tables
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.edits import Place

from .hands import CTRL, SHIFT, Key, press, texts, write


def grid(*rows: str) -> Table:
    return Table(tuple(tuple(Cell((Text(word),)) for word in row.split()) for row in rows), id="t")


class DescribeTables:
    def it_is_written_cell_by_cell(self, editor: RichTextEditor) -> None:
        write(editor, "before")
        editor.insert_table(tables.new_table(2, 2))
        write(editor, "a")
        press(editor, Key.Key_Tab)
        write(editor, "b")
        press(editor, Key.Key_Tab)
        write(editor, "c")
        press(editor, Key.Key_Backtab, SHIFT)
        write(editor, "x")
        assert texts(editor) == ["before", "a\tx\nc\t"]

    def it_goes_on_with_a_new_row_after_the_last_cell(self, editor: RichTextEditor) -> None:
        editor.set_blocks((grid("a b"),))
        editor.set_caret(Place("t", 3))
        press(editor, Key.Key_Tab)
        write(editor, "c")
        assert texts(editor) == ["a\tb\nc\t"]

    def it_breaks_lines_in_a_cell(self, editor: RichTextEditor) -> None:
        editor.set_blocks((grid("a b"),))
        editor.set_caret(Place("t", 1))
        press(editor, Key.Key_Return)
        write(editor, "c")
        (table,) = editor.blocks()
        assert block_text(table) == "a\nc\tb"

    @pytest.mark.parametrize(
        ("name", "after"),
        [
            ("row", "a\tb\n\t\nc\td"),
            ("column", "a\t\tb\nc\t\td"),
            ("drop_row", "c\td"),
            ("drop_column", "b\nd"),
        ],
    )
    def it_changes_rows_and_columns(self, editor: RichTextEditor, name: str, after: str) -> None:
        editor.set_blocks((grid("a b", "c d"),))
        editor.set_caret(Place("t", 0))
        editor.commands[name].trigger()
        assert texts(editor) == [after]
        assert editor.blocks()[0].id == "t"

    def it_goes_with_its_last_row(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("p"),)), grid("a b")))
        editor.set_caret(Place("t", 0))
        editor.commands["drop_row"].trigger()
        assert texts(editor) == ["p"]

    def it_can_be_written_before_between_and_after(self, editor: RichTextEditor) -> None:
        editor.set_blocks((grid("a b"),))
        press(editor, Key.Key_Home, CTRL)
        write(editor, "before")
        press(editor, Key.Key_End, CTRL)
        write(editor, "after")
        assert texts(editor) == ["before", "a\tb", "after"]

    def it_survives_backspace_and_delete_beside_it(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("p"),), id="p"), grid("a b"), Paragraph((Text("q"),), id="q")))
        editor.set_caret(Place("q", 0))
        press(editor, Key.Key_Backspace)
        editor.set_caret(Place("p", 1))
        press(editor, Key.Key_Delete)
        assert texts(editor) == ["p", "a\tb", "q"]

    def it_goes_when_all_is_deleted(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("p"),)), grid("a b"), Paragraph((Text("q"),))))
        press(editor, Key.Key_A, CTRL)
        press(editor, Key.Key_Delete)
        assert editor.document().toPlainText().strip("\n") == ""
        assert not any(isinstance(block, Table) for block in editor.blocks())
