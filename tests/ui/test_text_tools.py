"""The tools of a text in the window: what they leave behind, and what room they take."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QWidget

from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Table, block_text
from desktop_app.ui.fields.rich import RichEditor
from tests.ui.hands import CTRL, Key, User

MONEY = "decision.financial_comments"


def blocks_of(user: User) -> list[str]:
    """Return the blocks of the text by their words, a table as such."""
    user.paper.pen.flush()
    value = user.session.reading.own(MONEY)
    assert isinstance(value, RichText)
    return ["(table)" if isinstance(block, Table) else block_text(block) for block in value.blocks]


def at_the_end(user: User) -> None:
    """Put the caret behind all of the section's text."""
    user.go(MONEY)
    user.click(user.rich(MONEY).viewport())
    user.press(Key.Key_End, CTRL)


def lines_taken(row: QWidget) -> int:
    """Return in how many lines the controls of a row stand."""
    controls = row.findChildren(QToolButton) + row.findChildren(QLineEdit) + row.findChildren(QComboBox)
    return len({control.geometry().center().y() // 8 for control in controls if control.isVisible()})


class DescribeATable:
    def it_takes_the_place_of_the_empty_paragraph_that_return_made(self, reader: User) -> None:
        at_the_end(reader)
        before = blocks_of(reader)
        reader.press(Key.Key_Return)
        reader.push("Insert a table")
        reader.write("Year")
        assert blocks_of(reader) == [*before, "(table)"]
        assert "Empty paragraph" not in [finding.title for finding in reader.session.findings()]

    def it_has_its_figures_at_the_right_though_another_table_was_left_for_it(self, reader: User) -> None:
        at_the_end(reader)
        reader.press(Key.Key_Return)
        reader.push("Insert a table")
        for words in ("Year", "Cost", "", "2021/22", "£1,000", "", "2022/23", "tb", ""):
            reader.write(words)
            reader.press(Key.Key_Tab)
        reader.press(Key.Key_Backtab)
        reader.write("£7")
        table = reader.rich(MONEY).textCursor().currentTable()
        assert table is not None

        def sides() -> list[bool]:
            cells = (table.cellAt(1, column) for column in range(3))
            forms = (cell.firstCursorPosition().blockFormat() for cell in cells)
            return [form.alignment() == Qt.AlignmentFlag.AlignRight for form in forms]

        reader.until(lambda: sides() == [False, False, True])


class DescribeTheTools:
    def it_takes_one_line_for_the_text_and_two_for_a_table_at_the_least_window(self, reader: User) -> None:
        reader.window.resize(1280, 720)
        at_the_end(reader)
        reader.push("Insert a table")
        assert reader.paper.side.isVisible()
        editor = reader.editor(MONEY)
        assert isinstance(editor, RichEditor)
        assert lines_taken(editor.panel.tools) == 1
        assert lines_taken(editor.panel.table_row) == 2
