"""Two tables compared row by row and cell by cell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .matching import Unit, in_order, likeness, matched
from .richtext import Cell, Table
from .wordwise import Kind, Pieces, compare_words, told


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of a table: the pieces of each cell; whether the row came, went or was moved."""

    kind: Kind
    cells: tuple[Pieces, ...]
    moved: bool = False


def compare_tables(old: Table | None, new: Table | None) -> tuple[RowChange, ...]:
    """Return the rows of two tables cell by cell; a column that came or went is one of cells that did."""
    before, after = (table.rows if table else () for table in (old, new))
    columns = _columns(before, after)
    units = [[_row_unit(row) for row in rows] for rows in (before, after)]
    pairs = matched(*units)
    if len(before) == len(after):  # a row that was rewritten is still the row in its place
        taken = set(pairs.values())
        pairs |= {n: n for n in range(len(after)) if n not in pairs and n not in taken}
    places = [(place, pairs[place]) for place in sorted(pairs)]
    stayed = {places[n][0] for n in in_order([origin for _, origin in places])}
    gone = [place for place in range(len(before)) if place not in set(pairs.values())]
    found: list[RowChange] = []
    for place, row in enumerate(after):
        if place in stayed:
            while gone and gone[0] < pairs[place]:
                found.append(RowChange(Kind.DELETED, _cells(before[gone.pop(0)], (), columns)))
        if place in pairs:
            cells = _cells(before[pairs[place]], row, columns)
            found.append(RowChange(Kind.SAME, cells, place not in stayed))
        else:
            found.append(RowChange(Kind.INSERTED, _cells((), row, columns)))
    return (*found, *(RowChange(Kind.DELETED, _cells(before[place], (), columns)) for place in gone))


_Row = tuple[Cell, ...]


def _row_unit(row: _Row) -> Unit:
    return Unit("", "\t".join(told(cell.runs) for cell in row))


def _columns(before: Sequence[_Row], after: Sequence[_Row]) -> list[tuple[int | None, int | None]]:
    """Return pairs of columns that belong together in the order to show them, None for none."""
    old, new = (len(rows[0]) if rows else 0 for rows in (before, after))
    if old == new or not old or not new:
        width = max(old, new)
        return [(n if n < old else None, n if n < new else None) for n in range(width)]
    bags = [
        [Counter(word for row in rows for word in told(row[n].runs).split()) for n in range(len(rows[0]))]
        for rows in (before, after)
    ]
    pairs: list[tuple[int | None, int | None]] = []
    start = 0
    for n in range(old):  # each column of the old table takes the likest of those still to its right
        ahead = [(likeness(bags[0][n], bags[1][m]), -m) for m in range(start, new)]
        score, place = max(ahead, default=(0.0, 0))
        if score < 0.5:
            pairs.append((n, None))
            continue
        pairs += [(None, m) for m in range(start, -place)]
        pairs.append((n, -place))
        start = 1 - place
    return [*pairs, *((None, m) for m in range(start, new))]


def _cells(old: _Row, new: _Row, columns: list[tuple[int | None, int | None]]) -> tuple[Pieces, ...]:
    return tuple(compare_words(_cell(old, one), _cell(new, other)) for one, other in columns)


def _cell(row: _Row, place: int | None) -> str:
    return told(row[place].runs) if place is not None and row else ""
