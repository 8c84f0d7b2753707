"""The editor's panel: tools, small rows, footnotes."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QToolButton

from desktop_app.domain.richtext import (
    Cell,
    CrossRef,
    Footnote,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    Table,
    Text,
    block_text,
    footnotes_of,
)
from desktop_app.ui.editor.edits import Place
from desktop_app.ui.editor.notes import rewritten
from desktop_app.ui.editor.panel import EditorPanel
from desktop_app.ui.editor.view import inset_words

from .hands import ALT, CTRL, SHIFT, Key, press, texts, write


def checked(panel: EditorPanel) -> set[str]:
    return {name for name, action in panel.editor.commands.items() if action.isChecked()}


class DescribeTools:
    def it_names_every_tool_and_field(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks((Paragraph((Text("a"), Footnote("n", ())), id="a"),))
        controls = [*panel.findChildren(QAbstractButton), *panel.findChildren(QLineEdit)]
        named = [c for c in controls if not c.objectName().startswith("qt_")]
        assert all(c.accessibleName() or getattr(c, "text", str)() for c in named)
        assert panel.editor.accessibleName() == "Facts"
        assert "Ctrl+Tab" in panel.editor.accessibleDescription()

    def it_shows_what_holds_at_the_caret(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks(
            (Paragraph((Text("ab", bold=True),), 1, id="a"), Paragraph((), numbered=False))
        )
        panel.editor.set_caret(Place("a", 1))
        assert checked(panel) == {"bold", "sub"}
        press(panel.editor, Key.Key_Down)
        assert checked(panel) == {"plain"}

    def it_shows_a_paragraph_that_bears_no_number_as_such(self, panel: EditorPanel) -> None:
        panel.editor.set_labels({})
        panel.offer({"numbered": "", "sub": "", "letter": "(a)"})
        write(panel.editor, "a\nb")
        assert checked(panel) == {"plain"}
        press(panel.editor, Key.Key_Tab)
        assert checked(panel) == {"plain"}
        offered = {b.objectName() for b in panel.tools.findChildren(QAbstractButton) if b.isVisible()}
        assert not offered & {"tool_numbered", "tool_sub"}
        assert "(a)" in [b.text() for b in panel.tools.findChildren(QToolButton) if b.isVisible()]

    def it_has_one_tool_for_what_prints_alike(self, panel: EditorPanel) -> None:
        panel.offer({"numbered": "1.1", "sub": "a)", "bullet": "•", "letter": "a)", "number": "1."})
        faces = [b.text() for b in panel.tools.findChildren(QToolButton) if b.isVisible()]
        assert faces[3:9] == ["1.1", "a)", "•", "1.", "¶", "H"]
        press(panel.editor, Key.Key_3, CTRL | ALT)
        assert checked(panel) == {"letter", "sub"}

    def it_shows_the_shortcut_of_a_tool(self, panel: EditorPanel) -> None:
        assert panel.editor.commands["footnote"].toolTip() == "Insert a footnote (Ctrl+Alt+F)"

    def it_has_room_in_a_narrow_window(self, panel: EditorPanel) -> None:
        panel.resize(320, 500)
        assert panel.minimumSizeHint().width() <= 320


class DescribeReferences:
    def it_offers_what_has_a_name_and_says_where_one_points_at_what_has_none(
        self, panel: EditorPanel
    ) -> None:
        panel.editor.set_blocks(
            (
                Paragraph((Text("First"),), id="a"),
                ListItem((Text("Point"),), ListKind.BULLET, id="b"),
                Paragraph((Text("Plain"), *map(CrossRef, "abcx")), numbered=False, id="c"),
            )
        )
        panel.editor.set_labels({"a": "1.1.", "b": "•"})
        panel.editor.commands["ref"].trigger()
        offered = panel.reference_row.targets
        assert [offered.itemText(n) for n in range(offered.count())] == [
            "1.1  First",
            "1.1, first bullet  Point",
        ]
        shown = inset_words(panel.editor.blocks(), 1, panel.editor.named)
        assert list(shown.values()) == ["1.1", "1.1, first bullet", "[no number]", "[gone]"]


class DescribeRows:
    def it_asks_for_a_link_in_a_row(self, panel: EditorPanel) -> None:
        write(panel.editor, "site")
        press(panel.editor, Key.Key_A, CTRL)
        press(panel.editor, Key.Key_K, CTRL | SHIFT)
        assert panel.link_row.address.hasFocus()
        QTest.keyClicks(panel.link_row.address, "not an address")
        press(panel.link_row.address, Key.Key_Return)
        assert panel.link_row.isVisible()
        panel.link_row.address.setText("www.london.gov.uk")
        press(panel.link_row.address, Key.Key_Return)
        (block,) = panel.editor.blocks()
        assert block == Paragraph((Text("site", link="https://www.london.gov.uk"),), id=block.id)
        assert panel.editor.hasFocus()
        write(panel.editor, ".")
        assert texts(panel.editor) == ["site."]

    def it_keeps_in_sight_what_a_row_is_asked_for(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks(tuple(Paragraph((Text(f"Item {n}"),), id=str(n)) for n in range(30)))
        panel.editor.set_caret(Place("29"))
        for key in (Key.Key_R, Key.Key_K):
            press(panel.editor, key, CTRL | (ALT if key == Key.Key_R else SHIFT))
            QApplication.processEvents()
            assert panel.editor.viewport().rect().contains(panel.editor.cursorRect())

    def it_closes_a_row_with_escape(self, panel: EditorPanel) -> None:
        press(panel.editor, Key.Key_K, CTRL | SHIFT)
        press(panel.link_row.address, Key.Key_Escape)
        assert panel.link_row.isHidden()
        assert panel.editor.hasFocus()

    def it_offers_numbered_paragraphs_to_refer_to(self, panel: EditorPanel) -> None:
        write(panel.editor, "one\nsee ")
        first, second = panel.editor.blocks()
        press(panel.editor, Key.Key_R, CTRL | ALT)
        assert panel.reference_row.targets.itemText(0) == "3.1  one"
        press(panel.reference_row.targets, Key.Key_Return)
        assert panel.editor.blocks()[1] == Paragraph((Text("see "), CrossRef(first.id)), id=second.id)

    def it_finds_what_to_refer_to_by_any_of_its_words(self, panel: EditorPanel) -> None:
        write(panel.editor, "Nurses by day\nNurses by night\nOne more\nsee ")
        _, night, more, last = panel.editor.blocks()
        row = panel.reference_row
        press(panel.editor, Key.Key_R, CTRL | ALT)
        assert row.written.hasSelectedText()
        assert row.targets.currentData() == more.id  # which stands next above
        QTest.keyClicks(row.written, "unheard of")
        press(row.targets, Key.Key_Return)
        assert row.isVisible()
        assert row.said.text() == row.written.accessibleDescription() != ""
        press(row.written, Key.Key_A, CTRL)
        QTest.keyClicks(row.written, "NIGHT")
        assert not row.said.text()
        press(row.targets, Key.Key_Return)
        assert row.isHidden()
        assert panel.editor.hasFocus()
        assert panel.editor.blocks()[3] == Paragraph((Text("see "), CrossRef(night.id)), id=last.id)

    def it_points_a_selected_reference_elsewhere(self, panel: EditorPanel) -> None:
        write(panel.editor, "One\nTwo\nsee ")
        one, two, last = panel.editor.blocks()
        panel.editor.insert_reference(one.id)
        write(panel.editor, ".")
        press(panel.editor, Key.Key_Left)
        press(panel.editor, Key.Key_Left, SHIFT)
        press(panel.editor, Key.Key_R, CTRL | ALT)
        press(panel.reference_row.targets, Key.Key_Return)
        assert panel.editor.blocks()[2] == Paragraph((Text("see "), CrossRef(two.id), Text(".")), id=last.id)

    def it_changes_what_a_table_says_of_itself(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks((Table(((Cell(),), (Cell(),)), id="t"),))
        panel.editor.set_caret(Place("t", 0))
        assert panel.table_row.isVisible()
        panel.table_row.caption.setText("Costs")
        panel.table_row.total.click()
        panel.table_row.header.setCurrentIndex(2)
        panel.table_row.header.activated.emit(2)
        assert panel.editor.blocks() == (Table(((Cell(),), (Cell(),)), 2, True, "Costs", "t"),)

    def it_stays_where_its_tick_is_set(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks((Table(((Cell(),), (Cell((Text("£5"),)),)), id="t"),))
        panel.editor.set_caret(Place("t", 0))
        panel.table_row.total.setFocus()
        press(panel.table_row.total, Key.Key_Space)
        assert panel.table_row.total.hasFocus()
        assert [block_text(block) for block in panel.editor.blocks()] == ["\n£5\n£5"]

    def it_says_why_a_total_does_not_add_itself_up(self, panel: EditorPanel) -> None:
        cells = tuple((Cell((Text(words),)),) for words in ("Cost", "£100,000", "1000", "tbc"))
        panel.editor.set_blocks((Table(cells, total=True, id="t"),))
        panel.editor.set_caret(Place("t", 0))
        assert panel.no_total.isVisible()
        assert panel.no_total.text() == "“Cost” is not added up: “1000” has no £, “£100,000” has one."

    def it_lies_in_one_line_beside_both_panes(self, panel: EditorPanel) -> None:
        panel.resize(590, 500)
        panel.editor.insert_table()
        row = panel.table_row
        controls = (row.caption, row.header, row.total, row.insert, row.delete)
        assert len({control.geometry().center().y() // 8 for control in controls}) == 1


class DescribeFootnotes:
    def it_is_written_in_the_list(self, panel: EditorPanel) -> None:
        write(panel.editor, "a")
        press(panel.editor, Key.Key_F, CTRL | ALT)
        line = panel.focusWidget()
        assert isinstance(line, QLineEdit)
        assert line.accessibleName() == "Footnote 1"
        QTest.keyClicks(line, 'The "plan"')
        press(line, Key.Key_Return)
        assert panel.editor.hasFocus()
        write(panel.editor, "b")
        (note,) = footnotes_of(panel.editor.blocks())
        assert note.note == (Text("The “plan”"),)

    def it_goes_with_its_mark(self, panel: EditorPanel) -> None:
        panel.editor.set_blocks((Paragraph((Footnote("n", (Text("x"),)),)),))
        assert panel.notes.isVisible()
        press(panel.editor, Key.Key_A, CTRL)
        press(panel.editor, Key.Key_Delete)
        assert not panel.notes.isVisible()

    def it_keeps_the_look_of_what_was_not_touched(self) -> None:
        old = (Text("See "), Text("the plan", italic=True, link="https://e.org/"), LineBreak(), Text("end"))
        assert rewritten(old, "See the old plan\nend") == (
            Text("See "),
            Text("the old plan", italic=True, link="https://e.org/"),
            LineBreak(),
            Text("end"),
        )
