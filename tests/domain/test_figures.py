"""Figures in tables: read, added up, and written as their neighbours are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.figures import (
    adding,
    amount_columns,
    column_total,
    due,
    figure,
    marked_total,
    still_adding,
    why_no_total,
    with_total,
)
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

    def it_takes_an_empty_last_row_for_the_total(self) -> None:
        given_ = table("Year|Cost", "2021|£5", "2022|£6", "|")
        assert block_text(with_total(given_)).splitlines()[2:] == ["2022\t£6", "Total\t£11"]
        assert len(with_total(table("Year|Cost", "|")).rows) == 3

    def it_leaves_what_is_written_in_such_a_row(self) -> None:
        given_ = table("Year|Cost|Units", "2021|£5|4", "All|£6|", total=True)
        assert block_text(with_total(given_)).splitlines()[-1] == "All\t£6\t4"

    @pytest.mark.parametrize("last", ["Total|£2,000.50", "Total cost|", "|"])
    def it_is_a_last_row_that_is_empty_or_begins_as_one(self, last: str) -> None:
        given_ = table("Year|Cost", "2021/22|£1,200.50", "2022/23|£800", last)
        made = marked_total(given_)
        assert made.total
        assert len(made.rows) == 4
        assert block_text(made).splitlines()[-1].endswith("£2,000.50")

    def it_is_a_new_row_where_the_last_is_one_of_the_others(self) -> None:
        assert marked_total(COSTS) == with_total(COSTS)

    @given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8))
    def it_is_the_sum(self, numbers: list[int]) -> None:
        made = figure(column_total(table("a", *(f"£{n:,}" if n >= 0 else f"-£{-n:,}" for n in numbers)), 0))
        assert made is not None
        assert made.value == sum(numbers)

    @pytest.mark.parametrize("head", ["Cost (£)", "£", "Cost in £"])
    def it_takes_a_bare_figure_for_one_of_the_currency_that_the_header_names(self, head: str) -> None:
        assert column_total(table(head, "£100,000", "1000"), 0) == "£101,000"

    @pytest.mark.parametrize("head", ["Cost", "£m", "£000", "Cost, £ thousand", "£ or $"])
    def it_gives_no_figure_a_currency_that_the_header_does_not_name_for_sure(self, head: str) -> None:
        assert column_total(table(head, "£100,000", "1000"), 0) == ""

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            (("£100,000", "1000"), "“1000” has no £, “£100,000” has one."),
            (("1000", "–", "£100,000"), "“1000” has no £, “£100,000” has one."),
            (("£1.2m", "£500"), "“£1.2m” and “£500” are not of one scale."),
            (("£1", "$1"), "“£1” and “$1” are not of one currency."),
            (("£5", "£6", "tbc"), "“tbc” cannot be added up."),
            (("60%", "40%"), ""),
            (("2021", "2022"), ""),
            (("£5", "£6"), ""),
            (("Board", "Lead"), ""),
        ],
    )
    def it_says_why_there_is_none(self, cells: tuple[str, ...], why: str) -> None:
        assert why_no_total(table("a", *cells), 0) == why


def kept_up(before: Table, *changes: Table) -> dict[int, str]:
    """Return the totals that are due after the last of some changes, none of the earlier ones written."""
    following = adding(before)
    for after in changes:
        following = still_adding(following, before, after)
        before = after
    return due(before, following)


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
        half_written = table("a", "£", "£1", total=True)
        assert kept_up(before, half_written) == {}

    def it_follows_again_once_that_figure_is_written(self) -> None:
        half_written = table("a", "£1", "£", "£2", total=True)
        written = table("a", "£1", "£7", "£2", total=True)
        assert kept_up(table("a", "£1", "£1", "£2", total=True), half_written, written) == {0: "£8"}
        assert kept_up(table("a", "£1", "£1", "£3", total=True), half_written, written) == {}


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
