"""A form and its answers become one document."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given

from desktop_app.document.build import build_public, build_restricted
from desktop_app.document.model import (
    Box,
    Declaration,
    Document,
    Edition,
    Heading,
    Item,
    Kicker,
    Labelled,
    Node,
    NoteMark,
    Para,
    Question,
    Questions,
    Signature,
    Span,
    Title,
)
from desktop_app.domain.fields import Condition
from desktop_app.domain.form import Template, Wording
from desktop_app.domain.paper import Paper, Person, PublicPaper, RichText, Value
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.richtext import CrossRef, Footnote, ListItem, ListKind, Paragraph, Text, text_runs
from desktop_app.domain.signoff import fingerprint
from tests.domain.forms_for_tests import TEMPLATE, paper, rich
from tests.export.documents import BY_SECTION, CONTINUOUS, SIGNATURE, TICK, documents, signed, template

MADE = template(BY_SECTION)


def built(
    answers: dict[str, Value] | None = None,
    *,
    record: tuple[Event, ...] = (),
    edition: Edition = Edition.REVIEW,
    draft: bool = False,
    made: Template = MADE,
) -> Document:
    """Return the minutes of the tests' harbour; keys without their document's name."""
    given_answers = {f"minutes.{name}": value for name, value in (answers or {}).items()}
    public = PublicPaper("p", made.key, given_answers, record=record)
    return build_public(made, "minutes", public, edition, draft=draft)


def words(runs: Any) -> str:
    return "".join(run.text for run in runs if isinstance(run, Span))


def only(document: Document, kind: type[Any]) -> Any:
    (node,) = [node for node in document.nodes if isinstance(node, kind)]
    return node


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


class DescribeRecommendations:
    def items(self, value: RichText, name: str = "ask") -> list[Node]:
        key = f"minutes.{name}"
        return [n for n in built({name: value}).nodes if isinstance(n, Item | Para) and n.key == key]

    def it_lists_them_behind_their_lead_in(self) -> None:
        document = built({"ask": rich("Approve", "Note")})
        at = next(i for i, n in enumerate(document.nodes) if isinstance(n, Item))
        assert document.nodes[at - 1] == Para((Span("The board is asked to:"),), fixed=True, keep_next=True)
        one, two = document.nodes[at : at + 2]
        assert one == Item((Span("Approve"),), "(1)", "recommendation", "({n})", 0, False, True,
                           "minutes.ask", "p0")  # fmt: skip
        assert isinstance(two, Item)
        assert (two.marker, two.first) == ("(2)", False)

    def it_joins_a_single_one_in_a_sentence_where_the_form_runs_them_in(self) -> None:
        joined = with_run_in(rich("approve the crane."))
        assert words(joined.runs) == "The board is asked to approve the crane."

    def it_prints_them_bold_where_the_form_does(self) -> None:
        made = [n for n in self.items(rich("Buy", "Sell"), "ask_too") if isinstance(n, Item)]
        assert [n.runs for n in made] == [(Span("Buy", bold=True),), (Span("Sell", bold=True),)]
        assert [n.marker for n in made] == ["•", "•"]

    def it_keeps_lists_below_an_item(self) -> None:
        blocks = (
            Paragraph(text_runs("Approve"), id="a"),
            ListItem(text_runs("x"), ListKind.LETTER, id="x"),
            ListItem(text_runs("y"), ListKind.LETTER, id="y"),
            Paragraph(text_runs("Note"), id="b"),
            ListItem(text_runs("z"), ListKind.LETTER, id="z"),
        )
        made = [n for n in self.items(RichText(blocks)) if isinstance(n, Item)]
        assert [n.marker for n in made] == ["(1)", "a)", "b)", "(2)", "a)"]
        assert [n.first for n in made] == [True, True, False, False, True]
        assert [n.under for n in made] == [False, True, True, False, True]


def with_run_in(value: RichText) -> Para:
    """Return the paragraph of a single recommendation of a form that runs it into its lead-in."""
    form = MADE.forms[0]
    ask = next(item for item in form.fields if item.key == "minutes.ask")
    changed = replace(ask, run_in=True)
    sections = tuple(
        replace(s, items=tuple(changed if i is ask else i for i in s.items)) for s in form.sections
    )
    made = replace(MADE, forms=(replace(form, sections=sections),))
    document = built({"ask": value}, made=made)
    return next(n for n in document.nodes if isinstance(n, Para) and n.key == "minutes.ask")


class DescribeQuestions:
    def it_sets_neighbours_in_one_table_and_leaves_blank_what_is_not_asked(self) -> None:
        from_answers: dict[str, Value] = {"deferred": False, "until": "2026"}
        assert only(built(from_answers), Questions).rows == (
            Question((Span("Put off?"),), (Span("NO"),), "minutes.deferred"),
            Question((Span("Until"),), (), "minutes.until"),
        )

    def it_answers_what_is_asked(self) -> None:
        rows = only(built({"deferred": True, "until": "the autumn"}), Questions).rows
        assert [words(row.answer) for row in rows] == ["YES", "the autumn"]


class DescribeBoxes:
    def it_keeps_the_room_for_a_pen(self) -> None:
        assert only(built(), Box) == Box((), "minutes.interests", 4)
        assert words(only(built({"interests": "none"}), Box).runs) == "none"


class DescribeTheDeclaration:
    ANSWERS = {"facts": rich("a")}  # noqa: RUF012

    def rows(self, record: tuple[Event, ...], answers: dict[str, Value] | None = None) -> list[Any]:
        return list(only(built(answers or dict(self.ANSWERS), record=record), Declaration).rows)

    def record(self, *, choice: str = "") -> tuple[Event, ...]:
        full: dict[str, Value] = {f"minutes.{k}": v for k, v in self.ANSWERS.items()}
        return signed(MADE, full, choice=choice)

    def it_is_one_table_of_all_statements_under_its_heads(self) -> None:
        node = only(built(), Declaration)
        assert node.head == ("Statement", "Tick (✓)")
        assert [(row.name, len(row.parts), row.ticked) for row in node.rows] == [
            ("Money", 2, False),
            ("Tides", 1, False),
        ]

    def it_ticks_what_stands(self) -> None:
        assert [row.ticked for row in self.rows(self.record())] == [True, False]

    def it_prints_a_tick_for_another_text_as_not_ticked(self) -> None:
        assert [row.ticked for row in self.rows(self.record(), {"facts": rich("b")})] == [False, False]

    def it_prints_a_claim_of_an_imported_paper_as_not_ticked(self) -> None:
        claim = Event(0, EventKind.CLAIMED, 1, "2019-07-10T00:00:00+00:00", "Ann", key=TICK.key)
        assert not self.rows(chained_alone(claim))[0].ticked

    def it_prints_what_was_answered_instead_with_its_reason(self) -> None:
        row = self.rows(self.record(choice="none"))[0]
        assert (row.ticked, row.answer) == (False, "Not applicable: by law")


def chained_alone(event: Event) -> tuple[Event, ...]:
    return (chained((), event),)


class DescribeTheBlockToSign:
    def it_is_blank_until_signed_over_a_fingerprint_of_the_text(self) -> None:
        node = only(built(), Signature)
        assert (node.post, node.name, node.date) == ("Harbour master", "", "")
        assert len(node.fingerprint) == 14
        assert node.fingerprint != only(built({"facts": rich("other")}), Signature).fingerprint

    def it_bears_the_fingerprint_that_is_on_record_for_it(self) -> None:
        record = signed(MADE, {})
        assert only(built(record=record), Signature).fingerprint == fingerprint(record[-1].digest)

    def it_names_who_signed_and_when(self) -> None:
        node = only(built(record=signed(MADE, {})), Signature)
        assert (node.name, node.date) == ("Bo", "2 March 2026")

    def it_is_blank_again_when_the_text_has_changed(self) -> None:
        node = only(built({"facts": rich("later")}, record=signed(MADE, {})), Signature)
        assert (node.name, node.date) == ("", "")

    def it_names_no_one_from_an_imported_file(self) -> None:
        claim = Event(0, EventKind.CLAIMED, 1, "2019-07-10T00:00:00+00:00", "R. Lawrence", key=SIGNATURE.key)
        assert only(built(record=chained_alone(claim)), Signature).name == ""


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


def all_values(value: object) -> Any:
    """Yield every value in a tree of frozen values with the name of its attribute."""
    if is_dataclass(value):
        for each in fields(value):
            child = getattr(value, each.name)
            yield each.name, child
            yield from all_values(child)
    elif isinstance(value, tuple):
        for child in value:
            yield from all_values(child)


class DescribeAnyDocument:
    @given(documents())
    def it_skips_no_level_of_heading(self, document: Document) -> None:
        levels = [n.level for n in document.nodes if isinstance(n, Heading)]
        assert all(b <= a + 1 for a, b in zip([0, *levels], levels, strict=False))

    @given(documents())
    def it_numbers_footnotes_in_the_order_of_the_page(self, document: Document) -> None:
        marks = [run.number for node in document.nodes for run in _marks(node)]
        assert marks == list(range(1, len(marks) + 1))

    @given(documents())
    def it_holds_no_identity_in_a_publication(self, document: Document) -> None:
        if document.edition is Edition.PUBLICATION:
            assert not [v for name, v in all_values(document.nodes) if name in ("id", "target") and v]

    @given(documents())
    def it_names_each_node_once(self, document: Document) -> None:
        ids = [id_ for node in document.nodes if (id_ := getattr(node, "id", ""))]
        assert len(set(ids)) == len(ids)

    @given(documents())
    def it_refers_only_to_nodes_that_are_there(self, document: Document) -> None:
        ids = {getattr(node, "id", "") for node in document.nodes}
        targets = {v for name, v in all_values(document.nodes) if name == "target" and v}
        assert targets <= ids


def _marks(value: object) -> Any:
    if isinstance(value, NoteMark):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _marks(getattr(value, each.name))
    elif isinstance(value, tuple):
        for child in value:
            yield from _marks(child)


class DescribeAFootnoteInTheText:
    def it_follows_the_one_in_the_heading_above(self) -> None:
        noted = RichText((Paragraph((Text("a"), Footnote("f", (Text("n"),))), id="a"),))
        document = built({"facts": noted})
        para = next(n for n in document.nodes if isinstance(n, Para) and n.id == "a")
        assert para.runs[-1] == NoteMark("f", 2, (Span("n"),))
