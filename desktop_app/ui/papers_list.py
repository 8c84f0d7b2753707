"""The list of papers: its model, and how a paper's line is painted."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Signal,
)  # fmt: skip
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QStandardItemModel
from PySide6.QtWidgets import QItemDelegate, QListView, QStyleOptionViewItem, QWidget

from desktop_app.app.step_state import StepState
from desktop_app.domain.months import MONTHS
from desktop_app.domain.state import State

from .light import ACCESSIBLE_TEXT, DISPLAY, TOOL_TIP
from .marks import fill, paint_chosen, paint_mark
from .theme import Theme, current

if TYPE_CHECKING:  # what stands behind the library loads after the first painting
    from desktop_app.app.desk import Entry

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLES = (DISPLAY, ACCESSIBLE_TEXT, TOOL_TIP)
PAGE = 64  #: papers asked for at once: more than a screen shows


def when_words(moment: datetime, today: date) -> str:
    """Return a moment as a list shows it: "Today 14:02", "Yesterday", "11 Feb", "11 Feb 2024"."""
    day = moment.astimezone().date()
    if day == today:
        return f"Today {moment.astimezone():%H:%M}"
    if (today - day).days == 1:
        return "Yesterday"
    short = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return short if day.year == today.year else f"{short} {day.year}"


def mark_of(entry: "Entry") -> StepState:
    """Return the mark of a paper in the list."""
    if State(entry.state) not in (State.DRAFTING, State.IN_REVIEW):
        return StepState.COMPLETE
    return StepState.BEGUN if entry.steps_done else StepState.EMPTY


def second_line(entry: "Entry") -> str:
    """Return what stands below a paper's title: how far it is, or where the search found its words."""
    if entry.excerpt:
        return entry.excerpt
    errors = f" · {entry.errors} to settle" if entry.errors else " · nothing to settle"
    return f"{entry.steps_done} of {entry.steps} steps{errors}"


class Lines:
    """The papers of a list of any length, asked for a page at a time when they are shown.

    fetch: gives so many papers from a place on. sought: what was typed to find them, "" where they are all.
    more: there may be others of their kind.
    """

    def __init__(
        self,
        count: int = 0,
        fetch: "Callable[[int, int], list[Entry]] | None" = None,
        sought: str = "",
        *,
        more: bool = False,
    ) -> None:
        self.count, self.sought, self.more = count, sought, more
        self._fetch = fetch
        self._pages: dict[int, list[Entry]] = {}

    def at(self, row: int) -> "Entry | None":
        """Return a paper by its place; None where the list has become shorter behind the window's back."""
        number, place = divmod(row, PAGE)
        if number not in self._pages and self._fetch is not None:
            self._pages[number] = self._fetch(number * PAGE, PAGE)
        page = self._pages.get(number, [])
        return page[place] if place < len(page) else None


class PapersModel(QStandardItemModel):
    """The papers listed. Screen readers are told reference, title, state and last change.

    Qt counts them by itself: it asks how many there are for each line that it makes room for, which for
    thousands of them would take Python 20 ms of the start.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 1, parent)
        self.lines = Lines()

    def set_lines(self, lines: Lines) -> None:
        """List other papers."""
        self.beginResetModel()
        self.lines = lines
        with QSignalBlocker(self):
            self.setRowCount(lines.count)
        self.endResetModel()

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """Return the words of a paper's line."""
        if role not in _ROLES or not index.isValid():
            return None
        entry = self.lines.at(index.row())
        if entry is None:
            return None
        if role == TOOL_TIP:
            return entry.title  # which the line may have no room for
        state = State(entry.state).label
        told = f"changed {_when(entry)}"
        parts = (entry.reference, entry.title or "Untitled", state, second_line(entry), told)
        return ", ".join(part for part in parts if part)


class PapersView(QListView):
    """The list of papers. `typed` carries what is typed in it, which is to be sought."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is typed; Qt itself would read all papers for one that begins with that."""
        shift, keypad = QtCore.Qt.KeyboardModifier.ShiftModifier, QtCore.Qt.KeyboardModifier.KeypadModifier
        plain = not event.modifiers() & ~(shift | keypad)
        if plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class PaperDelegate(QItemDelegate):
    """Paints a paper's line: mark, reference, title over how far it is, state, last change."""

    def __init__(self, papers: QListView, model: PapersModel) -> None:
        super().__init__(papers)
        self._papers, self._model = papers, model
        self._words: _Words | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height for two lines of words."""
        height: int = option.fontMetrics.height()
        return QSize(240, max(56, 2 * height + 22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        entry = self._model.lines.at(index.row())
        if entry is None:
            return
        rect, theme = QRect(option.rect), current()
        # Asked of the view and not of the option, whose flags load QStyle: 5 ms of the start.
        if self._papers.selectionModel().isRowSelected(index.row(), _ROOT):
            paint_chosen(painter, rect, theme)
        fill(painter, QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.line)
        size = painter.fontMetrics().height() + 1  # grows with the type
        mark = QRectF(rect.x() + 18, rect.y() + (rect.height() - size) / 2, size, size)
        paint_mark(painter, mark, mark_of(entry), theme)
        if self._words is None or not self._words.suit(option, theme):
            self._words = _Words(self, option, theme)
        self._columns(painter, self._words, rect, entry)

    def _columns(self, painter: QPainter, words: "_Words", rect: QRect, entry: "Entry") -> None:
        sought = self._model.lines.sought
        wide, high = words.metrics.horizontalAdvance("0"), words.metrics.height()
        if rect.width() < _COLUMNS * wide:  # in large type: all beside the title goes into the second line
            parts = (entry.reference, State(entry.state).label, _when(entry), second_line(entry))
            room = rect.adjusted(33 + high, 0, -18, 0)
            words.draw_lines(painter, room, entry.title, " · ".join(filter(None, parts)), sought)
            return
        reference, state, when = 10 * wide, 11 * wide, 14 * wide
        left = rect.x() + 33 + high
        room = QRect(left, rect.y(), reference, rect.height())
        words.draw(painter, room, entry.reference or "–", words.soft, sought=sought)
        told_when = _when(entry)
        used = words.metrics.horizontalAdvance(told_when)
        right = QRect(rect.right() - when - 18, rect.y(), when, rect.height())
        # Wider than its words by little: laid out, they may take a pixel more than they were measured.
        words.draw(painter, right.adjusted(when - used, 0, 4, 0), told_when, words.soft)
        told_state = QRect(right.x() - state - 12, rect.y(), state, rect.height())
        words.draw(painter, told_state, State(entry.state).label, words.strong)
        text = QRect(left + reference + 12, rect.y(), told_state.x() - left - reference - 24, rect.height())
        words.draw_lines(painter, text, entry.title, second_line(entry), sought)


class _Words:
    """Draws the words of lines as Qt's own delegate does: in the palette's colour, and ending in … ."""

    def __init__(self, delegate: QItemDelegate, option: QStyleOptionViewItem, theme: Theme) -> None:
        self._delegate, self._theme = delegate, theme
        self._option = QStyleOptionViewItem(option)  # a copy: the view uses its own for the next line too
        self._font, self._bold, self._small = QFont(option.font), QFont(option.font), QFont(option.font)
        self._bold.setBold(True)
        self._small.setPointSizeF(self._font.pointSizeF() * 0.92)
        self.metrics = QFontMetrics(self._font)
        self._high, self._low = QFontMetrics(self._bold).height(), QFontMetrics(self._small).height()
        self.strong, self.soft = _palette(theme.text), _palette(theme.soft)

    def suit(self, option: QStyleOptionViewItem, theme: Theme) -> bool:
        """Say whether a line is to be drawn in this type and these colours."""
        return theme is self._theme and option.font == self._font

    def draw(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        colours: QPalette,
        font: QFont | None = None,
        sought: str = "",
    ) -> None:
        """Draw a line of words in the middle of a box, at its left; what is sought stands out in it."""
        if sought:
            from .found_words import draw_found  # nothing is sought while the window starts

            colour = colours.color(QPalette.ColorRole.Text)
            draw_found(painter, box, text, sought, colour, font or self._font)
            return
        option = self._option
        option.font = font or self._font
        option.fontMetrics = QFontMetrics(option.font)
        option.palette = colours
        self._delegate.drawDisplay(painter, option, box.adjusted(-_INSET, 0, _INSET, 0), text)

    def draw_lines(self, painter: QPainter, room: QRect, title: str, below: str, sought: str = "") -> None:
        """Draw a title over a smaller line, on either side of the middle of a room."""
        middle = room.y() + room.height() // 2
        first = QRect(room.x(), middle - 1 - self._high, room.width(), self._high)
        self.draw(painter, first, title or "Untitled", self.strong, self._bold, sought)
        second = QRect(room.x(), middle + 1, room.width(), self._low)
        self.draw(painter, second, below, self.soft, self._small, sought)


def _palette(colour: str) -> QPalette:
    """Return a palette that has words in a colour, in a line that is chosen too."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(colour))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colour))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))  # its ground is painted already
    return palette


def _when(entry: "Entry") -> str:
    return when_words(entry.changed, datetime.now().astimezone().date())


_INSET = 3  #: px that Qt leaves free at either end of the words that it draws
_COLUMNS = 90  #: figures that a line must have room for to be set in columns
