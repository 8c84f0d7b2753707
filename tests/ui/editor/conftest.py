"""What the editor's tests share: an editor on screen."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.panel import EditorPanel


def _show(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()


@pytest.fixture
def editor(qtbot: QtBot) -> RichTextEditor:
    widget = RichTextEditor("decision.facts")
    _show(widget, qtbot)
    return widget


@pytest.fixture
def panel(qtbot: QtBot) -> EditorPanel:
    widget = EditorPanel("decision.facts", "Facts")
    widget.editor.set_labels(lambda blocks: {block.id: f"3.{n}." for n, block in enumerate(blocks, 1)})
    _show(widget, qtbot)
    return widget
