"""A person at the window: real keys, a real pointer, and what they then see."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.app.session import Session
from desktop_app.ui.export_page import ExportPage
from desktop_app.ui.fields.base import FieldEditor
from desktop_app.ui.fields.rich import RichEditor
from desktop_app.ui.fields.signing import SignOffCard
from desktop_app.ui.new_page import NewPage
from desktop_app.ui.paper_page import PaperPage
from desktop_app.ui.papers_list import PapersModel
from desktop_app.ui.section_page import SectionPage
from desktop_app.ui.start import Start

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


class User:
    """Who works at the window of a `Start`."""

    def __init__(self, qtbot: QtBot, start: Start) -> None:
        self.bot, self.start, self.window = qtbot, start, start.window

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        held = QApplication.focusWidget()
        assert held is not None
        return held

    @property
    def paper(self) -> PaperPage:
        """The paper's page."""
        assert self.window.paper is not None
        return self.window.paper

    @property
    def session(self) -> Session:
        """The open paper's session."""
        return self.paper.session

    @property
    def section(self) -> SectionPage:
        """The section shown."""
        assert self.paper.page is not None
        return self.paper.page

    @property
    def shown(self) -> QWidget:
        """The page shown."""
        page = self.window.pages.currentWidget()
        assert page is not None
        return page

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key, as the window system would hand it in."""
        self._be_active()
        QTest.keyClick(self.window.windowHandle(), key, held)
        QApplication.processEvents()

    def _be_active(self) -> None:
        # A window manager hands the focus back when a popup closes; offscreen there is none.
        if QApplication.activePopupWidget() is None and QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            self.bot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    def close_popup(self) -> None:
        """Put away a list of suggestions or a menu, if one is open."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            QTest.keyClick(popup, Key.Key_Escape)
        QApplication.processEvents()
        self._be_active()

    def write(self, words: str) -> None:
        """Type words to where the focus is."""
        for number, line in enumerate(words.split("\n")):
            if number:
                self.press(Key.Key_Return)
            QTest.keyClicks(self.focus, line)

    def click(self, widget: QWidget) -> None:
        """Click a widget, which must be in sight."""
        self._be_active()
        QApplication.processEvents()
        assert widget.isVisible(), widget
        assert not widget.visibleRegion().isEmpty(), f"{widget} is scrolled out of sight"
        middle = widget.visibleRegion().boundingRect().center()
        # Radio and tick boxes take clicks on mark and words alone.
        place = QPoint(14, middle.y()) if widget.inherits("QRadioButton") else middle
        if widget.inherits("QCheckBox"):
            place = QPoint(14, middle.y())
        QTest.mouseClick(widget, LEFT, NONE, place)
        QApplication.processEvents()

    def click_through(self, widget: QWidget) -> None:
        """Click where a widget is; the window hands the click to whatever takes it there."""
        self._be_active()
        self.reveal(widget)
        where = widget.mapTo(self.window, widget.visibleRegion().boundingRect().center())
        QTest.mouseClick(self.window.windowHandle(), LEFT, NONE, where)
        QApplication.processEvents()

    def button(self, name: str, within: QWidget | None = None) -> QAbstractButton:
        """Return the button in sight with a name or words."""
        found = [b for b in (within or self.window).findChildren(QAbstractButton) if b.isVisible()]
        for made in found:
            if name in (made.accessibleName(), made.text()):
                return made
        raise AssertionError(f"no button {name!r} among {[b.accessibleName() for b in found]}")

    def push(self, name: str, within: QWidget | None = None) -> None:
        """Click a button by its name."""
        found = self.button(name, within)
        self.reveal(found)
        self.click(found)

    def reveal(self, widget: QWidget) -> None:
        """Scroll a widget into sight, as its taking the focus would."""
        QApplication.processEvents()
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
            above = above.parentWidget()
        QApplication.processEvents()

    def texts(self, within: QWidget | None = None) -> list[str]:
        """Return all labels in sight."""
        labels = (within or self.window).findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def sees(self, words: str, within: QWidget | None = None) -> bool:
        """Say whether words stand on some label in sight."""
        return any(words in text for text in self.texts(within))

    def editor(self, key: str) -> FieldEditor:
        """Return the editor of a field of the section shown."""
        return self.section.editors[key]

    def rich(self, key: str) -> QTextEdit:
        """Return the text of a field of the section shown."""
        editor = self.editor(key)
        assert isinstance(editor, RichEditor)
        return editor.panel.editor

    def card(self, key: str) -> SignOffCard:
        """Return the card of a tick or signature of the section shown."""
        found = self.section.findChild(SignOffCard, key)
        assert isinstance(found, SignOffCard)
        return found

    def lines(self, within: QWidget) -> list[QLineEdit]:
        """Return the lines to write on that are in sight."""
        return [line for line in within.findChildren(QLineEdit) if line.isVisible()]

    def confirm(self, key: str, name: str, role: str) -> None:
        """Give a tick in a name."""
        card = self.card(key)
        for line, words in zip(self.lines(card), (name, role), strict=False):
            self.reveal(line)
            self.click(line)
            self.press(Key.Key_A, CTRL)
            self.write(words)
        act = [b for b in card.findChildren(QAbstractButton) if b.isVisible() and b.objectName() == "accent"]
        self.reveal(act[-1])
        self.click(act[-1])

    def go(self, section: str) -> None:
        """Go to a section by its line at the left."""
        steps = self.paper.steps
        row = next(n for n, line in enumerate(steps.lines) if line.key == section)
        index = steps.model().index(row, 0)
        steps.scrollTo(index)
        QTest.mouseClick(steps.viewport(), LEFT, NONE, steps.visualRect(index).center())
        QApplication.processEvents()
        assert self.paper.here == section

    def until(self, holds: Callable[[], bool], wait: int = 60_000) -> None:
        """Wait until something holds."""
        self.bot.waitUntil(holds, timeout=wait)

    def saved(self) -> None:
        """Wait until all that was typed is on disk."""
        self.until(lambda: self.window.status.saved.text().startswith("Saved "))

    def new(self, title: str, kind: str = "mopac/decision-2021") -> None:
        """Start a paper from the keyboard."""
        self.press(Key.Key_N, CTRL)
        page = self.shown
        assert isinstance(page, NewPage)
        for _ in range(page.kind.count()):
            if page.kind.currentData() == kind:
                break
            page.kind.setFocus()
            self.press(Key.Key_Down)
        line = page.editors[page.template.forms[0].title_key]
        self.click(line.findChildren(QLineEdit)[0])
        self.write(title)
        self.push("Start the paper")
        assert self.window.paper is not None

    def exporting(self) -> ExportPage:
        """Go to the page that exports."""
        self.press(Key.Key_E, CTRL)
        page = self.shown
        assert isinstance(page, ExportPage)
        return page

    def titles(self) -> list[str]:
        """Return the titles listed in the library."""
        model = self.window.library.list.model()
        assert isinstance(model, PapersModel)
        entries = (model.lines.at(row) for row in range(model.rowCount()))
        return [entry.title for entry in entries if entry]


def text_file(folder: Path) -> Path:
    """Return a published paper as text, as copied from a web page."""
    path = folder / "paper.txt"
    path.write_text(_PUBLISHED, encoding="utf-8")
    return path


_PUBLISHED = """\
Reference: PCD 777
Title: Replacement of boat engines

Executive Summary:
This paper seeks approval to replace four boat engines at a cost of £240,000.

Recommendation:
The Deputy Mayor for Policing and Crime is recommended to:
Approve the purchase of four engines at a cost of £240,000.

PART I - NON-CONFIDENTIAL FACTS AND ADVICE TO THE DMPC
1. Introduction and background
1.1. The engines were bought in 2009.
1.2. They are at the end of their life.
2. Issues for consideration
2.1. Parts are no longer made.
3. Financial Comments
3.1. The cost of £240,000 is met from the capital programme.
4. Legal Comments
4.1. The purchase is made through a framework.
5. Commercial Issues
5.1. The framework was let in 2020.
6. GDPR and Data Privacy
6.1. No personal data are processed.
7. Equality Comments
7.1. The purchase changes nothing for any group of people.
8. Background/supporting papers
8.1. Report.
"""
