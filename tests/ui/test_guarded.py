"""One-line fields of Part 2: what is copied from them is kept by no clipboard, and warned of elsewhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.editor.clipboard import RESTRICTED
from desktop_app.ui.fields.guarded import GuardedLine, GuardedLines

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
