"""Copy and paste in the editor."""

import json

import pytest
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.richtext import (
    Blocks,
    Cell,
    CrossRef,
    Footnote,
    ListItem,
    Paragraph,
    SubHeading,
    Table,
    Text,
    block_text,
)
from desktop_app.ui.editor.clipboard import OWN
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.edits import Place

from .hands import CTRL, SHIFT, Key, press, texts, write

TEXT: Blocks = (
    Paragraph((Text("One "), Text("bold", bold=True), Footnote("n", (Text("note"),))), id="a"),
    ListItem((Text("item"),), level=1, id="b"),
    Table(((Cell((Text("x"),)), Cell((Text("y"),))),), caption="T", id="c"),
    Paragraph((Text("Last"),), id="d"),
)


def html(words: str) -> QMimeData:
    mime = QMimeData()
    mime.setHtml(words)
    mime.setText("plain words")
    return mime


def grid(*rows: str) -> Table:
    return Table(tuple(tuple(Cell((Text(word),)) for word in row.split()) for row in rows), id="t")


def without_ids(blocks: Blocks) -> list[tuple[type, str]]:
    return [(type(block), block_text(block)) for block in blocks]


class DescribeCopying:
    def it_copies_all_without_loss_under_new_ids(self, editor: RichTextEditor) -> None:
        editor.set_blocks(TEXT)
        press(editor, Key.Key_A, CTRL)
        press(editor, Key.Key_C, CTRL)
        press(editor, Key.Key_End, CTRL)
        press(editor, Key.Key_V, CTRL)
        now = editor.blocks()
        assert now[:4] == TEXT
        assert without_ids(now[4:]) == without_ids(TEXT)
        assert len({block.id for block in now}) == 8

    def it_gives_other_programs_the_numbers_too(self, editor: RichTextEditor) -> None:
        editor.set_blocks(TEXT)
        editor.set_labels({"a": "3.1.", "b": "•", "d": "3.2."})
        press(editor, Key.Key_A, CTRL)
        mime = editor.createMimeDataFromSelection()
        assert mime.text() == "3.1.\tOne bold\n•\titem\nx\ty\n3.2.\tLast"
        assert "<p>3.1.&emsp;One <b>bold</b></p>" in mime.html()

    def it_gives_other_programs_references_as_they_read(self, editor: RichTextEditor) -> None:
        sub = Paragraph((Text("See "), CrossRef("b"), Text(" and "), CrossRef("far"), Text(".")), 1, id="b")
        editor.set_blocks((Paragraph((Text("One"),), id="a"), sub))
        editor.set_labels({"a": "3.1.", "b": "a)"})
        editor.set_elsewhere(1, {"far": "2.4"})
        press(editor, Key.Key_A, CTRL)
        mime = editor.createMimeDataFromSelection()
        assert mime.text() == "3.1.\tOne\na)\tSee 3.1 a) and 2.4."
        assert "See 3.1 a) and 2.4." in mime.html()

    def it_copies_words_of_one_paragraph_as_words(self, editor: RichTextEditor) -> None:
        editor.set_blocks(TEXT)
        editor.set_caret(Place("a", 8))
        for _ in range(4):
            press(editor, Key.Key_Left, SHIFT)
        press(editor, Key.Key_X, CTRL)
        editor.set_caret(Place("d", 4))
        press(editor, Key.Key_V, CTRL)
        assert editor.blocks()[3] == Paragraph((Text("Last"), Text("bold", bold=True)), id="d")
        assert texts(editor)[0] == "One \ufffc"


class DescribePasting:
    def it_pastes_what_html_says(self, editor: RichTextEditor) -> None:
        write(editor, "before")
        editor.insertFromMimeData(html("<p>a <b>b</b></p><ul><li>c</li></ul>"))
        write(editor, "!")
        assert texts(editor) == ["before", "a b", "c!"]

    def it_parts_the_paragraph_it_is_pasted_into(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("abcdef"),), id="a"),))
        editor.set_caret(Place("a", 4))
        editor.insertFromMimeData(html("<p>x</p><p>y</p>"))
        assert texts(editor) == ["abcd", "x", "y", "ef"]
        assert editor.blocks()[0].id == "a"

    def it_replaces_what_is_selected(self, editor: RichTextEditor) -> None:
        write(editor, "one")
        press(editor, Key.Key_A, CTRL)
        editor.insertFromMimeData(html("<span>two</span>"))
        assert texts(editor) == ["two"]

    def it_keeps_to_the_cell_in_a_table(self, editor: RichTextEditor) -> None:
        editor.set_blocks(TEXT)
        editor.set_caret(Place("c", 1))
        editor.insertFromMimeData(html("<p>1</p><table><tr><td>2</td><td>3</td></tr></table>"))
        table = editor.blocks()[2]
        assert block_text(table) == "x1\n2 3\ty"

    def it_pastes_beside_a_table(self, editor: RichTextEditor) -> None:
        editor.set_blocks((TEXT[2],))
        press(editor, Key.Key_End, CTRL)
        editor.insertFromMimeData(html("<p>after</p>"))
        assert texts(editor) == ["x\ty", "after"]

    def it_pastes_words_alone(self, editor: RichTextEditor) -> None:
        QApplication.clipboard().setMimeData(html("<p><b>heavy</b></p>"))
        press(editor, Key.Key_V, CTRL | SHIFT)
        QApplication.clipboard().clear()
        (block,) = editor.blocks()
        assert block == Paragraph((Text("plain words"),), id=block.id)

    @pytest.mark.parametrize(
        ("words", "after"),
        [
            ("x\ny", ["item x", "ymore"]),
            ("x\ny\n", ["item x", "y", "more"]),
            ("x", ["item xmore"]),
            ("• x\n• y", ["item ", "x", "ymore"]),
        ],
    )
    def it_pastes_lines_into_a_list_as_items_of_it(
        self, editor: RichTextEditor, words: str, after: list[str]
    ) -> None:
        QApplication.clipboard().setText(words)
        editor.set_blocks((ListItem((Text("item gone"), Text("more", bold=True)), level=1, id="i"),))
        editor.set_caret(Place("i", len("item ")))
        for _ in "gone":
            press(editor, Key.Key_Right, SHIFT)
        press(editor, Key.Key_V, CTRL | SHIFT)
        assert texts(editor) == after
        assert all(isinstance(block, ListItem) for block in editor.blocks())
        assert editor.blocks()[0].id == "i"

    @pytest.mark.parametrize(
        ("counts", "kinds"),
        [
            (True, [(Paragraph, 0), (Paragraph, 1), (ListItem, 1), (Paragraph, 0), (ListItem, 0)]),
            (False, [(ListItem, 0), (ListItem, 1), (ListItem, 1), (ListItem, 0), (ListItem, 0)]),
        ],
    )
    def it_takes_a_numbered_list_for_paragraphs_where_these_are_numbered_so(
        self, editor: RichTextEditor, counts: bool, kinds: list[tuple[type, int]]
    ) -> None:
        editor.counts = counts
        deeper = "<ol type=a><li>b</li></ol><ul><li>c</li></ul>"
        editor.insertFromMimeData(html(f"<ol><li>a{deeper}</li><li>d</li></ol><ol type=a><li>e</li></ol>"))
        assert [
            (type(block), block.level) for block in editor.blocks() if isinstance(block, Paragraph | ListItem)
        ] == kinds

    def it_pastes_lines_after_a_sub_heading_as_paragraphs(self, editor: RichTextEditor) -> None:
        QApplication.clipboard().setText("x\ny")
        editor.set_blocks((SubHeading((Text("Head "),), id="h"),))
        editor.set_caret(Place("h", 5))
        press(editor, Key.Key_V, CTRL)
        assert without_ids(editor.blocks()) == [(SubHeading, "Head x"), (Paragraph, "y")]

    def it_falls_back_where_its_own_form_is_broken(self, editor: RichTextEditor) -> None:
        mime = html("<p>good</p>")
        mime.setData(OWN, QByteArray(json.dumps({"blocks": [{"type": "spaceship"}]}).encode()))
        editor.insertFromMimeData(mime)
        assert texts(editor) == ["good"]


class DescribeTextOfPart2:
    @pytest.fixture
    def restricted(self, editor: RichTextEditor) -> RichTextEditor:
        editor.restricted = True
        editor.set_blocks((Paragraph((Text("Halden bid most."),)),))
        editor.selectAll()
        return editor

    def it_is_kept_by_no_history_and_no_cloud(self, restricted: RichTextEditor) -> None:
        mime = restricted.createMimeDataFromSelection()
        value = 'application/x-qt-windows-mime;value="{}"'
        assert mime.hasFormat(value.format("ExcludeClipboardContentFromMonitorProcessing"))
        for name in ("CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"):
            assert bytes(mime.data(value.format(name)).data()) == bytes(4)

    def it_is_told_when_it_is_pasted_into_text_that_is_public(self, restricted: RichTextEditor) -> None:
        mime = restricted.createMimeDataFromSelection()
        told: list[bool] = []
        restricted.restricted_pasted.connect(lambda: told.append(True))
        restricted.insertFromMimeData(mime)
        assert told == []
        restricted.restricted = False
        restricted.insertFromMimeData(mime)
        assert told == [True]

    def it_is_marked_nowhere_else(self, restricted: RichTextEditor) -> None:
        restricted.restricted = False
        assert not any("windows" in name for name in restricted.createMimeDataFromSelection().formats())


class DescribePictures:
    def it_says_of_one_among_words_that_it_was_left_out(self, editor: RichTextEditor, qtbot: QtBot) -> None:
        with qtbot.waitSignal(editor.left_out) as told:
            editor.insertFromMimeData(html('<p>Before <img src="a.png"> after</p>'))
        assert told.args is not None
        assert "Left out of what was pasted: pictures." in told.args[0]
        assert texts(editor) == ["Before after"]

    def it_says_of_one_alone_that_it_was_left_out(self, editor: RichTextEditor, qtbot: QtBot) -> None:
        write(editor, "words")
        mime = QMimeData()
        mime.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
        assert editor.canInsertFromMimeData(mime)
        with qtbot.waitSignal(editor.left_out):
            editor.insertFromMimeData(mime)
        assert texts(editor) == ["words"]

    def it_says_nothing_where_nothing_is_left_out(self, editor: RichTextEditor, qtbot: QtBot) -> None:
        with qtbot.assertNotEmitted(editor.left_out):
            editor.insertFromMimeData(html("<p>Words</p>"))


_SHEET = "<table><tr><td>x</td><td>y</td></tr><tr><td>u</td><td>v</td></tr></table>"


class DescribeCellsPastedIntoATable:
    @pytest.mark.parametrize("plain", [False, True])
    def it_fills_the_cells_from_that_of_the_caret_on(self, editor: RichTextEditor, plain: bool) -> None:
        mime = html(_SHEET)
        mime.setText("x\ty\nu\tv\n")
        QApplication.clipboard().setMimeData(mime)
        editor.set_blocks((grid("a b", "c d"),))
        editor.set_caret(Place("t", len("a\tb\n")))
        press(editor, Key.Key_V, CTRL | SHIFT if plain else CTRL)
        assert texts(editor) == ["a\tb\nx\ty\nu\tv"]
        assert editor.place() == Place("t", len("a\tb\nx\ty\nu\tv"))

    def it_begins_at_the_first_of_the_cells_selected(self, editor: RichTextEditor) -> None:
        QApplication.clipboard().setMimeData(html(_SHEET))
        editor.set_blocks((grid("a b", "c d"),))
        editor.set_caret(Place("t", len("a\tb\nc\t")))
        press(editor, Key.Key_Left, SHIFT)
        press(editor, Key.Key_Left, SHIFT)
        press(editor, Key.Key_Up, SHIFT)
        press(editor, Key.Key_V, CTRL)
        assert texts(editor) == ["x\ty\nu\tv"]

    def it_takes_cells_of_its_own_in_the_same_way(self, editor: RichTextEditor) -> None:
        editor.set_blocks((grid("a b", "c d"),))
        editor.set_caret(Place("t", 0))
        press(editor, Key.Key_Right, SHIFT)
        press(editor, Key.Key_Right, SHIFT)
        press(editor, Key.Key_C, CTRL)
        editor.set_caret(Place("t", len("a\tb\n")))
        press(editor, Key.Key_V, CTRL)
        assert texts(editor) == ["a\tb\na\tb"]

    def it_takes_lines_of_unequal_length_as_words(self, editor: RichTextEditor) -> None:
        QApplication.clipboard().setText("x\ty\nz")
        editor.set_blocks((grid("a b"),))
        editor.set_caret(Place("t", 1))
        press(editor, Key.Key_V, CTRL)
        assert len(editor.blocks()) == 1
        assert texts(editor)[0].endswith("\tb")
