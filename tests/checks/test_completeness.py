"""Completeness: gaps are found from the stage on at which the form asks, and told once."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.fields import Stage
from desktop_app.domain.paper import Choices, Person, RichText, Value
from desktop_app.domain.richtext import Cell, ListItem, Paragraph, SubHeading, Table, Text

from .papers import DECIDED, SIGNING, TEMPLATE, found, keys_found, paper, rich

DEFERRED: dict[str, Value] = {
    "notice.deferred": True,
    "notice.reason": "It would weaken the tender.",
    "notice.until": date(2021, 9, 1),
}


class DescribeRequired:
    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("notice.title", None),
            ("notice.title", "   "),
            ("notice.body", None),
            ("notice.body", rich("", " \u00a0 ")),
            ("notice.asks", RichText()),
            ("notice.deferred", None),
            ("notice.author", Person()),
        ],
    )
    def it_finds_what_signing_needs(self, key: str, value: Value | None) -> None:
        assert keys_found(paper({key: value}), "completeness.required") == [key]

    @pytest.mark.parametrize("missing", ["notice.reason", "notice.until"])
    def it_finds_what_a_yes_asks_for(self, missing: str) -> None:
        answers: dict[str, Value | None] = {**DEFERRED, missing: None}
        assert keys_found(paper(answers), "completeness.required") == [missing]

    @pytest.mark.parametrize(
        "answers",
        [
            {},
            {"notice.body": rich("None.")},
            {"notice.deferred": False},
            DEFERRED,
            {"notice.extra": None},
            {"notice.author": Person("Ann")},
            {"notice.body": RichText((Table(((Cell((Text("1"),)),),)),))},
        ],
    )
    def it_is_content_with_a_full_paper_and_with_nil_statements(self, answers: dict[str, Value]) -> None:
        assert keys_found(paper(answers), "completeness.required") == []

    def it_needs_the_reference_only_once_decided(self) -> None:
        assert keys_found(paper(), "completeness.required", stage=SIGNING) == []
        assert keys_found(paper(), "completeness.required", stage=DECIDED) == ["notice.reference"]

    def it_needs_nothing_where_no_stage_is_asked_for(self) -> None:
        empty = paper({"notice.title": None, "notice.body": None})
        assert keys_found(empty, "completeness.required", stage=Stage.NEVER) == [
            "notice.title",
            "notice.body",
        ]

    def it_tells_a_gap_where_the_text_belongs_and_not_where_it_is_repeated(self) -> None:
        gaps = found(paper({"notice.body": None}), "completeness.required")
        assert [(gap.document, gap.field) for gap in gaps] == [("notice", "notice.body")]

    def it_offers_the_nil_statement(self) -> None:
        (gap,) = found(paper({"notice.body": None}), "completeness.required")
        assert "write “None.”" in gap.message
        assert gap.message.startswith("Text, Body: ")

    def it_says_when_there_are_only_spaces(self) -> None:
        (gap,) = found(paper({"notice.title": "  "}), "completeness.required")
        assert "only spaces" in gap.message


class DescribePeople:
    @pytest.mark.parametrize("post", ["Head of Works", "x", "Chief – acting", "Director, North", "Clerk  "])
    def it_finds_a_post_without_a_name(self, post: str) -> None:
        assert keys_found(paper({"notice.author": Person("", post)}), "completeness.person") == [
            "notice.author"
        ]

    @pytest.mark.parametrize(
        "person", [Person("Ann", "Head"), Person("Ann"), Person("", "  "), Person(), Person("李", "长")]
    )
    def it_leaves_alone_people_with_a_name_and_empty_fields(self, person: Person) -> None:
        assert keys_found(paper({"notice.author": person}), "completeness.person") == []

    @pytest.mark.parametrize("name", ["Ann", "R. Lawrence", "Ann Lee ", "李", "D'Arcy"])
    def it_asks_for_the_post_where_the_form_has_a_place_for_it(self, name: str) -> None:
        assert keys_found(paper({"notice.author": Person(name)}), "completeness.post") == ["notice.author"]

    @pytest.mark.parametrize(
        ("key", "person"),
        [
            ("notice.sponsor", Person("Ann")),
            ("notice.sponsor", Person("R. Lawrence")),
            ("notice.author", Person("Ann", "Head")),
            ("notice.author", Person(" ", "Head")),
            ("notice.author", Person()),
        ],
    )
    def it_asks_for_no_post_elsewhere(self, key: str, person: Person) -> None:
        assert keys_found(paper({key: person}), "completeness.post") == []


class DescribeEmptyBlocks:
    @pytest.mark.parametrize(
        "block",
        [
            Paragraph((), id="e"),
            Paragraph((Text("  "),), id="e"),
            ListItem((), id="e"),
            SubHeading((Text("\u00a0"),), id="e"),
            Table(((Cell(), Cell()),), id="e"),
        ],
    )
    def it_finds_an_empty_one_among_others(self, block: Paragraph | ListItem | SubHeading | Table) -> None:
        (finding,) = found(paper({"notice.extra": rich("Words.", block)}), "completeness.empty_block")
        assert (finding.field, finding.block) == ("notice.extra", "e")

    @pytest.mark.parametrize(
        "text",
        [
            rich("Words."),
            rich(""),
            rich(" ", "  "),
            rich("a", "b", "c"),
            RichText((Table(((Cell((Text("1"),)), Cell()),)),)),
            RichText(),
        ],
    )
    def it_leaves_alone_texts_without_and_wholly_empty_ones(self, text: RichText) -> None:
        assert found(paper({"notice.extra": text}), "completeness.empty_block") == []


class DescribeUnasked:
    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("notice.reason", "It would weaken the tender."),
            ("notice.reason", "x"),
            ("notice.until", date(2021, 9, 1)),
            ("notice.until", "autumn"),
            ("notice.told", date(2021, 1, 1)),
        ],
    )
    @pytest.mark.parametrize("answer", [False, None])
    def it_finds_answers_left_behind(self, key: str, value: Value, answer: bool | None) -> None:
        left = paper({"notice.deferred": answer, key: value})
        assert keys_found(left, "completeness.unasked") == [key]

    @pytest.mark.parametrize(
        "answers",
        [DEFERRED, {}, {"notice.reason": ""}, {"notice.reason": "  "}, {"notice.extra": rich("Words.")}],
    )
    def it_leaves_alone_what_is_asked_or_empty(self, answers: dict[str, Value]) -> None:
        assert keys_found(paper(answers), "completeness.unasked") == []

    def it_leaves_alone_what_every_new_paper_begins_with(self) -> None:
        begun = replace(TEMPLATE, starting={"notice.reason": "As usual."})
        kept, own = paper({"notice.reason": "As usual."}), paper({"notice.reason": "My own."})
        assert found(kept, "completeness.unasked", template=begun) == []
        assert len(found(own, "completeness.unasked", template=begun)) == 1


class DescribeOptions:
    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("notice.kind", Choices(("other",))),
            ("notice.kind", Choices(("new", "gone"))),
            ("notice.kind", "other"),
            ("notice.kind", "New"),
            ("notice.secret_marking", "TOP SECRET"),
        ],
    )
    def it_finds_what_the_form_does_not_offer(self, key: str, value: Value) -> None:
        assert keys_found(paper({key: value}), "completeness.option") == [key]

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("notice.kind", Choices(("new",))),
            ("notice.kind", "old"),
            ("notice.kind", Choices()),
            ("notice.wards", Choices(("n", "my own words"))),
            ("notice.secret_marking", "os"),
        ],
    )
    def it_leaves_alone_what_it_offers_and_free_words(self, key: str, value: Value) -> None:
        assert keys_found(paper({key: value}), "completeness.option") == []


class DescribeShapes:
    @pytest.mark.parametrize(
        ("key", "words"),
        [
            ("notice.reference", "N123"),
            ("notice.reference", "123"),
            ("notice.reference", "N 1234"),
            ("notice.reference", "N 12a"),
            ("notice.code", "AB12345"),
            ("notice.code", "ab1234"),
        ],
    )
    def it_finds_what_does_not_fit_the_pattern(self, key: str, words: str) -> None:
        (finding,) = found(paper({key: words}), "reference.shape")
        assert (finding.field, finding.text, finding.start, finding.end) == (key, words, 0, len(words))

    @pytest.mark.parametrize(
        ("key", "words"),
        [
            ("notice.reference", "N 123"),
            ("notice.reference", "N 999"),
            ("notice.reference", ""),
            ("notice.reference", "  "),
            ("notice.code", "AB1234"),
            ("notice.title", "anything"),
        ],
    )
    def it_leaves_alone_what_fits_and_what_is_empty(self, key: str, words: str) -> None:
        assert found(paper({key: words}), "reference.shape") == []
