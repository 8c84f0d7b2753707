"""The library page, by key and pointer."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.state import State
from desktop_app.storage.schema import file_name
from desktop_app.ui import library_page
from desktop_app.ui.errands import import_file
from desktop_app.ui.filters import Filters
from desktop_app.ui.review_page import ReviewPage
from tests.app.under_review import copy_of
from tests.conftest import ROOT
from tests.ui.hands import CTRL, LEFT, NONE, Key, User, text_file

HOLD = """
import sys
from pathlib import Path
from desktop_app.storage.library import Library
held = Library(Path(sys.argv[1])).open(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
held.close()
"""


def some_papers(user: User) -> None:
    for title in ("Boat engines", "Radio masts", "Dog kennels"):
        user.start.desk.new_paper("mopac/decision-2021", {"decision.title": title})
    user.window.library.refresh()


class DescribeTheList:
    def it_says_what_would_be_here(self, user: User) -> None:
        assert user.sees("Your papers will be listed here")
        assert user.focus is user.button("New paper")

    def it_lists_the_newest_first(self, user: User) -> None:
        some_papers(user)
        assert user.titles() == ["Dog kennels", "Radio masts", "Boat engines"]
        assert user.sees("3 papers")

    def it_opens_a_paper_by_key_and_by_pointer(self, user: User) -> None:
        some_papers(user)
        user.window.library.list.setFocus()
        user.press(Key.Key_Down)
        user.press(Key.Key_Return)
        assert user.session.name == "Radio masts"
        user.press(Key.Key_O, CTRL)
        papers = user.window.library.list
        middle = papers.visualRect(papers.model().index(2, 0)).center()
        QTest.mouseClick(papers.viewport(), LEFT, NONE, middle)
        QTest.mouseDClick(papers.viewport(), LEFT, NONE, middle)
        assert user.window.paper is not None

    def it_finds_words_as_they_are_typed(self, user: User) -> None:
        some_papers(user)
        user.click(user.window.library.search)
        user.write("mast")
        user.until(lambda: user.titles() == ["Radio masts"])
        user.write("odon")
        user.until(lambda: user.sees("No paper has “mastodon”"))
        user.press(Key.Key_A, CTRL)
        user.press(Key.Key_Delete)
        user.until(lambda: len(user.titles()) == 3)

    def it_filters_by_state(self, user: User) -> None:
        some_papers(user)
        user.press(Key.Key_Return)
        name = user.session.name
        user.window.move_on(State.IN_REVIEW)
        user.press(Key.Key_O, CTRL)
        user.push("In review 1")
        assert user.titles() == [name]
        user.push("All 3")
        assert len(user.titles()) == 3

    def it_puts_a_paper_away_and_brings_it_back(self, user: User) -> None:
        some_papers(user)
        user.window.library.list.setFocus()
        user.press(Key.Key_Down)
        user.push("Archive")
        assert user.titles() == ["Dog kennels", "Boat engines"]
        assert user.window.library.list.currentIndex().row() == 1, "the one that came into its place"
        assert user.sees("“Radio masts” is put away. It is listed under “Archived”.")
        user.push("Archived")
        assert user.titles() == ["Radio masts"]
        chips = [b for b in user.window.library.findChildren(QPushButton, "filter") if b.isVisible()]
        chips.sort(key=lambda chip: (chip.y(), chip.x()))  # as one reads them
        assert [chip.text() for chip in chips] == [
            "All 2",
            "Drafting 2",
            "Archived",
        ]  # they lead back to those
        assert [chip.nextInFocusChain() for chip in chips[:-1]] == chips[1:], "the Tab key goes the same way"
        assert user.window.library.search.clearer.nextInFocusChain() is chips[0], "and there from the search"
        faces = [QAccessible.queryAccessibleInterface(chip) for chip in chips]
        assert {face.role() for face in faces} == {QAccessible.Role.RadioButton}, "one of several is chosen"
        assert [face.text(QAccessible.Text.Name) for face in faces] == [
            "All 2 papers",
            "Drafting 2 papers",
            "Archived papers",
        ]
        assert [face.parent().indexOfChild(face) for face in faces] == [0, 1, 2], "told in that order"
        user.push("Bring back")
        assert user.sees("Nothing is put away.")
        user.push("All 3")
        assert len(user.titles()) == 3

    def it_starts_a_copy_without_reference_or_part_two(self, reader: User) -> None:
        reader.press(Key.Key_O, CTRL)
        first = reader.window.library.chosen()
        reader.push("Duplicate")
        assert reader.session.paper.id != first
        answers = reader.session.paper.public.answers
        assert "decision.reference" not in answers
        assert "decision.introduction" in answers
        assert not reader.session.paper.restricted.answers

    def it_tells_a_reader_of_screens_all_of_a_line(self, user: User) -> None:
        some_papers(user)
        index = user.window.library.list.model().index(0, 0)
        told = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert told.startswith("Dog kennels, Drafting, ")
        assert "changed Today" in told


class DescribeImport:
    def it_opens_what_it_made_of_a_text(self, user: User, tmp_path: Path) -> None:
        import_file(user.window, text_file(tmp_path))
        assert user.session.name == "PCD 777 Replacement of boat engines"
        assert user.sees("Imported paper.txt.")
        user.go("decision.issues")
        assert user.rich("decision.issues").toPlainText() == "Parts are no longer made."
        user.push("Close the message")
        assert not user.sees("Imported paper.txt.")

    def it_asks_what_is_meant_by_a_copy_of_a_paper_that_is_here(self, reader: User, tmp_path: Path) -> None:
        held, copy = reader.session.paper.public.id, tmp_path / "back.docx"
        copy.write_bytes(copy_of(reader.session))
        reader.window.to_library()
        import_file(reader.window, copy)
        assert reader.sees("back.docx is a copy of PCD 1120")
        assert reader.window.paper is None
        reader.push("Read it as a review")
        assert reader.session.paper.public.id == held
        assert isinstance(reader.shown, ReviewPage)

    def it_makes_another_paper_of_a_copy_where_that_is_meant(self, reader: User, tmp_path: Path) -> None:
        held, copy = reader.session.paper.public.id, tmp_path / "back.docx"
        copy.write_bytes(copy_of(reader.session))
        reader.window.to_library()
        import_file(reader.window, copy)
        reader.push("Make a new paper")
        assert reader.session.paper.public.id != held

    def it_asks_which_kind_of_paper_a_file_is_that_does_not_say(self, user: User, tmp_path: Path) -> None:
        path = tmp_path / "plain.txt"
        path.write_text("Purpose\n\nWords.\n\nFinancial implications\n\nWords.\n", encoding="utf-8")
        import_file(user.window, path)
        assert user.sees("Which kind of paper is plain.txt?")
        assert user.window.paper is None
        user.push("Committee report (example council, 2025)")
        assert user.session.template.key == "northmoor/committee-report-2025"

    def it_says_what_is_wrong_with_a_file(self, user: User, tmp_path: Path) -> None:
        import_file(user.window, tmp_path / "gone.txt")
        assert user.sees("gone.txt could not be opened")
        assert user.window.paper is None

    def it_lists_what_found_no_place_until_it_is_dismissed(self, user: User, real_papers: Path) -> None:
        import_file(user.window, real_papers / "pcd-963.txt")
        left = len(user.session.paper.public.leftovers)
        assert left
        assert user.sees("Not in the paper")
        found = next(b for b in _links(user) if b.text() == "Dismiss")
        found.click()
        assert len(user.session.paper.public.leftovers) == left - 1
        user.press(Key.Key_Z, CTRL)
        assert len(user.session.paper.public.leftovers) == left


class DescribePapersOpenElsewhere:
    def it_says_who_has_it_and_shows_it_for_reading(self, user: User) -> None:
        paper = user.start.desk.new_paper("mopac/decision-2021", {"decision.title": "Held"})
        user.window.library.refresh()
        folder = str(user.start.library.folder)
        command = [sys.executable, "-c", HOLD, folder, paper]
        with subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            user.press(Key.Key_Return)
            assert user.session.read_only
            assert user.sees("For reading only: this paper is open")
            assert user.sees(str(holder.pid))
            user.window.to_library()
            user.push("Duplicate")
            user.push("Archive")
            assert user.titles() == ["Held"]
            holder.communicate("")
        user.window.library.list.setFocus()
        user.press(Key.Key_Return)
        assert user.window.paper is not None


def _links(user: User) -> list[QPushButton]:
    return [b for b in user.window.findChildren(QPushButton) if b.isVisible() and b.objectName() == "link"]


class DescribeAFileThatCannotBeRead:
    def it_is_named_with_what_can_be_done_until_it_is_well_again(self, user: User) -> None:
        some_papers(user)
        library = user.start.library
        torn = library.papers / file_name("torn")
        torn.write_bytes(b"not a paper")
        library.refresh()
        user.window.library.refresh()
        user.until(lambda: user.sees("A file among the papers could not be read"))
        assert user.sees(f"{torn} is damaged")
        assert user.titles() == ["Dog kennels", "Radio masts", "Boat engines"]
        user.push(f"See what can be done about {torn.name}")
        assert user.sees("This paper is damaged")
        assert user.sees("There is no copy to go back to")
        torn.unlink()
        user.push("Back to the papers")
        library.refresh()
        user.window.library.refresh()
        user.until(lambda: not user.sees("could not be read"))

    def it_is_one_of_many(self, user: User) -> None:
        for number in range(5):
            (user.start.library.papers / file_name(f"torn-{number}")).write_bytes(b"not a paper")
        user.start.library.refresh()
        user.window.library.refresh()
        user.until(lambda: user.sees("5 files among the papers could not be read"))
        assert user.sees("and 2 more in ")

    def it_leaves_the_window_as_low_as_it_is_in_large_type(self, user: User) -> None:
        some_papers(user)
        (user.start.library.papers / file_name("torn")).write_bytes(b"not a paper")
        user.start.library.refresh()
        user.window.library.refresh()
        user.start.settings.set("size", 2.0)
        user.start.change_look("light")
        user.window.message.tell("What happened, where and what to do is told in many words. " * 5)
        user.until(lambda: user.sees("A file among the papers") and user.window.message.isVisible())
        assert user.window.minimumSizeHint().height() <= 720


class DescribeTheSearch:
    def it_opens_what_it_found_by_key(self, user: User) -> None:
        some_papers(user)
        user.click(user.window.library.search)
        user.write("mast")
        user.press(Key.Key_Return)
        assert user.session.name == "Radio masts"
        user.press(Key.Key_O, CTRL)
        user.click(user.window.library.search)
        user.press(Key.Key_Escape)
        user.until(lambda: len(user.titles()) == 3)
        user.press(Key.Key_Down)
        assert user.focus is user.window.library.list

    def it_takes_what_is_typed_in_the_list_and_is_left_with_escape_there(
        self, user: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(library_page, "MOST", 1)
        some_papers(user)
        page = user.window.library
        page.list.setFocus()
        user.write("m")
        assert user.focus is page.search
        user.write("ast")
        user.until(lambda: user.titles() == ["Radio masts"])
        assert user.sees("The first 1 paper found"), "there may be more"
        user.press(Key.Key_Down)
        assert user.focus is page.list
        user.press(Key.Key_Escape)
        user.until(lambda: len(user.titles()) == 3)
        assert user.focus is page.list
        chosen = page.list.currentIndex()
        assert "Radio masts" in str(chosen.data()), "still the one that was found"
        assert chosen.data(Qt.ItemDataRole.ToolTipRole) == "Radio masts", "whole, where the line cuts it"

    def it_is_cleared_by_a_button_that_is_there_while_something_is_sought(self, user: User) -> None:
        some_papers(user)
        user.click(user.window.library.search)
        user.write("mast")
        user.until(lambda: user.titles() == ["Radio masts"])
        user.push("Clear the search")
        user.until(lambda: len(user.titles()) == 3)
        assert user.focus is user.window.library.search
        names = [made.accessibleName() for made in user.window.findChildren(QPushButton) if made.isVisible()]
        assert "Clear the search" not in names

    def it_shows_all_its_words_above_the_states_where_type_is_large(self, user: User) -> None:
        some_papers(user)
        search, states = user.window.library.search, user.window.library.findChildren(Filters)[0]
        user.until(lambda: search.geometry().right() < states.x())
        user.window.resize(760, 720)
        user.start.settings.set("size", 2.0)
        user.start.change_look("light")
        user.until(lambda: search.geometry().bottom() < states.y() and states.x() == search.x())
        assert search.fontMetrics().horizontalAdvance(search.placeholderText()) < search.width()
