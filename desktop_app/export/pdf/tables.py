"""An author's table as strips: columns that fit their words, amounts at the right, the head repeated."""

from itertools import groupby

from desktop_app.document.model import DataTable
from desktop_app.document.style import Style
from desktop_app.export.columns import column_widths, too_narrow

from .lines import Look
from .nodes import Node
from .rows import CellText, Frame, row_strips
from .strips import Strip, look_of
from .text import Setter

#: A head higher than this is not repeated on the pages that a table goes on to (points).
_HIGHEST_HEAD = 220.0
#: A table no higher than this is kept on one page (points): a third of it.
_SMALL = 230.0
#: A row of at most so many lines does not stand alone on a page.
_SHORT_ROW = 4
#: How much smaller a table may be set whose words would not fit its columns, as shares of its size.
_SMALLER = (0.9, 0.8, 0.7, 0.6)


def table_strips(table: DataTable, x: float, node: Node, setter: Setter, style: Style) -> list[Strip]:
    """Return an author's table that begins at x points from the margin and ends at the right margin.

    It is set smaller where it has too many columns for its words. An empty table makes no strips.
    """
    if not any(table.rows):
        return []
    return _Layout(table, x, setter, style).strips(node)


def closed(strips: list[Strip], heads: list[Strip], whole: float = _SMALL) -> list[Strip]:
    """Say where pages may end in a table and after it; its last strip is free to end a page.

    One no higher than `whole` (points) is kept together, of a higher one no short row stands alone at the
    foot or the top of a page. No very high head is repeated.
    """
    if sum(strip.height for strip in strips) <= whole:
        for strip in strips:
            strip.keep = True
    _pair_rows(strips[len(heads) :])
    if sum(strip.height for strip in heads) > _HIGHEST_HEAD:
        for strip in strips:
            strip.head = ()
    if strips:
        strips[-1].keep = False
    return strips


def _pair_rows(strips: list[Strip]) -> None:
    """Keep the first row below the head with the second, and the last but one with the last."""
    rows = [list(group) for _, group in groupby(strips, key=lambda strip: id(strip.row))]
    for first in (rows[0], rows[-2]) if len(rows) > 1 else ():
        if len(first) <= _SHORT_ROW:
            first[-1].keep = True


class _Layout:
    """One table as it is laid out: its looks, padding and columns."""

    def __init__(self, table: DataTable, x: float, setter: Setter, style: Style) -> None:
        self._table = table
        self._x = x
        self._setter = setter
        self._style = style
        self._last = len(table.rows) - 1
        self._count = max(len(row) for row in table.rows)
        self._amounts = [self._is_amount(column) for column in range(self._count)]
        measure = style.page.measure - x
        self._set_size(1.0)
        needs = self._needs()
        for share in _SMALLER:
            if not too_narrow(needs, measure):
                break
            self._set_size(share)
            needs = self._needs()
        self._widths = column_widths(needs, self._amounts, measure)

    def _set_size(self, share: float) -> None:
        cell = self._style.cell
        smaller = cell._replace(size=cell.size * share, leading=cell.leading * share)
        self._look, self._bold = look_of(smaller), look_of(smaller, bold=True)
        self._pad = self._style.tables.pad_x * share

    def strips(self, node: Node) -> list[Strip]:
        """Return all rows as strips under the table's element."""
        strips: list[Strip] = []
        heads: list[Strip] = []
        for index in range(len(self._table.rows)):
            row = self._row(index, node.child("TR"))
            if index < self._table.header:
                heads += row
                for strip in row:
                    strip.keep = True
            else:
                row[-1].keep = self._table.total and index == self._last - 1
                for strip in row:
                    strip.head = tuple(heads)
            strips += row
        return closed(strips, heads)

    def _needs(self) -> list[tuple[float, float]]:
        """Return for each column the width of its widest word and of its widest line, with padding."""
        pad = 2 * self._pad + 0.1
        needs = [(pad, pad)] * self._count
        for index, row in enumerate(self._table.rows):
            for column, cell in enumerate(row):
                widest, longest = self._setter.natural(cell.runs, self._look_of(index))
                least, most = needs[column]
                needs[column] = (max(least, widest + pad), max(most, longest + pad))
        return needs

    def _row(self, index: int, element: Node) -> list[Strip]:
        row = self._table.rows[index]
        is_head = index < self._table.header
        look, pad = self._look_of(index), self._pad
        cells: list[CellText] = []
        left = self._x
        for column, width in enumerate(self._widths):
            cell = row[column] if column < len(row) else None
            its = element.child("TH", scope="Column") if is_head else element.child("TD")
            lines = self._setter.lines(cell.runs if cell else (), look, width - 2 * pad, its)
            right = self._amounts[column] if is_head else bool(cell and cell.amount)
            cells.append(CellText(lines, left + pad, width - 2 * pad, its, "right" if right else "left"))
            left += width
        return row_strips(cells, look, self._frame(index, element))

    def _frame(self, index: int, element: Node) -> Frame:
        rules, colors, pad_y = self._style.rules, self._style.colors, self._style.tables.pad_y
        end = self._style.page.measure
        if index < self._table.header:
            firm = rules.firm if index == self._table.header - 1 else 0
            return Frame(self._x, end, pad_y, firm, colors.ink, colors.tint, elements=[element])
        if self._table.total and index >= self._last - 1:
            firm = rules.firm if index == self._last - 1 else 0
            return Frame(self._x, end, pad_y, firm, colors.ink, elements=[element])
        return Frame(self._x, end, pad_y, rules.hairline, colors.hairline, elements=[element])

    def _look_of(self, index: int) -> Look:
        strong = index < self._table.header or (self._table.total and index == self._last)
        return self._bold if strong else self._look

    def _is_amount(self, column: int) -> bool:
        body = [row[column] for row in self._table.rows[self._table.header :] if column < len(row)]
        return any(cell.amount for cell in body)
