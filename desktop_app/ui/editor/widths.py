"""How wide the columns of tables are: equal, unless a word or an amount would be torn apart."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont, QFontMetricsF, QTextLength, QTextTable
from PySide6.QtWidgets import QTextEdit

from desktop_app.domain.richtext import Cell, Table, Text, plain

from .formats import OBJECT, Prop
from .live import LiveBlocks
from .look import EditorLook

_LONGEST = 14.0  #: ems; a longer word, as an address is, may be broken
_AIR = 0.35 * 2 + 0.3  #: ems: what a cell has at both sides, its line, and a little to spare
_TRIED = 4  #: of the longest words of a column, one of which is the widest
_APART = re.compile(r"[ \t\n\u2028]+|(?<=[-–/])(?=[^\W\d])")  #: where a line may end; no amount is parted


def needs(table: Table, width: Callable[[str, bool], float]) -> list[float]:
    """Return how wide the widest word of each column is. width: of a word, and whether it is bold."""
    columns = max((len(row) for row in table.rows), default=0)
    found: list[list[tuple[str, bool]]] = [[] for _ in range(columns)]
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            bold = number < table.header or _bold(cell)
            # A footnote's mark or a reference is a word that is not known here: two figures stand for it.
            text = plain(cell.runs).replace(OBJECT, "00")
            found[column] += [(word, bold) for word in set(_APART.split(text))]
    longest = (sorted(words, key=lambda word: -len(word[0]))[:_TRIED] for words in found)
    return [max((width(*word) for word in words), default=0.0) for words in longest]


def _bold(cell: Cell) -> bool:
    return any(isinstance(run, Text) and run.bold for run in cell.runs)


def shared(room: float, least: Sequence[float]) -> list[float]:
    """Return widths of columns that fill a room: equal but where one needs more. Wider where need be."""
    widths = list(least)
    open_ = set(range(len(least)))
    while open_:
        share = (room - sum(widths[n] for n in range(len(widths)) if n not in open_)) / len(open_)
        wide = {n for n in open_ if least[n] > share}
        if not wide:
            return [share if n in open_ else width for n, width in enumerate(widths)]
        open_ -= wide
    return widths


class Widths(QObject):
    """Keeps the columns of an editor's tables as wide as their words need, in the room that there is."""

    def __init__(self, edit: QTextEdit, live: LiveBlocks, look: Callable[[], EditorLook]) -> None:
        super().__init__(edit)
        self._edit, self._live, self._look = edit, live, look
        self._measured: dict[str, tuple[Table, QFont, list[float]]] = {}
        self.fitting = False  #: what changes now is only how it is shown, and no edit
        edit.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room out anew when there is more or less of it."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Give all columns the widths that they need."""
        lives = self._edit.document().rootFrame().childFrames()
        tables = (
            {block.id: block for block in self._live.blocks() if isinstance(block, Table)} if lives else {}
        )
        for live in lives:
            table = tables.get(live.frameFormat().stringProperty(Prop.ID))
            if isinstance(live, QTextTable) and table is not None:
                self._fit(live, table)

    def _fit(self, live: QTextTable, table: Table) -> None:
        look, form, least = self._look(), live.format(), self._needs(table)
        whole_room = self._edit.viewport().width() - 2 * self._edit.document().documentMargin()
        if len(least) != live.columns() or whole_room <= 0:
            return
        # Where there is little room, a table reaches out into that for the numbers of paragraphs.
        left = max(0.0, min(look.gutter * look.em, whole_room - sum(least)))
        room = whole_room - left
        widths = shared(room, least)
        kind = QTextLength.Type
        if sum(widths) > room + 1:  # it goes on past the edge: the text is scrolled sideways to it
            lengths = [QTextLength(kind.FixedLength, round(width)) for width in widths]
            whole = QTextLength(kind.FixedLength, sum(round(width) for width in widths))
        else:
            lengths = [QTextLength(kind.PercentageLength, 100 * width / room) for width in widths]
            # Of the whole room Qt makes a pixel too much where the columns come to no whole pixels.
            whole = QTextLength(kind.PercentageLength, 100 * (room - 1) / room)
        if form.columnWidthConstraints() != lengths or form.width() != whole or form.leftMargin() != left:
            form.setLeftMargin(left)
            form.setColumnWidthConstraints(lengths)
            form.setWidth(whole)
            self.fitting = True
            try:
                live.setFormat(form)
            finally:
                self.fitting = self._live.touched = False

    def _needs(self, table: Table) -> list[float]:
        look = self._look()
        known = self._measured.get(table.id)
        if known is None or known[0] != table or known[1] != look.font:
            usual, bold = QFont(look.font), QFont(look.font)
            bold.setBold(True)
            metrics = (QFontMetricsF(usual), QFontMetricsF(bold))
            widths = needs(table, lambda word, heavy: metrics[heavy].horizontalAdvance(word))
            least = [min(width, _LONGEST * look.em) + _AIR * look.em for width in widths]
            known = self._measured[table.id] = (table, look.font, least)
        return known[2]
