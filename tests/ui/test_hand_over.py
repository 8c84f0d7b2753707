"""A paper handed over from one window and taken in at another, ticked, sent back and merged."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QRadioButton

from desktop_app.app.acts import tick
from desktop_app.app.comments import add_comment
from desktop_app.app.packing import read_pack
from desktop_app.storage import sealing
from desktop_app.ui.arrived_page import ArrivedPage, MergePage
from desktop_app.ui.hand_over_page import HandOverPage, show_hand_over
from tests.ui.hands import User


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_COST", 10)
    monkeypatch.setattr(sealing, "_LEAST", 10)


def handing(user: User, path: Path, name: str = "A. Author") -> HandOverPage:
    show_hand_over(user.window)
    page = user.shown
    assert isinstance(page, HandOverPage)
    page.name.setText(name)
    page.file.setText(str(path))
    return page


def opening(user: User, path: Path, monkeypatch: pytest.MonkeyPatch) -> ArrivedPage:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    user.window.import_paper()
    page = user.shown
    assert isinstance(page, ArrivedPage)
    return page


class DescribeHandingOver:
    def it_encrypts_part_2_with_words_that_are_shown_once(self, reader: User, tmp_path: Path) -> None:
        page = handing(reader, tmp_path / "p")
        assert not page.encrypt.isChecked()
        page.part2.setChecked(True)
        assert page.encrypt.isChecked()
        reader.push("Make the file", page)
        (shown,) = [w for w in page.findChildren(QLabel) if len(w.text().split()) == 6 and w.text().islower()]
        pack = read_pack(tmp_path / "p.engross", shown.text())
        assert pack.whole
        assert pack.made_by == "A. Author"
        reader.press(Qt.Key.Key_Escape)
        assert reader.sees("not shown again", page), "nobody leaves them behind by a slip"
        show_hand_over(reader.window)
        assert not reader.sees(shown.text())

    def it_copies_the_words(self, reader: User, tmp_path: Path) -> None:
        page = handing(reader, tmp_path / "p")
        page.encrypt.setChecked(True)
        reader.push("Make the file", page)
        reader.push("Copy the words that open it", page)
        assert read_pack(tmp_path / "p.engross", QApplication.clipboard().text())
        reader.press(Qt.Key.Key_Escape)
        assert reader.shown is reader.paper

    def it_makes_a_plain_file_of_part_1(self, reader: User, tmp_path: Path) -> None:
        page = handing(reader, tmp_path / "p.engross")
        reader.push("Make the file", page)
        assert read_pack(tmp_path / "p.engross").paper.restricted.answers == {}

    def it_names_the_file_after_the_paper_in_whole_words(self, reader: User) -> None:
        title = "Renewal of the Custody Records Archive Service until 2024"
        reader.session.change("decision.title", title, label="Typing")
        show_hand_over(reader.window)
        page = reader.shown
        assert isinstance(page, HandOverPage)
        assert page.file.text().endswith("PCD 1120 Renewal of the Custody Records Archive Service.engross")

    def it_puts_a_file_beside_one_of_its_name_unless_somebody_agreed_to_replace_it(
        self, reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        there = tmp_path / "p.engross"
        there.write_bytes(b"what somebody sent")
        page = handing(reader, there)
        reader.push("Make the file", page)
        assert there.read_bytes() == b"what somebody sent"
        assert reader.sees(f"Made: {tmp_path / 'p (2).engross'}", page)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(there), ""))
        reader.push("Choose …", page)
        reader.push("Make the file", page)
        assert read_pack(there).made_by == "A. Author"

    def it_says_why_a_file_was_not_made(self, reader: User, tmp_path: Path) -> None:
        page = handing(reader, tmp_path / "nowhere" / "p.engross")
        reader.push("Make the file", page)
        assert any(words.startswith("The file was not made.") for words in reader.texts(page))


class DescribeOpeningOne:
    def it_asks_for_its_words_and_says_who_made_it(
        self, reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = handing(reader, tmp_path / "p.engross")
        page.part2.setChecked(True)
        reader.push("Make the file", page)
        (shown,) = [w for w in page.findChildren(QLabel) if len(w.text().split()) == 6 and w.text().islower()]
        right = shown.text()
        arrived = opening(reader, tmp_path / "p.engross", monkeypatch)
        reader.until(arrived.words.hasFocus)
        reader.write("not these")
        reader.press(Qt.Key.Key_Return)
        assert any("the words are not those" in words for words in reader.texts(arrived))
        reader.until(arrived.words.hasFocus)
        reader.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        reader.write(right)
        reader.press(Qt.Key.Key_Return)
        assert any(words.startswith("Made by A. Author") for words in reader.texts(arrived))

    def it_lets_a_person_choose_where_both_sides_changed_something(
        self, reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "p.engross"
        session = reader.session
        reader.push("Make the file", handing(reader, path))
        reader.window.back_to_paper()
        other = reader.start.desk.library.folder.parent / "other"
        theirs_sent(other, reader, path)
        session.change("decision.title", "Ours", label="Typing in Title")
        arrived = opening(reader, path, monkeypatch)
        assert reader.sees("PCD 1120 Theirs", arrived), "which paper it is"
        assert reader.sees("This paper is in your library already.", arrived)
        reader.push("Take it in", arrived)
        page = reader.shown
        assert isinstance(page, MergePage)
        assert not page.merge.isEnabled()
        assert reader.sees("Ours", page)
        assert reader.sees("Theirs", page)
        assert reader.sees("Ticked Financial Advice, B. Manager, ", page)
        assert reader.sees("Handed over without Part 2, B. Manager, ", page)
        assert reader.sees("Choose what is to stand in 1 place that was changed on both sides.", page)
        assert reader.sees("Comment of B. Manager came in: “Too long by half.”", page)
        next(b for b in page.findChildren(QRadioButton) if b.text() == "Take what came").setChecked(True)
        reader.push("Merge", page)
        assert session.reading.words("decision.title") == "Theirs"
        assert reader.window.message.text == "Merged what B. Manager sent."
        session.undo()
        assert session.reading.words("decision.title") == "Ours"


def theirs_sent(folder: Path, user: User, path: Path) -> None:
    """Take a file in on another laptop, change the title there, and send it back."""
    from desktop_app.app.desk import Desk, Library
    from desktop_app.app.packing import hand_over, take_in

    desk = Desk(user.start.desk.catalogue, Library(folder))
    session = desk.open(take_in(desk, read_pack(path)).paper_id)
    session.change("decision.title", "Theirs", label="Typing in Title")
    tick(session, "decision.tick_financial", "B. Manager", "Head of service")
    add_comment(session, "decision.executive_summary", "", "Too long by half.", "B. Manager")
    hand_over(session, path, "B. Manager", part2=False, over=True)
    session.close()
    desk.library.close()
