import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desktop_app.domain.richtext import (
    Block,
    Cell,
    CrossRef,
    Footnote,
    ListItem,
    ListKind,
    Paragraph,
    Table,
    Text,
)
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.edits import Place

from .hands import Key, press, write

TEXT: tuple[Block, ...] = (
    Paragraph((Text("One"),), id="a"),
    Paragraph((Text("See "), CrossRef("c"), Text("."), Footnote("n", ())), 1, id="b"),
    ListItem((Text("item "), CrossRef("lost")), ListKind.BULLET, 1, id="c"),
    Paragraph((Text("Plain "), CrossRef("d")), numbered=False, id="d"),
    Table(((Cell((Text("in "), CrossRef("a"))),),), id="t"),
)


@pytest.fixture
def told(editor: RichTextEditor, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a screen reader is told from now on, of a text that has been opened."""
    editor.set_blocks(TEXT)
    editor.set_labels({"a": "3.1.", "b": "a)", "c": "•"})
    said: list[str] = []

    def heard(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", heard)
    return said


class DescribeWhatIsSpoken:
    def it_is_the_number_of_a_paragraph_and_what_stands_in_it(
        self, editor: RichTextEditor, told: list[str]
    ) -> None:
        editor.set_caret(Place("a", 0))
        for _ in range(4):
            press(editor, Key.Key_Down)
        assert told == [
            "3.1 a), reference to 3.1 a), first bullet, footnote 1",
            "3.1 a), first bullet, reference to a paragraph that is gone",
            "reference to a paragraph without a number",
            "reference to 3.1",
        ]

    def it_is_what_the_caret_stands_before_within_a_paragraph(
        self, editor: RichTextEditor, told: list[str]
    ) -> None:
        editor.set_caret(Place("b", 3))
        for _ in range(3):
            press(editor, Key.Key_Right)
        assert told == ["reference to 3.1 a), first bullet", "footnote 1"]

    def it_is_nothing_while_one_writes(self, editor: RichTextEditor, told: list[str]) -> None:
        editor.set_caret(Place("b", 4))
        write(editor, "also ")
        assert told == []

    def it_is_nothing_where_no_reader_listens(
        self, editor: RichTextEditor, told: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QAccessible, "isActive", lambda: False)
        editor.set_caret(Place("a", 0))
        press(editor, Key.Key_Down)
        assert told == []
