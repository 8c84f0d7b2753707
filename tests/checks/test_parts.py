"""Part 1 and Part 2: what the paper says of its restricted part, what is there, and what an import left."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.checks.engine import check, check_public
from desktop_app.checks.finding import Severity
from desktop_app.domain.fields import AnyField, ChoiceField, RichTextField, Stage
from desktop_app.domain.form import Template
from desktop_app.domain.pack import Pack
from desktop_app.domain.paper import Choices, Leftover, Paper, RichText, Value
from desktop_app.domain.richtext import Cell, Table, Text

from .papers import SIGNING, TEMPLATE, TODAY, found, keys_found, paper, rich

TABLE = RichText((Table(((Cell((Text("£1"),)),),)),))
YES: dict[str, Value] = {
    "notice.has_secret": True,
    "notice.grounds": Choices(("s43",)),
    "notice.secret_marking": "os",
}


class DescribeEmptyPart2:
    @pytest.mark.parametrize("body", [None, rich(), rich(""), rich("  ", "\u00a0"), RichText((Table(()),))])
    def it_finds_one_that_is_announced_and_empty(self, body: RichText | None) -> None:
        announced = paper(YES, **({"body": body} if body is not None else {}))
        (finding,) = found(announced, "part2.empty")
        assert (finding.field, finding.restricted) == ("notice.has_secret", True)

    @pytest.mark.parametrize(
        ("answer", "body"),
        [(True, rich("Bids.")), (True, TABLE), (False, None), (None, None), (False, rich())],
    )
    def it_leaves_alone_one_that_is_there_or_not_announced(
        self, answer: bool | None, body: RichText | None
    ) -> None:
        checked = paper({**YES, "notice.has_secret": answer}, **({"body": body} if body is not None else {}))
        assert found(checked, "part2.empty") == []

    def it_is_one_gap_though_the_form_asks_for_much(self) -> None:
        restricted = next(form for form in TEMPLATE.forms if form.restricted)
        more = RichTextField(key="secret.more", label="More", required=SIGNING)
        first, *rest = restricted.sections
        asked = (replace(first, items=(*first.items, more)), *rest)
        forms = tuple(f if f is not restricted else replace(f, sections=asked) for f in TEMPLATE.forms)
        template = replace(TEMPLATE, forms=forms)
        gaps = ("part2.empty", "completeness.required")

        def told(checked: Paper) -> list[str]:
            found = check(template, checked, stage=SIGNING, today=TODAY)
            return [finding.rule for finding in found if finding.rule in gaps and finding.restricted]

        assert told(paper(YES)) == ["part2.empty"]
        assert told(paper(YES, body=rich("Bids."))) == ["completeness.required"]


class DescribeUnannouncedPart2:
    @pytest.mark.parametrize("answer", [False, None])
    @pytest.mark.parametrize("body", [rich("Bids."), rich("", "x"), TABLE])
    def it_finds_text_that_would_be_left_out(self, answer: bool | None, body: RichText) -> None:
        (finding,) = found(paper({"notice.has_secret": answer}, body=body), "part2.unannounced")
        assert (finding.field, finding.severity) == ("notice.has_secret", Severity.ERROR)
        assert finding.restricted

    @pytest.mark.parametrize("body", [rich("Bids."), TABLE])
    def it_leaves_alone_text_that_is_announced(self, body: RichText) -> None:
        assert found(paper(YES, body=body), "part2.unannounced") == []

    @pytest.mark.parametrize("body", [rich(), rich(""), rich(" ")])
    def it_leaves_alone_what_holds_no_word(self, body: RichText) -> None:
        assert found(paper(body=body), "part2.unannounced") == []

    def it_leaves_alone_a_marking_without_text(self) -> None:
        assert found(paper(marking="os"), "part2.unannounced") == []


class DescribeGrounds:
    @pytest.mark.parametrize("grounds", [None, Choices(), "", " "])
    def it_finds_that_none_is_chosen(self, grounds: Value | None) -> None:
        answers: dict[str, Value | None] = {**YES, "notice.grounds": grounds}
        assert keys_found(paper(answers, body=rich("Bids.")), "part2.exemption") == ["notice.grounds"]

    def it_finds_it_before_anything_restricted_is_written(self) -> None:
        assert keys_found(paper({**YES, "notice.grounds": None}), "part2.exemption") == ["notice.grounds"]

    @pytest.mark.parametrize(
        "answers",
        [
            YES,
            {**YES, "notice.grounds": Choices(("s43", "more"))},
            {**YES, "notice.grounds": Choices(("a ground in my own words",))},
            {"notice.has_secret": False},
            {"notice.has_secret": None},
        ],
    )
    def it_leaves_alone_papers_with_a_ground_or_nothing_held_back(
        self, answers: dict[str, Value | None]
    ) -> None:
        assert keys_found(paper(answers), "part2.exemption") == []

    def it_leaves_to_completeness_what_the_form_requires(self) -> None:
        checked = paper({**YES, "notice.grounds": None})
        template = _with_field("notice.grounds", required=SIGNING)
        assert found(checked, "part2.exemption", template=template) == []
        assert "notice.grounds" in [
            f.field for f in found(checked, "completeness.required", template=template)
        ]


def _with_field(key: str, **changes: object) -> Template:
    """Return the template with one field of the notice changed."""

    def changed(item: AnyField) -> AnyField:
        return replace(item, **changes) if item.key == key and isinstance(item, ChoiceField) else item

    form = TEMPLATE.forms[0]
    sections = tuple(replace(s, items=tuple(changed(item) for item in s.fields)) for s in form.sections)
    return replace(TEMPLATE, forms=(replace(form, sections=sections), *TEMPLATE.forms[1:]))


class DescribeMarking:
    @pytest.mark.parametrize("marking", [None, "", " "])
    def it_finds_that_it_is_missing_where_it_is_asked_for(self, marking: str | None) -> None:
        answers: dict[str, Value | None] = {**YES, "notice.secret_marking": marking}
        (finding,) = found(paper(answers, body=rich("Bids.")), "part2.marking")
        assert (finding.document, finding.field) == ("notice", "notice.secret_marking")

    @pytest.mark.parametrize(
        "answers",
        [
            YES,
            {"notice.has_secret": False},
            {"notice.has_secret": None},
            {**YES, "notice.secret_marking": "other"},
        ],
    )
    def it_leaves_alone_what_is_marked_or_not_there(self, answers: dict[str, Value | None]) -> None:
        assert found(paper(answers, body=rich("Bids.")), "part2.marking") == []

    def it_counts_a_marking_given_in_the_restricted_part_itself(self) -> None:
        own = paper({**YES, "notice.secret_marking": None}, body=rich("Bids."), marking="os")
        own = own.with_public(own_way=frozenset({"secret.marking"}))
        assert found(own, "part2.marking") == []


class DescribePublicCheck:
    def it_tells_nothing_of_part_2_even_where_that_is_full_of_faults(self) -> None:
        full = paper({**YES, "notice.body": rich("TBC")}, body=rich("TBC 31 June 2019"))
        findings = check_public(TEMPLATE, full.public, stage=SIGNING, today=TODAY)
        assert "placeholders.left" in [finding.rule for finding in findings]
        assert not any(finding.restricted or finding.document == "secret" for finding in findings)

    @pytest.mark.parametrize("answer", [True, False, None])
    def it_finds_the_same_whatever_part_2_holds(self, answer: bool | None) -> None:
        checked = [
            check_public(
                TEMPLATE,
                paper({"notice.has_secret": answer}, **secret).public,
                stage=Stage.DECIDED,
                today=date(2021, 5, 17),
            )
            for secret in ({}, {"body": rich("Bids TBC.")})
        ]
        assert checked[0] == checked[1]


def _imported(*pieces: str, after: str = "notice.text", restricted: bool = False) -> Paper:
    held = tuple(Leftover(piece, after, id=str(number)) for number, piece in enumerate(pieces))
    return paper().with_restricted(leftovers=held) if restricted else paper().with_public(leftovers=held)


class DescribeLeftovers:
    @pytest.mark.parametrize(
        ("pieces", "words"),
        [
            (("Skip to main content",), "A piece of the imported text has"),
            (("Home", "Search"), "2 pieces of the imported text have"),
            (("a", "b", "c"), "3 pieces"),
            (("Home\nnext line",), "“Home next line”"),
            (("x" * 100,), f"“{'x' * 60}…”"),
        ],
    )
    def it_tells_once_how_many_are_left(self, pieces: tuple[str, ...], words: str) -> None:
        (finding,) = found(_imported(*pieces), "import.leftovers")
        assert (finding.severity, finding.section) == (Severity.ADVICE, "notice.text")
        assert words in finding.message

    @pytest.mark.parametrize("after", ["", "gone.section", "notice.nowhere"])
    def it_stands_at_the_front_where_the_place_is_not_known(self, after: str) -> None:
        (finding,) = found(_imported("Home", after=after), "import.leftovers")
        assert finding.section == "notice.front"

    def it_flags_those_of_part_2(self) -> None:
        (finding,) = found(_imported("Bids", restricted=True), "import.leftovers")
        assert (finding.document, finding.restricted) == ("secret", True)

    def it_is_silent_about_what_was_left_out_of_a_paragraph_for_that_is_listed_there(self) -> None:
        held = (Leftover("A picture that was pasted", "notice.text", block="p0"),)
        assert found(paper().with_public(leftovers=held), "import.leftovers") == []

    def it_is_silent_once_all_are_dismissed(self) -> None:
        assert found(paper(), "import.leftovers") == []

    def it_is_silent_where_the_authority_turned_it_off(self) -> None:
        off = replace(TEMPLATE, pack=Pack(off=("import.leftovers",)))
        assert found(_imported("Home"), "import.leftovers", template=off) == []
