"""The form's own tables as strips: questions with their answers, a declaration with its ticks."""

from collections.abc import Iterable

from desktop_app.document.model import Declaration, Inlines, Question, Questions, Span, Statement
from desktop_app.document.model import Node as DocumentNode
from desktop_app.document.style import Style

from .lines import Line
from .nodes import Node
from .rows import CellText, Frame, row_strips
from .strips import Strip, look_of
from .tables import closed
from .text import Setter

TICKED, NOT_TICKED = "☑", "☐"
#: The most of the measure that answers take, and the space in front of them (points).
_WIDEST_ANSWER, _GUTTER = 0.55, 12.0
#: A declaration no higher than this is kept on one page (points), half of it: it is ticked by pen.
_WHOLE = 350.0


class Grids:
    """Lays out the tables of one document that the form has of its own. nodes: all of the document."""

    def __init__(self, nodes: Iterable[DocumentNode], setter: Setter, style: Style) -> None:
        self._setter = setter
        self._style = style
        self._look = look_of(style.cell)
        self._bold = look_of(style.cell, bold=True)
        self._answers = self._answers_width(nodes)

    def _answers_width(self, nodes: Iterable[DocumentNode]) -> float:
        """Return the width in points that all answers of a document have, so that they stand in one line."""
        rows = (row for node in nodes if isinstance(node, Questions) for row in node.rows)
        needed = max((self._setter.natural(row.answer, self._bold)[1] + 1 for row in rows), default=0.0)
        measure = self._style.page.measure
        return min(max(measure * self._style.tables.answer, needed), measure * _WIDEST_ANSWER)

    # -- questions

    def questions(self, questions: Questions, node: Node) -> list[Strip]:
        """Return questions with their answers, a hairline under each."""
        return closed([strip for row in questions.rows for strip in self._question(row, node)], [])

    def _question(self, row: Question, node: Node) -> list[Strip]:
        measure, tables = self._style.page.measure, self._style.tables
        rules, colors = self._style.rules, self._style.colors
        element = node.child("TR")
        label, answer = element.child("TH", scope="Row"), element.child("TD")
        right = self._answers
        left = measure - right - _GUTTER
        cells = [
            CellText(self._setter.lines(row.label, self._look, left, label), 0, left, label),
            CellText(
                self._setter.lines(row.answer, self._bold, right, answer), left + _GUTTER, right, answer
            ),
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
        return closed(strips, heads, _WHOLE)

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
