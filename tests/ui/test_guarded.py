"""One-line fields of Part 2: what is copied from them is kept by no clipboard, and warned of elsewhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.richtext import Footnote, Paragraph, Text
from desktop_app.ui.editor.clipboard import RESTRICTED
from desktop_app.ui.editor.panel import EditorPanel
from desktop_app.ui.fields.guarded import GuardedLine, GuardedLines, guard

CTRL = Qt.KeyboardModifier.ControlModifier
HISTORY = 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"'


def held() -> QMimeData:
    mime = QApplication.clipboard().mimeData()
    assert mime is not None
    return mime


@pytest.fixture
def line(qtbot: QtBot) -> GuardedLine:
    made = GuardedLine()
    qtbot.addWidget(made)
    made.restricted = True
    made.setText("Halden bid most")
    made.selectAll()
    return made


def by_menu(line: GuardedLine, name: str) -> None:
    next(action for action in line.menu().actions() if action.objectName() == name).trigger()


class DescribePastingIntoALine:
    @pytest.mark.parametrize("held_keys", [CTRL, CTRL | Qt.KeyboardModifier.ShiftModifier])
    def it_takes_the_words_as_one_line(self, line: GuardedLine, held_keys: Qt.KeyboardModifier) -> None:
        QApplication.clipboard().setText("One\ntwo\tthree\n")
        told: list[str] = []
        line.textEdited.connect(told.append)
        QTest.keyClick(line, Qt.Key.Key_V, held_keys)
        assert line.text() == "One two three"
        assert told == ["One two three"]

    def it_keeps_its_lines_where_there_may_be_several(self, qtbot: QtBot) -> None:
        QApplication.clipboard().setText("One\ntwo")
        lines = GuardedLines()
        qtbot.addWidget(lines)
        QTest.keyClick(lines, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert lines.toPlainText() == "One\ntwo"


class DescribeALineOfPart2:
    @pytest.mark.parametrize(
        "copy",
        [
            lambda line: QTest.keyClick(line, Qt.Key.Key_C, CTRL),
            lambda line: QTest.keyClick(line, Qt.Key.Key_X, CTRL),
            lambda line: line.copy(),
            lambda line: by_menu(line, "edit-copy"),
            lambda line: by_menu(line, "edit-cut"),
        ],
        ids=["key", "cut key", "edit menu", "own menu", "cut in own menu"],
    )
    def it_is_kept_by_no_history(self, line: GuardedLine, copy: Callable[[GuardedLine], None]) -> None:
        QApplication.clipboard().clear()
        copy(line)
        assert held().text() == "Halden bid most"
        assert bytes(held().data(HISTORY).data()) == bytes(4)
        assert held().hasFormat(RESTRICTED)

    def it_is_cut_as_typing_is_taken_out(self, line: GuardedLine) -> None:
        told: list[str] = []
        line.textEdited.connect(told.append)
        QTest.keyClick(line, Qt.Key.Key_X, CTRL)
        assert line.text() == ""
        assert told == [""]

    def it_is_told_when_it_is_pasted_where_it_is_public(self, line: GuardedLine, qtbot: QtBot) -> None:
        line.copy()
        public = GuardedLine()
        qtbot.addWidget(public)
        told: list[bool] = []
        public.restricted_pasted.connect(lambda: told.append(True))
        QTest.keyClick(public, Qt.Key.Key_V, CTRL)
        by_menu(public, "edit-paste")
        assert public.text() == "Halden bid most" * 2
        assert told == [True, True]

    def it_is_pasted_among_its_like_without_a_word(self, line: GuardedLine) -> None:
        told: list[bool] = []
        line.restricted_pasted.connect(lambda: told.append(True))
        line.copy()
        line.paste()
        assert told == []


class DescribeLinesOfPart2:
    def it_is_the_same_with_several_lines(self, qtbot: QtBot) -> None:
        lines, public = GuardedLines(), GuardedLines()
        qtbot.addWidget(lines)
        qtbot.addWidget(public)
        lines.restricted = True
        lines.setPlainText("Halden\nbid most")
        lines.selectAll()
        lines.copy()
        assert bytes(held().data(HISTORY).data()) == bytes(4)
        told: list[bool] = []
        public.restricted_pasted.connect(lambda: told.append(True))
        public.paste()
        assert told == [True]


class DescribePublicLines:
    def it_marks_nothing(self, line: GuardedLine) -> None:
        line.restricted = False
        QTest.keyClick(line, Qt.Key.Key_C, CTRL)
        assert held().text() == "Halden bid most"
        assert not held().hasFormat(HISTORY)


class DescribeLinesThatWriteInATextOfPart2:
    @pytest.fixture
    def panel(self, qtbot: QtBot) -> EditorPanel:
        made = EditorPanel("part2.facts", "Facts")
        qtbot.addWidget(made)
        noted = Paragraph((Text("A bid"), Footnote("n", (Text("Halden bid most"),))), id="a")
        made.notes.show_notes((noted,), 1)
        made.table_row.caption.setText("Halden bid most")
        made.link_row.address.setText("Halden bid most")
        return made

    @pytest.mark.parametrize("restricted", [True, False])
    def it_marks_footnotes_captions_and_links_as_the_text_is(
        self, panel: EditorPanel, restricted: bool
    ) -> None:
        panel.editor.restricted = restricted
        lines = panel.findChildren(GuardedLine)
        assert len(lines) == 3
        for line in lines:
            QApplication.clipboard().clear()
            line.selectAll()
            QTest.keyClick(line, Qt.Key.Key_C, CTRL)
            assert held().text() == "Halden bid most"
            assert held().hasFormat(RESTRICTED) is held().hasFormat(HISTORY) is restricted

    def it_warns_of_a_paste_into_public_ones_once(self, panel: EditorPanel, line: GuardedLine) -> None:
        told: list[bool] = []
        panel.editor.restricted_pasted.connect(lambda: told.append(True))
        guard(panel, lambda: told.append(True), restricted=False)
        line.copy()
        for each in panel.findChildren(GuardedLine):
            each.paste()
        assert told == [True] * 3
