"""What is mended as it is typed, by real keys."""

import pytest

from desktop_app.domain.richtext import ListItem, ListKind, Paragraph
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.panel import EditorPanel

from .hands import Key, press, texts, write


class DescribeQuotationMarks:
    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ('The "SEG" service', "The “SEG” service"),
            ("Mayor's ('the Office')", "Mayor’s (‘the Office’)"),
            ('a 6" pipe', 'a 6" pipe'),
            ('"Plan 2025" of the 1990\'s', "“Plan 2025” of the 1990’s"),
            ('"One"\n"Two"', "“One”\n“Two”"),
        ],
    )
    def it_makes_them_curly(self, editor: RichTextEditor, typed: str, written: str) -> None:
        write(editor, typed)
        assert texts(editor) == written.split("\n")

    def it_opens_one_in_a_cell(self, editor: RichTextEditor) -> None:
        editor.commands["table"].trigger()
        write(editor, '"a"')
        press(editor, Key.Key_Tab)
        write(editor, '"b"')
        assert texts(editor)[0].startswith("“a”\t“b”")


class DescribeSignsOfLists:
    @pytest.mark.parametrize(
        ("typed", "kind"), [("- ", ListKind.BULLET), ("* ", ListKind.BULLET), ("1. ", ListKind.NUMBER)]
    )
    def it_begins_a_list(self, editor: RichTextEditor, typed: str, kind: ListKind) -> None:
        editor.set_labels({})
        write(editor, f"{typed}Boats")
        (block,) = editor.blocks()
        assert isinstance(block, ListItem)
        assert (block.kind, texts(editor)) == (kind, ["Boats"])

    def it_goes_a_level_down_where_levels_are_lettered(self, panel: EditorPanel) -> None:
        write(panel.editor, "They are:\n(a) old")
        _, second = panel.editor.blocks()
        assert isinstance(second, Paragraph)
        assert (second.level, texts(panel.editor)) == (1, ["They are:", "old"])

    def it_drops_the_number_that_a_paragraph_has_by_itself(self, panel: EditorPanel) -> None:
        write(panel.editor, "3.1 One\n3.2. Two\n3.7 million")
        assert texts(panel.editor) == ["One", "Two", "3.7 million"]

    @pytest.mark.parametrize("typed", ["2 boats", "a boat", "It is - well - old", "-5 degrees", "e.g. boats"])
    def it_leaves_other_beginnings_alone(self, panel: EditorPanel, typed: str) -> None:
        write(panel.editor, typed)
        assert texts(panel.editor) == [typed]
