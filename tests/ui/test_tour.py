"""Every page and dialog of the window, as a screen reader and a keyboard find it, and as eyes do."""

import shutil
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from desktop_app.storage.forms import Catalogue
from desktop_app.ui.panes import Panes
from desktop_app.ui.start import Start
from desktop_app.ui.theme import ratio
from tests.ui.test_accessibility import named, tree
from tools.tour.papers import Papers, fill
from tools.tour.stops import STOPS, Tour, walk

Role = QAccessible.Role
Colour = tuple[int, int, int]
#: What can be pressed, chosen or written in, and so must be told of as what it is.
CONTROLS = {
    Role.PushButton, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.List, Role.Table,
    Role.Link, Role.ButtonMenu, Role.ButtonDropDown, Role.SpinBox, Role.ScrollBar, Role.MenuItem, Role.Tree,
}  # fmt: skip
TALK = 4.5  #: the least contrast of words
SHAPE = 3.0  #: the least contrast of what shows where a control is
SLOW = ("preview",)  #: whose pages are made elsewhere; what stands around them is in other stops


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> tuple[Path, Papers]:
    """Return a folder with the library of invented papers, made once to be copied."""
    from desktop_app.app.desk import Desk
    from desktop_app.storage.library import Library

    folder = tmp_path_factory.mktemp("tour")
    library = Library(folder / "library")
    papers = fill(Desk(catalogue, library), folder)
    library.close()
    return folder, papers


@pytest.fixture
def tour(start: Start, invented: tuple[Path, Papers]) -> Tour:
    """Give the window on a copy of that library."""
    folder, papers = invented
    library = start.library.folder
    for name in ("papers", "backups"):
        shutil.copytree(folder / "library" / name, library / name, dirs_exist_ok=True)
    start.library.refresh()
    start.window.library.refresh()
    return Tour(start, papers)


def focusable(window: QWidget) -> list[QWidget]:
    """Return what Tab goes to, in its order."""
    found: list[QWidget] = []
    here = window.nextInFocusChain()
    while here is not None and here is not window:
        if here.isVisible() and here.isEnabled() and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(here)
        here = here.nextInFocusChain()
    return found


def pane_of(widget: QWidget) -> QWidget:
    """Return the pane or what scrolls that a control stands in: within it, one is read after the other.

    An editor's tools are a pane of their own. Tab comes to the text first, for what they do has keys.
    """
    here = widget
    while (parent := here.parentWidget()) is not None:
        if here.objectName() in ("editorTools", "editorRow") or isinstance(parent, Panes | QScrollArea):
            return here
        here = parent
    return here


def place_of(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def comes_before(one: QRect, other: QRect) -> bool:
    """Say whether a reader comes to the other before the one: it is above it, or left of it in its line."""
    if other.bottom() <= one.top():
        return other.left() < one.right()  # else it stands in the next column
    same_line = other.top() < one.center().y() < other.bottom()
    return same_line and other.right() <= one.left()


def out_of_order(window: QWidget) -> list[str]:
    """Return the pairs of controls that Tab goes to in another order than one reads them."""
    wrong: list[str] = []
    chain = focusable(window)
    for one, other in pairwise(chain):
        if pane_of(one) is pane_of(other) and comes_before(place_of(one), place_of(other)):
            wrong.append(f"{_told(one)} {place_of(one)} before {_told(other)} {place_of(other)}")
    return wrong


def _told(widget: QWidget) -> str:
    return widget.accessibleName() or type(widget).__name__


def walked(window: QWidget) -> tuple[set[QWidget], QWidget | None]:
    """Press the key that goes on until the focus is where it was; return what had it, and where it stuck."""
    QApplication.processEvents()
    begun = QApplication.focusWidget()
    seen: set[QWidget] = set()
    here = begun
    for _ in range(400):
        here = QApplication.focusWidget()
        if here is None:
            return seen, window
        held = Qt.KeyboardModifier.ControlModifier if isinstance(here, QTextEdit) else Qt.KeyboardModifier(0)
        QTest.keyClick(here, Qt.Key.Key_Tab, held)
        now = QApplication.focusWidget()
        seen.add(here)
        if now is here and len(focusable(window)) > 1:
            return seen, here
        if now in seen:
            return seen, None if now is begun or len(seen) >= len(focusable(window)) else now
    return seen, here


def untold(stop: str, window: QWidget) -> Iterator[str]:
    """Yield what a screen reader is not told of a page."""
    for here in tree(window):
        if here.role() in CONTROLS and here.role() != Role.ScrollBar and not named(here).strip():
            yield f"{stop}: {here.role()} {here.object()} has no name"
        if here.state().focusable and here.role() in (Role.NoRole, Role.Client, Role.Pane):
            yield f"{stop}: {named(here)} takes the focus and is nothing in particular"
        if here.role() == Role.EditableText and here.textInterface() is None:
            yield f"{stop}: {named(here)} does not tell its text"
        if here.role() in (Role.CheckBox, Role.RadioButton) and not here.state().checkable:
            yield f"{stop}: {named(here)} does not tell that it can be chosen"


def untrodden(stop: str, window: QWidget) -> Iterator[str]:
    """Yield where the key that goes on gets stuck on a page."""
    seen, stuck = walked(window)
    if stuck is not None:
        yield f"{stop}: the focus does not get past {_told(stuck)}"
    if len(seen) < min(2, len(focusable(window))):
        yield f"{stop}: the focus goes nowhere"


class DescribeEveryPage:
    def it_is_told_to_a_screen_reader_and_gone_through_by_key_as_one_reads(self, tour: Tour) -> None:
        wrong: list[str] = []
        for stop in walk(tour, _stops()):
            wrong += untold(stop, tour.window)
            wrong += [f"{stop}: {pair}" for pair in out_of_order(tour.window)]
            if not tour.menus and stop != "go-anywhere":  # one leaves these with Escape
                wrong += untrodden(stop, tour.window)
        assert wrong == []


def _stops() -> tuple[str, ...]:
    return tuple(name for name in STOPS if name not in SLOW)


def picture_of(window: QWidget) -> Image.Image:
    shown = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    data = bytes(shown.constBits())
    return Image.frombuffer(
        "RGB", (shown.width(), shown.height()), data, "raw", "RGB", shown.bytesPerLine(), 1
    )


def contrast_in(picture: Image.Image, room: QRect) -> float:
    """Return the contrast of what is most unlike the ground of a part of a picture, which is its ink."""
    part = room.intersected(QRect(0, 0, picture.width, picture.height))
    if part.isEmpty():
        return 21.0
    box = (part.left(), part.top(), part.right() + 1, part.bottom() + 1)
    colours = picture.crop(box).getcolors(1 << 20) or []
    ground = max(colours)[1]
    return max(_ratio(colour, ground) for _, colour in colours)


@cache
def _ratio(one: Colour, other: Colour) -> float:
    return ratio(QColor(*one).name(), QColor(*other).name())


def _words_in_sight(window: QWidget) -> Iterator[tuple[str, QRect]]:
    """Yield the words on labels and buttons that can be used, and where they stand."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel | QPushButton) and widget.text().strip():
            seen = widget.visibleRegion().boundingRect()
            yield widget.text(), QRect(widget.mapTo(window, seen.topLeft()), seen.size())


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
class DescribeEveryLook:
    def it_gives_words_and_edges_enough_contrast(self, tour: Tour, look: str) -> None:
        tour.start.change_look(look)
        faint: set[str] = set()
        stops = CONTRASTED if look == "light" else CONTRASTED[::2]  # the looks differ in their colours alone
        for stop in walk(tour, stops):
            QApplication.processEvents()
            picture = picture_of(tour.window)
            for text, room in _words_in_sight(tour.window):
                if room.height() >= 12 and (found := contrast_in(picture, room)) < TALK:
                    faint.add(f"{stop}: the words {text[:40]!r}, {found:.1f}")
            for line, edge in _edges_in_sight(tour.window):
                if (found := contrast_in(picture, edge)) < SHAPE:
                    faint.add(f"{stop}: the edge of {line}, {found:.1f}")
        assert faint == set()


def _edges_in_sight(window: QWidget) -> Iterator[tuple[str, QRect]]:
    """Yield the names of lines to write on and lists to choose from, and a strip across each left edge."""
    for widget in window.findChildren(QWidget):
        inner = isinstance(widget.parent(), QComboBox)
        if isinstance(widget, QLineEdit | QComboBox) and not inner and widget.isEnabled() and _whole(widget):
            place = place_of(widget)
            yield _told(widget), QRect(place.left() - 4, place.center().y(), 9, 1)


def _whole(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


#: Stops that between them have every kind of label, button, card and line to write on.
CONTRASTED = (
    "library", "new", "section", "set-aside", "find", "keys", "left", "spelling", "access", "declaration",
    "declarations", "history", "compare", "export", "publish", "review", "merge", "verify",
    "recovery", "erase",
)  # fmt: skip
