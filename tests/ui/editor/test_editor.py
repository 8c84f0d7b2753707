"""The rich-text editor, by real keys."""

import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QRect, QUrl
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.numbering import Counter
from desktop_app.domain.richtext import (
    Blocks,
    CrossRef,
    Footnote,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Text,
)
from desktop_app.domain.scheme import Scheme
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.edits import Place
from desktop_app.ui.editor.formats import Kind
from desktop_app.ui.editor.look import laid_out_for
from desktop_app.ui.editor.marks import Mark
from desktop_app.ui.editor.view import inset_words

from .hands import ALT, CTRL, SHIFT, Key, levels, press, texts, write


class DescribeTyping:
    def it_writes_paragraphs(self, editor: RichTextEditor) -> None:
        write(editor, "One\nTwo")
        assert texts(editor) == ["One", "Two"]
        assert all(isinstance(block, Paragraph) and block.numbered for block in editor.blocks())

    def it_is_empty_where_nothing_was_written(self, editor: RichTextEditor) -> None:
        assert editor.blocks() == ()
        write(editor, "a")
        press(editor, Key.Key_Backspace)
        assert editor.blocks() == ()

    def it_keeps_the_id_of_what_is_typed_into(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        before = editor.blocks()[0].id
        write(editor, "bcd")
        assert editor.blocks()[0].id == before

    def it_gives_the_new_part_a_new_id(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("abcd"),), id="one"),))
        editor.set_caret(Place("one", 3))
        press(editor, Key.Key_Return)
        first, second = editor.blocks()
        assert (first.id, second.id == "one", texts(editor)) == ("one", False, ["abc", "d"])

    def it_leaves_the_id_with_the_longer_part(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("abcd"),), id="one"),))
        editor.set_caret(Place("one", 0))
        press(editor, Key.Key_Return)
        assert [block.id == "one" for block in editor.blocks()] == [False, True]

    def it_tells_of_edits_but_not_of_being_filled(self, editor: RichTextEditor, qtbot: QtBot) -> None:
        with qtbot.assertNotEmitted(editor.edited):
            editor.set_blocks((Paragraph((Text("a"),)),))
        with qtbot.waitSignal(editor.edited):
            write(editor, "b")

    def it_keeps_no_undo_of_its_own(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        press(editor, Key.Key_Z, CTRL)
        assert texts(editor) == ["a"]
        assert not editor.document().isUndoAvailable()

    def it_keeps_the_caret_when_text_changes_elsewhere(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("one"),), id="a"), Paragraph((Text("two"),), id="b")))
        editor.set_caret(Place("b", 2))
        editor.set_blocks((Paragraph((Text("one more"),), id="a"), Paragraph((Text("two"),), id="b")))
        assert (editor.caret().field, editor.caret().block, editor.caret().offset) == (
            "decision.facts",
            "b",
            2,
        )


class DescribeLevels:
    def it_puts_a_paragraph_deeper_and_back(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        press(editor, Key.Key_Tab)
        press(editor, Key.Key_Tab)
        assert levels(editor.blocks()) == [2]
        press(editor, Key.Key_Backtab, SHIFT)
        assert levels(editor.blocks()) == [1]

    def it_lifts_then_ends_a_list_with_enter(self, editor: RichTextEditor) -> None:
        editor.set_kind(Kind.BULLET)
        write(editor, "a\n")
        press(editor, Key.Key_Tab)
        assert levels(editor.blocks()) == [0, 1]
        press(editor, Key.Key_Return)
        assert levels(editor.blocks()) == [0, 0]
        press(editor, Key.Key_Return)
        assert isinstance(editor.blocks()[1], Paragraph)
        assert len(editor.blocks()) == 2

    def it_takes_nothing_of_a_paragraph_whose_words_are_gone(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("a"),), id="a"), Paragraph((Text("b"),), 1, id="b")))
        editor.set_caret(Place("a", 0))
        press(editor, Key.Key_Delete)
        press(editor, Key.Key_Delete)
        assert editor.blocks() == (Paragraph((Text("b"),), 1, id="b"),)

    def it_lifts_then_joins_with_backspace(self, editor: RichTextEditor) -> None:
        editor.set_blocks(
            (Paragraph((Text("a"),), id="a"), ListItem((Text("b"),), ListKind.LETTER, 1, id="b"))
        )
        editor.set_caret(Place("b", 0))
        seen: list[tuple[str, int]] = []
        for _ in range(3):
            press(editor, Key.Key_Backspace)
            last = editor.blocks()[-1]
            seen.append((type(last).__name__, len(editor.blocks())))
        assert seen == [("ListItem", 2), ("Paragraph", 2), ("Paragraph", 1)]
        assert editor.blocks() == (Paragraph((Text("ab"),), id="a"),)

    def it_turns_a_list_on_and_off(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        press(editor, Key.Key_L, CTRL | SHIFT)
        assert isinstance(editor.blocks()[0], ListItem)
        press(editor, Key.Key_L, CTRL | SHIFT)
        assert isinstance(editor.blocks()[0], Paragraph)

    def it_makes_a_heading_of_a_paragraph_without_making_it_bold(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("a"), Text("b", italic=True)), id="a"),))
        press(editor, Key.Key_H, CTRL | ALT)
        assert editor.blocks() == (SubHeading((Text("a"), Text("b", italic=True)), id="a"),)
        press(editor, Key.Key_Home)
        press(editor, Key.Key_Backspace)
        assert editor.blocks() == (Paragraph((Text("a"), Text("b", italic=True)), id="a"),)

    def it_goes_on_with_a_paragraph_after_a_heading(self, editor: RichTextEditor) -> None:
        editor.set_kind(Kind.HEADING)
        write(editor, "Costs\nThe cost")
        heading, text = editor.blocks()
        assert (type(heading), type(text)) == (SubHeading, Paragraph)
        assert text == Paragraph((Text("The cost"),), id=text.id)


class DescribeLooks:
    def it_makes_words_bold_as_they_are_typed(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        press(editor, Key.Key_B, CTRL)
        write(editor, "b")
        press(editor, Key.Key_B, CTRL)
        write(editor, "c")
        (block,) = editor.blocks()
        assert block == Paragraph((Text("a"), Text("b", bold=True), Text("c")), id=block.id)

    def it_changes_what_is_selected(self, editor: RichTextEditor) -> None:
        write(editor, "ab\ncd")
        press(editor, Key.Key_A, CTRL)
        press(editor, Key.Key_I, CTRL)
        assert [block.runs for block in editor.blocks() if isinstance(block, Paragraph)] == [
            (Text("ab", italic=True),),
            (Text("cd", italic=True),),
        ]


class DescribeMoving:
    def it_moves_a_paragraph_with_its_id(self, editor: RichTextEditor) -> None:
        write(editor, "a\nb\nc")
        before = editor.blocks()
        press(editor, Key.Key_Up, ALT)
        assert editor.blocks() == (before[0], before[2], before[1])
        assert editor.caret().block == before[2].id
        press(editor, Key.Key_Down, ALT)
        assert editor.blocks() == before

    def it_stays_at_the_end(self, editor: RichTextEditor) -> None:
        write(editor, "a\nb")
        before = editor.blocks()
        press(editor, Key.Key_Down, ALT)
        assert editor.blocks() == before


class DescribeInsets:
    def it_links_what_is_selected_and_types_on_without(self, editor: RichTextEditor) -> None:
        write(editor, "see this")
        for _ in range(4):
            press(editor, Key.Key_Left, SHIFT)
        editor.set_link("https://example.org/")
        write(editor, "!")
        (block,) = editor.blocks()
        assert block == Paragraph(
            (Text("see "), Text("this", link="https://example.org/"), Text("!")), id=block.id
        )
        editor.set_caret(Place(block.id, 6))
        editor.set_link("")
        assert editor.blocks() == (Paragraph((Text("see this!"),), id=block.id),)

    def it_puts_a_footnote_in_and_writes_on_after_it(self, editor: RichTextEditor, qtbot: QtBot) -> None:
        write(editor, "a")
        with qtbot.waitSignal(editor.note_asked):
            press(editor, Key.Key_F, CTRL | ALT)
        write(editor, "b")
        (block,) = editor.blocks()
        assert isinstance(block, Paragraph)
        assert [type(run).__name__ for run in block.runs] == ["Text", "Footnote", "Text"]

    def it_refers_to_a_paragraph(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        target = editor.blocks()[0].id
        editor.insert_reference(target)
        assert editor.blocks() == (Paragraph((Text("a"), CrossRef(target)), id=target),)

    def it_shows_numbers_from_elsewhere_in_the_paper(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((CrossRef("far"), Footnote("n", ())), id="a"),))
        before = editor.grab().toImage()
        editor.set_elsewhere(4, {"far": "1.2"})
        shown = inset_words(editor.blocks(), 4, editor.named)
        assert shown == {CrossRef("far"): "1.2", Footnote("n", ()): "4"}
        assert editor.grab().toImage() != before

    def it_shows_a_reference_within_what_is_selected(self, editor: RichTextEditor) -> None:
        highlight = editor.palette().color(QPalette.ColorRole.Highlight)
        editor.set_look(replace(editor.formats.look, link=highlight))
        editor.set_blocks((Paragraph((CrossRef("far"),), id="a"),))
        editor.set_elsewhere(1, {"far": "1.2."})
        editor.set_caret(Place("a"))
        start = editor.cursorRect()
        editor.selectAll()
        seen = editor.viewport().grab(QRect(start.topLeft(), editor.cursorRect().bottomLeft())).toImage()
        row = seen.height() // 2
        assert len({seen.pixel(x, row) for x in range(3, seen.width() - 3)}) > 1

    def it_keeps_a_space_unbroken(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        press(editor, Key.Key_Space, CTRL | SHIFT)
        write(editor, "b")
        assert texts(editor) == ["a\u00a0b"]

    def it_breaks_a_line_within_a_paragraph(self, editor: RichTextEditor) -> None:
        write(editor, "a")
        press(editor, Key.Key_Return, SHIFT)
        write(editor, "b")
        assert texts(editor) == ["a\nb"]

    def it_fetches_nothing(self, editor: RichTextEditor) -> None:
        assert editor.loadResource(2, QUrl("https://example.org/a.png")) is None


class DescribeNumbers:
    def it_shows_numbers_as_they_will_print(self, editor: RichTextEditor) -> None:
        scheme = Scheme(levels=("{section}.{n}.", "({a})"))

        def labels(blocks: Blocks) -> dict[str, str]:
            counter = Counter(scheme, section=3, in_numbered=True)
            return {block.id: counter.label(block) for block in blocks}

        editor.set_labels(labels)
        assert list(editor.labels().values()) == ["3.1."]  # of the paragraph to come
        write(editor, "a\nb")
        press(editor, Key.Key_Tab)
        assert list(editor.labels().values()) == ["3.1.", "(a)"]

    def it_paints_them_in_the_margin(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("word"),), id="a"),))
        bare = editor.grab().toImage()
        editor.set_labels({"a": "3.1."})
        assert editor.grab().toImage() != bare

    def it_does_not_put_them_into_the_text(self, editor: RichTextEditor) -> None:
        editor.set_labels({"a": "3.1."})
        editor.set_blocks((Paragraph((Text("word"),), id="a"),))
        assert editor.document().toPlainText() == "word"

    def it_marks_words_of_findings(self, editor: RichTextEditor) -> None:
        editor.set_blocks((Paragraph((Text("👩 a word"),), id="a"),))
        editor.mark([Mark("a", 4, 8), Mark("gone", 0, 3)])
        (selection,) = editor.extraSelections()
        assert getattr(selection, "cursor").selectedText() == "word"  # noqa: B009 - no attribute to the stubs


class DescribeLeaving:
    def it_is_left_by_ctrl_tab(self, qtbot: QtBot) -> None:
        box = QWidget()
        qtbot.addWidget(box)
        layout = QVBoxLayout(box)
        first, editor, last = QLineEdit(), RichTextEditor(), QLineEdit()
        for widget in (first, editor, last):
            layout.addWidget(widget)
        box.show()
        box.activateWindow()
        qtbot.waitUntil(box.isActiveWindow)
        editor.setFocus()
        press(editor, Key.Key_Tab, CTRL)
        assert last.hasFocus()
        editor.setFocus()
        press(editor, Key.Key_Backtab, SHIFT)  # no level to go back to
        assert first.hasFocus()

    def it_leaves_undo_and_go_anywhere_to_the_window(self, editor: RichTextEditor) -> None:
        write(editor, "word")
        press(editor, Key.Key_Home)
        for key in (Key.Key_K, Key.Key_Z, Key.Key_Y):
            press(editor, key, CTRL)
        assert texts(editor) == ["word"]


class DescribeTheScreen:
    def it_lays_text_out_as_finely_as_the_screen_shows_it(self, editor: RichTextEditor) -> None:
        write(editor, "word")
        document, dots = editor.document(), editor.viewport().logicalDpiY()
        usual = document.size().height()
        document.documentLayout().setPaintDevice(laid_out_for(2 * dots))  # as if it had been on another
        document.markContentsDirty(0, document.characterCount())
        assert document.size().height() > 1.5 * usual
        editor.hide()
        editor.show()
        assert document.documentLayout().paintDevice().logicalDpiY() == dots
        assert document.size().height() == usual


class DescribeAltGrOnWindows:
    """Windows tells of AltGr as of Ctrl and Alt, which begin shortcuts of the text."""

    def it_writes_its_sign_though_a_shortcut_has_the_same_keys(
        self, editor: RichTextEditor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        keys = (Key.Key_4, CTRL | ALT, "€")
        claim = QKeyEvent(QEvent.Type.ShortcutOverride, *keys)
        claim.ignore()
        QApplication.sendEvent(editor, claim)
        assert claim.isAccepted(), "else the shortcut has it"
        QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, *keys))
        assert texts(editor) == ["€"]

    def it_is_a_shortcut_where_it_writes_nothing(
        self, editor: RichTextEditor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        claim = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_H, CTRL | ALT, "")
        claim.ignore()
        QApplication.sendEvent(editor, claim)
        assert not claim.isAccepted()
