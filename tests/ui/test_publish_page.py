"""Publishing at the window: a pack is made and on record, or it is said why not."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.record import EventKind
from desktop_app.ui.publish_page import PublishPage, show_publish
from tests.ui.hands import User


def shown(user: User, folder: Path) -> PublishPage:
    show_publish(user.window)
    page = user.shown
    assert isinstance(page, PublishPage)
    page.folder.setText(str(folder))
    return page


def said(page: PublishPage) -> str:
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

    def it_asks_for_a_name(self, reader: User, tmp_path: Path) -> None:
        page = shown(reader, tmp_path / "out")
        page.name.clear()
        reader.push("Publish")
        assert "Give your name" in said(page)
