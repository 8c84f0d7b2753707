"""The tools of a text in the window: what they leave behind, and what room they take."""

from itertools import pairwise

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from desktop_app.app.left import what_is_left
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Table, block_text
from desktop_app.ui.fields.rich import RichEditor
from tests.ui.hands import ALT, CTRL, Key, User

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
    middles = sorted(control.geometry().center().y() for control in controls if control.isVisible())
    return 1 + sum(later - before > 8 for before, later in pairwise(middles))


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
    def it_leaves_the_tabs_of_the_right_pane_in_one_line_with_their_counts(self, reader: User) -> None:
        reader.window.resize(1280, 720)
        side = reader.paper.side
        names = ("Findings 12", "Comments 3", "Preview", "History")

        def counted() -> bool:  # anew each time: the paper's own count may come in between
            side.label("Findings", 12)
            side.label("Comments", 3)
            QApplication.processEvents()
            return set(names) <= {tab.text() for tab in side.findChildren(QAbstractButton) if tab.isVisible()}

        reader.until(counted)
        tabs = [reader.button(name, side) for name in names]
        assert len({tab.mapTo(side, QPoint()).y() for tab in tabs}) == 1

    def it_takes_one_line_for_the_text_and_one_for_a_table_at_the_least_window(self, reader: User) -> None:
        reader.window.resize(1280, 720)
        at_the_end(reader)
        reader.push("Show an example")
        reader.push("Insert a table")
        assert reader.paper.side.isVisible()
        assert not reader.section.area.verticalScrollBar().isVisible()  # only the text itself scrolls
        editor = reader.editor(MONEY)
        assert isinstance(editor, RichEditor)
        assert lines_taken(editor.panel.tools) == 1
        assert lines_taken(editor.panel.table_row) == 1


def tables_shown(within: QWidget) -> list[str]:
    """Return the tables to be read in a widget, as they are told to a screen reader."""
    labels = within.findChildren(QLabel)
    return [label.accessibleName() for label in labels if label.isVisible() and "<table" in label.text()]


class DescribeTextToBeRead:
    def it_shows_a_table_as_one_beside_the_tick_that_vouches_for_it(self, reader: User) -> None:
        reader.go("decision.declaration")
        (table,) = tables_shown(reader.card("decision.tick_financial"))
        assert "£620,000" in table

    def it_shows_a_table_as_one_in_a_section_that_follows_another(self, reader: User) -> None:
        reader.go("report.financial_commercial")
        (table,) = tables_shown(reader.section)
        assert "£620,000" in table


class DescribeKeys:
    def it_moves_a_paragraph_by_a_key_that_the_menu_shows(self, reader: User) -> None:
        at_the_end(reader)
        reader.window.menus.format.aboutToShow.emit()
        shown = {a.text(): a.shortcut().toString() for a in reader.window.menus.format.actions()}
        assert (shown["Move paragraph up"], shown["Move paragraph down"]) == ("Alt+Up", "Alt+Down")
        before = blocks_of(reader)
        reader.press(Key.Key_Up, ALT)
        assert blocks_of(reader) == [*before[:-2], before[-1], before[-2]]

    def it_leaves_a_page_beside_the_paper_with_escape(self, reader: User) -> None:
        assert reader.start.tools
        reader.press(Key.Key_F1)
        assert reader.shown is not reader.paper
        reader.press(Key.Key_Escape)
        assert reader.shown is reader.paper
        reader.exporting()
        reader.press(Key.Key_Escape)
        assert reader.shown is reader.paper


class DescribeFinding:
    def it_comes_back_to_section_and_caret_where_nothing_was_chosen(self, reader: User) -> None:
        assert reader.start.tools
        at_the_end(reader)
        place = reader.rich(MONEY).textCursor().position()
        for key in (Key.Key_F, Key.Key_H):
            reader.press(key, CTRL)
            reader.write("archive")  # stands in the title, too
            reader.bot.wait(200)
            reader.press(Key.Key_Escape)
            assert reader.paper.here == MONEY
            assert reader.focus is reader.rich(MONEY)
            assert reader.rich(MONEY).textCursor().position() == place

    def it_stays_at_the_place_that_was_chosen(self, reader: User) -> None:
        assert reader.start.tools
        at_the_end(reader)
        reader.press(Key.Key_F, CTRL)
        reader.write("archive")
        reader.press(Key.Key_Return)
        reader.press(Key.Key_Return)
        here = reader.paper.here
        reader.press(Key.Key_Escape)
        assert reader.paper.here == here != MONEY


PICTURE = "data:image/png;base64,iVBORw0KGgo="


def copied(html: str = "") -> None:
    """Put on the clipboard a picture with words around it, or a picture alone."""
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    else:
        mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QApplication.clipboard().setMimeData(mime)


class DescribeAPicture:
    def it_is_listed_as_left_out_until_that_is_dismissed(self, reader: User) -> None:
        at_the_end(reader)
        copied()
        reader.press(Key.Key_V, CTRL)
        pane = reader.paper.findings
        reader.until(lambda: reader.sees("A picture that was pasted", pane))
        points = [point for group in what_is_left(reader.session) for point in group.points]
        (listed,) = [point for point in points if "A picture that was pasted" in point.title]
        assert listed.section == MONEY
        last = blocks_of(reader)[-1]
        assert f"after “{last[:40]}" in listed.title
        number = reader.session.numbers("decision").of(MONEY, reader.session.reading.blocks(MONEY)[-1].id)
        assert listed.place == f"Financial comments {number.rstrip('.')}"
        assert reader.sees(f"{number.rstrip('.')}  Not in the paper", pane)
        reader.rich(MONEY).moveCursor(QTextCursor.MoveOperation.Start)
        (piece,) = reader.session.paper.public.leftovers
        reader.push(f"Go to the text: {piece.text}", pane)
        assert reader.rich(MONEY).textCursor().block().text() == last
        paper = reader.session.paper.id
        reader.window.to_library()
        reader.window.open_paper(paper)
        reader.until(lambda: reader.paper.looking.looked)
        reader.until(lambda: reader.sees("A picture that was pasted", reader.paper.findings))
        reader.push(f"Dismiss: {piece.text}", reader.paper.findings)
        reader.until(lambda: not reader.sees("A picture that was pasted", reader.paper.findings))

    def it_goes_with_the_words_it_was_pasted_with_when_these_are_undone(self, reader: User) -> None:
        at_the_end(reader)
        before = blocks_of(reader)
        copied(f"<p>First.</p><p><img src='{PICTURE}'></p><p>Second.</p>")
        reader.press(Key.Key_V, CTRL)
        assert blocks_of(reader) == [*before, "First.", "Second."]
        (listed,) = reader.session.paper.public.leftovers
        assert (listed.after, listed.text) == (MONEY, "A picture that was pasted after “First.”")
        reader.press(Key.Key_Z, CTRL)
        assert blocks_of(reader) == before
        assert reader.session.paper.public.leftovers == ()
