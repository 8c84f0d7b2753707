"""Rows of tables: columns as wide as their words need, cells cut into strips of one line each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from .lines import Line, Look
from .nodes import Node
from .strips import Fill, Rule, Strip, base_line, keep_lines, put_line

#: A row of more lines may go on over the page; a shorter one stays together.
_LONG_ROW = 14
#: How much wider than its figures a column of amounts may grow where there is room (points).
_AMOUNT_EXTRA = 28.0


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


def column_widths(
    needs: Sequence[tuple[float, float]], amounts: Sequence[bool], measure: float
) -> list[float]:
    """Return the widths of columns in points, which add up to measure.

    needs: of each column the width of its widest word and of its widest line, padding included. Where
    all lines fit, columns of amounts grow a little and columns of words take the rest; where not, each
    column has room for its widest word as long as there is any.
    """
    least, most = [need[0] for need in needs], [need[1] for need in needs]
    if sum(most) <= measure:
        return _grown(most, amounts, measure)
    if sum(least) >= measure:
        return [width * measure / sum(least) for width in least]
    wish = [high - low for low, high in needs]
    share = (measure - sum(least)) / sum(wish)
    return [low + extra * share for low, extra in zip(least, wish, strict=True)]


def _grown(widths: list[float], amounts: Sequence[bool], measure: float) -> list[float]:
    spare = measure - sum(widths)
    if all(amounts) or not any(widths):
        return [width + spare / len(widths) for width in widths]
    extra = min(_AMOUNT_EXTRA, spare / len(widths))
    grown = [width + extra if amount else width for width, amount in zip(widths, amounts, strict=True)]
    words = sum(width for width, amount in zip(grown, amounts, strict=True) if not amount)
    share = (measure - sum(grown)) / words
    return [w if amount else w + w * share for w, amount in zip(grown, amounts, strict=True)]
