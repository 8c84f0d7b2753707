"""Small parts that pages are made of: labels, buttons, cards, a page that scrolls downwards only."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from PySide6 import QtCore
from PySide6.QtCore import QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from .editor.flow import FlowLayout
from .fitting import FittingButton
from .light import put
from .theme import POINTS

LINK_AIR = 4  #: px around the words of a link, for the ring that shows its focus


def words(text: str, look: str = "", *, wrap: bool = True) -> QLabel:
    """Return a label of plain text, never read as markup. look: title, soft, small, strong, warn …"""
    label = QLabel()
    put(label, textFormat="PlainText")
    label.setText(text)
    label.setWordWrap(wrap)
    label.setObjectName(look)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # which a new policy would take away from a label that wraps
        label.setSizePolicy(policy)
    return label


class Link(QPushButton):
    """A button that looks like a link. The pointer becomes a hand when it comes over it."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hand."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


def button(text: str, act: Callable[[], object], look: str = "", name: str = "") -> QPushButton:
    """Return a button. look: accent, link or filter. name: what a screen reader says, if not the text."""
    made = Link(text) if look == "link" else QPushButton(text)
    made.setObjectName(look)
    made.setAccessibleName(name or text)
    made.setAutoDefault(True)  # Return pushes it, as the space bar does
    made.clicked.connect(lambda: act())
    if look == "link":
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def boxes(title: str, ticked: Iterable[QWidget]) -> QVBoxLayout:
    """Return tick boxes one below the other, each as wide as its words. title: what stands above them."""
    made = column(*([words(title, "strong")] if title else []), space=0)
    for box in ticked:
        made.addWidget(box, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
    return made


def links(*buttons: QPushButton, above: int = 0) -> QLayout:
    """Return links side by side whose words stand right below those above them. above: px left free."""
    flow = FlowLayout(gap=8, hang=LINK_AIR)
    flow.setContentsMargins(0, above, 0, 0)
    for link in buttons:
        flow.addWidget(link)
    return flow


def fitting_button(act: Callable[[], object], look: str = "") -> FittingButton:
    """Return a button whose words are set later and may be many."""
    made = FittingButton()
    made.setAutoDefault(True)
    made.setObjectName(look)
    made.clicked.connect(lambda: act())
    return made


def measure(width: int) -> int:
    """Return a width given for the window's usual size of type as px at the size it has now."""
    return round(width * max(1.0, QApplication.font().pointSizeF() / POINTS))


def column(*pieces: QWidget | QLayout | None, space: int = 8, margins: tuple[int, ...] = ()) -> QVBoxLayout:
    """Return pieces one below the other; None is a stretch. margins: left, top, right, bottom."""
    layout = QVBoxLayout()
    _fill(layout, pieces, space, margins)
    return layout


def row(*pieces: QWidget | QLayout | None, space: int = 8, margins: tuple[int, ...] = ()) -> QHBoxLayout:
    """Return pieces side by side; None is a stretch."""
    layout = QHBoxLayout()
    _fill(layout, pieces, space, margins)
    return layout


def _fill(
    layout: QVBoxLayout | QHBoxLayout,
    pieces: tuple[QWidget | QLayout | None, ...],
    space: int,
    margins: tuple[int, ...],
) -> None:
    layout.setSpacing(space)
    layout.setContentsMargins(*(margins or (0, 0, 0, 0)))
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, QWidget):
            layout.addWidget(piece)
        else:
            layout.addLayout(piece)


def card(look: str, *pieces: QWidget | QLayout | None, space: int = 6) -> QFrame:
    """Return a card. look: tip, card, warning, error or advice."""
    frame = QFrame()
    frame.setObjectName(look)
    frame.setLayout(column(*pieces, space=space, margins=(16, 12, 16, 12)))
    return frame


def holder(layout: QLayout, look: str = "") -> QWidget:
    """Return a widget that holds a layout."""
    widget = QWidget()
    widget.setObjectName(look)
    widget.setLayout(layout)
    return widget


def scrolled(content: QWidget) -> QScrollArea:
    """Return content in an area that scrolls downwards only, as high as its words are in its width."""
    # Else it is at least as high as its words would be in the narrowest column, with empty room at its end.
    content.setMinimumHeight(1)
    area = QScrollArea()
    area.setObjectName("scroll")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def into_sight(area: QScrollArea, widget: QWidget) -> None:
    """Scroll a widget into sight once it has its place."""
    QTimer.singleShot(100, widget, lambda: area.ensureWidgetVisible(widget, 0, 12))


def hidden_if(hidden: object, widget: QWidget) -> None:
    """Hide a widget that is not in a layout yet. Showing one there would open a window of its own."""
    if hidden:
        widget.hide()


def keep_room(widget: QWidget, *, kept: bool = True) -> None:
    """Let a widget take its room though it is hidden, so that nothing moves as it comes and goes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(kept)
    widget.setSizePolicy(policy)


def in_order(widget: QWidget) -> None:
    """Let Tab go through the controls of a widget as they are laid out, wherever in it some came later."""
    for one, other in pairwise(_controls(widget)):
        QWidget.setTabOrder(one, other)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
        yield widget
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        yield from _controls(inner)
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is not None and (widget := item.widget()) is not None:
            yield from _controls(widget)
        elif item is not None and (inner := item.layout()) is not None:
            yield from _laid_out(inner)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it once no event needs it any more."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        inner = item.layout() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
