"""Words read as dates, months, persons, answers and options."""

from datetime import date

import pytest

from desktop_app.domain.fields import Option, PersonField
from desktop_app.domain.paper import Month, Person
from desktop_app.intake.values import read_date, read_month, read_option, read_person, read_yes_no


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("10/7/19", date(2019, 7, 10)),
        ("01/04/2022", date(2022, 4, 1)),
        ("10.7.2019", date(2019, 7, 10)),
        ("30th June 2019", date(2019, 6, 30)),
        ("1 July 2017", date(2017, 7, 1)),
        ("March 24th 2017", date(2017, 3, 24)),
        ("Monday, 3 Feb 2020", date(2020, 2, 3)),
        ("2021-09-14", date(2021, 9, 14)),
        ("2nd of May 1998", date(1998, 5, 2)),
        ("10/7/98", date(1998, 7, 10)),
    ],
)
def it_reads_a_day(words: str, day: date) -> None:
    assert read_date(words) == (day, "")


@pytest.mark.parametrize("words", ["31/2/2020", "soon", "2017/18", "Oct 22", "TBC", "10/13/2019", ""])
def it_leaves_words_that_are_no_day(words: str) -> None:
    assert read_date(words) == (None, words)


def it_gives_back_what_stands_behind_a_day() -> None:
    assert read_date("10/7/19 by post") == (date(2019, 7, 10), "by post")


def it_reads_a_month_at_the_end() -> None:
    assert read_month("The Board, June 2019") == (Month(2019, 6), "The Board")
    assert read_month("June") == (None, "June")


@pytest.mark.parametrize(
    ("words", "name", "post"),
    [
        ("Jo Field, Deputy Mayor, Policing and Crime", "Jo Field", "Deputy Mayor, Policing and Crime"),
        ("Jo Field – Head of Fleet", "Jo Field", "Head of Fleet"),
        ("Jo Field-Smith", "Jo Field-Smith", ""),
    ],
)
def it_reads_a_person(words: str, name: str, post: str) -> None:
    assert read_person(words, PersonField(key="a.b", label="B")) == Person(name, post)


@pytest.mark.parametrize(
    ("words", "answer", "rest"),
    [
        ("NO", False, ""),
        ("– YES", True, ""),
        ("Yes.", True, ""),
        ("no, not yet", False, ", not yet"),
        ("Nobody", None, "Nobody"),
    ],
)
def it_reads_yes_and_no(words: str, answer: bool | None, rest: str) -> None:
    assert read_yes_no(words, "YES", "NO") == (answer, rest)


class DescribeOptions:
    options = (Option("a", "Section 43 Commercial Interests"), Option("b", "Section 40 Personal Information"))

    def it_finds_an_option_to_the_letter(self) -> None:
        assert read_option("section 43  commercial interests.", self.options) == (self.options[0], True)

    def it_finds_one_that_lacks_its_last_letter(self) -> None:
        assert read_option("Section 43 Commercial Interest", self.options) == (self.options[0], False)

    @pytest.mark.parametrize("words", ["Section 43", "Section", "Something else", ""])
    def it_guesses_no_further(self, words: str) -> None:
        assert read_option(words, self.options) == (None, False)
