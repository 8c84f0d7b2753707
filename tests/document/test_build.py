"""A form and its answers become one document."""

from dataclasses import replace

import pytest

from desktop_app.document.build import build_public, build_restricted
from desktop_app.document.model import (
    Document,
    Edition,
    Heading,
    Item,
    Kicker,
    Labelled,
    NoteMark,
    Para,
    Span,
    Title,
)
from desktop_app.domain.fields import Condition
from desktop_app.domain.form import Wording
from desktop_app.domain.paper import Paper, Person, RichText, Value
from desktop_app.domain.richtext import (
    CrossRef,
    Footnote,
    Paragraph,
    Text,
    text_runs,
)
from tests.document.minutes import MADE, built, only, words
from tests.domain.forms_for_tests import TEMPLATE, paper, rich
from tests.export.documents import (
    CONTINUOUS,
    template,
)


def headings(document: Document) -> list[tuple[int, str, str]]:
    return [(n.level, n.number, words(n.runs)) for n in document.nodes if isinstance(n, Heading)]


class DescribeTheTop:
    def it_begins_with_its_soft_lines_and_the_title(self) -> None:
        first, second, third = built({"title": "A new crane", "place": "Whitby"}).nodes[:3]
        assert (first, second) == (Kicker((Span("Harbour Board"),)), Kicker((Span("Whitby"),)))
        assert third == Title((Span("A new crane"),), "minutes.title")

    def it_has_a_line_to_write_on_where_a_slot_is_empty(self) -> None:
        assert words(built().nodes[1].runs).startswith("____")  # pyright: ignore[reportAttributeAccessIssue]

    def it_shows_what_belongs_there_where_there_is_no_title(self) -> None:
        assert words(only(built(), Title).runs) == "Title"
        assert built().title == "Minutes"

    def it_prints_a_label_with_its_answer(self) -> None:
        document = built({"author": Person("Ann", "Clerk")})
        assert only(document, Labelled) == Labelled("Written by", (Span("Ann – Clerk"),), "minutes.author")
        assert document.author == "Ann – Clerk"


class DescribeTheMarking:
    def it_is_the_form_s_with_its_slots_filled(self) -> None:
        assert built({"place": "Whitby"}).marking == "OPEN – Whitby"

    def it_says_draft_first_where_it_is_one(self) -> None:
        document = built({"place": "Whitby"}, draft=True)
        assert (document.marking, document.draft) == ("DRAFT – OPEN – Whitby", True)


class DescribeTheFoot:
    def it_names_reference_and_title(self) -> None:
        public = paper({"note.reference": "H 12", "note.title": "Crane"}).public
        document = build_public(TEMPLATE, "note", public, Edition.SIGNING, draft=False)
        assert (document.foot, document.reference) == ("H 12  Crane", "H 12")
        assert document.subject == "Decision note – H 12"

    def it_shortens_a_long_title_between_words(self) -> None:
        foot = built({"title": "harbour wall " * 9}).foot
        assert foot == "harbour wall harbour wall harbour wall harbour wall harbour …"


class DescribeHeadings:
    def it_skips_no_level(self) -> None:
        assert headings(built())[:4] == [
            (1, "", "Decision"),
            (2, "", "What is asked"),
            (2, "1.", "Plan of the harbour"),
            (1, "", "PART I"),
        ]

    def it_takes_a_section_under_its_banner(self) -> None:
        banner, below = [n for n in built().nodes if isinstance(n, Heading)][3:5]
        assert (banner.banner, banner.new_page, below.level, below.new_page) == (True, True, 2, False)

    def it_bears_the_section_s_key(self) -> None:
        keys = [n.key for n in built().nodes if isinstance(n, Heading) and n.number]
        assert keys == ["minutes.facts", "minutes.more"]

    def it_keeps_a_footnote_in_a_heading(self) -> None:
        heading = next(n for n in built().nodes if isinstance(n, Heading) and n.number == "1.")
        note = Span("As of 2019.", link="https://example.org/plan")
        assert heading.runs[-1] == NoteMark("h1", 1, (note,))


class DescribeNumbers:
    def it_counts_through_the_section(self) -> None:
        paras = [n for n in built({"facts": rich("a", "b")}).nodes if isinstance(n, Para) and n.number]
        assert [n.number for n in paras] == ["1.1.", "1.2."]

    def it_counts_through_the_document_where_the_form_does(self) -> None:
        answers: dict[str, Value] = {"facts": rich("a"), "more": RichText((Paragraph(text_runs("b")),))}
        document = built(answers, made=template(CONTINUOUS))
        assert [n.number for n in document.nodes if isinstance(n, Para) and n.number] == ["1.", "2."]

    def it_leaves_out_text_that_is_not_asked_for(self) -> None:
        answers: dict[str, Value] = {"why": rich("because"), "deferred": False}
        assert "because" not in {words(n.runs) for n in built(answers).nodes if isinstance(n, Para)}
        answers["deferred"] = True
        assert "because" in {words(n.runs) for n in built(answers).nodes if isinstance(n, Para)}

    def it_finds_the_number_of_what_is_referred_to(self) -> None:
        more = RichText((Paragraph((Text("see "), CrossRef("p1")), id="q"),))
        document = built({"facts": rich("a", "b"), "more": more})
        para = next(n for n in document.nodes if isinstance(n, Para) and n.id == "q")
        assert para.runs[1].text == "1.2"  # pyright: ignore[reportAttributeAccessIssue]


class DescribeFixedWording:
    def it_fills_its_slots_and_marks_it_as_the_form_s_own(self) -> None:
        paras = [n for n in built({"place": "Whitby"}).nodes if isinstance(n, Para) and n.fixed]
        assert "The harbour of Whitby asks:" in {words(n.runs) for n in paras}
        assert all(not n.id for n in paras)

    def it_marks_its_lists(self) -> None:
        made = [n for n in built().nodes if isinstance(n, Item) and n.fixed][:2]
        assert [(n.marker, n.level, n.first) for n in made] == [("1.", 0, True), ("i)", 1, True)]

    def it_centres_what_the_form_centres(self) -> None:
        centred = [n for n in built().nodes if isinstance(n, Para) and n.centred]
        assert [words(n.runs) for n in centred] == ["Not for the gulls"]

    def it_leaves_out_what_its_condition_does_not_allow(self) -> None:
        form = MADE.forms[0]
        head = form.sections[0]
        items = tuple(
            replace(i, when=Condition("deferred", equals=True)) if isinstance(i, Wording) else i
            for i in head.items
        )
        form = replace(form, sections=(replace(head, items=items), *form.sections[1:]))
        made = replace(MADE, forms=(form,))
        assert not [
            n for n in built({"deferred": False}, made=made).nodes if isinstance(n, Para) and n.centred
        ]
        assert [n for n in built({"deferred": True}, made=made).nodes if isinstance(n, Para) and n.centred]


class DescribeTheTwoParts:
    SECRET = "The bids were £1 and £2."

    def whole(self) -> Paper:
        return paper({"note.title": "Crane", "note.facts": rich("open")}, {"closed.facts": rich(self.SECRET)})

    def it_builds_part_two_only_from_a_whole_paper(self) -> None:
        document = build_restricted(TEMPLATE, "closed", self.whole(), Edition.SIGNING, draft=False)
        assert self.SECRET in repr(document)

    def it_refuses_part_two_to_who_has_part_one_alone(self) -> None:
        with pytest.raises(ValueError, match="restricted"):
            build_public(TEMPLATE, "closed", self.whole().public, Edition.SIGNING, draft=False)

    def it_refuses_to_take_part_two_along_to_a_public_document(self) -> None:
        with pytest.raises(ValueError, match="public"):
            build_restricted(TEMPLATE, "note", self.whole(), Edition.SIGNING, draft=False)

    def it_knows_no_document_that_the_form_has_not(self) -> None:
        with pytest.raises(KeyError):
            build_public(TEMPLATE, "minutes", self.whole().public, Edition.SIGNING, draft=False)


class DescribeAFootnoteInTheText:
    def it_follows_the_one_in_the_heading_above(self) -> None:
        noted = RichText((Paragraph((Text("a"), Footnote("f", (Text("n"),))), id="a"),))
        document = built({"facts": noted})
        para = next(n for n in document.nodes if isinstance(n, Para) and n.id == "a")
        assert para.runs[-1] == NoteMark("f", 2, (Span("n"),))
