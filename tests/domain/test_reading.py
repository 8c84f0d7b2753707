from datetime import date

import pytest

from desktop_app.domain.fields import ChoiceField as Choice
from desktop_app.domain.fields import Condition, Option, YesNoField
from desktop_app.domain.paper import Choices, Month, Person, RichText, Value, with_answer
from desktop_app.domain.reading import BLANK, read_public, read_whole, value_words
from desktop_app.domain.richtext import Slot, Text, blocks_text
from tests.domain.forms_for_tests import REPORT, TEMPLATE, paper, rich


class DescribeFollowing:
    def it_joins_what_it_follows_and_adds_its_own(self) -> None:
        held = paper({"note.facts": rich("a"), "note.money": rich("b"), "report.all": rich("c")})
        reading = read_public(TEMPLATE, held.public)
        assert blocks_text(reading.blocks("report.all")) == "a\nb\nc"
        assert len(reading.followed("report.all")) == 2

    def it_stands_alone_once_it_goes_its_own_way(self) -> None:
        held = paper({"note.facts": rich("a"), "report.all": rich("c")})
        held = held.with_public(own_way=frozenset({"report.all"}))
        reading = read_public(TEMPLATE, held.public)
        assert reading.sources("report.all") == ()
        assert reading.blocks("report.all") == rich("c").blocks

    def it_repeats_a_line_until_that_has_words_of_its_own(self) -> None:
        held = paper({"note.title": "Dredging"})
        assert read_public(TEMPLATE, held.public).words("report.name") == "Dredging"
        held = with_answer(held, "report.name", "Dredger", restricted=False)
        assert read_public(TEMPLATE, held.public).words("report.name") == "Dredger"

    def it_has_no_answer_where_nothing_is_followed_or_written(self) -> None:
        reading = read_public(TEMPLATE, paper().public)
        assert reading.get("report.all") is None
        assert reading.get("nowhere.at_all") is None


class DescribePartOne:
    def it_has_no_restricted_answer_to_give(self) -> None:
        held = paper({"note.title": "t"}, {"closed.facts": rich("secret")})
        assert read_public(TEMPLATE, held.public).get("closed.facts") is None
        assert read_whole(TEMPLATE, held).get("closed.facts") == rich("secret")


class DescribeAnswers:
    @pytest.mark.parametrize("value", [None, "", "  ", Person(), Choices(), RichText(), rich(" "), rich("")])
    def it_counts_nothing_as_no_answer(self, value: Value | None) -> None:
        held = paper() if value is None else paper({"note.title": value})
        assert not read_public(TEMPLATE, held.public).answered("note.title")

    @pytest.mark.parametrize("value", [False, True, "x", date(2026, 1, 2), Month(2026, 1), rich("x")])
    def it_counts_no_as_an_answer(self, value: Value) -> None:
        assert read_public(TEMPLATE, paper({"note.title": value}).public).answered("note.title")

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            (date(2019, 6, 30), "30 June 2019"),
            (Month(2019, 6), "June 2019"),
            (Person("A. Bee", "Clerk"), "A. Bee – Clerk"),
            (Person("A. Bee"), "A. Bee"),
            ("30 of June", "30 of June"),
            (rich("a", "b"), "a b"),
            (None, ""),
        ],
    )
    def it_tells_them_as_they_print(self, value: Value | None, told: str) -> None:
        held = paper() if value is None else paper({"note.title": value})
        assert read_public(TEMPLATE, held.public).words("note.title") == told

    def it_tells_options_by_their_labels_and_free_words_as_they_are(self) -> None:
        field = Choice(key="note.x", label="X", options=(Option("a", "Apples"),), many=True, free=True)
        assert value_words(field, Choices(("a", "pears"))) == "Apples; pears"

    def it_tells_yes_and_no_in_the_form_s_words(self) -> None:
        field = YesNoField(key="note.q", label="Q", yes="YES", no="NO")
        assert value_words(field, True) == "YES"
        assert value_words(field, False) == "NO"


class DescribeConditions:
    @pytest.mark.parametrize(
        ("answers", "holds"),
        [({}, False), ({"note.deferred": False}, False), ({"note.deferred": True}, True)],
    )
    def it_asks_only_when_the_answer_is_given(self, answers: dict[str, Value], holds: bool) -> None:
        reading = read_public(TEMPLATE, paper(answers).public)
        assert reading.asked(TEMPLATE.field("note.until")) is holds

    def it_finds_a_choice_among_several(self) -> None:
        reading = read_public(TEMPLATE, paper({"note.title": Choices(("a", "b"))}).public)
        assert reading.holds(Condition("note.title", "b"))
        assert not reading.holds(Condition("title", "c"), "note")

    def it_always_holds_without_one(self) -> None:
        assert read_public(TEMPLATE, paper().public).holds(None)


class DescribeSlots:
    def it_fills_them_in_the_document_they_stand_in(self) -> None:
        reading = read_public(TEMPLATE, paper({"note.title": "Dredging"}).public)
        assert reading.fill(REPORT.marking, "report") == (Text("OPEN – "), Text("Dredging"))

    def it_leaves_a_line_to_write_on_where_there_is_no_answer(self) -> None:
        reading = read_public(TEMPLATE, paper().public)
        assert reading.fill((Slot("note.title"),)) == (Text(BLANK),)
