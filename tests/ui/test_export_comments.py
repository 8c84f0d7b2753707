"""The page of exports: comments go out with Word review copies only where their boxes are ticked."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop_app.domain.comments import Comment
from desktop_app.domain.step import Step, comment_change
from desktop_app.intake.docx.reader import read_docx
from desktop_app.ui.export_page import ExportPage
from tests.ui.hands import ALT, Key, User

SAID = Comment("c1", "", "decision.title", "", "Ann", "2026-03-02T10:00:00Z", "Which launch is this?")


@pytest.fixture
def page(reader: User, tmp_path: Path) -> ExportPage:
    session = reader.session
    session.take(Step("Comment", (comment_change(session.part_of(SAID.key), None, SAID),)))
    made = ExportPage(session, reader.window.who)
    made.folder.setText(str(tmp_path / "out"))
    made.formats["pdf"].setChecked(False)
    for key, box in made.documents.items():
        box.setChecked(key == "decision")
    return made


def exported(reader: User, page: ExportPage) -> list[tuple[str, str]]:
    """Return who says what in the Word file that the page makes."""
    with reader.bot.waitSignal(page.done, timeout=60_000) as ended:
        page.export()
    assert ended.args is not None
    (path,) = ended.args[0]
    return [(each.who, each.text) for each in read_docx(path.read_bytes()).comments]


class DescribeComments:
    def it_sends_none_unless_it_is_asked(self, reader: User, page: ExportPage) -> None:
        assert not any(box.isChecked() for box in page.beside.values())
        assert exported(reader, page) == []

    def it_sends_those_that_the_paper_has(self, reader: User, page: ExportPage) -> None:
        page.beside["kept"].click()
        assert exported(reader, page) == [("Ann", "Which launch is this?")]

    def it_brings_what_was_made_into_sight(self, reader: User, page: ExportPage) -> None:
        reader.window.resize(1280, 600)
        reader.window.show_page(page)
        exported(reader, page)
        told = next(label for label in page.findChildren(QLabel) if "1 file made in" in label.text())
        reader.until(lambda: not told.visibleRegion().isEmpty())

    def it_is_not_cut_short_by_closing_the_window_once(
        self, reader: User, page: ExportPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        endless = (sys.executable, ["-c", "import time; time.sleep(600)"])
        monkeypatch.setattr("desktop_app.ui.export_page.job_command", lambda *_: endless)
        reader.window.show_page(page)
        page.export()
        reader.press(Key.Key_Left, ALT)
        assert not reader.window.close()
        assert reader.sees("Files are being made. Close the window once more to stop that.")
        assert page.busy
        with reader.bot.waitSignal(page.done):
            page.cancel()

    def it_sends_what_was_found(self, reader: User, page: ExportPage) -> None:
        page.beside["found"].click()
        assert {who for who, _ in exported(reader, page)} == {"Engross"}
