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
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop_app.storage.forms import Catalogue
from desktop_app.ui.editor.panel import EditorPanel
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
SPARE = 60  #: px at the end of a page that scrolls: the margins of the page and of a card
SHARES = 3  #: of the stops, each a test of its own, for workers to share
SHAPE = 3.0  #: the least contrast of what shows where a control is
#: A busy machine takes its time over forty pages: that is no fault of theirs.
pytestmark = pytest.mark.timeout(600)
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


def picture_of(window: QWidget, room: QRect | None = None) -> Image.Image:
    """Return a window as it is painted, or a part of it."""
    shown = (window.grab() if room is None else window.grab(room)).toImage()
    shown = shown.convertToFormat(QImage.Format.Format_RGB888)
    data = bytes(shown.constBits())
    return Image.frombuffer(
        "RGB", (shown.width(), shown.height()), data, "raw", "RGB", shown.bytesPerLine(), 1
    )


def contrast_in(picture: Image.Image, room: QRect) -> float:
    """Return the contrast of what is most unlike the ground of a part of a picture, which is its ink."""
    part = room.intersected(QRect(0, 0, picture.width, picture.height))
    if part.isEmpty():
        return 21.0
    cut = picture.crop((part.left(), part.top(), part.right() + 1, part.bottom() + 1))
    colours = cut.getcolors(1 << 12) or cut.getcolors(1 << 20) or []  # a table of few colours is soon made
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
            if not _uncovered(widget, seen.center()):  # under round corners Qt counts it in
                continue
            yield widget.text(), QRect(widget.mapTo(window, seen.topLeft()), seen.size())


def _edges_in_sight(window: QWidget) -> Iterator[tuple[str, QRect]]:
    """Yield what each control is called, and a strip across what shows where it is or that it is chosen."""
    for widget in window.findChildren(QWidget):
        inner = isinstance(widget.parent(), QComboBox)
        if not widget.isEnabled() or not _whole(widget) or inner:
            continue
        place, told = place_of(widget), f"{type(widget).__name__} {_told(widget)}"
        edged = isinstance(widget, QPushButton) and widget.objectName() in ("", "accent")
        if edged or isinstance(widget, QLineEdit | QComboBox | QPlainTextEdit | EditorPanel):
            yield f"the edge of {told}", QRect(place.left() - 4, place.center().y(), 9, 1)
        elif isinstance(widget, QCheckBox | QRadioButton):
            yield f"the mark of {told}", _mark_of(widget).translated(place.topLeft())
        elif isinstance(widget, QPushButton | QToolButton) and widget.isChecked():
            yield f"the sign that {told} is on", QRect(place.center().x() - 8, place.bottom() - 1, 1, 5)


def _mark_of(widget: QCheckBox | QRadioButton) -> QRect:
    """Return a strip across the left edge of a mark that can be set."""
    option = QStyleOptionButton()
    widget.initStyleOption(option)
    radio = isinstance(widget, QRadioButton)
    kind = QStyle.SubElement.SE_RadioButtonIndicator if radio else QStyle.SubElement.SE_CheckBoxIndicator
    mark = widget.style().subElementRect(kind, option, widget)
    return QRect(mark.left() - 3, mark.center().y(), 7, 1)


def _whole(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.visibleRegion().boundingRect() == widget.rect()
        and all(_uncovered(widget, place) for place in (widget.rect().topLeft(), widget.rect().bottomRight()))
    )


def _uncovered(widget: QWidget, place: QPoint) -> bool:
    """Say whether no box stands over a place of a widget."""
    there = widget.window().childAt(widget.mapTo(widget.window(), place))
    return there is not None and (there is widget or widget.isAncestorOf(there))


def faint(stop: str, window: QWidget) -> Iterator[str]:
    """Yield which words and edges of a page have too little contrast."""
    picture = picture_of(window)
    for text, room in _words_in_sight(window):
        if room.height() >= 12 and (found := contrast_in(picture, room)) < TALK:
            yield f"{stop}: the words {text[:40]!r}, {found:.1f}"
    for told, strip in _edges_in_sight(window):
        if (found := contrast_in(picture, strip)) < SHAPE:
            yield f"{stop}: {told}, {found:.1f}"


def kind_of(widget: QWidget) -> str:
    """Return what sort of control a widget is, as the style sheet tells them apart."""
    on = isinstance(widget, QAbstractButton) and widget.isChecked()
    return f"{type(widget).__name__} {widget.objectName() if widget.objectName() in LOOKS else ''}{on}"


def unlit(stop: str, window: QWidget, known: set[str]) -> Iterator[str]:
    """Yield the controls of a page on which the focus does not show. known: the kinds looked at before."""
    chain = [widget for widget in focusable(window) if not widget.visibleRegion().isEmpty()]
    for place, widget in enumerate(chain):
        if len(chain) < 2 or kind_of(widget) in known:
            continue
        known.add(kind_of(widget))
        seen = widget.visibleRegion().boundingRect()
        around = QRect(widget.mapTo(window, seen.topLeft()), seen.size()).adjusted(-4, -4, 4, 4)
        if isinstance(widget, QTextEdit):  # what rings it stands around its tools, too
            around = around.adjusted(-2, -60, 2, 4)
        pictures: list[Image.Image] = []
        for here in (chain[place - 1], widget):
            here.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            pictures.append(picture_of(window, around))
        outline = 2 * (seen.width() + seen.height())
        if (changed := _changed(*pictures)) < outline // 2:  # two of its sides may be out of sight
            yield f"{stop}: focus on {kind_of(widget)}, {_told(widget)}: {changed} of {outline} px"


def _changed(before: Image.Image, after: Image.Image) -> int:
    """Return how many pixels of two pictures of one place differ enough to be seen."""
    pairs = zip(_pixels(before), _pixels(after), strict=True)
    return sum(one != other and _ratio(one, other) >= SHAPE for one, other in pairs)


def _pixels(picture: Image.Image) -> Iterator[Colour]:
    data = picture.tobytes()
    return zip(data[::3], data[1::3], data[2::3], strict=True)


def badly_filled(stop: str, window: QWidget) -> Iterator[str]:
    """Yield where a page that scrolls has empty room at its end, or no room for all of some words."""
    for area in window.findChildren(QScrollArea, "scroll"):
        content = area.widget()
        if content is None or not area.isVisible() or content.height() <= area.viewport().height():
            continue
        inner = [w for w in content.findChildren(QWidget) if w.isVisible() and not w.findChildren(QWidget)]
        ends = max(w.mapTo(content, w.rect().bottomLeft()).y() for w in inner)
        if content.height() - ends > SPARE:
            yield f"{stop}: {content.height() - ends} px of empty room at the end"
        for label in inner:
            if isinstance(label, QLabel) and label.height() < label.heightForWidth(label.width()):
                yield f"{stop}: the words {label.text()[:40]!r} are cut off"


@pytest.mark.parametrize("share", range(SHARES))
class DescribeEveryPage:
    def it_is_told_to_a_screen_reader_gone_through_by_key_as_one_reads_and_seen(
        self, tour: Tour, share: int
    ) -> None:
        wrong: list[str] = []
        lit: set[str] = set()
        for stop in walk(tour, _stops()[share::SHARES]):
            wrong += untold(stop, tour.window)
            wrong += [f"{stop}: {pair}" for pair in out_of_order(tour.window)]
            wrong += badly_filled(stop, tour.window)
            wrong += faint(stop, tour.window)
            if not tour.menus and stop != "go-anywhere":  # one leaves these with Escape
                wrong += unlit(stop, tour.window, lit)
                wrong += untrodden(stop, tour.window)
        assert not wrong, "\n".join(wrong)
        assert len(lit) >= 8


def _stops() -> tuple[str, ...]:
    return tuple(name for name in STOPS if name not in SLOW)


@pytest.mark.parametrize("look", ["dark", "contrast"])
class DescribeEveryLook:
    def it_gives_words_edges_and_the_focus_enough_contrast(self, tour: Tour, look: str) -> None:
        tour.start.change_look(look)
        wrong: list[str] = []
        lit: set[str] = set()
        for stop in walk(tour, CONTRASTED):
            wrong += faint(stop, tour.window)
            wrong += unlit(stop, tour.window, lit)
        assert not wrong, "\n".join(wrong)
        assert len(lit) >= 10


#: Names by which the style sheet gives controls of one class other looks.
LOOKS = ("accent", "link", "filter", "papers", "steps", "hits")
#: Stops that between them have every kind of label, button, card and line to write on; looks differ in
#: their colours alone.
CONTRASTED = ("library", "section", "find", "keys", "spelling", "declaration", "history", "export", "merge")
