"""Figures in the cells of a table: which columns hold them, and totals that add themselves up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from .richtext import Cell, Table, readable, text_runs

#: A cell that holds a figure: money, a number, a percentage, an accountant's bracket, a dash for nil, or the
#: beginning of one while it is written.
_AMOUNT = re.compile(
    r"[(+\-−–]?\s*[£$€]?\s*\d[\d,.\s]*\s*(?:[%kmKM]|bn|million|thousand)?\)?|[–—-]|nil|[(\-−–]?\s*[£$€]"
)
_FIGURE = re.compile(
    r"(?P<sign>[(\-−–]?)\s*(?P<unit>[£$€]?)\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<scale>k|m|bn)?\s*(?P<end>\)?)"
)
_NIL = ("–", "—", "-", "nil")
_YEARS = range(1900, 2101)  #: whole numbers that, standing alone in a column, are taken for years


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a cell: its value in its own scale ("£1.2m" is 1.2), and how it is written."""

    value: Decimal
    unit: str = ""
    scale: str = ""
    places: int = 0
    grouped: bool = True
    bracketed: bool = False

    @property
    def way(self) -> tuple[str, str]:
        """What figures must share to be added up."""
        return self.unit, self.scale


def figure(words: str) -> Figure | None:
    """Return the figure that words are, None where they are something else. A dash or "nil" is nought."""
    if words.casefold() in _NIL:
        return Figure(Decimal(0))
    found = _FIGURE.fullmatch(words)
    if found is None or (found["sign"] == "(") != bool(found["end"]):
        return None
    number = found["number"]
    value = Decimal(number.replace(",", ""))
    places = len(number.partition(".")[2])
    grouped = "," in number or value < 1000
    negative = -value if found["sign"] else value
    return Figure(negative, found["unit"], found["scale"] or "", places, grouped, found["sign"] == "(")


def amount_columns(table: Table) -> set[int]:
    """Return the columns that hold figures: most of their filled cells below the header do.

    Most, for one figure that is written wrongly, or a "tbc", does not make its column one of words.
    """
    body = table.rows[table.header :]
    columns: set[int] = set()
    for n in range(len(table.rows[0]) if table.rows else 0):
        filled = [words for row in body if (words := _words(row[n]))]
        figures = [words for words in filled if _AMOUNT.fullmatch(words)]
        if 2 * len(figures) > len(filled) and any(sign.isdigit() for words in figures for sign in words):
            columns.add(n)
    return columns


def column_total(table: Table, column: int) -> str:
    """Return what the figures of a column add up to, written as they are; "" where that makes no sense.

    The header and, where it is one, the row of the total are left out. Percentages, years, and figures of
    several currencies or scales are not added up.
    """
    last = len(table.rows) - table.total
    filled = [words for row in table.rows[table.header : last] if (words := _words(row[column]))]
    figures = [made for words in filled if (made := figure(words)) is not None]
    told = [made for words, made in zip(filled, figures, strict=False) if words.casefold() not in _NIL]
    if not told or len(figures) < len(filled) or len({made.way for made in told}) > 1 or _are_years(told):
        return ""
    return _written(sum((made.value for made in told), Decimal(0)), told)


def _are_years(figures: Sequence[Figure]) -> bool:
    return all(not f.unit and not f.scale and not f.places and f.value in _YEARS for f in figures)


def _written(value: Decimal, alike: Sequence[Figure]) -> str:
    places = max(each.places for each in alike)
    grouped = all(each.grouped for each in alike)
    number = f"{abs(value):{',' if grouped else ''}.{places}f}"
    unit, scale = alike[0].way
    written = f"{unit}{number}{scale}"
    if value >= 0:
        return written
    return f"({written})" if any(each.bracketed for each in alike) else f"-{written}"


def with_total(table: Table, label: str = "Total") -> Table:
    """Return a table with a last row that is its total; cells of such a row that are filled stay."""
    if not table.rows or not table.rows[0]:
        return table
    fresh = not table.total
    rows = (*table.rows, tuple(Cell() for _ in table.rows[0])) if fresh else table.rows
    table = replace(table, rows=rows, total=True)
    sums = [column_total(table, column) for column in range(len(rows[0]))]
    if not sums[0] and (fresh or any(sums)):
        sums[0] = label
    cells = (
        cell if _words(cell) or not told else Cell(text_runs(told))
        for cell, told in zip(rows[-1], sums, strict=True)
    )
    return replace(table, rows=(*rows[:-1], tuple(cells)))


def kept_up(before: Table, after: Table) -> dict[int, str]:
    """Return the totals, by column, that must follow what was changed above them.

    A total follows its column as long as it agreed with it; one that somebody wrote otherwise is theirs.
    """
    if not (before.total and after.total and before.rows and after.rows):
        return {}
    if len(before.rows[0]) != len(after.rows[0]):
        return {}
    due: dict[int, str] = {}
    for column, (was, now) in enumerate(zip(before.rows[-1], after.rows[-1], strict=True)):
        told = column_total(after, column)
        same = _words(was) == _words(now) == column_total(before, column)
        if told and same and told != _words(now):
            due[column] = told
    return due


def _words(cell: Cell) -> str:
    return readable(cell.runs).strip()
