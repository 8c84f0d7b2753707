"""Reading a live document piece by piece."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from desktop_app.domain.richtext import Blocks, ListItem, Paragraph, Text, block_text
from desktop_app.ui.editor import live as live_module
from desktop_app.ui.editor.edits import Place
from desktop_app.ui.editor.live import LiveBlocks
from desktop_app.ui.editor.mapping import fill, read, read_line
from desktop_app.ui.editor.places import code_points, place_at, position_of, utf16_units
from desktop_app.ui.editor.view import same_outline

from .strategies import blocks

pytestmark = pytest.mark.usefixtures("qapp")
often = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
edits = st.lists(
    st.tuples(st.sampled_from(["type", "enter", "back", "delete", "cut", "bold"]), st.integers(0, 400)),
    max_size=8,
)


def edit(document: QTextDocument, what: str, where: int) -> None:
    cursor = QTextCursor(document)
    cursor.setPosition(where % document.characterCount())
    match what:
        case "type":
            cursor.insertText("x")
        case "enter":
            cursor.insertBlock()
        case "back":
            cursor.deletePreviousChar()
        case "delete":
            cursor.deleteChar()
        case _:
            cursor.setPosition((where * 7) % document.characterCount(), QTextCursor.MoveMode.KeepAnchor)
            form = cursor.charFormat()
            form.setFontItalic(True)
            cursor.removeSelectedText() if what == "cut" else cursor.mergeCharFormat(form)


class DescribeLiveBlocks:
    @often
    @given(blocks, edits)
    def it_reads_what_a_whole_reading_reads(self, text: Blocks, changes: list[tuple[str, int]]) -> None:
        document = QTextDocument()
        live = LiveBlocks(document)
        fill(document, text)
        assert live.blocks() == text
        for what, where in changes:
            edit(document, what, where)
            assert live.blocks() == read(document)

    def it_reads_only_the_line_that_was_touched(self) -> None:
        document = QTextDocument()
        live = LiveBlocks(document)
        fill(document, (Paragraph((Text("one"),)), Paragraph((Text("two"),))))
        before = live.blocks()
        edit(document, "type", 6)
        after = live.blocks()
        assert after[0] is before[0]
        assert after[1] == Paragraph((Text("twxo"),), id=before[1].id)

    def it_says_where_a_block_stands(self) -> None:
        document = QTextDocument()
        live = LiveBlocks(document)
        fill(document, (Paragraph((), id="a"), Paragraph((), id="b")))
        assert [live.line_of(id_) for id_ in ("a", "b", "c")] == [0, 1, -1]


class DescribePlaces:
    def it_counts_code_points_where_qt_counts_units(self) -> None:
        assert code_points("a👩b", 3) == 2
        assert utf16_units("a👩b", 2) == 3

    @often
    @given(blocks)
    def it_finds_every_place_again(self, text: Blocks) -> None:
        document = QTextDocument()
        live = LiveBlocks(document)
        fill(document, text)
        cursor = QTextCursor(document)
        while True:
            place = place_at(live, cursor)
            if place != Place():
                assert position_of(document, live, place) == cursor.position()
            if not cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
                break


class DescribeOutline:
    def it_is_the_same_where_only_words_differ(self) -> None:
        one = (Paragraph((Text("a"),), id="a"), ListItem((Text("b"),), id="b"))
        assert same_outline(one, (Paragraph((Text("x"),), id="a"), one[1]))

    @pytest.mark.parametrize(
        "other",
        [
            Paragraph((Text("a"),), 1, id="a"),
            Paragraph((Text("a"),), numbered=False, id="a"),
            Paragraph((Text("a"),), id="c"),
            ListItem((Text("a"),), id="a"),
        ],
    )
    def it_is_another_where_a_number_may_be(self, other: Paragraph | ListItem) -> None:
        assert not same_outline((Paragraph((Text("a"),), id="a"),), (other,))


class DescribeTypingInALongText:
    def it_reads_the_line_typed_in_and_no_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        document = QTextDocument()
        fill(document, tuple(Paragraph((Text(f"Line {n}."),)) for n in range(200)))
        live = LiveBlocks(document)
        before = live.blocks()
        read: list[int] = []

        def reading(line: QTextBlock) -> object:
            read.append(line.blockNumber())
            return read_line(line)

        monkeypatch.setattr(live_module, "read_line", reading)
        cursor = QTextCursor(document.findBlockByNumber(50))
        cursor.insertText("New. ")
        after = live.blocks()
        assert set(read) == {50}
        assert block_text(after[50]) == "New. Line 50."
        assert [n for n in range(200) if before[n] is not after[n]] == [50]
