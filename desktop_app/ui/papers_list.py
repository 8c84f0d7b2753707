"""The list of papers: its model, and how a paper's line is painted."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.app.step_state import StepState
from desktop_app.domain.months import MONTHS
from desktop_app.domain.state import State

from .marks import paint_chosen, paint_mark
from .theme import current

if TYPE_CHECKING:  # what stands behind the library loads after the first painting
    from desktop_app.app.desk import Entry

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
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

    fetch: gives so many papers from a place on.
    """

    def __init__(self, count: int = 0, fetch: "Callable[[int, int], list[Entry]] | None" = None) -> None:
        self.count = count
        self._fetch = fetch
        self._pages: dict[int, list[Entry]] = {}

    def at(self, row: int) -> "Entry | None":
        """Return a paper by its place; None where the list has become shorter behind the window's back."""
        number, place = divmod(row, PAGE)
        if number not in self._pages and self._fetch is not None:
            self._pages[number] = self._fetch(number * PAGE, PAGE)
        page = self._pages.get(number, [])
        return page[place] if place < len(page) else None


class PapersModel(QAbstractListModel):
    """The papers listed. Screen readers are told reference, title, state and last change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = Lines()

    def set_lines(self, lines: Lines) -> None:
        """List other papers."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of papers."""
        return 0 if parent.isValid() else self.lines.count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a paper's line."""
        if role not in _ROLES or not index.isValid():
            return None
        entry = self.lines.at(index.row())
        if entry is None:
            return None
        state = State(entry.state).label
        told = f"changed {_when(entry)}"
        parts = (entry.reference, entry.title or "Untitled", state, second_line(entry), told)
        return ", ".join(part for part in parts if part)


class PaperDelegate(QStyledItemDelegate):
    """Paints a paper's line: mark, reference, title over how far it is, state, last change."""

    def __init__(self, papers: QListView, model: PapersModel) -> None:
        super().__init__(papers)
        self._papers, self._model = papers, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height for two lines of words."""
        height: int = option.fontMetrics.height()
        return QSize(240, max(56, 2 * height + 22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        entry = self._model.lines.at(index.row())
        if entry is None:
            return
        rect: QRect = option.rect
        font: QFont = option.font
        painter.save()
        theme = current()
        # Asked of the view and not of the option, whose flags load QStyle: 5 ms of the start.
        if self._papers.selectionModel().isRowSelected(index.row(), _ROOT):
            paint_chosen(painter, rect, theme)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        size = painter.fontMetrics().height() + 1  # grows with the type
        mark = QRectF(rect.x() + 18, rect.y() + (rect.height() - size) / 2, size, size)
        paint_mark(painter, mark, mark_of(entry), theme)
        self._columns(painter, rect, font, entry)
        painter.restore()

    def _columns(self, painter: QPainter, rect: QRect, font: QFont, entry: "Entry") -> None:
        theme, metrics = current(), painter.fontMetrics()
        wide = metrics.horizontalAdvance("0")
        if rect.width() < _COLUMNS * wide:  # in large type: all beside the title goes into the second line
            parts = (entry.reference, State(entry.state).label, _when(entry), second_line(entry))
            room = rect.adjusted(33 + metrics.height(), 0, -18, 0)
            self._text(painter, room, font, entry, " · ".join(part for part in parts if part))
            return
        reference, state, when = 10 * wide, 11 * wide, 14 * wide
        middle = Qt.AlignmentFlag.AlignVCenter
        left = rect.x() + 33 + metrics.height()
        room = QRect(left, rect.y(), reference, rect.height())
        painter.setPen(QColor(theme.soft))
        painter.setFont(font)
        painter.drawText(room, middle, metrics.elidedText(entry.reference or "–", _END, reference))
        right = QRect(rect.right() - when - 18, rect.y(), when, rect.height())
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, _when(entry))
        painter.setPen(QColor(theme.text))
        told_state = QRect(right.x() - state - 12, rect.y(), state, rect.height())
        painter.drawText(told_state, middle, State(entry.state).label)
        text = QRect(left + reference + 12, rect.y(), told_state.x() - left - reference - 24, rect.height())
        self._text(painter, text, font, entry, second_line(entry))

    def _text(self, painter: QPainter, room: QRect, font: QFont, entry: "Entry", below: str) -> None:
        theme = current()
        half = room.height() // 2
        bold, small = QFont(font), QFont(font)
        bold.setBold(True)
        small.setPointSizeF(font.pointSizeF() * 0.92)
        for look, colour, text, place, side in (
            (bold, theme.text, entry.title or "Untitled", 0, Qt.AlignmentFlag.AlignBottom),
            (small, theme.soft, below, half, Qt.AlignmentFlag.AlignTop),
        ):
            painter.setFont(look)
            painter.setPen(QColor(colour))
            fitted = painter.fontMetrics().elidedText(text, _END, room.width())
            box = QRect(room.x(), room.y() + place + (1 if place else -1), room.width(), half)
            painter.drawText(box, side, fitted)


def _when(entry: "Entry") -> str:
    return when_words(entry.changed, datetime.now().astimezone().date())


_END = Qt.TextElideMode.ElideRight
_COLUMNS = 90  #: figures that a line must have room for to be set in columns
