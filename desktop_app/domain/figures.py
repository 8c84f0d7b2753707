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
_UNIT = re.compile(r"[£$€]")
_SCALE = re.compile(r"[£$€]\s*(?:k|m|bn|['’]?000s?)\b|\d|thousand|million|billion", re.IGNORECASE)
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
    several currencies or scales are not added up. A figure without a currency is of the one that the header
    names, as "Cost (£)" does.
    """
    filled = _above_total(table, column)
    figures = [made for words in filled if (made := figure(words)) is not None]
    told = [made for words, made in zip(filled, figures, strict=False) if words.casefold() not in _NIL]
    if not told or len(figures) < len(filled) or _are_years(told):
        return ""
    if len({made.way for made in told}) > 1:
        named = _named_unit(table, column)
        told = [replace(made, unit=made.unit or named) for made in told]
    return _written(sum((made.value for made in told), Decimal(0)), told) if _alike(told) else ""


def why_no_total(table: Table, column: int) -> str:
    """Return in words why the figures of a column are not added up; "" where they are, or are none to add."""
    if column not in amount_columns(table) or column_total(table, column):
        return ""
    filled = [words for words in _above_total(table, column) if words.casefold() not in _NIL]
    figures = [(words, figure(words)) for words in filled]
    strange = next((words for words, made in figures if made is None), "")
    if strange:
        return "" if all(words.endswith("%") for words in filled) else f"“{strange}” cannot be added up."
    told = [(words, made) for words, made in figures if made is not None]
    first, other = next(((told[0], each) for each in told if each[1].way != told[0][1].way), (None, None))
    if first is None or other is None:
        return ""
    (words, made), (others, differing) = first, other
    if made.unit != differing.unit and not (made.unit and differing.unit):
        bare, full, unit = (others, words, made.unit) if made.unit else (words, others, differing.unit)
        return f"“{bare}” has no {unit}, “{full}” has one."
    what = "currency" if made.unit != differing.unit else "scale"
    return f"“{words}” and “{others}” are not of one {what}."


def _above_total(table: Table, column: int) -> list[str]:
    """Return the words of the filled cells between the header and, where there is one, the total."""
    last = len(table.rows) - table.total
    return [words for row in table.rows[table.header : last] if (words := _words(row[column]))]


def _named_unit(table: Table, column: int) -> str:
    """Return the currency that a column's header names; "" where it names none, several, or a scale."""
    head = " ".join(_words(row[column]) for row in table.rows[: table.header])
    units = set(_UNIT.findall(head))
    return units.pop() if len(units) == 1 and not _SCALE.search(head) else ""


def _alike(figures: Sequence[Figure]) -> bool:
    return len({made.way for made in figures}) == 1


def _are_years(figures: Sequence[Figure]) -> bool:
    return all(not f.unit and not f.scale and not f.places and f.value in _YEARS for f in figures)


def _written(value: Decimal, alike: Sequence[Figure]) -> str:
    places = max(each.places for each in alike)
    parted = any(each.grouped and abs(each.value) >= 1000 for each in alike)
    grouped = parted or all(each.grouped for each in alike)
    number = f"{abs(value):{',' if grouped else ''}.{places}f}"
    unit, scale = alike[0].way
    written = f"{unit}{number}{scale}"
    if value >= 0:
        return written
    return f"({written})" if any(each.bracketed for each in alike) else f"-{written}"


def with_total(table: Table, label: str = "Total") -> Table:
    """Return a table with a last row that is its total; cells of such a row that are filled stay.

    A last row in which nothing stands, below others that are filled, becomes the total.
    """
    if not table.rows or not table.rows[0]:
        return table
    fresh = not table.total
    *above, last = (any(_words(cell) for cell in row) for row in table.rows)
    waits = not last and any(above[table.header :])
    rows = (*table.rows, tuple(Cell() for _ in table.rows[0])) if fresh and not waits else table.rows
    table = replace(table, rows=rows, total=True)
    sums = [column_total(table, column) for column in range(len(rows[0]))]
    if not sums[0] and (fresh or any(sums)):
        sums[0] = label
    cells = (
        cell if _words(cell) or not told else Cell(text_runs(told))
        for cell, told in zip(rows[-1], sums, strict=True)
    )
    return replace(table, rows=(*rows[:-1], tuple(cells)))


def marked_total(table: Table, label: str = "Total") -> Table:
    """Return a table whose last row is its total: one that is empty or begins as one, else a new row."""
    if len(table.rows) < 2:
        return with_total(table, label)
    last = [_words(cell) for cell in table.rows[-1]]
    is_one = not any(last) or last[0].casefold().startswith(label.casefold())
    return with_total(replace(table, total=True) if is_one else table, label)


def adding(table: Table) -> frozenset[int]:
    """Return the columns whose total, or want of one, is what they add up to: these it goes on following."""
    if not table.total or not table.rows:
        return frozenset()
    return frozenset(n for n, cell in enumerate(table.rows[-1]) if _words(cell) == column_total(table, n))


def still_adding(was: frozenset[int], before: Table, after: Table) -> frozenset[int]:
    """Return the columns whose total follows them after a change.

    A total follows its column as long as it agreed with it; one that somebody wrote otherwise is theirs. One
    that cannot be worked out for the moment, as while a figure is half written, goes on following.
    """
    if not (before.total and after.total and before.rows and after.rows):
        return adding(after)
    if len(before.rows[0]) != len(after.rows[0]):
        return adding(after)
    pairs = enumerate(zip(before.rows[-1], after.rows[-1], strict=True))
    untouched = {column for column, (one, other) in pairs if _words(one) == _words(other)}
    return frozenset(was & untouched) | adding(after)


def due(table: Table, following: frozenset[int]) -> dict[int, str]:
    """Return the totals, by column, that must follow what was changed above them."""
    sums = ((column, column_total(table, column)) for column in sorted(following))
    return {column: told for column, told in sums if told and told != _words(table.rows[-1][column])}


def _words(cell: Cell) -> str:
    return readable(cell.runs).strip()
