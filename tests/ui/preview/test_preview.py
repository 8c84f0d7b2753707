"""The preview in the window: pages beside the text, made by another process."""

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from desktop_app.ui.preview import press, printing
from desktop_app.ui.preview.pane import PreviewPane
from desktop_app.ui.printers import new_printer
from tests.ui.hands import CTRL, Key, User

pytestmark = pytest.mark.slow
WAIT = 60_000  #: ms: the process has to start on a busy machine


def _open(user: User) -> PreviewPane:
    user.push("Preview", user.paper.side)
    pane = user.paper.preview
    user.bot.waitUntil(lambda: pane.pages.picture(pane.pages.page) is not None, timeout=WAIT)
    return pane


class DescribeThePreview:
    def it_starts_no_process_before_it_is_looked_at(self, reader: User) -> None:
        assert reader.paper.preview.press.pid == 0

    def it_shows_the_pages_and_names_the_one_in_sight(self, reader: User) -> None:
        pane = _open(reader)
        count = pane.pages.count
        assert count > 1
        face = QAccessible.queryAccessibleInterface(pane.pages)
        assert face.text(QAccessible.Text.Name) == f"Preview, page 1 of {count}"

    def it_follows_the_section_one_goes_to(self, reader: User) -> None:
        pane = _open(reader)
        form = reader.session.template.forms[0]
        reader.paper.show_section(form.sections[-1].key)
        reader.bot.waitUntil(lambda: pane.pages.page == pane.pages.count - 1, timeout=WAIT)

    def it_is_read_with_the_keyboard(self, reader: User) -> None:
        pane = _open(reader)
        pane.pages.setFocus()
        reader.press(Key.Key_PageDown)
        assert pane.pages.page > 0
        reader.press(Key.Key_End)
        assert pane.pages.page == pane.pages.count - 1
        reader.press(Key.Key_Home)
        assert pane.pages.page == 0

    def it_shows_what_was_typed_soon_after(self, reader: User) -> None:
        reader.paper.show_section(reader.session.template.forms[0].sections[2].key)
        pane = _open(reader)
        page = pane.pages.page
        before = pane.pages.picture(page)
        reader.section.take_focus()
        reader.write("Wholly new words stand here now. ")
        reader.bot.waitUntil(lambda: pane.pages.picture(page) not in (None, before), timeout=WAIT)

    def it_shows_the_other_document_of_a_section_there(self, reader: User) -> None:
        pane = _open(reader)
        other = reader.session.template.forms[1]
        reader.paper.show_section(other.sections[0].key)
        assert pane.document == other.document
        reader.bot.waitUntil(lambda: pane.pages.picture(0) is not None and pane.pages.count > 0, timeout=WAIT)

    @pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
    def it_says_when_the_process_breaks_and_tries_again(self, reader: User) -> None:
        pane = _open(reader)
        os.kill(pane.press.pid, signal.SIGKILL)
        reader.bot.waitUntil(lambda: _stopped(pane), timeout=WAIT)
        reader.push("Try again")
        reader.bot.waitUntil(lambda: pane.press.pid > 0 and not _stopped(pane), timeout=WAIT)
        reader.write("The window goes on. ")

    def it_says_so_when_the_process_talks_nonsense(
        self, reader: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        nonsense = (sys.executable, ["-c", "print('\xff no answer', flush=True); input()"])
        monkeypatch.setattr(press, "job_command", lambda _: nonsense)
        reader.push("Preview", reader.paper.side)
        reader.bot.waitUntil(lambda: _stopped(reader.paper.preview), timeout=WAIT)
        assert reader.paper.preview.press.pid == 0

    def it_ends_its_process_with_the_paper(self, reader: User) -> None:
        made = _open(reader).press
        assert made.pid
        reader.window.to_library()
        assert made.pid == 0

    def it_takes_half_of_the_window_and_gives_it_back(self, reader: User) -> None:
        pane = _open(reader)
        narrow = pane.width()
        reader.press(Key.Key_F11)
        assert pane.width() == pytest.approx(reader.window.width() / 2, abs=4)
        reader.press(Key.Key_F11)
        assert pane.width() == narrow


def _stopped(pane: PreviewPane) -> bool:
    return any(
        "The preview stopped" in label.text() and label.isVisible() for label in pane.findChildren(QLabel)
    )


class DescribePrinting:
    def it_puts_every_page_on_paper(
        self, reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        printer = new_printer()
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        printer.setResolution(150)
        monkeypatch.setattr(printing, "chosen_printer", lambda *_: printer)
        monkeypatch.setattr(printing, "DPI", 60)
        reader.press(Key.Key_P, CTRL)
        reader.bot.waitUntil(lambda: "sent to" in reader.window.message.text, timeout=WAIT)
        out = (tmp_path / "out.pdf").read_bytes()
        assert out.count(b"/Type /Page\n") == int(reader.window.message.text.split()[0]) > 1

    def it_stops_with_the_paper_and_says_so(
        self, reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        printer = new_printer()
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        monkeypatch.setattr(printing, "chosen_printer", lambda *_: printer)
        reader.press(Key.Key_P, CTRL)
        reader.window.to_library()
        assert "Printing was stopped" in reader.window.message.text
