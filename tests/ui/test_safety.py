import shutil
import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop_app.app.comparing import comparison
from desktop_app.app.publish_command import publish_open
from desktop_app.app.publishing import Ask
from desktop_app.domain.record import EventKind, chained
from desktop_app.domain.state import State
from desktop_app.storage.backup import copies_of
from desktop_app.storage.errors import PaperNewer
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.schema import file_name
from desktop_app.ui import backups
from desktop_app.ui.erase_page import show_erase
from desktop_app.ui.export_page import ExportPage
from desktop_app.ui.publish_page import PublishPage
from desktop_app.ui.recovery_page import RecoveryPage
from tests.ui.hands import User


def path_of(user: User) -> Path:
    keeper = user.session.keeper
    assert isinstance(keeper, PaperFile)
    return keeper.path


def spoil(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()


def retitled(user: User, title: str) -> None:
    user.session.change("decision.title", title, label="Typing in Title")
    user.session.save()


class DescribeAPaperOfALaterVersion:
    @pytest.fixture
    def later(self, reader: User) -> Path:
        path, paper_id = path_of(reader), reader.session.paper.id
        reader.window.to_library()
        spoil(path, "pragma user_version = 99")
        reader.window.open_paper(paper_id)
        return path

    def it_opens_for_reading_with_a_sentence_and_stays_as_it_is(self, reader: User, later: Path) -> None:
        before = later.read_bytes()
        assert reader.window.message.text.startswith(
            "For reading only: this paper was last written by a later"
        )
        assert reader.session.read_only
        assert reader.window.status.saved.text() == "Read only"
        reader.window.to_library()
        assert later.read_bytes() == before

    @pytest.mark.usefixtures("later")
    def it_says_why_nothing_can_be_erased_from_it(self, reader: User) -> None:
        shown = reader.shown
        show_erase(reader.window)
        assert reader.shown is shown
        assert reader.window.message.text.startswith("This paper is open for reading only.")
        assert reader.window.message.text.endswith("Nothing was done.")

    def it_is_not_made_into_files(self, reader: User, later: Path, tmp_path: Path) -> None:
        assert reader.session.read_only
        page = ExportPage(reader.session, reader.window.who)
        page.folder.setText(str(tmp_path / "out"))
        page.export()
        assert any("later version" in label.text() for label in page.findChildren(QLabel))
        assert not (tmp_path / "out").exists()
        ask, now = Ask(tmp_path / "out", "Ada Pell"), datetime.now().astimezone()
        with pytest.raises(PaperNewer, match="No file was made"):
            publish_open(reader.session, ask, reader.window.resources, now)
        with pytest.raises(PaperNewer, match="No file was made"):
            comparison(reader.session, 1, 0, tmp_path / "out")


class DescribeCopiesWhileWriting:
    def it_takes_one_when_it_is_due_and_nobody_types(
        self, reader: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keeper = reader.session.keeper
        assert isinstance(keeper, PaperFile)
        retitled(reader, "Harbour launch")
        monkeypatch.setattr(keeper.copies, "due", lambda: True)
        assert reader.paper.backups.look() is None  # a key was pressed just now
        monkeypatch.setattr(backups, "QUIET_S", 0.0)
        thread = reader.paper.backups.look()
        assert thread is not None
        thread.join()
        newest = copies_of(keeper.path)[0]
        assert (newest.why, newest.revision) == ("timed", keeper.revision)

    def it_tells_where_none_can_be_made(self, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
        keeper = reader.session.keeper
        assert isinstance(keeper, PaperFile)
        retitled(reader, "Harbour launch")
        folder = keeper.path.parent.parent / "backups"
        folder.write_text("in the way")
        monkeypatch.setattr(keeper.copies, "due", lambda: True)
        monkeypatch.setattr(backups, "QUIET_S", 0.0)
        thread = reader.paper.backups.look()
        assert thread is not None
        thread.join()
        reader.bot.waitUntil(lambda: "No copy of the paper" in reader.window.message.text)
        folder.unlink()


class DescribeADamagedPaper:
    def it_offers_the_newest_good_state_and_names_what_differs(self, reader: User) -> None:
        path, paper_id = path_of(reader), reader.session.paper.id
        retitled(reader, "Harbour launch")
        reader.window.to_library()
        spoil(path, "update public_answers set text = '\"Forged\"' where key = 'decision.title'")
        reader.window.open_paper(paper_id)
        page = reader.shown
        assert isinstance(page, RecoveryPage)
        told = [label.text() for label in page.findChildren(QLabel)]
        assert "This paper is damaged" in told
        assert not any(str(path.parent) in words or "decision." in words for words in told)
        assert any("whole copy as of" in words for words in told)
        assert any("Title" in words for words in told)
        (go,) = [b for b in page.findChildren(QAbstractButton) if b.text().startswith("Go back to")]
        reader.click(go)
        assert reader.session.reading.words("decision.title") == "Harbour launch"
        assert "as of" in reader.window.message.text
        assert len(list((path.parent.parent / "backups" / paper_id).glob("*-damaged*"))) == 1

    def it_says_so_where_there_is_no_copy(self, reader: User) -> None:
        path, paper_id = path_of(reader), reader.session.paper.id
        reader.window.to_library()
        for copy in copies_of(path):
            copy.path.unlink()
        path.write_bytes(b"nothing")
        reader.window.open_paper(paper_id)
        told = [label.text() for label in reader.shown.findChildren(QLabel)]
        assert "There is no copy to go back to" in told
        assert path.read_bytes() == b"nothing"


class DescribeACopyUnderAnotherName:
    def it_is_told_of_and_put_in_as_a_paper_of_its_own(self, reader: User) -> None:
        path, paper_id = path_of(reader), reader.session.paper.id
        reader.window.to_library()
        stray = path.with_name(path.name.replace(paper_id, f"{paper_id}-LAPTOP"))
        shutil.copyfile(path, stray)
        reader.window.open_paper(paper_id)
        retitled(reader, "Harbour launch")
        reader.window.to_library()
        reader.start.library.refresh()
        reader.window.library.refresh()
        assert reader.titles() == ["Harbour launch"]
        reader.until(lambda: reader.sees(f"{stray.name} is a copy of a paper under another name"))
        reader.push(f"Put it in as a paper of its own: {stray.name}")
        assert reader.session.paper.id not in {paper_id, f"{paper_id}-LAPTOP"}
        assert not reader.session.read_only
        assert reader.sees("“Harbour launch” became “Renewal of the Custody", reader.window.message)
        assert not stray.exists()
        assert list((path.parent.parent / "backups" / paper_id).glob("*-copied.sqlite3"))
        reader.window.to_library()
        assert len(reader.titles()) == 2
        reader.until(lambda: not reader.sees("under another name"))


class DescribeARecordThatDoesNotHold:
    def it_is_told_on_opening_with_the_entry_and_asked_about_before_publishing(self, reader: User) -> None:
        session, paper_id = reader.session, reader.session.paper.id
        record = session.paper.public.record
        forged = replace(chained(record, session.event(EventKind.TICKED, who="A. Bee")), who="C. Dee")
        session.keeper.save(session.paper.with_public(record=(*record, forged)))
        reader.window.to_library()
        reader.window.open_paper(paper_id)
        assert f"does not hold at entry {len(record) + 1}: ticked, C. Dee" in reader.window.message.text
        assert "“Verify” in the menu Review" in reader.window.message.text
        page = PublishPage(reader.session, reader.window.who)
        reader.bot.addWidget(page)
        assert any("does not hold at entry" in label.text() for label in page.findChildren(QLabel))


class DescribeAPaperOpenElsewhere:
    def it_is_shown_for_reading_as_of_the_newest_copy(self, reader: User) -> None:
        paper_id = reader.session.paper.id
        retitled(reader, "Harbour launch")
        path = path_of(reader)
        reader.window.to_library()
        other = PaperFile(path)
        reader.window.open_paper(paper_id)
        assert reader.window.message.text.startswith("For reading only: this paper is open in another window")
        assert "process" not in reader.window.message.text
        assert reader.session.read_only
        assert reader.session.reading.words("decision.title") == "Harbour launch"
        reader.session.undo()
        reader.window.move_on(State.IN_REVIEW)
        assert reader.window.message.text.endswith("Nothing was done.")
        assert reader.session.state is State.DRAFTING
        reader.window.to_library()
        other.close()
        reader.window.open_paper(paper_id)
        assert not reader.session.read_only
        assert path.parent == reader.start.library.papers
        assert file_name(paper_id) == path.name
