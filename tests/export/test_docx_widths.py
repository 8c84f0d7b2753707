"""Columns of a Word paper's tables: as wide as the words in them are in the type that they are set in."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.document.model import DataTable, Inlines, Span, TableCell
from desktop_app.document.style import STYLE
from desktop_app.export.pdf.fonts import load_fonts
from desktop_app.export.pdf.nodes import Node
from desktop_app.export.pdf.strips import look_of
from desktop_app.export.pdf.text import Setter
from desktop_app.export.word.widths import columns_of, lines_in

from .papers import RESOURCES

SETTER = Setter(load_fonts(RESOURCES), frozenset(), STYLE.colors.link)  # of a typeface as wide as Word's
ROOM = 451.0
TEXT = "The harbour silts up every winter, and the channel is dredged again before the first ferries sail."
COSTS = ("£1,234,567.00", "(£23,456)", "£1.2m", "£987,654", "£3,456,789")


def table(*rows: tuple[str, ...]) -> DataTable:
    """Return a table of these rows under a head; what begins as an amount does is one."""
    head = tuple(TableCell((Span(f"2025/{n}"),)) for n in range(len(rows[0])))
    cells = (tuple(TableCell((Span(text),), amount=text[:1] in "£(") for text in row) for row in rows)
    return DataTable((head, *cells), total=True)


def width(text: str, *, bold: bool, small: bool) -> float:
    style = STYLE.small_cell if small else STYLE.cell
    runs: Inlines = (Span(text),)
    return SETTER.natural(runs, look_of(style, bold=bold))[0]


class DescribeColumns:
    @given(st.integers(1, 5), st.integers(1, 8))
    def it_breaks_no_amount(self, costs: int, sentences: int) -> None:
        given = table((TEXT * sentences, *COSTS[:costs]), ("Total", *COSTS[:costs]))
        columns = columns_of(given, ROOM)
        assert sum(columns.widths) == round(ROOM * 20)
        for amount, column in zip(COSTS, columns.widths[1:], strict=False):
            needed = width(amount, bold=True, small=columns.small)
            assert column / 20 >= needed + 2 * columns.pad

    def it_sets_many_columns_smaller_before_it_breaks_them(self) -> None:
        few, many = (table((TEXT, *(COSTS * 2)[:count])) for count in (3, 7))
        assert [columns_of(each, ROOM).small for each in (few, many)] == [False, True]

    def it_breaks_an_address_before_an_amount(self) -> None:
        columns = columns_of(table((f"https://example.org/{'dredging' * 20}", *COSTS)), ROOM)
        for amount, column in zip(COSTS, columns.widths[1:], strict=True):
            assert column / 20 >= width(amount, bold=False, small=columns.small) + 2 * columns.pad

    def it_is_one_where_there_is_nothing(self) -> None:
        assert columns_of(DataTable(()), ROOM).widths == [9020]


class DescribeLines:
    @given(st.integers(0, 30), st.floats(60, 451))
    def it_counts_as_many_as_are_set(self, sentences: int, room: float) -> None:
        words = f"{TEXT} " * sentences
        lines = SETTER.lines((Span(words),), look_of(STYLE.cell), room, Node("P"))
        assert abs(lines_in(words.strip(), STYLE.cell, room) - len(lines)) <= 1 + len(lines) // 20

    def it_counts_those_of_a_word_that_is_too_wide(self) -> None:
        assert lines_in("m" * 100, STYLE.cell, 100) == 9
