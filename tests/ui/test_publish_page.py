"""Publishing at the window: a pack is made and on record, or it is said why not."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app.left import counts_in, what_is_left
from desktop_app.domain.record import EventKind
from desktop_app.ui import publish_page
from desktop_app.ui.export_page import ExportPage
from desktop_app.ui.publish_page import PublishPage, show_publish
from tests.checks.papers import rich
from tests.ui.hands import User


def shown(user: User, folder: Path) -> PublishPage:
    show_publish(user.window)
    page = user.shown
    assert isinstance(page, PublishPage)
    page.folder.setText(str(folder))
    return page


def said(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


class DescribePublishing:
    def it_makes_a_pack_and_puts_it_on_record(self, reader: User, qtbot: QtBot, tmp_path: Path) -> None:
        page = shown(reader, tmp_path / "out")
        reader.click(page.name)
        reader.write("Kit Example")
        reader.click(page.reason)
        reader.write("A trial")
        with qtbot.waitSignal(page.done, timeout=30_000):
            reader.push("Publish")
        (pack,) = (tmp_path / "out").iterdir()
        assert (pack / "receipt.txt").is_file()
        reader.until(lambda: reader.focus.accessibleName() == "Show in folder")  # one goes on there
        assert reader.window.paper is not None
        event = reader.window.paper.session.paper.record[-1]
        assert (event.kind, event.who) == (EventKind.EXPORTED, "Kit Example")
        assert "A trial" in event.note

    def it_says_what_stands_in_the_way(self, reader: User, qtbot: QtBot, tmp_path: Path) -> None:
        page = shown(reader, tmp_path / "out")
        page.name.setText("Kit Example")
        with qtbot.waitSignal(page.done, timeout=30_000):
            reader.push("Publish")
        assert "not decided" in said(page)
        assert not (tmp_path / "out").exists()

    def it_says_so_before_anyone_asks(self, reader: User, tmp_path: Path) -> None:
        page = shown(reader, tmp_path / "out")
        assert "not decided" in said(page)
        left = counts_in(what_is_left(reader.session)).words
        assert f"The paper is not ready: {left}." in said(page)
        assert page.reason.isVisible()

    def it_asks_for_no_reason_where_nothing_is_in_the_way(
        self, reader: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(publish_page, "in_the_way", lambda *_: ())
        page = shown(reader, tmp_path / "out")
        assert not page.reason.isVisible()
        assert "not decided" not in said(page)

    def it_offers_no_reason_for_a_sentence_of_part_2_in_part_1(self, reader: User, tmp_path: Path) -> None:
        told = "The bidder would take less for the gates if the term were five years."
        for key in ("decision.issues", "part2.facts"):
            reader.session.change(key, rich(told), label="Typing")
        page = shown(reader, tmp_path / "out")
        assert "word for word in Part 2" in said(page)
        assert "No reason sets this aside" in said(page)
        assert not page.reason.isVisible()
        assert not page.start.isEnabled()

    def it_asks_for_a_name(self, reader: User, tmp_path: Path) -> None:
        page = shown(reader, tmp_path / "out")
        page.name.clear()
        reader.push("Publish")
        assert "Give your name." in said(page)
        assert reader.focus is page.name


class DescribeTheWebPageOfADeferredPaper:
    @pytest.fixture
    def page(self, reader: User, tmp_path: Path) -> ExportPage:
        reader.session.change("decision.deferred", True, label="Deferred")
        reader.session.change("decision.deferred_until", date(2099, 6, 1), label="Until")
        page = reader.exporting()
        page.folder.setText(str(tmp_path / "out"))
        for key, box in page.documents.items():
            box.setChecked(key == "decision")
        for kind, box in page.formats.items():
            box.setChecked(kind == "html")
        return page

    def notes(self, reader: User) -> list[str]:
        record = reader.session.paper.public.record
        return [event.note for event in record if event.kind is EventKind.EXPORTED]

    def it_is_made_with_a_reason_that_goes_on_record(
        self, reader: User, page: ExportPage, qtbot: QtBot, tmp_path: Path
    ) -> None:
        before = self.notes(reader)
        reader.click(page.name)
        reader.write("Kit Example")
        reader.click(page.reason)
        reader.write("The minister said so")
        with qtbot.waitSignal(page.done, timeout=30_000):
            reader.push("Export")
        (made,) = (tmp_path / "out").iterdir()
        assert self.notes(reader) == [
            *before,
            f"Web page made before its day, {made.name}: The minister said so",
        ]

    def it_is_not_made_without_one(self, reader: User, page: ExportPage, tmp_path: Path) -> None:
        page.name.setText("Kit Example")
        reader.push("Export")
        assert "deferred until 1 June 2099" in said(page)
        assert not (tmp_path / "out").exists()

    def it_is_asked_for_a_reason_for_the_web_page_alone(self, page: ExportPage) -> None:
        assert page.reason.isVisible()
        page.formats["html"].setChecked(False)
        assert not page.reason.isVisible()
