from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.app.answers import (
    day_of,
    decoded,
    marking_words,
    month_of,
    paper_words,
    public_text,
    value_of,
    with_ids,
    word_count,
)
from desktop_app.domain.paper import Month, RichText
from desktop_app.domain.reading import date_words, read_public
from desktop_app.domain.richtext import blocks_text
from tests.domain.forms_for_tests import TEMPLATE, paper, rich


class DescribeDays:
    @pytest.mark.parametrize(
        "words",
        [
            "30 June 2019",
            "30th June 2019",
            "30 Jun 2019",
            "30/6/19",
            "30.06.2019",
            "2019-06-30",
            " 30 june 2019 ",
        ],
    )
    def it_reads_them_as_people_write_them_day_first(self, words: str) -> None:
        assert day_of(words) == date(2019, 6, 30)

    @pytest.mark.parametrize(
        "words", ["31 June 2019", "June 2019", "soon", "30/13/2019", "30 Ju 2019", "3 Mayhem 2019", ""]
    )
    def it_keeps_words_that_are_no_day(self, words: str) -> None:
        assert day_of(words) == words

    @given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
    def it_reads_back_what_prints(self, day: date) -> None:
        assert day_of(date_words(day)) == day


class DescribeMonths:
    @pytest.mark.parametrize("words", ["June 2019", "Jun 2019", "Jun 19", "6/2019", "06-2019"])
    def it_reads_them_as_people_write_them(self, words: str) -> None:
        assert month_of(words) == Month(2019, 6)

    @pytest.mark.parametrize("words", ["June", "13/2019", "Summer 2019"])
    def it_keeps_words_that_are_no_month(self, words: str) -> None:
        assert month_of(words) == words


class DescribePlainAnswers:
    def it_makes_a_paragraph_of_each_line_of_rich_text(self) -> None:
        value = value_of(TEMPLATE, "note.facts", "one\n\ntwo")
        assert isinstance(value, RichText)
        assert blocks_text(value.blocks) == "one\ntwo"

    @pytest.mark.parametrize(("words", "value"), [("yes", True), ("YES", True), ("no", False), (True, True)])
    def it_reads_yes_and_no(self, words: str | bool, value: bool) -> None:
        assert value_of(TEMPLATE, "note.deferred", words) is value

    def it_refuses_a_field_that_is_not_there(self) -> None:
        with pytest.raises(KeyError):
            value_of(TEMPLATE, "note.nothing", "x")


class DescribeWordsOfAPaper:
    def it_is_found_by_every_public_word_and_no_restricted_one(self) -> None:
        held = paper({"note.title": "Dredging", "note.facts": rich("silt")}, {"closed.facts": rich("secret")})
        text = public_text(read_public(TEMPLATE, held.public))
        assert "Dredging" in text
        assert "silt" in text
        assert "secret" not in text

    def it_counts_followed_text_once(self) -> None:
        reading = read_public(TEMPLATE, paper({"note.facts": rich("one two", "three")}).public)
        assert word_count(reading, "note.facts") == 3
        assert word_count(reading, "report.all") == 3
        assert paper_words(reading) == 3

    def it_tells_the_marking_with_its_slots_filled(self) -> None:
        reading = read_public(TEMPLATE, paper({"note.title": "Dredging"}).public)
        assert marking_words(reading, "report") == "OPEN – Dredging"


class DescribeFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def it_reads_text_as_programs_write_it(self, encoding: str) -> None:
        assert decoded("£2.1m – “ok”".encode(encoding)) == "£2.1m – “ok”"

    @given(st.binary(max_size=40))
    def it_never_gives_up(self, data: bytes) -> None:
        assert isinstance(decoded(data), str)

    def it_gives_blocks_written_by_hand_their_identities(self) -> None:
        data = with_ids({"blocks": [{"type": "paragraph", "runs": ["a", {"note": ["n"]}]}]})
        block = data["blocks"][0]
        assert len(block["id"]) == 12
        assert block["runs"][1]["id"] != block["id"]
        assert with_ids(data) == data
