"""What happens between a key and its painting: nothing is read, numbered or shown anew that can wait."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.richtext import (
    Blocks,
    Cell,
    Footnote,
    Paragraph,
    SubHeading,
    Table,
    Text,
    block_text,
)
from desktop_app.ui.editor import live as live_module
from desktop_app.ui.editor.edits import Place
from desktop_app.ui.editor.formats import Kind
from desktop_app.ui.editor.live import LiveBlocks
from desktop_app.ui.editor.mapping import fill
from desktop_app.ui.editor.panel import EditorPanel
from desktop_app.ui.editor.places import place_at
from desktop_app.ui.editor.view import same_insets

from .hands import CTRL, Key, press, write
from .strategies import blocks
from .test_live import edit, edits

often = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = tuple(Paragraph((Text(f"Line {n}."),), id=f"b{n}") for n in range(60))
TABLE = Table(tuple((Cell((Text(f"{row}"),)), Cell((Text("7"),))) for row in range(3)), 1, id="t")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Give the list of what is read of live documents, growing as it is."""
    found: list[object] = []
    for name in ("read_line", "read_table"):
        real = getattr(live_module, name)
        monkeypatch.setattr(
            live_module, name, lambda *given, real=real: (found.append(real), real(*given))[1]
        )
    return found


def asked(panel: EditorPanel) -> list[Blocks]:
    """Return a list that grows whenever the panel's editor has its numbers worked out."""
    found: list[Blocks] = []

    def label(text: Blocks) -> dict[str, str]:
        found.append(text)
        return {block.id: f"1.{n}." for n, block in enumerate(text, 1)}

    panel.editor.set_labels(label)
    panel.editor.viewport().repaint()
    return found


class DescribeALetter:
    @pytest.mark.parametrize("where", ["b0", "b30", "b59"])
    def it_is_painted_before_any_paragraph_is_read_or_numbered(
        self, panel: EditorPanel, read: list[object], where: str
    ) -> None:
        panel.editor.set_blocks(LONG)
        numbered = asked(panel)
        panel.editor.set_caret(Place(where, 4))
        panel.editor.viewport().repaint()
        read.clear()
        numbered.clear()
        for letter in "typed":
            write(panel.editor, letter)
            panel.editor.viewport().repaint()
            assert panel.editor.caret().block == where
        assert (read, numbered) == ([], [])
        assert block_text(panel.editor.blocks()[int(where[1:])]) == f"Linetyped {where[1:]}."

    def it_is_painted_before_the_table_it_stands_in_is_read(
        self, panel: EditorPanel, read: list[object]
    ) -> None:
        panel.editor.set_blocks((*LONG, TABLE))
        asked(panel)
        panel.editor.set_caret(Place("t", 0))
        panel.editor.viewport().repaint()
        read.clear()
        write(panel.editor, "ab")
        panel.editor.viewport().repaint()
        assert read == []
        table = panel.editor.blocks()[-1]
        assert isinstance(table, Table)
        assert table.rows[0][0] == Cell((Text("ab0"),))

    def it_has_the_numbers_worked_out_again_where_it_begins_a_paragraph(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks(LONG)
        numbered = asked(panel)
        panel.editor.set_caret(Place("b3", 4))
        numbered.clear()
        press(panel.editor, Key.Key_Return)
        write(panel.editor, "new")
        panel.editor.viewport().repaint()
        assert len(numbered[-1]) == len(LONG) + 1

    def it_has_them_worked_out_again_once_the_kind_is_another(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks(LONG)
        numbered = asked(panel)
        write(panel.editor, "x")
        numbered.clear()
        panel.editor.set_kind(Kind.PLAIN)
        panel.editor.viewport().repaint()
        assert [block.numbered for block in numbered[-1] if isinstance(block, Paragraph)].count(False) == 1

    def it_takes_a_footnote_from_its_list_when_it_writes_over_the_mark(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks((Paragraph((Text("a"), Footnote("n", (Text("x"),))), id="a"),))
        panel.editor.set_caret(Place("a", 1))
        write(panel.editor, "b")
        cursor = panel.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        panel.editor.setTextCursor(cursor)
        write(panel.editor, "c")
        assert not panel.notes.isVisible()

    def it_leaves_the_tools_alone_while_nothing_else_holds_at_the_caret(
        self, panel: EditorPanel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(panel.editor, "a")
        shown: list[object] = []
        monkeypatch.setattr(panel, "_show_look", lambda *what: shown.append(what))
        write(panel.editor, "bcd")
        assert shown == []

    def it_is_painted_alone(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks(LONG)
        QApplication.processEvents()
        below = Painted(panel)
        within = Painted(panel.editor.viewport())
        write(panel.editor, "a")
        while not within.count:
            QApplication.processEvents()
        assert below.count == 0

    def it_stands_on_the_ground_of_its_theme(self, panel: EditorPanel) -> None:
        panel.setStyleSheet("QTextEdit { background: #123456; }")
        palette = panel.editor.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor("#123456"))
        panel.editor.setPalette(palette)
        image = panel.editor.viewport().grab().toImage()
        assert image.pixelColor(image.width() - 2, image.height() - 2) == QColor("#123456")

    def it_leaves_the_look_of_what_follows_to_the_tools(self, panel: EditorPanel) -> None:
        write(panel.editor, "ab")
        press(panel.editor, Key.Key_B, CTRL)
        write(panel.editor, "c")
        press(panel.editor, Key.Key_B, CTRL)
        write(panel.editor, "d")
        panel.editor.set_kind(Kind.HEADING)
        write(panel.editor, "e")
        (block,) = panel.editor.blocks()
        assert block == SubHeading((Text("ab"), Text("c", bold=True), Text("de")), id=block.id)
        assert panel.editor.commands["heading"].isChecked()


class Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


@pytest.mark.usefixtures("qapp")
class DescribeWordsOnly:
    @often
    @given(blocks, edits)
    def it_is_said_only_where_no_number_and_no_inset_can_be_another(
        self, text: Blocks, changes: list[tuple[str, int]]
    ) -> None:
        document = QTextDocument()
        live = LiveBlocks(document)
        fill(document, text)
        before = live.blocks()
        live.words_only()
        surely = True
        for what, where in changes:
            edit(document, what, where)
            surely = live.words_only() and surely
        after = live.blocks()
        assert not surely or same_insets(before, after)

    @often
    @given(blocks, edits, st.integers(0, 400))
    def it_knows_whose_place_it_is_without_reading(
        self, text: Blocks, changes: list[tuple[str, int]], where: int
    ) -> None:
        document = QTextDocument()
        live = LiveBlocks(document)
        fill(document, text)
        live.blocks()
        for what, at in changes:
            edit(document, what, at)
        cursor = QTextCursor(document)
        cursor.setPosition(where % document.characterCount())
        quick = place_at(live, cursor)
        live.forget()
        assert quick == place_at(live, cursor)
