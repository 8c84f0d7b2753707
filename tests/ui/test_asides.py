"""Pages beside a paper: its history, versions compared, the manager's page, one text in two documents."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app.acts import go_own_way, tick
from desktop_app.app.declarations import declarations
from desktop_app.domain.compare import ValueChange, compare_blocks, compare_words
from desktop_app.domain.fields import TickField
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Cell, Paragraph, Table, block_text, blocks_text, text_runs
from desktop_app.domain.signoff import Standing
from desktop_app.ui import declarations_page
from desktop_app.ui.aside import Aside
from desktop_app.ui.asides import show_aside, show_two_documents
from desktop_app.ui.compare_page import ComparePage
from desktop_app.ui.declarations_page import DeclarationsPage
from desktop_app.ui.differing import difference, what_happened
from desktop_app.ui.printers import new_printer
from desktop_app.ui.sheet import draw
from desktop_app.ui.two_documents_page import TwoDocumentsPage
from tests.ui.hands import Key, User
from tests.ui.test_accessibility import clipped, named, tree

MONEY, SUMMARY = "decision.financial_comments", "report.executive_summary"
TICK = "decision.tick_financial"


def add(user: User, key: str, words: str) -> None:
    """Write a paragraph more in another place than the one shown, and put it on disk."""
    blocks = (*user.session.reading.blocks(key), Paragraph(text_runs(words)))
    user.session.change(key, RichText(blocks), label="Typing")
    user.paper.pen.save()


def text_of(user: User, key: str) -> str:
    return " ".join(block_text(block) for block in user.session.reading.blocks(key))


def open_again(user: User) -> None:
    """Close the paper and open it, so that what follows is a new session of writing."""
    paper = user.session.paper.id
    user.window.to_library()
    user.window.open_paper(paper)


def review(user: User, words: str) -> None:
    """Choose a line of the Review menu."""
    menu = next(m for m in user.window.menuBar().findChildren(QMenu) if m.title() == "&Review")
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text().replace("&", "") == words).trigger()


def buttons(page: QWidget) -> list[str]:
    """Return the names of the buttons in sight."""
    return [made.accessibleName() for made in page.findChildren(QPushButton) if made.isVisible()]


class DescribeDifferences:
    def it_says_in_words_what_is_marked(self, qtbot: QtBot) -> None:
        shown = difference(ValueChange("k", pieces=compare_words("four boats", "five boats")))
        qtbot.addWidget(shown)
        (label,) = shown.findChildren(QLabel)
        assert label.accessibleName() == "[taken out: four][put in: five] boats"
        assert "line-through" in label.text()
        assert "underline" in label.text()

    def it_never_reads_text_as_markup(self, qtbot: QtBot) -> None:
        shown = difference(ValueChange("k", pieces=compare_words("", "<b>&amp;")))
        qtbot.addWidget(shown)
        assert "&lt;b&gt;&amp;amp;" in shown.findChildren(QLabel)[0].text()

    def it_folds_what_stayed(self, qtbot: QtBot) -> None:
        blocks = tuple(Paragraph(text_runs(f"Paragraph {n}.")) for n in range(9))
        shown = difference(ValueChange("k", compare_blocks(blocks, (*blocks, Paragraph(text_runs("New."))))))
        qtbot.addWidget(shown)
        assert [label.text() for label in shown.findChildren(QLabel)][:2] == [
            "… 9 paragraphs unchanged …",
            "New",
        ]

    def it_tells_rows_that_came(self, qtbot: QtBot) -> None:
        def table(*rows: str) -> Table:
            return Table(tuple((Cell(text_runs(row)),) for row in rows), id="t")

        shown = difference(ValueChange("k", compare_blocks((table("a"),), (table("a", "b"),))))
        qtbot.addWidget(shown)
        assert "New row" in shown.findChildren(QLabel)[-1].text()

    def it_names_splits_and_moves(self) -> None:
        old = (Paragraph(text_runs("One two three. Four five six."), id="a"),)
        (split,) = compare_blocks(
            old, (Paragraph(text_runs("One two three."), id="a"), Paragraph(text_runs("Four five six.")))
        )
        assert what_happened(split) == "Split into 2"


class DescribeComparingAsWordFiles:
    def it_makes_one_for_each_document_that_changed(self, reader: User, qtbot: QtBot, tmp_path: Path) -> None:
        add(reader, MONEY, "One hundred pounds more.")
        page = ComparePage(reader.session, 1)
        show_aside(reader.window, page)
        with qtbot.waitSignal(page.made, timeout=30_000):
            page.make_files(tmp_path / "out")
        names = [path.name for path in sorted((tmp_path / "out").iterdir())]
        assert names
        assert all(name.endswith("changes 1 to now DRAFT.docx") for name in names)
        assert all(name in page.told.text() for name in names)

    def it_says_so_where_nothing_that_prints_has_changed(
        self, reader: User, qtbot: QtBot, tmp_path: Path
    ) -> None:
        page = ComparePage(reader.session, 1)
        with qtbot.waitSignal(page.made, timeout=30_000):
            page.make_files(tmp_path / "out")
        assert "the same" in page.told.text()
        assert not list((tmp_path / "out").iterdir())
        page.deleteLater()


class DescribeHistory:
    def it_lists_sessions_with_the_words_they_changed(self, reader: User) -> None:
        add(reader, MONEY, "One hundred pounds more.")
        reader.push("History", reader.paper.side)
        reader.until(lambda: reader.sees("4 words added", reader.paper.history))
        assert reader.sees("Financial comments", reader.paper.history)

    def it_names_a_version(self, reader: User) -> None:
        reader.push("History", reader.paper.side)
        link = next(b for b in reader.paper.history.findChildren(QLineEdit))
        reader.push(next(n for n in buttons(reader.paper.history) if n.startswith("Name it")))
        assert link.isVisible()
        reader.write("As first sent")
        reader.press(Key.Key_Return)
        reader.until(lambda: reader.sees("As first sent", reader.paper.history))
        reader.until(lambda: reader.focus.accessibleName() == "Rename: version of As first sent")

    def it_compares_with_now_and_brings_a_section_back(self, reader: User) -> None:
        before = text_of(reader, MONEY)
        open_again(reader)
        add(reader, MONEY, "One hundred pounds more.")
        reader.push("History", reader.paper.side)
        reader.push(next(n for n in buttons(reader.paper.history) if n.startswith("Compare")))
        page = reader.shown
        assert isinstance(page, ComparePage)
        assert page.findChildren(QLabel, "strong")[0].text() == "Financial comments"
        assert reader.sees(f"as of {page.older.currentText()}", page)
        reader.push("Bring this section back: Financial comments", page)
        assert text_of(reader, MONEY) == before
        assert reader.sees("The two versions say the same.", page)
        reader.push("Back to the paper", page)
        assert reader.section.isAncestorOf(reader.focus)
        reader.paper.undo()
        assert text_of(reader, MONEY).endswith("One hundred pounds more.")

    def it_compares_the_right_way_round_whichever_way_they_were_chosen(self, reader: User) -> None:
        add(reader, MONEY, "One hundred pounds more.")
        last = reader.session.keeper.revision
        page = ComparePage(reader.session, last, 1)
        reader.bot.addWidget(page)
        assert any(
            label.text().startswith("Decision form · 4 words added") for label in page.findChildren(QLabel)
        )


def printed(user: User, path: Path) -> pypdfium2.PdfDocument:
    """Print the sheet of declarations into a PDF and return that."""
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    draw(printer, user.session, declarations(user.session))
    return pypdfium2.PdfDocument(path.read_bytes())


def _ticked(user: User) -> list[str]:
    fields = (item for form in user.session.template.forms for item in form.fields)
    ticks = (item.key for item in fields if isinstance(item, TickField))
    return [key for key in ticks if user.session.sign_off(key).standing is Standing.STANDS]


def _cards(page: QWidget) -> list[str]:
    """Return the statements on the managers' page from the top."""
    QApplication.processEvents()
    shown = [made for made in page.findChildren(QFrame, "card") if made.isVisible()]
    return [made.accessibleName() for made in sorted(shown, key=lambda made: made.y())]


class DescribeTheManagersPage:
    def it_opens_from_the_library_in_two_clicks(self, reader: User) -> None:
        reader.window.to_library()
        reader.push("Declarations", reader.window.library)
        page = reader.shown
        assert isinstance(page, DeclarationsPage)
        assert reader.sees("6 of 6 statements wait for you.", page)

    def it_shows_what_changed_since_a_tick_and_takes_a_new_one(self, reader: User) -> None:
        tick(reader.session, TICK, "Robin Achebe", "Finance")
        add(reader, MONEY, "One hundred pounds more.")
        review(reader, "Declarations")
        page = reader.shown
        assert isinstance(page, DeclarationsPage)
        assert page.findChildren(QLabel, "strong")[1].text() == "Changed since it was ticked"
        spoken = [label.accessibleName() for label in page.findChildren(QLabel)]
        assert "[put in: One hundred pounds more.]" in spoken
        name, role = reader.lines(page)[:2]
        for line, words in ((name, "Robin Achebe"), (role, "Head of Finance")):
            reader.click(line)
            reader.write(words)
        reader.push(next(b for b in buttons(page) if b.startswith("Tick again")), page)
        given = reader.session.sign_off(TICK)
        assert given.standing is Standing.STANDS
        assert given.event is not None
        assert given.event.role == "Head of Finance"
        assert reader.window.who.name == "Robin Achebe"
        reader.until(lambda: reader.focus.accessibleName().startswith("Tick: "))
        following = next(b for b in page.findChildren(QPushButton, "accent") if b.isVisible())
        assert reader.focus is following, "the next that is still open"
        assert not following.visibleRegion().isEmpty()
        assert page.area.verticalScrollBar().value() < page.area.height()

    def it_ticks_one_statement_with_a_double_click(self, reader: User, slow_hand: None) -> None:
        page = self._named(reader)
        reader.click_through(reader.button("Tick: Financial Advice", page))
        reader.click_through(reader.button("Tick: Legal Advice", page))
        reader.click_through(reader.button("Withdraw: Financial Advice", page))
        assert _ticked(reader) == [TICK]
        reader.until(lambda: reader.focus.accessibleName() == "Tick: Legal Advice")
        reader.press(Key.Key_Space)
        assert _ticked(reader) == [TICK, "decision.tick_legal"], "keys are not held up"

    def it_leaves_each_statement_in_its_place_and_has_it_read_out_how_it_stands(
        self, reader: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = self._named(reader)
        before = _cards(page)
        said: list[str] = []
        monkeypatch.setattr(declarations_page, "say", lambda _, told: said.append(told))
        reader.push("Tick: Legal Advice", page)
        assert said[-1].startswith("Legal Advice: Ticked by Robin Achebe")
        assert said[-1].endswith("5 of 6 statements wait for you.")
        assert _cards(page) == before
        reader.push("Withdraw: Legal Advice", page)
        assert _cards(page) == before
        reader.push("Tick: Legal Advice", page)
        reader.window.back_to_paper()
        review(reader, "Declarations")
        assert _cards(reader.shown)[-1] == "Legal Advice"

    def it_says_what_has_to_be_written_before_a_tick(self, reader: User) -> None:
        reader.session.change(MONEY, None, label="Typing")
        page = self._named(reader)
        made = reader.button("Tick: Financial Advice", page)
        reader.push("Tick: Financial Advice", page)
        assert reader.sees("“Financial comments” has none yet. Write there first.", page)
        assert _ticked(reader) == []
        assert made.isVisible(), "where it was"

    def _named(self, reader: User) -> QWidget:
        review(reader, "Declarations")
        reader.click(reader.lines(reader.shown)[0])
        reader.write("Robin Achebe")
        return reader.shown

    def it_shows_tables_as_tables(self, reader: User) -> None:
        review(reader, "Declarations")
        spoken = [label.accessibleName() for label in reader.shown.findChildren(QLabel)]
        assert any("Service charge, £560,000, £560,000, £1,120,000" in words for words in spoken)

    def it_asks_for_a_name(self, reader: User) -> None:
        review(reader, "Declarations")
        page = reader.shown
        reader.push(next(b for b in buttons(page) if b.startswith("Tick")), page)
        assert reader.sees("A tick needs the name of who gives it.", page)
        assert reader.focus.accessibleName() == "Your name"
        before = page.findChildren(QPushButton, "accent")[0].mapTo(page, QPoint())
        reader.write("R")
        assert not reader.sees("A tick needs the name of who gives it.", page)
        assert page.findChildren(QPushButton, "accent")[0].mapTo(page, QPoint()) == before

    def it_asks_for_nothing_once_all_stands(self, reader: User) -> None:
        for item in reader.session.template.form("decision").fields:
            if isinstance(item, TickField):
                tick(reader.session, item.key, "A", "B")
        review(reader, "Declarations")
        assert reader.sees("Nothing else is asked of you.", reader.shown)

    def it_prints_black_on_white_whatever_the_window_wears(self, reader: User, tmp_path: Path) -> None:
        reader.start.change_look("dark")
        page = printed(reader, tmp_path / "sheet.pdf")[0]
        shades = page.render().to_pil().convert("L").histogram()
        assert sum(shades[:60]) > 2000
        assert sum(shades[200:]) > sum(shades[:200])

    def it_says_whether_it_was_printed(self, reader: User, tmp_path: Path) -> None:
        printer = new_printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
        assert draw(printer, reader.session, declarations(reader.session))
        printer.setOutputFileName(str(tmp_path / "gone" / "sheet.pdf"))
        assert not draw(printer, reader.session, declarations(reader.session))

    @pytest.mark.parametrize("more", [0, 60])
    def it_prints_as_one_page(self, reader: User, tmp_path: Path, more: int) -> None:
        tick(reader.session, TICK, "Robin Achebe", "Finance")
        for number in range(more):
            add(reader, MONEY, f"Paragraph {number} says why the money is there. " * 5)
        sheet = printed(reader, tmp_path / "sheet.pdf")
        assert len(sheet) == 1
        text = sheet[0].get_textpage().get_text_bounded()
        assert "Robin Achebe, Finance" in " ".join(text.split())


def at_size(user: User, size: float) -> None:
    """Wear a size of type in the smallest window that is catered for."""
    user.start.settings.set("size", size)
    user.start.dress()
    user.window.new_look()
    user.window.resize(1280, 720)
    user.until(lambda: (user.window.width(), user.window.height()) == (1280, 720))


class DescribeSize:
    @pytest.mark.parametrize("size", [1.0, 2.0])
    def it_cuts_nothing_off(self, reader: User, size: float) -> None:
        tick(reader.session, TICK, "Robin Achebe", "Finance")
        open_again(reader)
        add(reader, MONEY, "One hundred pounds more, which comes from the reserve.")
        go_own_way(reader.session, SUMMARY)
        at_size(reader, size)
        for name in ("Declarations", "One text, two documents"):
            review(reader, name)
            reader.until(lambda: not clipped(reader.shown))
        show_aside(reader.window, ComparePage(reader.session, 1))
        reader.until(lambda: not clipped(reader.shown))

    @pytest.mark.parametrize("size", [1.0, 2.0])
    def it_cuts_nothing_off_in_the_right_pane(self, reader: User, size: float) -> None:
        open_again(reader)
        add(reader, MONEY, "One hundred pounds more, which comes from the reserve.")
        at_size(reader, size)
        if not reader.paper.side.isVisible():
            reader.paper.fold("right")
        reader.push("History", reader.paper.side)
        reader.push(next(b for b in buttons(reader.paper.history) if b.startswith("Name it")))
        reader.until(lambda: not clipped(reader.paper.side))

    def it_names_whatever_takes_the_focus(self, reader: User) -> None:
        for name in ("Declarations", "One text, two documents"):
            go_own_way(reader.session, SUMMARY)
            review(reader, name)
            nameless = [here for here in tree(reader.shown) if here.state().focusable and not named(here)]
            assert nameless == []


class DescribeTwoDocuments:
    def it_lists_the_places_that_differ_and_lets_them_follow_again(self, reader: User) -> None:
        before = text_of(reader, SUMMARY)
        go_own_way(reader.session, SUMMARY)
        own = reader.session.reading.blocks(SUMMARY)
        reader.session.change(SUMMARY, RichText(own[1:]), label="Typing")
        review(reader, "One text, two documents")
        page = reader.shown
        assert isinstance(page, TwoDocumentsPage)
        reader.push("Follow again: Executive summary", page)
        assert text_of(reader, SUMMARY) == before
        assert reader.sees("Nothing differs.", page)

    def it_leads_to_the_section(self, reader: User) -> None:
        go_own_way(reader.session, SUMMARY)
        show_two_documents(reader.window)
        reader.push("Go to the section: Executive summary", reader.shown)
        assert reader.paper.here == SUMMARY

    def it_shows_what_differs_beside_the_text(self, reader: User) -> None:
        reader.go(SUMMARY)
        go_own_way(reader.session, SUMMARY)
        add(reader, "decision.executive_summary", "Another hundred pounds.")
        reader.push("Show what differs")
        spoken = [label.accessibleName() for label in reader.section.findChildren(QLabel)]
        assert "[taken out: Another hundred pounds.]" in spoken
        reader.push("Hide what differs")
        assert blocks_text(reader.session.reading.blocks(SUMMARY))


class DescribeScrolling:
    @pytest.mark.parametrize("name", ["Keys", "What is left"])
    def it_is_done_by_keys(self, reader: User, name: str) -> None:
        reader.start.tools  # noqa: B018 - made some moments after the start
        reader.window.resize(1280, 480)
        if name == "Keys":
            reader.press(Key.Key_F1)
        else:
            reader.push(name)
        page = reader.shown
        assert isinstance(page, Aside)
        bar = page.area.verticalScrollBar()
        reader.until(lambda: bar.maximum() > 0)
        seen = [bar.value()]
        for key in (Key.Key_Down, Key.Key_PageDown, Key.Key_End):
            reader.press(key)
            seen.append(bar.value())
        assert seen == sorted(set(seen)), "each goes further down"
        assert seen[-1] == bar.maximum()
        reader.press(Key.Key_Home)
        assert bar.value() == 0


class DescribeEveryPageBesideAPaper:
    def it_names_the_way_back_at_its_head_and_takes_escape_for_it(self, reader: User) -> None:
        reviewed = (
            "Declarations",
            "One text, two documents",
            "Compare versions",
            "Hand over …",
            "Verify …",
            "Publish …",
        )
        ways = [lambda words=words: review(reader, words) for words in reviewed]
        assert reader.start.tools is not None
        ways += [reader.window.export, reader.window.new_paper, lambda: reader.press(Key.Key_F1)]
        for way in ways:
            way()
            page = reader.shown
            assert isinstance(page, Aside)
            back = reader.button("Back to the paper", page)
            assert not page.area.isAncestorOf(back), "it does not scroll away"
            reader.press(Key.Key_Escape)
            assert reader.shown is reader.paper, page
            assert reader.section.isAncestorOf(reader.focus)
