"""Whatever the disk does, what was typed stays in the window, is written once it can be, and that is said."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.app.answers import public_text
from desktop_app.domain.reading import read_public
from desktop_app.storage.paper_file import PaperFile
from desktop_app.ui import pen
from tests.ui.hands import User

KEY = "decision.executive_summary"
GONE = "was moved, deleted or replaced while open. Put it back, or export what you have."


@pytest.fixture
def tried_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a paper that is opened after this try soon to save again what could not be saved."""
    monkeypatch.setattr(pen, "RETRY_MS", 50)


@pytest.fixture
def drive(reader: User) -> Iterator[Path]:
    """Give the folder of the library, which tests take away as a drive is; it is back at the end."""
    folder = reader.start.library.folder
    yield folder
    if not folder.exists():
        away(folder).rename(folder)


def away(folder: Path) -> Path:
    return folder.with_name("away")


def typed(user: User, words: str) -> None:
    user.go(KEY)
    editor = user.rich(KEY)
    editor.setFocus()
    user.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    user.write(words)


def on_disk(user: User) -> str:
    template = user.session.template
    return public_text(read_public(template, user.start.library.read(user.session.paper.id).public))


@pytest.mark.usefixtures("tried_soon")
class DescribeALostDrive:
    def it_lets_one_type_on_and_writes_all_of_it_once_it_is_back(self, reader: User, drive: Path) -> None:
        drive.rename(away(drive))
        typed(reader, " First words.")
        reader.until(lambda: reader.window.status.saved.text().startswith("NOT SAVED"))
        assert GONE in reader.window.status.saved.text()
        assert GONE in reader.window.message.text
        assert reader.window.message.isVisible()
        reader.write(" More of them.")
        assert reader.rich(KEY).toPlainText().endswith("First words. More of them.")
        away(drive).rename(drive)
        reader.until(lambda: reader.window.status.saved.text().startswith("Saved"))
        assert not reader.window.message.isVisible()
        assert "First words. More of them." in on_disk(reader)

    def it_keeps_the_paper_open_when_one_leaves_it_the_first_time(self, reader: User, drive: Path) -> None:
        drive.rename(away(drive))
        typed(reader, " First words.")
        reader.window.to_library()
        assert reader.window.pages.currentWidget() is reader.window.paper
        assert GONE in reader.window.message.text
        assert "What you typed is still here" in reader.window.message.text

    def it_keeps_the_window_open_when_one_closes_it_the_first_time(self, reader: User, drive: Path) -> None:
        drive.rename(away(drive))
        typed(reader, " First words.")
        assert not reader.window.close()
        assert "Close it once more" in reader.window.message.text
        assert reader.window.close()

    def it_is_left_when_one_insists(self, reader: User, drive: Path) -> None:
        drive.rename(away(drive))
        typed(reader, " First words.")
        reader.window.to_library()
        reader.window.to_library()
        assert reader.window.paper is None
        assert reader.window.pages.currentWidget() is reader.window.library

    def it_warns_anew_once_all_had_been_saved(self, reader: User, drive: Path) -> None:
        drive.rename(away(drive))
        typed(reader, " First words.")
        reader.window.to_library()
        away(drive).rename(drive)
        reader.until(lambda: reader.window.status.saved.text().startswith("Saved"))
        assert not reader.window.message.isVisible()
        drive.rename(away(drive))
        reader.write(" More of them.")
        reader.window.to_library()
        assert reader.window.paper is not None

    def it_keeps_the_paper_when_another_one_is_opened(self, reader: User, drive: Path) -> None:
        other = reader.start.desk.start("mopac/decision-2021", {}, "A. Bee")
        drive.rename(away(drive))
        typed(reader, " First words.")
        before = reader.session.paper.id
        reader.window.open_paper(other)
        assert reader.session.paper.id == before
        assert "What you typed is still here" in reader.window.message.text


@pytest.mark.usefixtures("tried_soon")
class DescribeSomethingThatBreaks:
    def it_never_says_saved_of_what_is_not(self, reader: User, drive: Path) -> None:
        drive.rename(away(drive))
        typed(reader, " First words.")
        reader.start.broken(ValueError, ValueError("x"), None)
        assert "Your paper is saved" not in reader.window.message.text
        assert GONE in reader.window.message.text

    def it_says_that_what_could_not_be_taken_over_is_not_saved(
        self, reader: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed(reader, " First words.")
        reader.paper.pen.flush()
        monkeypatch.setattr(sys, "excepthook", reader.start.broken)
        editor = reader.editor(KEY)
        whole = editor.value
        monkeypatch.setattr(editor, "value", lambda: 1 // 0)
        reader.write(" More of them.")
        reader.until(lambda: "could not be taken over and is not saved" in reader.window.message.text)
        assert "First words." in on_disk(reader)
        monkeypatch.setattr(editor, "value", whole)
        reader.paper.pen.flush()
        assert "More of them." in on_disk(reader)


class DescribeAFolderThatTakesNothing:
    def it_opens_a_paper_for_reading_only(self, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
        paper_id = reader.session.paper.id
        reader.window.to_library()
        monkeypatch.setattr("os.access", lambda *_: False)
        reader.window.open_paper(paper_id)
        assert reader.session.read_only
        assert reader.window.message.text.startswith("For reading only. ")
        assert reader.window.status.saved.text() == "Read only"
        assert isinstance(reader.session.keeper, PaperFile)
