"""Rows of tables: cells cut into strips of one line each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from .lines import Line, Look
from .nodes import Node
from .strips import Fill, Rule, Strip, base_line, keep_lines, put_line

#: A row of more lines may go on over the page; a shorter one stays together.
_LONG_ROW = 14


@dataclass(slots=True, eq=False)
class CellText:
    """A cell's lines with the place of its text: x, width in points. align: "left", "right", "centre"."""

    lines: list[Line]
    x: float
    width: float
    node: Node
    align: str = "left"
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn round a row: its left and right edge, the rule under it and the tint behind it."""

    x0: float
    x1: float
    pad_y: float
    below: float = 0
    color: str = ""
    tint: str = ""
    above: float = 0
    elements: list[Node] = field(default_factory=list[Node])


def row_strips(cells: Sequence[CellText], look: Look, frame: Frame) -> list[Strip]:
    """Return a row as strips, one for each line of its tallest cell; the last is free to end a page."""
    count = max(len(cell.lines) for cell in cells)
    pad = frame.pad_y
    row = object()
    strips = [Strip(look.leading, row=row) for _ in range(count)]
    for column, cell in enumerate(cells):
        for piece in chain.from_iterable(line.pieces for line in cell.lines):
            piece.cell = column
    for index, strip in enumerate(strips):
        top = pad if index == 0 else 0.0
        strip.height += top + (pad if index == count - 1 else 0.0)
        for cell in cells:
            if not cell.middle and index < len(cell.lines):
                put_line(strip, cell.lines[index], _left(cell, cell.lines[index]), top + base_line(look))
        if frame.tint:
            strip.fills.append(Fill(frame.x0, 0, frame.x1, strip.height, frame.tint))
    _put_middles(strips, cells, sum(strip.height for strip in strips))
    last = strips[-1]
    if frame.above:
        strips[0].rules.append(Rule(frame.x0, 0, frame.x1, 0, frame.above, frame.color))
    if frame.below:
        last.rules.append(Rule(frame.x0, last.height, frame.x1, last.height, frame.below, frame.color))
    strips[0].elements.extend([*frame.elements, *(cell.node for cell in cells)])
    keep_lines(strips, whole=count <= _LONG_ROW)
    return strips


def _put_middles(strips: list[Strip], cells: Sequence[CellText], height: float) -> None:
    """Put cells of one big line at half the row's height; a row that may be cut has them at its top."""
    for cell in cells:
        if cell.middle and cell.lines[0].pieces:
            line = cell.lines[0]
            room = height if len(strips) <= _LONG_ROW else strips[0].height
            look = line.pieces[0].look
            put_line(strips[0], line, _left(cell, line), (room - look.leading) / 2 + base_line(look))


def _left(cell: CellText, line: Line) -> float:
    spare = cell.width - line.width
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[cell.align]
    return cell.x + spare * share
