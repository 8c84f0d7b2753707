"""The left pane: where am I, what is left. The documents with their sections as steps, each with a mark."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.app.progress import SectionState, StepState

from .marks import paint_chosen, paint_mark
from .theme import current

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the pane: a document's name (key empty), or a step."""

    key: str
    label: str
    state: StepState = StepState.EMPTY
    number: str = ""
    count: str = ""
    told: str = ""


def lines_of(states: list[SectionState], numbers: dict[str, str]) -> list[Line]:
    """Return the lines for the sections of a paper."""
    lines: list[Line] = []
    document = ""
    for state in states:
        if state.form.document != document:
            document = state.form.document
            lines.append(Line("", state.form.label))
        lines.append(_step(state, numbers.get(state.section.key, "").rstrip(".")))
    return lines


def _step(state: SectionState, number: str) -> Line:
    count, told = "", state.state.value
    if state.elsewhere:
        told += f", {' and '.join(repeated.words for repeated in state.elsewhere)}, which it repeats"
    if state.counts.found and not state.gaps:
        count = str(state.counts.found)
        said = told in (StepState.ERROR.value, StepState.ATTENTION.value)  # by the counts, once more
        told = state.counts.words if said else f"{told}, {state.counts.words}"
    elif state.of > 1 and state.done < state.of:
        count = f"{state.done} of {state.of}"
        told += f", {count} done"
    return Line(state.section.key, state.section.label, state.state, number, count, told)


class StepsModel(QAbstractListModel):
    """The lines as a model. Screen readers are told number, label and state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def set_lines(self, lines: list[Line]) -> None:
        """Show other lines; where only their states differ, nothing moves."""
        if [line.key for line in lines] == [line.key for line in self.lines]:
            before, self.lines = self.lines, lines
            for number, (old, new) in enumerate(zip(before, lines, strict=True)):
                if old != new:  # only these are painted again, and told to screen readers
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a line."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.number}  {line.label}" if line.number else line.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(word for word in (line.number, line.label) if word) + (
                f": {line.told}" if line.key else ""
            )
        if role == Qt.ItemDataRole.ToolTipRole and line.key:
            return f"{line.label}: {line.told}"  # the label too, for it may be cut off
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that a document's name cannot be chosen."""
        if not self.lines[index.row()].key:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class StepDelegate(QStyledItemDelegate):
    """Paints a line: mark, number and label, and how many are done or found."""

    def __init__(self, pane: "StepsPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._heights: dict[tuple[object, ...], int] = {}  #: of the words of lines, as last measured

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height for all words of a line, at least 28 px, and more above a document's name."""
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        above = 0 if line.key or not index.row() else 8
        return QSize(120, max(28, self._words_height(option.font, line) + 10) + above)

    def _words_height(self, font: QFont, line: Line) -> int:
        """Return how high a line's words are. All are asked for whenever the state of one changes."""
        width = self._pane.viewport().width()
        known = (font.key(), width, bool(line.key), _words_of(line), line.count)
        if known not in self._heights:
            if len(self._heights) >= _MOST:
                self._heights.clear()
            room = QRect(0, 0, width, 1)
            # As it is once it is chosen: choosing a step is not to move the others.
            metrics = QFontMetrics(_weighed(font, room, line))
            self._heights[known] = max(_height(metrics, room, line), metrics.height())
        return self._heights[known]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        font: QFont = QFont(option.font)
        state: QStyle.StateFlag = option.state
        theme = current()
        painter.save()
        if not line.key:
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(theme.soft))
            room = rect.adjusted(20, 0, -8, -4)
            painter.drawText(room, _WRAPPED | Qt.AlignmentFlag.AlignBottom, line.label)
        else:
            self._step(painter, rect, font, line, chosen=line.key == self._pane.here)
            if state & QStyle.StateFlag.State_HasFocus and line.key != self._pane.here:
                painter.setPen(QPen(QColor(theme.accent), 2))  # where the arrow keys are: Return opens it
                painter.drawRect(rect.adjusted(5, 1, -3, -2))
        painter.restore()

    def _step(self, painter: QPainter, rect: QRect, font: QFont, line: Line, *, chosen: bool) -> None:
        theme = current()
        if chosen:
            paint_chosen(painter, rect, theme)
            font = _weighed(font, rect, line)
        painter.setFont(font)
        size = painter.fontMetrics().height()
        box = QRectF(rect.x() + 17, rect.y() + (rect.height() - size) / 2, size, size)
        paint_mark(painter, box, line.state, theme)
        painter.setPen(QColor(theme.soft))
        metrics = painter.fontMetrics()
        counted = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -12, 0), counted, line.count)
        painter.setPen(QColor(theme.text))
        room = _room(rect, line, metrics)
        painter.drawText(room, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, _words_of(line))


_MOST = 500  #: lines whose heights are kept: those of some widths
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


def _words_of(line: Line) -> str:
    return f"{line.number}  {line.label}" if line.number else line.label


def _room(rect: QRect, line: Line, metrics: QFontMetrics) -> QRect:
    """Return the room of a step's words: right of its mark, left of its count."""
    count = metrics.horizontalAdvance(line.count) + 8 if line.count else 0
    return rect.adjusted(27 + metrics.height(), 0, -12 - count, 0)


def _height(metrics: QFontMetrics, rect: QRect, line: Line) -> int:
    """Return how high the words of a line are."""
    room = _room(rect, line, metrics) if line.key else rect.adjusted(20, 0, -8, 0)
    return metrics.boundingRect(QRect(0, 0, max(room.width(), 1), 10_000), _WRAPPED, _words_of(line)).height()


def _weighed(font: QFont, rect: QRect, line: Line) -> QFont:
    """Return a font in bold, but where a step's words would take a line more in it: a gap for all others."""
    bold = QFont(font)
    bold.setBold(True)
    spare = line.key and _height(QFontMetrics(bold), rect, line) > _height(QFontMetrics(font), rect, line)
    return QFont(font) if spare else bold


class StepsPane(QListView):
    """The steps of a paper. `chosen` tells the section that a person went to."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steps")
        self.setAccessibleName("Sections of the paper")
        self.here = ""  #: key of the section shown, which the tinted line always is
        self._model = StepsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(StepDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._go)
        self.activated.connect(self._go)

    def _go(self, index: QModelIndex) -> None:
        key = self._model.lines[index.row()].key
        if key:
            self.chosen.emit(key)

    def show_lines(self, lines: list[Line], here: str) -> None:
        """Show the steps, with the section one is in chosen.

        Where neither it nor the steps are others than before, what is chosen stays: somebody may be walking
        through them while something is found.
        """
        keys = [line.key for line in lines]
        same = here == self.here and keys == [line.key for line in self.lines]
        self.here = here
        self._model.set_lines(lines)
        if not same:
            self._come_back()
            self.viewport().update()

    def _come_back(self) -> None:
        keys = [line.key for line in self.lines]
        if self.here in keys:
            self.setCurrentIndex(self._model.index(keys.index(self.here)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give long names two lines where the pane is narrow: of itself a list looks at its height alone."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go back to the section shown, where somebody walked through the steps and opened none."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._come_back()

    def keyboardSearch(self, search: str) -> None:
        """Go nowhere by letters: who types means the text."""

    @property
    def lines(self) -> list[Line]:
        """The lines shown."""
        return self._model.lines
