"""Date and month fields: words that are no date, years far out, deferrals that are over."""

from datetime import date

import pytest

from desktop_app.domain.paper import Month, Value

from .papers import DECIDED, keys_found, paper
from .test_completeness import DEFERRED


class DescribeDateFields:
    @pytest.mark.parametrize(
        ("key", "words"),
        [
            ("notice.held", "next week"),
            ("notice.held", "?"),
            ("notice.held", "Q3 2021"),
            ("notice.month", "the June board"),
            ("notice.month", "mid-year"),
        ],
    )
    def it_finds_words_that_are_no_date(self, key: str, words: str) -> None:
        assert keys_found(paper({key: words}), "dates.unread") == [key]

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("notice.held", date(2021, 5, 1)),
            ("notice.month", Month(2021, 5)),
            ("notice.held", ""),
            ("notice.held", " "),
            ("notice.title", "next week"),
            ("notice.held", "TBC"),
            ("notice.held", "31 June 2021"),
        ],
    )
    def it_leaves_alone_dates_and_what_another_rule_tells(self, key: str, value: Value) -> None:
        assert keys_found(paper({key: value}), "dates.unread") == []

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("notice.held", date(1999, 12, 31)),
            ("notice.held", date(219, 6, 30)),
            ("notice.held", date(2091, 6, 30)),
            ("notice.month", Month(2112, 6)),
            ("notice.month", Month(1921, 6)),
        ],
    )
    def it_asks_about_years_far_out(self, key: str, value: Value) -> None:
        assert keys_found(paper({key: value}), "dates.range") == [key]

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("notice.held", date(2000, 1, 1)),
            ("notice.held", date(2061, 12, 31)),
            ("notice.month", Month(2021, 6)),
            ("notice.month", "June 2091"),
            ("notice.told", date(1900, 1, 1)),
        ],
    )
    def it_leaves_alone_years_that_can_be(self, key: str, value: Value) -> None:
        assert keys_found(paper({key: value}), "dates.range") == []

    @pytest.mark.parametrize(
        "day", [date(2021, 5, 17), date(2021, 5, 16), date(2020, 1, 1), date(2001, 1, 1), date(2021, 1, 31)]
    )
    def it_finds_a_deferral_that_is_over(self, day: date) -> None:
        answers: dict[str, Value] = {**DEFERRED, "notice.until": day}
        assert keys_found(paper(answers), "deferral.passed") == ["notice.until"]
        assert keys_found(paper(answers), "deferral.passed", stage=DECIDED) == []

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"notice.until": date(2021, 5, 18)},
            {"notice.until": "May 2020"},
            {"notice.told": date(2020, 1, 1)},
            {"notice.held": date(2020, 1, 1)},
            {"notice.deferred": False, "notice.until": date(2020, 1, 1)},
        ],
    )
    def it_leaves_alone_days_to_come_and_days_that_lie_behind_by_nature(
        self, changes: dict[str, Value]
    ) -> None:
        assert keys_found(paper({**DEFERRED, **changes}), "deferral.passed") == []
