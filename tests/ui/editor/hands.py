"""Hands on the keyboard: what the editor's tests do with it, and what they then read."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.domain.richtext import Blocks, ListItem, Paragraph, block_text
from desktop_app.ui.editor.editor import RichTextEditor

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


def texts(editor: RichTextEditor) -> list[str]:
    return [block_text(block) for block in editor.blocks()]


def press(editor: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(editor, key, held)


def write(editor: RichTextEditor, words: str) -> None:
    for number, part in enumerate(words.split("\n")):
        if number:
            press(editor, Key.Key_Return)
        QTest.keyClicks(editor, part)


def levels(blocks: Blocks) -> list[int]:
    return [block.level for block in blocks if isinstance(block, Paragraph | ListItem)]
