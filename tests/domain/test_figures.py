"""Figures in tables: read, added up, and written as their neighbours are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.figures import amount_columns, column_total, figure, kept_up, with_total
from desktop_app.domain.richtext import Cell, Table, block_text, text_runs


def table(*rows: str, total: bool = False) -> Table:
    """Return a table with one header row; cells parted by bars."""
    cells = (tuple(Cell(text_runs(words.strip())) for words in row.split("|")) for row in rows)
    return Table(tuple(cells), total=total, id="t")


COSTS = table("Year|Cost", "2021/22|£1,200.50", "2022/23|£800")


class DescribeAFigure:
    @pytest.mark.parametrize(
        ("words", "value"),
        [
            ("£1,240,000", 1240000),
            ("1.5", 1.5),
            ("£2.1m", 2.1),
            ("(£300)", -300),
            ("-5", -5),
            ("–", 0),
            ("nil", 0),
        ],
    )
    def it_is_read(self, words: str, value: float) -> None:
        made = figure(words)
        assert made is not None
        assert float(made.value) == value

    @pytest.mark.parametrize("words", ["", "about £5", "2021/22", "5%", "£2,165,00", "(£300", "£5 and £6"])
    def it_is_not_read_into_other_words(self, words: str) -> None:
        assert figure(words) is None


class DescribeATotal:
    @pytest.mark.parametrize(
        ("cells", "told"),
        [
            (("£1,200", "£800"), "£2,000"),
            (("£1.25m", "£0.5m"), "£1.75m"),
            (("1200", "900"), "2100"),
            (("£600", "£500"), "£1,100"),
            (("£5", "–", ""), "£5"),
            (("£100", "(£300)"), "(£200)"),
            (("100", "-300"), "-200"),
            (("0.1", "0.2"), "0.3"),
        ],
    )
    def it_is_written_as_its_column(self, cells: tuple[str, ...], told: str) -> None:
        assert column_total(table("a", *cells), 0) == told

    @pytest.mark.parametrize(
        "cells",
        [("£1m", "£5"), ("£1", "$1"), ("2021", "2022"), ("60%", "40%"), ("£5", "tbc"), ("", "–"), ("x",)],
    )
    def it_is_none_where_adding_up_makes_no_sense(self, cells: tuple[str, ...]) -> None:
        assert column_total(table("a", *cells), 0) == ""

    def it_leaves_out_the_row_that_is_one(self) -> None:
        assert column_total(table("a", "£1", "£2", "£9", total=True), 0) == "£3"

    def it_comes_as_a_last_row(self) -> None:
        assert block_text(with_total(COSTS)).splitlines()[-1] == "Total\t£2,000.50"
        assert with_total(COSTS).total

    def it_leaves_what_is_written_in_such_a_row(self) -> None:
        given_ = table("Year|Cost|Units", "2021|£5|4", "All|£6|", total=True)
        assert block_text(with_total(given_)).splitlines()[-1] == "All\t£6\t4"

    @given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8))
    def it_is_the_sum(self, numbers: list[int]) -> None:
        made = figure(column_total(table("a", *(f"£{n:,}" if n >= 0 else f"-£{-n:,}" for n in numbers)), 0))
        assert made is not None
        assert made.value == sum(numbers)


class DescribeATotalThatIsKeptUp:
    def it_follows_what_is_changed_above_it(self) -> None:
        before = with_total(COSTS)
        after = table("Year|Cost", "2021/22|£1,200.50", "2022/23|£900", "Total|£2,000.50", total=True)
        assert kept_up(before, after) == {1: "£2,100.50"}

    def it_follows_rows_that_come_and_go(self) -> None:
        before = with_total(COSTS)
        after = replace(before, rows=(before.rows[0], *before.rows[2:]))
        assert kept_up(before, after) == {1: "£800"}

    def it_leaves_alone_what_did_not_agree_before(self) -> None:
        before = table("a", "£1", "£9", total=True)
        assert kept_up(before, table("a", "£2", "£9", total=True)) == {}

    def it_leaves_alone_what_somebody_wrote(self) -> None:
        before = table("a", "£1", "£1", total=True)
        assert kept_up(before, table("a", "£1", "£7", total=True)) == {}

    def it_stays_while_a_figure_is_half_written(self) -> None:
        before = table("a", "£1", "£1", total=True)
        assert kept_up(before, table("a", "£", "£1", total=True)) == {}


class DescribeColumnsOfFigures:
    def it_tells_them_from_words(self) -> None:
        assert amount_columns(with_total(COSTS)) == {1}

    @pytest.mark.parametrize("wrong", ["£1,2OO", "tbc", "£1,00", "about £5"])
    def it_stays_one_of_figures_with_one_cell_that_is_none(self, wrong: str) -> None:
        assert amount_columns(table("Year|Cost", "a|£1,000", f"b|{wrong}", "c|£2,000")) == {1}

    def it_stays_one_of_figures_while_the_next_one_is_begun(self) -> None:
        assert amount_columns(table("Year|Cost", "a|£1,000", "b|£")) == {1}

    def it_is_one_of_words_where_figures_are_the_fewer(self) -> None:
        assert amount_columns(table("Note", "Board", "Lead", "7")) == set()
        assert amount_columns(table("Note", "–", "–")) == set()
