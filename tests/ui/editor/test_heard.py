"""What a screen reader is told where the caret comes to: numbers, cells, references, misspelt words."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from desktop_app.domain.richtext import (
    Cell,
    CrossRef,
    Footnote,
    Inline,
    ListItem,
    ListKind,
    Paragraph,
    Table,
    Text,
)
from desktop_app.ui.editor.edits import Place, cell_offset
from desktop_app.ui.editor.marks import Tone, selection
from desktop_app.ui.editor.panel import EditorPanel

from .hands import Key, press


@pytest.fixture(autouse=True)
def a_screen_reader() -> Iterator[None]:
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


def at(panel: EditorPanel, qtbot: QtBot, place: Place) -> str:
    """Put the caret at a place, and return what is then said."""
    with qtbot.waitSignal(panel.heard.told, timeout=60_000) as told:
        panel.editor.set_caret(place)
    return str(told.args[0]) if told.args else ""


def cell(words: str) -> Cell:
    return Cell((Text(words),))


def paragraph(id_: str, *runs: Inline, level: int = 0) -> Paragraph:
    return Paragraph((Text("words"), *runs), level, id=id_)


class DescribeTheCaret:
    def it_is_told_which_paragraph_item_or_bullet_it_is_in(self, panel: EditorPanel, qtbot: QtBot) -> None:
        panel.editor.set_labels({"a": "3.1.", "b": "a)", "c": "(i)", "d": "•"})
        panel.editor.set_blocks((
            paragraph("a"), paragraph("b", level=1), ListItem((Text("x"),), ListKind.LETTER, id="c"),
            ListItem((Text("y"),), ListKind.BULLET, id="d"), Paragraph((Text("z"),), numbered=False, id="e"),
        ))  # fmt: skip
        said = [at(panel, qtbot, Place(block, 0)) for block in ("b", "a", "c", "d", "e")]
        assert said == [
            "Paragraph a), level 2", "Paragraph 3.1", "Item (i)", "Bullet", "Paragraph without a number",
        ]  # fmt: skip

    def it_is_told_that_a_paragraph_has_been_put_deeper(self, panel: EditorPanel, qtbot: QtBot) -> None:
        panel.editor.set_blocks((paragraph("a"), paragraph("b")))
        at(panel, qtbot, Place("b", 0))
        with qtbot.waitSignal(panel.heard.told, timeout=60_000) as told:
            press(panel.editor, Key.Key_Tab)
        assert told.args == ["Paragraph 3.2, level 2"]

    def it_is_told_row_column_and_what_heads_it(self, panel: EditorPanel, qtbot: QtBot) -> None:
        rows = ((cell(""), cell("2022/23")), (cell("Service"), cell("£5")), (cell("Total"), cell("£5")))
        table = Table(rows, caption="Cost by year", total=True, id="t")
        panel.editor.set_blocks((paragraph("a"), table))
        at(panel, qtbot, Place("t", cell_offset(table, 1, 0)))
        with qtbot.waitSignal(panel.heard.told, timeout=60_000) as told:
            press(panel.editor, Key.Key_Tab)
        assert told.args == ["Table Cost by year: row 2 of 3, column 2 of 2, 2022/23"]
        assert "row 3 of 3, total, column 1 of 2" in at(panel, qtbot, Place("t", cell_offset(table, 2, 0)))

    def it_is_told_the_words_of_a_reference_and_the_number_of_a_footnote(
        self, panel: EditorPanel, qtbot: QtBot
    ) -> None:
        panel.editor.set_blocks(
            (paragraph("a", CrossRef("b"), Text(" and on"), Footnote("n", (Text("Why"),))), paragraph("b"))
        )
        at(panel, qtbot, Place("b", 0))
        assert at(panel, qtbot, Place("a", 5)).endswith("Reference: 3.2")
        assert at(panel, qtbot, Place("a", 13)) == "Footnote 1"

    def it_is_told_of_a_misspelt_word(self, panel: EditorPanel, qtbot: QtBot) -> None:
        panel.editor.set_blocks((Paragraph((Text("It is seperate"),), id="a"), paragraph("b")))
        at(panel, qtbot, Place("b", 0))
        panel.editor.spelt = [
            selection(panel.editor.document(), 6, 14, Tone.SPELLING, panel.editor.formats.look)
        ]
        assert at(panel, qtbot, Place("a", 8)) == "Paragraph 3.1. Misspelt: seperate"

    def it_is_told_nothing_twice(self, panel: EditorPanel, qtbot: QtBot) -> None:
        panel.editor.set_blocks((paragraph("a"), paragraph("b")))
        at(panel, qtbot, Place("b", 0))
        heard: list[str] = []
        panel.heard.told.connect(heard.append)
        panel.editor.set_caret(Place("b", 2))
        assert at(panel, qtbot, Place("a", 0)) == "Paragraph 3.1"
        assert heard == ["Paragraph 3.1"]
