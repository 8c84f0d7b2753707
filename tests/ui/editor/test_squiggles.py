"""When the words in sight are looked at: at a rest of the keys, or between two of them, never at each."""

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.app.spelling import Mistake
from desktop_app.ui.editor import squiggles
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.squiggles import Squiggles

from .hands import write


def first_word(text: str, _: str) -> tuple[Mistake, ...]:
    return (Mistake(0, 3, text[:3]),) if len(text) > 3 else ()


def shown(editor: RichTextEditor) -> list[str]:
    return [mark.cursor.selectedText() for mark in editor.spelt]


@pytest.fixture
def watch(editor: RichTextEditor, monkeypatch: pytest.MonkeyPatch) -> Squiggles:
    """Watch an editor in which no rest of the keys ever comes."""
    monkeypatch.setattr(squiggles, "WAIT_MS", 60_000)
    return Squiggles(editor, first_word)


class DescribeTypingOn:
    def it_is_looked_at_between_two_keys_once_it_has_waited_long(
        self, editor: RichTextEditor, watch: Squiggles, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(squiggles, "CAP_MS", 0)
        write(editor, "teh word")
        assert shown(editor) == []
        watch.look_on()
        assert shown(editor) == ["teh"]

    def it_waits_on_until_then(
        self, editor: RichTextEditor, watch: Squiggles, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(squiggles, "CAP_MS", 60_000)
        write(editor, "teh word")
        watch.look_on()
        assert shown(editor) == []


class DescribeMoreInSight:
    def it_is_looked_at_too(
        self, editor: RichTextEditor, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
    ) -> None:
        monkeypatch.setattr(squiggles, "WAIT_MS", 1)
        Squiggles(editor, first_word)
        write(editor, "teh word")
        qtbot.waitUntil(lambda: shown(editor) == ["teh"])
        editor.spelt = []
        editor.resize(300, 300)
        qtbot.waitUntil(lambda: shown(editor) == ["teh"])
