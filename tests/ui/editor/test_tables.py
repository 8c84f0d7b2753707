"""Tables in the editor, by real keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from desktop_app.domain.richtext import Cell, Paragraph, Table, Text, block_text
from desktop_app.ui.editor import tables
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.edits import Place
from desktop_app.ui.editor.widths import needs, shared

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

    def it_is_left_for_a_paragraph_below_it_that_shows_before_it_is_written(
        self, editor: RichTextEditor
    ) -> None:
        def shows() -> bool:
            last = editor.document().lastBlock()
            return editor.document().documentLayout().blockBoundingRect(last).height() > 8

        editor.set_blocks((grid("a b"),))
        press(editor, Key.Key_End, CTRL)
        press(editor, Key.Key_Return)
        assert texts(editor) == ["a\tb", ""]
        assert shows()
        held = editor.blocks()
        editor.set_blocks(())
        editor.set_blocks(held)
        assert editor.blocks() == held
        assert shows()
        press(editor, Key.Key_End, CTRL)
        write(editor, "after")
        assert texts(editor) == ["a\tb", "after"]

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
            ("row_above", "\t\na\tb\nc\td"),
            ("column_left", "\ta\tb\n\tc\td"),
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

    @pytest.mark.parametrize(
        ("name", "after"),
        [
            ("row_above", "a\tb\n\t\n\t\nc\td\ne\tf"),
            ("row", "a\tb\nc\td\ne\tf\n\t\n\t"),
            ("drop_row", "a\tb"),
            ("drop_column", ""),
        ],
    )
    def it_changes_as_many_as_are_selected(self, editor: RichTextEditor, name: str, after: str) -> None:
        editor.set_blocks((grid("a b", "c d", "e f"),))
        editor.set_caret(Place("t", len("a\tb\n")))
        press(editor, Key.Key_Down, SHIFT)
        press(editor, Key.Key_Right, SHIFT)
        editor.commands[name].trigger()
        assert "\n".join(texts(editor)) == after

    @pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
    def it_has_selected_cells_emptied(self, editor: RichTextEditor, key: Qt.Key) -> None:
        editor.set_blocks((grid("a b c", "d e f"),))
        editor.set_caret(Place("t", len("a\t")))
        press(editor, Key.Key_Down, SHIFT)
        press(editor, Key.Key_Left, SHIFT)
        press(editor, key)
        assert texts(editor) == ["\t\tc\n\t\tf"]

    def it_leaves_the_caret_where_it_was_and_shows_the_new_row(self, editor: RichTextEditor) -> None:
        editor.resize(700, 125)
        editor.set_blocks((grid("a b", "c £60", "d £7"),))
        editor.set_caret(Place("t", len("a\tb\nc\t£60")))
        editor.commands["total"].trigger()
        write(editor, "0")
        (table,) = editor.blocks()
        assert block_text(table).startswith("a\tb\nc\t£600\n")
        assert editor.verticalScrollBar().value() > 0

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


def costs(*cells: str) -> Table:
    return Table(tuple((Cell((Text(words),)),) for words in cells), 1, total=True, id="t")


class DescribeRowsAndColumns:
    def it_makes_a_row_above_the_header_one_of_it(self) -> None:
        assert tables.add_row(costs("a", "b"), 0).header == 2
        assert tables.add_row(costs("a", "b"), 1).header == 1

    def it_keeps_the_total_the_last_row(self) -> None:
        table = costs("Cost", "£5", "£5")
        assert block_text(tables.add_row(table, 3)) == "Cost\n£5\n\n£5"
        assert not tables.drop_row(table, 2).total
        assert tables.drop_row(table, 1).total

    def it_fills_cells_and_grows_above_the_total(self) -> None:
        cells = grid("1 2", "3 4", "5 6").rows
        assert block_text(tables.filled(grid("a b", "c d"), 1, 1, cells)) == "a\tb\t\nc\t1\t2\n\t3\t4\n\t5\t6"
        told = replace(grid("a b", "c d", "Total x"), total=True)
        assert block_text(tables.filled(told, 1, 0, cells)) == "a\tb\n1\t2\n3\t4\n5\t6\nTotal\tx"
        assert block_text(tables.filled(told, 2, 0, grid("All y").rows)) == "a\tb\nc\td\nAll\ty"


class DescribeTotals:
    def it_adds_a_row_that_adds_up(self, editor: RichTextEditor) -> None:
        editor.set_blocks((grid("Year Cost", "2021/22 £5", "2022/23 £6"),))
        editor.set_caret(Place("t", 0))
        editor.commands["total"].trigger()
        assert texts(editor) == ["Year\tCost\n2021/22\t£5\n2022/23\t£6\nTotal\t£11"]

    def it_follows_what_is_typed_above_it(self, editor: RichTextEditor) -> None:
        editor.set_blocks((costs("Cost", "£5", "£6", "£11"),))
        editor.set_caret(Place("t", len("Cost\n£5")))
        write(editor, "0")
        editor.totals.settle()
        assert texts(editor) == ["Cost\n£50\n£6\n£56"]
        assert editor.place() == Place("t", len("Cost\n£50"))

    def it_follows_again_after_a_pause_in_a_figure_half_written(self, editor: RichTextEditor) -> None:
        editor.set_blocks((costs("Cost", "£5", "£6", "£11"),))
        editor.set_caret(Place("t", len("Cost\n£5")))
        write(editor, ",")
        editor.totals.settle()
        write(editor, "000")
        editor.totals.settle()
        assert texts(editor) == ["Cost\n£5,000\n£6\n£5,006"]

    def it_stays_the_last_row_when_tab_makes_another(self, editor: RichTextEditor) -> None:
        editor.set_blocks((costs("Cost", "£5", "£5"),))
        editor.set_caret(Place("t", len("Cost\n£5\n£5")))
        press(editor, Key.Key_Tab)
        write(editor, "£2")
        editor.totals.settle()
        assert texts(editor) == ["Cost\n£5\n£2\n£7"]

    def it_says_that_the_text_was_edited(self, editor: RichTextEditor, qtbot: QtBot) -> None:
        editor.set_blocks((costs("Cost", "£5", "£6", "£11"),))
        editor.set_caret(Place("t", len("Cost\n£5")))
        write(editor, "0")
        with qtbot.waitSignal(editor.edited, timeout=2000):
            pass
        assert texts(editor) == ["Cost\n£50\n£6\n£56"]

    def it_leaves_a_total_that_somebody_typed(self, editor: RichTextEditor) -> None:
        editor.set_blocks((costs("Cost", "£5", "£6", "£12"),))
        editor.set_caret(Place("t", len("Cost\n£5")))
        write(editor, "0")
        editor.totals.settle()
        assert texts(editor) == ["Cost\n£50\n£6\n£12"]

    def it_sets_figures_to_the_right(self, editor: RichTextEditor) -> None:
        editor.set_blocks((grid("Year Cost", "2021/22 x"),))
        editor.set_caret(Place("t", len("Year\tCost\n2021/22\tx")))
        press(editor, Key.Key_Backspace)
        write(editor, "£5")
        editor.totals.settle()
        assert editor.textCursor().blockFormat().alignment() == Qt.AlignmentFlag.AlignRight
        assert texts(editor) == ["Year\tCost\n2021/22\t£5"]

    def it_shows_figures_at_the_right_from_the_start(self, editor: RichTextEditor) -> None:
        editor.set_blocks((grid("Year Cost", "2021/22 £5"),))
        editor.set_caret(Place("t", len("Year\tCost\n2021/22\t")))
        assert editor.textCursor().blockFormat().alignment() == Qt.AlignmentFlag.AlignRight

    def it_goes_at_one_word(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("p"),)), grid("a b", "c d")))
        editor.set_caret(Place("t", 0))
        editor.commands["drop_table"].trigger()
        assert texts(editor) == ["p"]

    def it_is_in_sight_once_it_is_put_in(self, editor: RichTextEditor) -> None:
        editor.resize(500, 220)
        editor.set_blocks(tuple(Paragraph((Text("p"),), id=f"p{n}") for n in range(9)))
        editor.set_caret(Place("p8", 1))
        editor.insert_table(tables.new_table(3, 2))
        cursor = editor.textCursor()
        live = cursor.currentTable()
        assert live is not None
        assert editor.cursorRect(live.lastCursorPosition()).bottom() <= editor.viewport().height()
        assert editor.cursorRect().top() >= 0

    def it_does_not_tear_the_paragraph_apart_that_it_is_put_in_from(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("one two"),), id="p"), Paragraph((Text("three"),), id="q")))
        editor.set_caret(Place("p", 3))
        editor.insert_table(tables.new_table(1, 2))
        assert texts(editor) == ["one two", "\t", "three"]


def lines_in(editor: RichTextEditor) -> list[int]:
    """Say how many lines each cell of the first table takes."""
    live = QTextCursor(editor.document().findBlockByNumber(editor.live.line_of("t"))).currentTable()
    cells = [live.cellAt(row, column) for row in range(live.rows()) for column in range(live.columns())]
    return [cell.firstCursorPosition().block().layout().lineCount() for cell in cells]


class DescribeWidths:
    def it_makes_columns_equal_where_all_words_have_room(self) -> None:
        assert shared(300, [50, 90, 10]) == [100, 100, 100]

    def it_leaves_a_wide_word_its_room(self) -> None:
        assert shared(300, [140, 100, 10]) == [140, 100, 60]

    def it_goes_past_the_room_rather_than_tear_a_word(self) -> None:
        assert shared(100, [140, 10]) == [140, 10]

    def it_parts_words_but_no_amount(self) -> None:
        table = grid("a/b £1,240,000 2024-25", "example.org/what-we-do £5 up-to")
        assert needs(table, lambda word, _: len(word)) == [
            len("example.org/"),
            len("£1,240,000"),
            len("2024-25"),
        ]

    def it_keeps_amounts_whole_in_a_narrow_window(self, editor: RichTextEditor) -> None:
        editor.set_blocks((grid("- 2024/25 2025/26 Total", "Service £560,000 £560,000 £1,120,000"),))
        for width in (700, 400, 310, 230, 160):  # at first it reaches out into the room of the numbers
            editor.resize(width, 300)
            assert set(lines_in(editor)) == {1}
        assert editor.horizontalScrollBar().maximum() > 0
        editor.resize(700, 300)
        assert editor.horizontalScrollBar().maximum() == 0

    def it_makes_room_for_an_amount_as_it_is_typed(self, editor: RichTextEditor) -> None:
        editor.resize(360, 300)
        editor.set_blocks((grid("- 2024/25 2025/26 Total", "Service £5 £5 £1"),))
        editor.set_caret(Place("t", len("-\t2024/25\t2025/26\tTotal\nService\t£5")))
        write(editor, ",560,000.25")
        editor.totals.settle()
        assert set(lines_in(editor)) == {1}

    def it_takes_a_new_width_for_no_change_of_the_authors(self, editor: RichTextEditor) -> None:
        editor.set_blocks((grid("- 2024/25 2025/26 Total", "Service £560,000 £560,000 £1,120,000"),))
        edits: list[bool] = []
        before = editor.blocks()
        editor.edited.connect(lambda: edits.append(True))
        editor.resize(360, 300)
        assert not edits
        assert editor.blocks() == before
