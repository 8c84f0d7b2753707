"""Tools over the window: squiggles, spelling by key, find and replace, going anywhere, what is left, keys."""

import pytest
from PySide6.QtCore import QEvent, QModelIndex
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QMenu, QWidget

from desktop_app.app.finding_text import Scope
from desktop_app.app.own_words import add_mine, add_to_paper, paper_words
from desktop_app.domain.paper import Part
from desktop_app.domain.richtext import (
    Footnote,
    LineBreak,
    Paragraph,
    Text,
    blocks_text,
    footnotes_of,
    readable,
)
from desktop_app.ui import find_bar as find_bar_module
from desktop_app.ui import spelling_bar as spelling_bar_module
from desktop_app.ui.editor.editor import RichTextEditor
from desktop_app.ui.editor.edits import Place
from desktop_app.ui.find_bar import FindBar
from desktop_app.ui.go_box import GoBox
from desktop_app.ui.hand_over_page import HandOverPage
from desktop_app.ui.keys_page import KeysPage, groups_of
from desktop_app.ui.left_page import LeftPage
from desktop_app.ui.spelling_bar import SpellingBar
from desktop_app.ui.tools import Tools
from tests.ui.hands import ALT, CTRL, SHIFT, Key, User
from tests.ui.test_accessibility import named, tree

MONEY = "decision.financial_comments"
SECRET = "part2.facts"


@pytest.fixture
def tools(reader: User) -> Tools:
    """Give the tools over the window of a person who has the sample paper open, the dictionary loaded."""
    made = reader.start.tools
    made.spelling.load()
    reader.until(lambda: made.spelling.proof is not None)
    return made


def text_of(user: User, key: str) -> str:
    return blocks_text(user.session.reading.blocks(key))


def editor_of(user: User, key: str) -> RichTextEditor:
    editor = user.rich(key)
    assert isinstance(editor, RichTextEditor)
    return editor


def write_at_end(user: User, key: str, words: str) -> RichTextEditor:
    user.go(key)
    editor = editor_of(user, key)
    editor.setFocus()
    user.press(Key.Key_End, CTRL)
    user.write(words)
    return editor


def marked(editor: RichTextEditor) -> list[str]:
    return [selection.cursor.selectedText() for selection in editor.spelt]


def spelling_bar(user: User, tools: Tools) -> SpellingBar:
    user.press(Key.Key_F7)
    assert tools.spelling_bar is not None
    return tools.spelling_bar


def find_bar(user: User, tools: Tools, words: str, *, replacing: bool = False) -> FindBar:
    user.press(Key.Key_H if replacing else Key.Key_F, CTRL)
    assert tools.find_bar is not None
    assert user.focus is tools.find_bar.find_line
    user.press(Key.Key_A, CTRL)
    user.write(words)
    tools.find_bar.look()
    return tools.find_bar


class DescribeSquiggles:
    def it_marks_what_is_misspelt_and_lets_the_rest_be(self, reader: User, tools: Tools) -> None:
        editor = write_at_end(reader, MONEY, " The goverment pays £1.2m under PCD 602. ")
        reader.until(lambda: marked(editor) == ["goverment"])

    def it_looks_only_once_the_key_is_painted(self, reader: User, tools: Tools) -> None:
        editor = write_at_end(reader, MONEY, " goverment ")
        assert marked(editor) == []
        reader.until(lambda: marked(editor) == ["goverment"])

    def it_waits_for_the_end_of_a_word(self, reader: User, tools: Tools) -> None:
        editor = write_at_end(reader, MONEY, " recieve goverm")
        reader.until(lambda: marked(editor) == ["recieve"])
        reader.press(Key.Key_Home)
        reader.until(lambda: marked(editor) == ["recieve", "goverm"])

    def it_leaves_the_marks_of_findings_where_they_are(self, reader: User, tools: Tools) -> None:
        editor = write_at_end(reader, MONEY, " The goverment pays [insert amount] here. ")
        reader.until(lambda: bool(editor.found) and marked(editor) == ["goverment"])
        assert len(editor.extraSelections()) == len(editor.found) + 1

    def it_offers_what_was_meant_by_a_right_click(self, reader: User, tools: Tools) -> None:
        editor = write_at_end(reader, MONEY, " The goverment ")
        reader.until(lambda: marked(editor) == ["goverment"])
        menu = QMenu()
        menu.addAction("Cut")
        place = editor.cursorRect(editor.spelt[0].cursor).center()
        editor.menu_opening.emit(menu, place)
        words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
        assert words[0] == "government"
        at = words.index("Leave it here")
        assert words[at : at + 4] == ["Leave it here", "Add to my words", "Add to this paper’s words", "Cut"]
        menu.actions()[0].trigger()
        reader.until(lambda: "The government" in text_of(reader, MONEY))


class DescribeSpellingByKey:
    def it_goes_to_the_next_word_and_puts_it_right(
        self, reader: User, tools: Tools, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []
        monkeypatch.setattr(spelling_bar_module, "say", lambda _, told: said.append(told))
        write_at_end(reader, MONEY, " We recieve it.")
        reader.press(Key.Key_Home, CTRL)
        bar = spelling_bar(reader, tools)
        while bar.hit is not None and bar.hit.text != "recieve":
            reader.push("Leave it here", bar)
        assert said[-1].startswith("“recieve” is not in the dictionary: ")
        reader.press(Key.Key_Return)
        assert text_of(reader, MONEY).endswith("We receive it.")
        while bar.hit is not None:
            reader.push("Leave it here", bar)
        QApplication.processEvents()
        assert reader.focus.accessibleName() == "Close spelling"
        reader.press(Key.Key_Escape)
        reader.press(Key.Key_Z, CTRL)
        assert text_of(reader, MONEY).endswith("We recieve it.")

    def it_takes_a_word_among_those_of_the_paper(self, reader: User, tools: Tools) -> None:
        editor = write_at_end(reader, MONEY, " At Marketsite now. ")
        reader.until(lambda: "Marketsite" in marked(editor))
        bar = spelling_bar(reader, tools)
        while bar.hit is not None and bar.hit.text != "Marketsite":
            reader.push("Leave it here", bar)
        reader.push("Add to this paper’s words", bar)
        assert paper_words(reader.session, Part.ONE) == {"Marketsite"}
        reader.until(lambda: "Marketsite" not in marked(editor))

    def it_takes_a_word_among_ones_own_and_keeps_it(self, reader: User, tools: Tools) -> None:
        write_at_end(reader, MONEY, " At Marketsite now. ")
        bar = spelling_bar(reader, tools)
        while bar.hit is not None and bar.hit.text != "Marketsite":
            reader.push("Leave it here", bar)
        reader.push("Add to my words", bar)
        assert reader.start.settings.get("words", []) == ["Marketsite"]

    def it_offers_no_list_of_all_papers_in_part_two(self, reader: User, tools: Tools) -> None:
        write_at_end(reader, SECRET, " Nightjarr ")
        bar = spelling_bar(reader, tools)
        while bar.hit is not None and bar.hit.text != "Nightjarr":
            reader.push("Leave it here", bar)
        offered = [b.text() for b in bar.findChildren(QAbstractButton) if b.isVisible()]
        assert "Add to my words" not in offered
        reader.push("Add to this paper’s words", bar)
        assert paper_words(reader.session, Part.TWO) == {"Nightjarr"}
        assert reader.start.settings.get("words", []) == []

    def it_says_when_all_is_right(self, reader: User, tools: Tools) -> None:
        bar = spelling_bar(reader, tools)
        while bar.hit is not None:
            reader.push("Leave it here", bar)
        assert reader.sees("Every word of the paper", bar)
        reader.press(Key.Key_Escape)
        assert not bar.isVisible()
        assert reader.section.isAncestorOf(reader.focus)


def _lines_in_sight(user: User) -> float:
    """Return how many lines of the section's text can be seen."""
    text = user.rich(user.paper.here)
    return text.viewport().visibleRegion().boundingRect().height() / text.cursorRect().height()


class DescribeWordsAdded:
    def it_lists_them_and_takes_each_out_again(self, reader: User, tools: Tools) -> None:
        editor = write_at_end(reader, MONEY, " Zorbex frobnik frobnik ")
        add_mine(reader.session, MONEY, "Zorbex", tools.spelling.own)
        add_to_paper(reader.session, MONEY, "frobnik")
        reader.until(lambda: marked(editor) == [])
        tools.words_added()
        reader.push("Take out “Zorbex”")
        assert tools.spelling.own.words == frozenset()
        assert reader.focus.accessibleName() == "Take out “frobnik”"
        reader.press(Key.Key_Return)
        assert paper_words(reader.session, Part.ONE) == frozenset()
        reader.press(Key.Key_Escape)
        reader.until(lambda: marked(editor) == ["Zorbex", "frobnik", "frobnik"])


class DescribeFinding:
    def it_leaves_room_to_read_the_text_in_doubled_type(self, reader: User, tools: Tools) -> None:
        reader.start.settings.set("size", 2.0)
        reader.start.dress()
        reader.window.new_look()
        reader.window.resize(1280, 720)
        bar = find_bar(reader, tools, "contract", replacing=True)
        bar.step(0)
        reader.until(lambda: _lines_in_sight(reader) >= 5)
        assert not reader.section.foot[1].isVisible()
        reader.press(Key.Key_Escape)
        assert reader.section.foot[1].isVisible()
        assert reader.sees("What goes here")

    def it_counts_and_lists_every_place_in_its_sentence(self, reader: User, tools: Tools) -> None:
        bar = find_bar(reader, tools, "contract")
        assert bar.count.text().startswith(f"{len(bar.hits)} places in ")
        lines = [str(bar.list.hits.index(n).data()) for n in range(bar.list.hits.rowCount(QModelIndex()))]
        assert all("contract" in line.casefold() for line in lines)

    def it_walks_with_enter_and_ends_on_the_words(
        self, reader: User, tools: Tools, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []
        monkeypatch.setattr(find_bar_module, "say", lambda _, told: said.append(told))
        bar = find_bar(reader, tools, "archive")
        reader.press(Key.Key_Return)
        assert said[-1].startswith("1 of ")
        hit = bar.hits[bar.list.currentIndex().row()]
        reader.press(Key.Key_Escape)
        assert not bar.isVisible()
        assert reader.paper.here == reader.session.form_of(hit.key).section_of(hit.key).key
        focus = reader.focus
        if isinstance(focus, RichTextEditor):
            assert focus.textCursor().selectedText().casefold() == "archive"

    def it_goes_first_to_what_stands_nearest_after_where_one_is(self, reader: User, tools: Tools) -> None:
        reader.go(MONEY)
        bar = find_bar(reader, tools, "contract")
        own = [n for n, hit in enumerate(bar.hits) if hit.key == MONEY]
        assert own[0] > 0
        reader.press(Key.Key_Return)
        assert bar.list.currentIndex().row() == own[0]
        reader.press(Key.Key_Return)
        assert bar.list.currentIndex().row() == own[0] + 1

    def it_selects_words_in_a_line_and_ends_there(self, reader: User, tools: Tools) -> None:
        find_bar(reader, tools, "Custody Records")
        reader.press(Key.Key_Return)
        reader.press(Key.Key_Escape)
        line = reader.focus
        assert isinstance(line, QLineEdit)
        assert line.selectedText() == "Custody Records"

    def it_selects_words_in_a_footnote_and_says_that_it_is_one(self, reader: User, tools: Tools) -> None:
        reader.go(MONEY)
        text = reader.rich(MONEY)
        assert isinstance(text, RichTextEditor)
        note = Footnote("n", (Text("see the"), LineBreak(), Text("Wherry plan")))
        text.replace_blocks((Paragraph((Text("Words"), note), id="p"),), Place("p", 0))
        reader.paper.pen.flush()
        bar = find_bar(reader, tools, "Wherry")
        assert str(bar.list.hits.index(0).data()).startswith("3.1 Financial comments, footnote: ")
        reader.press(Key.Key_Return)
        reader.press(Key.Key_Escape)
        line = reader.focus
        assert isinstance(line, QLineEdit)
        assert line.selectedText() == "Wherry"

    def it_takes_up_what_is_chosen_in_the_text(self, reader: User, tools: Tools) -> None:
        write_at_end(reader, MONEY, " Wherry")
        reader.press(Key.Key_Left, CTRL | SHIFT)
        reader.press(Key.Key_F, CTRL)
        assert tools.find_bar is not None
        assert tools.find_bar.find_line.text() == "Wherry"
        assert len(tools.find_bar.hits) == 1

    def it_says_what_is_elsewhere_in_part_one(self, reader: User, tools: Tools) -> None:
        write_at_end(reader, MONEY, " Nightjar")
        reader.go(reader.session.form_of(SECRET).section_of(SECRET).key)
        bar = find_bar(reader, tools, "Nightjar")
        assert bar.count.text() == "Not found here. 1 place elsewhere in Part 1."

    def it_looks_into_part_two_only_where_that_is_chosen(self, reader: User, tools: Tools) -> None:
        write_at_end(reader, SECRET, " Nightjar")
        reader.go(MONEY)
        bar = find_bar(reader, tools, "Nightjar")
        assert bar.hits == ()
        assert bar.count.text() == "Not found."
        reader.click(bar.scope)
        offered = bar.scope.view()
        last = offered.visualRect(offered.model().index(bar.scope.count() - 1, 0))
        assert offered.viewport().rect().contains(last), "all there is to choose is in sight"
        reader.close_popup()
        bar.scope.setCurrentIndex(bar.scope.findData(Scope.PART_TWO))
        assert [hit.key for hit in bar.hits] == [SECRET]

    def it_replaces_all_as_one_step(self, reader: User, tools: Tools) -> None:
        reader.go(MONEY)
        before = reader.session.paper.public.answers
        bar = find_bar(reader, tools, "contract", replacing=True)
        count = len(bar.hits)
        reader.click(bar.put_line)
        reader.write("agreement")
        reader.push(f"Replace all {count} places", bar)
        assert bar.count.text().startswith(f"Replaced in {count} places")
        assert "contract" not in text_of(reader, MONEY)
        assert "agreement" in editor_of(reader, MONEY).toPlainText()
        reader.press(Key.Key_Z, CTRL)
        assert reader.session.paper.public.answers == before

    def it_replaces_one_and_goes_on(self, reader: User, tools: Tools) -> None:
        bar = find_bar(reader, tools, "contract", replacing=True)
        count = len(bar.hits)
        reader.click(bar.put_line)
        reader.write("agreement")
        reader.push("Replace this place", bar)
        assert len(bar.hits) == count - 1


class DescribeGoingAnywhere:
    def box(self, user: User) -> GoBox:
        user.press(Key.Key_K, CTRL)
        box = user.window.findChild(GoBox)
        assert isinstance(box, GoBox)
        return box

    @pytest.mark.parametrize("key", [Key.Key_K, Key.Key_E])
    def it_and_the_export_are_not_taken_for_keys_that_edit_a_line(
        self, reader: User, tools: Tools, key: Key
    ) -> None:
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)  # on Linux a line would say yes
        assert tools.eventFilter(reader.lines(reader.section)[0], asked), "the line is not asked"
        assert not asked.isAccepted()

    def it_goes_to_a_section(self, reader: User, tools: Tools) -> None:
        self.box(reader)
        reader.write("3 fin")
        reader.press(Key.Key_Return)
        assert reader.paper.here == MONEY

    def it_turns_to_what_stands_beside_the_text(self, reader: User, tools: Tools) -> None:
        reader.paper.fold("right")
        self.box(reader)
        reader.write("history")
        reader.press(Key.Key_Return)
        assert reader.paper.side.isVisible()
        assert reader.paper.side.shown == "History"
        assert reader.paper.side.isAncestorOf(reader.focus)

    def it_gives_a_command(self, reader: User, tools: Tools) -> None:
        self.box(reader)
        reader.write("what is left")
        reader.press(Key.Key_Return)
        assert isinstance(reader.shown, LeftPage)

    def it_gives_a_command_of_a_menu_that_was_never_opened(self, reader: User, tools: Tools) -> None:
        self.box(reader)
        reader.write("hand over")
        reader.press(Key.Key_Return)
        assert isinstance(reader.shown, HandOverPage)

    def it_gives_a_command_of_the_text_that_one_was_in(self, reader: User, tools: Tools) -> None:
        editor = write_at_end(reader, MONEY, " Noted")
        self.box(reader)
        reader.write("footnote")
        reader.press(Key.Key_Return)
        reader.write("Minutes of May")
        assert [readable(note.note) for note in footnotes_of(editor.blocks())][-1] == "Minutes of May"

    def it_opens_a_paper_from_the_library(self, reader: User, tools: Tools) -> None:
        reader.press(Key.Key_O, CTRL)
        assert isinstance(reader.focus, QLineEdit) or reader.window.paper is None
        reader.window.library.search.setFocus()
        box = self.box(reader)
        reader.write("custody records")
        assert box.model.values
        reader.press(Key.Key_Return)
        assert reader.window.paper is not None

    def it_gives_the_focus_back_on_escape(self, reader: User, tools: Tools) -> None:
        editor = write_at_end(reader, MONEY, "")
        self.box(reader)
        reader.press(Key.Key_Down)
        reader.press(Key.Key_Escape)
        assert reader.focus is editor
        reader.press(Key.Key_K, CTRL)  # before the box that was closed is gone
        assert any(box.isVisible() for box in reader.window.findChildren(GoBox))
        reader.press(Key.Key_Escape)
        reader.until(lambda: reader.window.findChild(GoBox) is None)

    def it_tells_a_screen_reader_what_is_chosen(self, reader: User, tools: Tools) -> None:
        box = self.box(reader)
        reader.write("legal")
        assert "Legal" in box.line.accessibleDescription()


class DescribeKeysOfWord:
    def it_goes_anywhere_also_from_selected_words(self, reader: User, tools: Tools) -> None:
        write_at_end(reader, MONEY, " the plan")
        reader.press(Key.Key_Left, CTRL | SHIFT)
        reader.press(Key.Key_K, CTRL)
        assert reader.window.findChild(GoBox) is not None

    def it_saves_when_asked(self, reader: User, tools: Tools) -> None:
        write_at_end(reader, MONEY, " Nightjar")
        reader.press(Key.Key_S, CTRL)
        assert not reader.session.save_state.dirty
        assert "Nightjar" in repr(reader.session.reading.own(MONEY))


class DescribeWhatIsLeft:
    def it_leads_to_the_place_of_a_point(self, reader: User, tools: Tools) -> None:
        reader.push("History", reader.paper.side)
        reader.push("What is left")
        page = reader.shown
        assert isinstance(page, LeftPage)
        assert reader.sees("“DPIA” is written out nowhere"), "its place is named once, above it"
        go = next(b for b in page.findChildren(QAbstractButton) if "6.2" in b.accessibleName())
        page.area.ensureWidgetVisible(go)
        reader.click(go)
        assert reader.paper.here == "decision.gdpr"
        assert reader.paper.side.shown == "Findings"

    def it_comes_after_the_last_section(self, reader: User, tools: Tools) -> None:
        reader.go(reader.paper.states[-1].section.key)
        reader.push("Next: What is left")
        assert isinstance(reader.shown, LeftPage)
        reader.press(Key.Key_Left, ALT)
        assert reader.shown is reader.paper
        assert reader.paper.here == reader.paper.states[-1].section.key, "one comes back to where one was"

    def it_keeps_the_focus_whatever_is_undone(self, reader: User, tools: Tools) -> None:
        write_at_end(reader, MONEY, " Nightjar")
        reader.press(Key.Key_L, CTRL)
        page = reader.shown
        reader.press(Key.Key_Z, CTRL)
        assert "Nightjar" not in reader.rich(MONEY).toPlainText()
        assert page.isAncestorOf(reader.focus)


class DescribeKeys:
    def it_lists_the_keys_of_every_menu_and_of_the_text(self, reader: User, tools: Tools) -> None:
        reader.press(Key.Key_F1)
        assert isinstance(reader.shown, KeysPage)
        for keys in ("Ctrl+N", "Ctrl+Z", "F7", "Ctrl+K", "Ctrl+B", "Shift+Tab"):
            assert reader.sees(keys), keys
        reader.push("Back to the paper")
        assert reader.shown is reader.paper

    def it_has_no_two_commands_with_one_key(self, reader: User, tools: Tools) -> None:
        groups = groups_of(reader.window.menuBar())
        keys = [key for lines in groups.values() for _, told in lines for key in told.split(" or ")]
        assert sorted(set(keys)) == sorted(keys)

    def it_leads_back_to_the_papers_where_none_is_open(self, user: User) -> None:
        assert user.start.tools is not None
        user.press(Key.Key_F1)
        user.push("Back to the papers")
        assert user.shown is user.window.library


class DescribeForEveryone:
    def it_names_whatever_takes_the_focus(self, reader: User, tools: Tools) -> None:
        for show in (tools.spell, lambda: tools.find(replacing=True), tools.what_is_left, tools.keys):
            show()
            QApplication.processEvents()
            for here in tree(reader.window):
                if here.state().focusable:
                    assert named(here).strip(), (here.role(), here.object())
        reader.press(Key.Key_K, CTRL)
        assert all(named(here).strip() for here in tree(reader.window) if here.state().focusable)

    def it_marks_the_look_that_is_worn(self, reader: User, tools: Tools) -> None:
        def marked() -> list[str]:
            reader.window.menus.view.aboutToShow.emit()
            return [action.text() for action in reader.window.menus.view.actions() if action.isChecked()]

        assert marked() == ["Light"]
        reader.start.change_look("dark")
        reader.start.change_look("larger")
        assert marked() == ["Dark"]

    @pytest.mark.parametrize("size", [1.0, 2.0])
    def it_cuts_nothing_off(self, reader: User, tools: Tools, size: float) -> None:
        reader.start.settings.set("size", size)
        reader.start.change_look("light")
        reader.window.resize(1280, 720)
        for show in (tools.spell, lambda: tools.find(replacing=True)):
            show()
            QApplication.processEvents()
            bar = (
                tools.find_bar
                if tools.find_bar is not None and tools.find_bar.isVisible()
                else tools.spelling_bar
            )
            assert bar is not None
            for part in bar.findChildren(QWidget):
                if part.isVisible() and not part.inherits("QScrollBar") and part.parentWidget() is not None:
                    outside = part.mapTo(bar, part.rect().bottomRight())
                    assert bar.rect().adjusted(0, 0, 1, 1).contains(outside) or within_list(part), part
            for made in bar.findChildren(QAbstractButton):
                if made.isVisible():
                    assert made.width() >= made.minimumSizeHint().width(), made.text()


def within_list(part: QWidget) -> bool:
    """Say whether something belongs to a list, which scrolls."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QListView):
        above = above.parentWidget()
    return above is not None
