"""Tables as strips: an author's table, questions with their answers, a declaration with its ticks."""

from collections.abc import Sequence

from desktop_app.document.model import DataTable, Declaration, Inlines, Question, Questions, Span, Statement
from desktop_app.document.style import Style

from .nodes import Node
from .rows import CellText, Frame, column_widths, row_strips
from .strips import Strip, look_of
from .text import Line, Setter

TICKED, NOT_TICKED = "☑", "☐"
#: A head higher than this is not repeated on the pages that a table goes on to (points).
_HIGHEST_HEAD = 220.0
#: A table no higher than this is kept on one page (points): a third of it.
_SMALL = 230.0


class Grids:
    """Lays out the tables of one document."""

    def __init__(self, setter: Setter, style: Style) -> None:
        self._setter = setter
        self._style = style
        self._look = look_of(style.cell)
        self._bold = look_of(style.cell, bold=True)

    # -- an author's table

    def table(self, table: DataTable, x: float, node: Node) -> list[Strip]:
        """Return an author's table that begins at x points from the margin and ends at the right margin."""
        count = max((len(row) for row in table.rows), default=0)
        if not count:
            return []
        amounts = [_is_amount(table, column) for column in range(count)]
        measure = self._style.page.measure - x
        widths = column_widths(self._needs(table, count), amounts, measure)
        strips: list[Strip] = []
        heads: list[Strip] = []
        last = len(table.rows) - 1
        for index in range(len(table.rows)):
            row = self._row(table, index, x, widths, amounts, node)
            if index < table.header:
                heads += row
                for strip in row:
                    strip.keep = True
            else:
                row[-1].keep = table.total and index == last - 1
                for strip in row:
                    strip.head = tuple(heads)
            strips += row
        return _closed(strips, heads)

    def _needs(self, table: DataTable, count: int) -> list[tuple[float, float]]:
        pad = 2 * self._style.tables.pad_x + 0.1
        needs = [(pad, pad)] * count
        for index, row in enumerate(table.rows):
            look = self._bold if self._is_strong(table, index) else self._look
            for column, cell in enumerate(row):
                widest, longest = self._setter.natural(cell.runs, look)
                least, most = needs[column]
                needs[column] = (max(least, widest + pad), max(most, longest + pad))
        return needs

    def _row(
        self,
        table: DataTable,
        index: int,
        x: float,
        widths: Sequence[float],
        amounts: Sequence[bool],
        node: Node,
    ) -> list[Strip]:
        element = node.child("TR")
        is_head = index < table.header
        look = self._bold if self._is_strong(table, index) else self._look
        pad = self._style.tables.pad_x
        cells: list[CellText] = []
        left = x
        for column, width in enumerate(widths):
            cell = table.rows[index][column] if column < len(table.rows[index]) else None
            its = element.child("TH", scope="Column") if is_head else element.child("TD")
            lines = self._setter.lines(cell.runs if cell else (), look, width - 2 * pad, its)
            right = amounts[column] if is_head else bool(cell and cell.amount)
            cells.append(CellText(lines, left + pad, width - 2 * pad, its, "right" if right else "left"))
            left += width
        return row_strips(cells, look, self._frame(table, index, x, element))

    def _frame(self, table: DataTable, index: int, x: float, element: Node) -> Frame:
        rules, colors, tables = self._style.rules, self._style.colors, self._style.tables
        last = len(table.rows) - 1
        end = self._style.page.measure
        if index < table.header:
            firm = rules.firm if index == table.header - 1 else 0
            return Frame(x, end, tables.pad_y, firm, colors.ink, colors.tint, elements=[element])
        if table.total and index >= last - 1:
            firm = rules.firm if index == last - 1 else 0
            return Frame(x, end, tables.pad_y, firm, colors.ink, elements=[element])
        return Frame(x, end, tables.pad_y, rules.hairline, colors.hairline, elements=[element])

    def _is_strong(self, table: DataTable, index: int) -> bool:
        return index < table.header or (table.total and index == len(table.rows) - 1)

    # -- questions

    def questions(self, questions: Questions, node: Node) -> list[Strip]:
        """Return questions with their answers, a hairline under each."""
        return _closed([strip for row in questions.rows for strip in self._question(row, node)], [])

    def _question(self, row: Question, node: Node) -> list[Strip]:
        measure, tables = self._style.page.measure, self._style.tables
        rules, colors = self._style.rules, self._style.colors
        element = node.child("TR")
        label, answer = element.child("TH", scope="Row"), element.child("TD")
        needed = self._setter.natural(row.answer, self._bold)[1] + 1
        right = min(max(measure * tables.answer, needed), measure * 0.55)
        left = measure - right - 12
        cells = [
            CellText(self._setter.lines(row.label, self._look, left, label), 0, left, label),
            CellText(self._setter.lines(row.answer, self._bold, right, answer), left + 12, right, answer),
        ]
        strips = row_strips(
            cells,
            self._look,
            Frame(0, measure, tables.pad_y, rules.hairline, colors.hairline, elements=[element]),
        )
        strips[0].places = (f"key:{row.key}",) if row.key else ()
        return strips

    # -- a declaration

    def declaration(self, declaration: Declaration, node: Node) -> list[Strip]:
        """Return the table of statements with its two column heads and the ticks at the right."""
        rules, colors, tables = self._style.rules, self._style.colors, self._style.tables
        measure = self._style.page.measure
        widest, _ = self._setter.natural((Span(declaration.head[1]),), self._bold)
        tick = min(max(tables.tick, widest + 2 * tables.pad_x), measure / 3)
        element = node.child("TR")
        cells = self._columns(tick, element, "TH")
        for cell, words in zip(cells, declaration.head, strict=True):
            cell.lines = self._setter.lines((Span(words),), self._bold, cell.width, cell.node)
        heads = row_strips(
            cells,
            self._bold,
            Frame(0, measure, tables.pad_y, rules.firm, colors.ink, colors.tint, elements=[element]),
        )
        for strip in heads:
            strip.keep = True
        strips = list(heads)
        for row in declaration.rows:
            strips += self._statement(row, tick, node, heads)
        return _closed(strips, heads)

    def _columns(self, tick: float, row: Node, tag: str) -> list[CellText]:
        measure, pad = self._style.page.measure, self._style.tables.pad_x
        scope = "Column" if tag == "TH" else ""
        words, box = row.child(tag, scope=scope), row.child(tag, scope=scope)
        return [
            CellText([], pad, measure - tick - 2 * pad, words),
            CellText([], measure - tick + pad, tick - 2 * pad, box, "centre"),
        ]

    def _statement(self, row: Statement, tick: float, node: Node, heads: list[Strip]) -> list[Strip]:
        rules, colors, tables = self._style.rules, self._style.colors, self._style.tables
        element = node.child("TR")
        words, box = self._columns(tick, element, "TD")
        words.lines = self._statement_lines(row, words)
        sign = Span(TICKED if row.ticked else NOT_TICKED)
        glyph = box.node.child("Span", alt="ticked" if row.ticked else "not ticked")
        box.lines = self._setter.lines((sign,), look_of(self._style.tick), tick, glyph)
        box.middle = True
        frame = Frame(
            0,
            self._style.page.measure,
            tables.pad_y + 1,
            rules.hairline,
            colors.hairline,
            elements=[element],
        )
        strips = row_strips([words, box], self._look, frame)
        for strip in strips:
            strip.head = tuple(heads)
        strips[0].places = (f"key:{row.key}",) if row.key else ()
        return strips

    def _statement_lines(self, row: Statement, cell: CellText) -> list[Line]:
        parts: list[Inlines] = [(Span(row.name, bold=True),)] if row.name else []
        parts += row.parts
        if row.answer:
            parts.append((Span(row.answer, bold=True, italic=True),))
        node = cell.node
        return [
            line
            for part in parts or [()]
            for line in self._setter.lines(part, self._look, cell.width, node.child("P"))
        ]


def _is_amount(table: DataTable, column: int) -> bool:
    body = [row[column] for row in table.rows[table.header :] if column < len(row)]
    return any(cell.amount for cell in body)


def _closed(strips: list[Strip], heads: list[Strip]) -> list[Strip]:
    """Keep a small table together and let what follows it begin a page; no very high head is repeated."""
    if sum(strip.height for strip in strips) <= _SMALL:
        for strip in strips:
            strip.keep = True
    if sum(strip.height for strip in heads) > _HIGHEST_HEAD:
        for strip in strips:
            strip.head = ()
    if strips:
        strips[-1].keep = False
    return strips
