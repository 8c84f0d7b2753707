"""Dates in running text: days no calendar has, weekdays that do not fit, years far out."""

import pytest

from desktop_app.checks.dates import find_far_years, find_impossible, find_wrong_weekdays
from desktop_app.checks.rule import Given

GIVEN = Given((), 2000, 2021)

IMPOSSIBLE = [
    ("ends on 31 June 2019.", "31 June 2019"),
    ("ends on 31st June 2019.", "31st June 2019"),
    ("ends on the 31st of June 2019", "31st of June 2019"),
    ("ends on 31 June.", "31 June"),
    ("by 30 February", "30 February"),
    ("by 30th Feb 2020", "30th Feb 2020"),
    ("by 29 February 2019", "29 February 2019"),
    ("by 29 February 1900", "29 February 1900"),
    ("by 29 Feb '21", "29 Feb '21"),
    ("June 31st is the day", "June 31st"),
    ("June 31, 2019 is the day", "June 31, 2019"),
    ("on June 31 we", "June 31"),
    ("September 31st, 2019", "September 31st, 2019"),
    ("31 Sept 2019", "31 Sept 2019"),
    ("32 January 2019", "32 January 2019"),
    ("0 May 2019", "0 May 2019"),
    ("45/13/2021", "45/13/2021"),
    ("signed 31/06/2019 by", "31/06/2019"),
    ("signed 31/6/19 by", "31/6/19"),
    ("signed 30.02.2021 by", "30.02.2021"),
    ("signed 31-04-2021 by", "31-04-2021"),
    ("signed 2021-02-30 by", "2021-02-30"),
    ("the US way 12/31/2021", "12/31/2021"),
    ("00/00/2021", "00/00/2021"),
    ("Monday 31 June 2019", "Monday 31 June 2019"),
    ("31\u00a0November\u00a02020", "31\u00a0November\u00a02020"),
    ("from 1 May to 31 APRIL 2019", "31 APRIL 2019"),
]

CAN_BE = [
    "30th June 2019",
    "10/7/19 and 01/04/2022",
    "29 February 2020",
    "29 February each leap year",
    "29 Feb 2000",
    "March 24th 2017",
    "in June 2019",
    "by June 31",
    "in June 19 and Oct 22",
    "financial years 2017/18, 2019/20 and 2017/2018",
    "the 2021-2025 plan, 2022-23",
    "PCD 213 and SS3/15/164 respectively",
    "a 50/30/20 split",
    "served 24/7/365",
    "sort code 31-06-19",
    "paragraph 30.2.19 and section 4.13",
    "£31 March payments",
    "all 31 may apply",
    "of the 45 May applications",
    "Table 31 June figures",
    "a 3+1 year term",
    "the 31 December 2020",
    "10.45.2021.3",
    "version 31.11.2021.1",
    "2021-13-45-7",
    "phone 020-31-06",
    "a ratio of 60/30/10 to 31/40/50",
    "1 May 2021; 31 May 2021",
    "ref. 12/45678/FUL",
]


class DescribeImpossibleDays:
    @pytest.mark.parametrize(("text", "words"), IMPOSSIBLE)
    def it_finds_days_that_no_calendar_has(self, text: str, words: str) -> None:
        notes = list(find_impossible(text, GIVEN))
        assert [note.text for note in notes] == [words]
        assert text[notes[0].start : notes[0].end] == words

    @pytest.mark.parametrize("text", CAN_BE)
    def it_leaves_alone_days_that_can_be_and_what_is_no_day(self, text: str) -> None:
        assert [note.text for note in find_impossible(text, GIVEN)] == []

    def it_says_how_long_the_month_is(self) -> None:
        (note,) = find_impossible("29 February 2019", GIVEN)
        assert "February 2019 has 28 days" in note.says

    def it_says_that_the_day_comes_first(self) -> None:
        (note,) = find_impossible("12/31/2021", GIVEN)
        assert "there is no month 31" in note.says


class DescribeWeekdays:
    @pytest.mark.parametrize(
        "text",
        [
            "Monday 30 June 2019",
            "Thursday, 1st January 2019",
            "Saturday the 14th of May 2021",
            "sunday 17 May 2021",
            "Friday, May 18th, 2021",
        ],
    )
    def it_finds_a_weekday_that_does_not_fit_its_date(self, text: str) -> None:
        notes = list(find_wrong_weekdays(text, GIVEN))
        assert [note.text for note in notes] == [text]

    @pytest.mark.parametrize(
        "text",
        [
            "Sunday 30 June 2019",
            "Tuesday, 1st January 2019",
            "Monday 17 May",
            "Monday 31 June 2019",
            "open Monday to Friday. 17 May 2021",
            "the Monday after 18 May 2021",
        ],
    )
    def it_leaves_alone_those_that_fit(self, text: str) -> None:
        assert list(find_wrong_weekdays(text, GIVEN)) == []


class DescribeFarYears:
    @pytest.mark.parametrize(
        "text", ["30 June 2091", "30/06/2109", "June 30, 2191", "1 May 1066", "2099-12-31"]
    )
    def it_asks_about_years_far_out(self, text: str) -> None:
        assert [note.text for note in find_far_years(text, GIVEN)] == [text]

    @pytest.mark.parametrize(
        "text",
        ["30 June 2019", "29 September 1829", "30/06/2061", "in the year 2091", "31 June 2091", "1/1/69"],
    )
    def it_leaves_alone_years_that_papers_have(self, text: str) -> None:
        assert list(find_far_years(text, GIVEN)) == []
