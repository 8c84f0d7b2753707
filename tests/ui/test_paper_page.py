"""A paper's page: steps, findings, ticks, following, saving, folding."""

import sys
from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import CrossRef, Paragraph, Table, Text, block_text, text_runs
from desktop_app.domain.signoff import Standing
from desktop_app.storage.errors import NotSaved
from desktop_app.storage.paper_file import PaperFile
from desktop_app.ui.editor.edits import with_cell
from desktop_app.ui.marks import Mark
from desktop_app.ui.section_page import RESTRICTED
from desktop_app.ui.start import Start
from tests.ui.hands import ALT, CTRL, LEFT, NONE, SHIFT, Key, User

TICK = "decision.tick_financial"
MONEY = "decision.financial_comments"
MARKING = "report.part2_marking"


def text_of(user: User, key: str) -> str:
    return " ".join(block_text(block) for block in user.session.reading.blocks(key))


def at_end_of(user: User, key: str, words: str) -> None:
    user.go(key)
    user.click(user.rich(key).viewport())
    user.press(Key.Key_End, CTRL)
    user.write(words)
    user.paper.pen.flush()


class DescribeSteps:
    def it_goes_by_back_and_next(self, reader: User) -> None:
        first = reader.paper.here
        labels = [state.section.label for state in reader.paper.states]
        reader.push(f"Next: {labels[1]}")
        reader.push(f"Back: {labels[0]}")
        assert reader.paper.here == first

    def it_has_no_back_at_the_first_and_what_is_left_after_the_last(self, reader: User) -> None:
        names = [b.text() for b in reader.section.foot]
        assert [bool(b.isVisible()) for b in reader.section.foot] == [False, True], names
        reader.press(Key.Key_Left, ALT)
        assert reader.paper.here == reader.paper.states[0].section.key
        reader.go(reader.paper.states[-1].section.key)
        assert [b.accessibleName() for b in reader.section.foot][1] == "Next: What is left"
        with reader.bot.waitSignal(reader.paper.left_wanted):
            reader.press(Key.Key_Right, ALT)
        assert reader.paper.here == reader.paper.states[-1].section.key

    def it_is_walked_by_arrows_and_enter(self, reader: User) -> None:
        reader.paper.steps.setFocus()
        reader.press(Key.Key_Down)
        reader.press(Key.Key_Return)
        assert reader.paper.here == reader.paper.states[1].section.key

    def it_puts_what_is_typed_after_two_clicks_on_a_step_into_its_text(self, reader: User) -> None:
        self._double_click(reader, MONEY)
        reader.write("Typed on.")
        assert reader.paper.here == MONEY
        reader.paper.pen.flush()
        assert "Typed on." in text_of(reader, MONEY)

    def it_goes_nowhere_by_letters_and_tells_where_it_is(self, reader: User) -> None:
        reader.go(MONEY)
        steps = reader.paper.steps
        steps.setFocus()
        reader.write("title")
        assert steps.lines[steps.currentIndex().row()].key == MONEY
        reader.press(Key.Key_Up)
        reader.press(Key.Key_Tab)
        assert steps.lines[steps.currentIndex().row()].key == reader.paper.here == MONEY

    def _double_click(self, reader: User, section: str) -> None:
        steps = reader.paper.steps
        row = next(n for n, line in enumerate(steps.lines) if line.key == section)
        place = steps.visualRect(steps.model().index(row, 0)).center()
        where = steps.viewport().mapTo(reader.window, place)
        QTest.mouseDClick(reader.window.windowHandle(), LEFT, NONE, where)
        QApplication.processEvents()

    def it_adds_and_takes_away_the_steps_of_part_two(self, user: User) -> None:
        user.new("Kennels")
        user.go("decision.public_access")
        assert not any(line.key.startswith("part2.") for line in user.paper.steps.lines)
        yes = user.editor("decision.has_part2").focusProxy()
        assert yes is not None
        user.reveal(yes)
        user.click(yes)
        user.until(lambda: any(line.key.startswith("part2.") for line in user.paper.steps.lines))
        user.go("part2.facts")
        user.press(Key.Key_Z, CTRL)
        user.until(lambda: not user.paper.here.startswith("part2."))

    def it_shows_the_number_that_prints(self, reader: User) -> None:
        reader.go(MONEY)
        assert reader.sees("3", reader.section)
        assert list(reader.section.editors[MONEY].panel.editor.labels().values())[:1] == ["3.1."]  # type: ignore[attr-defined]


class DescribeAnAnswerTakenBack:
    def it_comes_to_the_answer_given_and_leads_to_what_depended_on_it(self, reader: User) -> None:
        deferred, why = "decision.deferred", "decision.deferral_reason"
        reader.go("decision.public_access")
        assert reader.focus.accessibleName().endswith(" No")
        reader.session.change(deferred, True, label="Answer")
        reader.session.change(why, "The tender is open.", label="Typing")
        reader.session.change(deferred, False, label="Answer")
        words = reader.window.status.count.text()  # of which none stands in a text
        found = next(f for f in reader.session.findings() if f.field == why)
        reader.paper.go_to_finding(found)
        assert reader.focus.accessibleName() == "Clear it: If yes, for what reason"
        reader.until(lambda: reader.focus.visibleRegion().boundingRect().size() == reader.focus.size())
        assert words == "Paper 529 words"


class DescribeFindings:
    def it_selects_the_words_so_that_typing_replaces_them(self, reader: User) -> None:
        at_end_of(reader, "decision.issues", " The cost is XX so far.")
        reader.until(lambda: reader.sees("Go to the text") or _card(reader) is not None)
        reader.go("decision.title_and_reference")
        whole = "Show findings of the whole paper"  # which stands there once the paper has been checked
        reader.until(
            lambda: any(
                button.isVisible() and button.accessibleName() == whole
                for button in reader.paper.findings.findChildren(QPushButton)
            )
        )
        reader.push(whole)
        found = next(f for f in reader.session.findings() if f.text == "XX")
        reader.push(f"Go to the text: {found.title}")
        assert reader.paper.here == "decision.issues"
        caret = reader.rich("decision.issues")
        assert reader.focus is caret
        assert caret.textCursor().selectedText() == "XX"
        reader.write("£40,000")
        assert caret.toPlainText().endswith("The cost is £40,000 so far.")

    def it_selects_them_in_a_cell_of_a_table_and_in_a_line(self, reader: User) -> None:
        title, session = "decision.title", reader.session
        money = session.reading.blocks(MONEY)
        at, table = next((n, block) for n, block in enumerate(money) if isinstance(block, Table))
        with_gap = with_cell(table, 2, 1, text_runs("about £XX so far"))
        session.change(MONEY, RichText((*money[:at], with_gap, *money[at + 1 :])), label="Typing")
        session.change(title, "Hire of XX boats", label="Typing")
        found = {f.field: f for f in session.findings() if f.text == "XX" or f.cell == (2, 1)}
        reader.paper.go_to_finding(found[title])
        line = reader.focus
        assert isinstance(line, QLineEdit)
        assert line.selectedText() == "XX"
        reader.paper.go_to_finding(found[MONEY])
        assert reader.focus is reader.rich(MONEY)
        chosen = reader.rich(MONEY).textCursor()
        assert chosen.selectedText() == found[MONEY].text == "£XX"
        assert chosen.currentTable().cellAt(chosen).row() == 2

    def it_leads_to_what_gives_a_tick(self, reader: User) -> None:
        found = next(f for f in reader.session.findings() if f.field == "decision.tick_legal")
        reader.paper.go_to_finding(found)
        assert reader.focus.accessibleName() == "Legal Advice: your name"
        reader.until(lambda: not reader.focus.visibleRegion().isEmpty())


def _card(user: User) -> Any:
    return next((f for f in user.session.findings() if f.text == "XX"), None)


class DescribeTicks:
    def it_turns_stale_with_the_text_and_stands_again_after_undo(self, reader: User) -> None:
        reader.go("decision.declaration")
        reader.confirm(TICK, "Sam Okoro", "Head of Finance")
        assert reader.sees("Ticked by Sam Okoro, Head of Finance")
        at_end_of(reader, MONEY, " And more.")
        reader.go("decision.declaration")
        assert reader.sees("for the text as it was then", reader.card(TICK))
        assert reader.sees("changed since it was ticked", reader.card(TICK))
        reader.press(Key.Key_Z, CTRL)
        reader.go("decision.declaration")
        assert reader.session.sign_off(TICK).standing is Standing.STANDS
        assert not reader.sees("for the text as it was then", reader.card(TICK))

    def it_is_given_once_by_a_double_click(self, reader: User, slow_hand: None) -> None:
        reader.go("decision.declaration")
        reader.window.who.name = "Sam Okoro"
        for card in (reader.card(TICK), reader.card("decision.tick_legal")):
            card.refresh()
        QApplication.processEvents()
        for name in ("Tick: Financial Advice", "Tick: Legal Advice"):
            reader.click_through(reader.button(name, reader.section))
        assert reader.session.sign_off(TICK).standing is Standing.STANDS
        assert reader.session.sign_off("decision.tick_legal").standing is Standing.OPEN

    def it_needs_a_name(self, reader: User) -> None:
        reader.go("decision.declaration")
        reader.confirm(TICK, "", "")
        assert reader.sees("A tick needs the name of who gives it.")
        assert reader.session.sign_off(TICK).standing is Standing.OPEN

    def it_remembers_the_name_for_the_next(self, reader: User) -> None:
        reader.go("decision.declaration")
        reader.confirm(TICK, "Sam Okoro", "Head of Finance")
        lines = reader.lines(reader.card("decision.tick_legal"))
        assert [line.text() for line in lines] == ["Sam Okoro", "Head of Finance"]

    def it_keeps_the_focus_on_its_card(self, reader: User) -> None:
        reader.go("decision.declaration")
        reader.confirm(TICK, "Sam Okoro", "Head of Finance")
        assert reader.card(TICK).isAncestorOf(reader.focus)

    def it_can_be_taken_back(self, reader: User) -> None:
        reader.go("decision.declaration")
        reader.confirm(TICK, "Sam Okoro", "Head of Finance")
        reader.push("Withdraw: Financial Advice")
        assert reader.session.sign_off(TICK).standing is Standing.OPEN
        assert reader.sees("Not ticked yet", reader.card(TICK))

    def it_asks_the_reason_of_another_answer(self, reader: User) -> None:
        reader.go("decision.declaration")
        card = reader.card("decision.tick_gdpr")
        lines = reader.lines(card)
        reader.reveal(lines[0])
        reader.click(lines[0])
        reader.write("Sam")
        reader.press(Key.Key_Tab)
        reader.press(Key.Key_Tab)
        reader.press(Key.Key_Down)
        reader.push("Tick: GDPR/Data Privacy", card)
        assert reader.sees("needs a reason")
        reason = reader.lines(card)[-1]
        reader.reveal(reason)
        reader.click(reason)
        reader.write("No personal data.")
        reader.push("Tick: GDPR/Data Privacy", card)
        assert reader.sees("Not applicable: No personal data.", reader.card("decision.tick_gdpr"))


class DescribeFootnotes:
    def it_is_written_where_one_sees_it_and_left_with_escape(self, reader: User) -> None:
        reader.window.resize(1280, 640)
        reader.paper.show_section(MONEY)
        text = reader.rich(MONEY)
        reader.until(text.isVisible)
        reader.press(Key.Key_F, CTRL | ALT)
        reader.until(lambda: isinstance(reader.focus, QLineEdit))
        reader.until(lambda: reader.focus.visibleRegion().boundingRect() == reader.focus.rect())
        reader.write("See PCD 602.")
        reader.press(Key.Key_Escape)
        assert reader.focus is text


class DescribeTools:
    def it_shows_the_numbers_that_the_section_prints_and_no_room_for_none(self, reader: User) -> None:
        for field, face in (("decision.recommendation", "(1)"), (MONEY, "1.1"), ("part2.facts", "1.1")):
            reader.paper.show_section(field)
            tool = reader.section.findChild(QToolButton, "tool_numbered")
            assert isinstance(tool, QToolButton)
            reader.until(tool.isVisible)
            assert tool.text() == face
            assert reader.rich(field).cursorRect().left() > 40
        reader.paper.show_section("decision.executive_summary")
        assert reader.rich("decision.executive_summary").cursorRect().left() < 20


class DescribeFollowing:
    KEY = "report.financial_commercial"

    def it_scrolls_to_what_is_typed_below_what_is_followed(self, reader: User) -> None:
        reader.window.resize(1280, 720)
        reader.go(self.KEY)
        text, area = reader.rich(self.KEY), reader.section.area
        QApplication.processEvents()
        assert reader.focus is text
        assert area.verticalScrollBar().value() == 0, "heading and guidance are read first"
        assert text.viewport().visibleRegion().isEmpty()
        reader.write("The savings are not confirmed yet.")
        reader.until(lambda: text.viewport().visibleRegion().contains(text.cursorRect().center()))

    def it_shows_what_it_follows_and_lets_it_go(self, reader: User) -> None:
        first, *rest = reader.session.reading.blocks(MONEY)
        refers = Paragraph((Text("As said in "), CrossRef(first.id), Text(".")))
        reader.session.change(MONEY, RichText((first, *rest, refers)), label="Typing")
        reader.go(self.KEY)
        number = reader.session.numbers("report").target(first.id)
        assert reader.sees(f"As said in {number}.")
        assert reader.sees("Same text as “Financial comments” and “Commercial issues” in the decision form")
        before = text_of(reader, self.KEY)
        reader.push("Let it go its own way")
        assert reader.sees("Goes its own way")
        assert text_of(reader, self.KEY) == before
        assert "£1,240,000" in reader.rich(self.KEY).toPlainText()
        at_end_of(reader, MONEY, " Only here.")
        assert "Only here." not in text_of(reader, self.KEY)

    def it_follows_again_and_keeps_what_was_added(self, reader: User) -> None:
        reader.go(self.KEY)
        reader.push("Let it go its own way")
        reader.click(reader.rich(self.KEY).viewport())
        reader.press(Key.Key_End, CTRL)
        reader.press(Key.Key_Return)
        reader.write("My own.")
        reader.paper.pen.flush()
        before = text_of(reader, self.KEY)
        reader.push("Follow again")
        assert reader.sees("1 paragraph that stands only here stays, behind what is followed.")
        assert reader.focus.accessibleName() == "Follow again"
        reader.push("Leave it")
        assert text_of(reader, self.KEY) == before
        reader.push("Follow again")
        reader.press(Key.Key_Return)
        assert reader.rich(self.KEY).toPlainText() == "My own."
        assert text_of(reader, self.KEY).endswith("My own.")
        assert reader.sees("Same text as")


class DescribeSaving:
    def it_says_not_saved_until_the_disk_has_it(self, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object, **__: object) -> None:
            raise NotSaved("Not saved in here: the disk is full.")

        save = PaperFile.save
        monkeypatch.setattr(PaperFile, "save", full)
        reader.go("decision.issues")
        reader.click(reader.rich("decision.issues").viewport())
        reader.write("Kept in hand. ")
        reader.until(lambda: reader.window.status.saved.text().startswith("NOT SAVED"))
        assert "the disk is full" in reader.window.status.saved.text()
        reader.write("On. ")
        reader.bot.wait(500)
        assert reader.window.status.saved.text().startswith("NOT SAVED")
        assert "Kept in hand." not in _on_disk(reader)
        monkeypatch.setattr(PaperFile, "save", save)
        reader.write("More.")
        reader.saved()
        assert "Kept in hand. On. More." in _on_disk(reader)

    def it_undoes_typing_in_a_line_as_a_step_of_the_paper(self, reader: User) -> None:
        reader.go("decision.title_and_reference")
        line = reader.lines(reader.section)[0]
        before = line.text()
        reader.click(line)
        line.setCursorPosition(5)
        reader.write("twice")
        line.setCursorPosition(0)
        reader.press(Key.Key_Z, CTRL)
        assert line.text() == before == reader.session.paper.public.answers["decision.title"]
        assert (line.cursorPosition(), line.hasFocus()) == (5, True)
        reader.until(lambda: "Typing in Title" in _menu_words(reader))
        reader.press(Key.Key_Y, CTRL)
        assert line.text() == before[:5] + "twice" + before[5:]

    def it_says_at_once_that_letters_are_not_on_disk_and_once_for_many(self, reader: User) -> None:
        told: list[str] = []
        label = reader.window.status.saved
        reader.go("decision.issues")
        reader.click(reader.rich("decision.issues").viewport())
        reader.write("a")
        reader.saved()
        label.setAccessibleName = told.append
        reader.write("b")
        reader.until(lambda: label.text() == "Saving …", 200)
        assert "ab" not in _on_disk(reader)
        reader.write("cdefgh")
        reader.saved()
        assert "abcdefgh" in _on_disk(reader)
        assert told == ["Saving …", label.text()]


def _menu_words(user: User) -> str:
    return " ".join(action.text() for action in user.window.findChildren(QAction) if action.isEnabled())


def _on_disk(user: User) -> str:
    value = user.start.library.read(user.session.paper.id).public.answers["decision.issues"]
    assert isinstance(value, RichText)
    return " ".join(block_text(block) for block in value.blocks)


class DescribeRoom:
    @pytest.mark.parametrize(
        ("width", "shown"), [(1280, (True, True)), (960, (True, False)), (700, (False, False))]
    )
    def it_folds_the_panes_when_narrow(self, reader: User, width: int, shown: tuple[bool, bool]) -> None:
        for step in (1280, 960, width):
            reader.until(lambda step=step: _is_so_wide(reader, max(step, width)))
        assert (reader.paper.steps.isVisible(), reader.paper.findings.isVisible()) == shown

    def it_folds_and_unfolds_by_key(self, reader: User) -> None:
        reader.press(Key.Key_F9)
        assert not reader.paper.steps.isVisible()
        reader.press(Key.Key_F10)
        assert not reader.paper.findings.isVisible()
        reader.press(Key.Key_F9)
        assert reader.paper.steps.isVisible()
        reader.window.resize(900, 720)
        reader.press(Key.Key_F10)
        assert reader.paper.findings.isVisible()
        assert not reader.paper.steps.isVisible(), "there is no room for both beside the text"
        reader.press(Key.Key_F10)
        assert reader.paper.steps.isVisible()

    def it_never_scrolls_sideways(self, reader: User) -> None:
        for state in list(reader.paper.states):
            reader.paper.show_section(state.section.key)
            for width in (1280, 900, 620):
                reader.until(lambda width=width: _is_so_wide(reader, width) and _fits(reader.section.area))
                for text in reader.section.editors:
                    if hasattr(reader.editor(text), "panel"):
                        assert not reader.rich(text).horizontalScrollBar().isVisible(), text


def _is_so_wide(user: User, wanted: int) -> bool:
    user.window.resize(wanted, 720)  # as one drags the edge: again and again
    QApplication.processEvents()
    return user.window.width() == wanted


def _fits(area: QScrollArea) -> bool:
    """Say whether what scrolls has come to be just as wide as there is room, or as it may be."""
    page = area.widget()
    return page is not None and page.width() == min(area.viewport().width(), page.maximumWidth())


class DescribeLook:
    def it_keeps_text_and_caret_in_another_theme(self, reader: User) -> None:
        at_end_of(reader, "decision.issues", "")
        reader.press(Key.Key_Home)
        reader.write("Here ")
        place = reader.rich("decision.issues").textCursor().position()
        reader.start.change_look("dark")
        assert reader.rich("decision.issues").textCursor().position() == place
        assert reader.focus is reader.rich("decision.issues")
        reader.write("I am. ")
        reader.paper.pen.flush()
        assert "Here I am. " in text_of(reader, "decision.issues")
        assert reader.start.settings.get("theme", "") == "dark"

    def it_makes_text_larger_and_smaller(self, reader: User) -> None:
        normal = reader.window.font().pointSizeF()
        reader.press(Key.Key_Plus, CTRL)
        larger = QApplication.font().pointSizeF()
        assert larger > normal
        reader.press(Key.Key_Minus, CTRL)
        reader.press(Key.Key_Minus, CTRL)
        assert QApplication.font().pointSizeF() < normal
        reader.press(Key.Key_0, CTRL)
        assert QApplication.font().pointSizeF() == normal


class DescribeTrouble:
    def it_wears_a_look_that_cannot_be_kept(self, reader: User, start: Start) -> None:
        start.settings.path.unlink()
        start.settings.path.mkdir()  # which no file can take the place of
        normal = QApplication.font().pointSizeF()
        reader.press(Key.Key_Plus, CTRL)
        assert QApplication.font().pointSizeF() > normal
        assert reader.sees("What you chose holds until Engross is closed.")

    def it_logs_saves_and_says_once_what_broke(
        self, reader: User, start: Start, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "excepthook", start.broken)
        reader.go("decision.issues")
        reader.click(reader.rich("decision.issues").viewport())
        reader.write("Not to be lost. ")

        def broken() -> None:
            raise ZeroDivisionError("a secret of the paper")

        reader.window.library.listed.connect(broken)
        reader.window.library.listed.emit()
        assert reader.sees("Something in Engross broke. Your paper is saved")
        told = reader.window.message
        assert reader.sees("Problem", told), "in a word, not in colour alone"
        assert told.accessibleName().startswith("Problem. Something in Engross broke.")
        assert [mark.accessibleName() for mark in told.findChildren(Mark)] == ["Problem"]
        reader.button("Close the message").setFocus()
        reader.press(Key.Key_Tab)
        assert reader.focus is reader.paper.steps, "it stands before the page, and not in its midst"
        assert "Not to be lost." in _on_disk(reader)
        log = (start.library.folder / "engross.log").read_text(encoding="utf-8")
        assert "ZeroDivisionError" in log
        assert "test_paper_page.py" in log
        assert "secret" not in log + capsys.readouterr().err
        reader.push("Close the message")
        reader.window.library.listed.emit()
        assert not reader.sees("Something in Engross broke")
        told.tell("It is fine.")
        assert reader.texts(told) == ["It is fine."], "plain news has neither word nor mark"
        assert not [mark for mark in told.findChildren(Mark) if mark.isVisible()]

    def it_opens_no_window_beside_its_own(self, reader: User, qapp: QApplication) -> None:
        watch = _Tops(reader.window)
        qapp.installEventFilter(watch)
        seen: set[object] = set()
        for state in list(reader.paper.states):
            kinds = {type(item) for item in state.section.items}
            if not kinds <= seen:
                seen |= kinds
                reader.paper.show_section(state.section.key)
        assert len(seen) > 10
        reader.exporting()
        reader.press(Key.Key_N, CTRL)
        qapp.removeEventFilter(watch)
        assert watch.shown == []

    def it_names_nothing_of_part_two_in_its_title(self, reader: User) -> None:
        for state in [state for state in reader.paper.states if state.form.restricted]:
            reader.paper.show_section(state.section.key)
            assert reader.window.windowTitle() == (
                "PCD 1120 Renewal of the Custody Records Archive Service – Engross"
            )


class _Tops(QObject):
    """Notes which windows are shown beside the main one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window, self.shown = window, list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and watched is not self._window:
            self.shown.append(repr(watched))
        return False


class DescribeTheFoot:
    def it_names_the_way_back_only_where_both_ways_stand_in_one_line(self, reader: User) -> None:
        reader.window.resize(1280, 720)
        reader.go("decision.public_access")
        back, on = reader.section.foot
        reader.until(lambda: back.text().endswith("Back"))
        assert back.accessibleName() == "Back: Background and supporting papers"
        assert on.text().startswith("Next: Originating officer declaration")
        reader.paper.fold("right")
        reader.until(lambda: back.text().endswith("papers"))

    def it_says_what_is_left_between_the_ways_where_there_is_room(self, reader: User) -> None:
        reader.window.resize(1280, 720)
        reader.go("decision.public_access")
        back, on = reader.section.foot

        def said() -> QRect:
            label = next(
                w for w in reader.section.findChildren(QLabel) if w.text() == "Nothing left to do here"
            )
            return QRect(label.mapTo(reader.section, QPoint()), label.size())

        reader.until(lambda: back.geometry().right() < said().left() < on.geometry().left())
        assert said().height() <= back.height()


class DescribeTabOrder:
    def it_reaches_every_control_and_comes_round(self, reader: User) -> None:
        for section in ("decision.public_access", "decision.declaration", "report.front"):
            reader.go(section)
            reader.until(lambda: reader.paper.looking.looked)  # a finding that comes later brings its buttons
            reached = _round(reader)
            missed = [w for w in _takers(reader.window) if w not in reached]
            assert missed == [], section

    def it_leaves_the_text_by_ctrl_tab(self, reader: User) -> None:
        reader.go("decision.issues")
        text = reader.rich("decision.issues")
        reader.click(text.viewport())
        reader.press(Key.Key_Tab, CTRL)
        assert reader.focus is not text
        reader.press(Key.Key_Backtab, SHIFT)
        assert reader.focus is text


def _round(user: User) -> list[QWidget]:
    """Press Tab until the start comes round; out of a text by Ctrl+Tab."""
    reached = [user.focus]
    for _ in range(200):
        user.press(Key.Key_Tab, CTRL if user.focus.inherits("QTextEdit") else NONE)
        if user.focus is reached[0]:
            return reached
        reached.append(user.focus)
    raise AssertionError("the start was never reached again")


def _takers(window: QWidget) -> Sequence[QWidget]:
    def takes(widget: QWidget) -> bool:
        tab = bool(widget.focusPolicy().value & 1) and widget.isVisible() and widget.isEnabled()
        inner = isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox)
        return tab and not inner and widget.focusProxy() is None and not _unchosen_radio(widget)

    return [widget for widget in window.findChildren(QWidget) if takes(widget)]


def _unchosen_radio(widget: QWidget) -> bool:
    # Of a group of radio buttons Tab goes to the one that is chosen; arrows go to the others.
    return widget.inherits("QRadioButton") and not widget.isChecked()  # type: ignore[attr-defined]


class DescribePartTwo:
    def it_says_at_its_head_and_with_each_field_that_it_is_not_published(self, reader: User) -> None:
        assert not reader.sees(RESTRICTED)
        reader.go("part2.facts")
        assert reader.sees(RESTRICTED)
        assert reader.focus.accessibleDescription().startswith(RESTRICTED)

    def it_is_said_why_nothing_is_asked_and_what_is_still_there_can_be_cleared(self, reader: User) -> None:
        reader.session.change("decision.has_part2", False, label="No")
        section = reader.session.form_of(MARKING).section_of(MARKING).key
        reader.go(section)
        assert reader.sees("Nothing is asked here: “Is there a Part 2 form” is answered “NO”.")
        reader.push("Clear it: Marking of Part 2")
        assert not reader.session.reading.answered(MARKING)
        reader.press(Key.Key_Z, CTRL)
        assert reader.session.reading.answered(MARKING)
        reader.until(lambda: reader.button("Clear it: Marking of Part 2").isVisible())


class DescribeDoubledType:
    def it_leaves_room_for_five_lines_of_text(self, reader: User) -> None:
        reader.start.settings.set("size", 2.0)
        reader.start.dress()
        reader.window.new_look()
        reader.window.resize(1280, 720)
        reader.go("decision.introduction")
        editor = reader.rich("decision.introduction")
        line = editor.document().firstBlock().layout().lineAt(0).height()
        seen = editor.viewport()
        reader.until(lambda: seen.visibleRegion().boundingRect().height() >= 5 * line)
        assert reader.button("Unfold: What goes here").isVisible()
