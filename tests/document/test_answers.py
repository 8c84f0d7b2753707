"""Answers print each in the way of their kind."""

from dataclasses import replace
from typing import Any

from desktop_app.document.model import (
    Box,
    Declaration,
    Item,
    Node,
    Para,
    Question,
    Questions,
    Signature,
    Span,
)
from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.record import Event, EventKind
from desktop_app.domain.richtext import (
    ListItem,
    ListKind,
    Paragraph,
    text_runs,
)
from desktop_app.domain.signoff import fingerprint
from tests.document.minutes import MADE, built, chained_alone, only, words
from tests.domain.forms_for_tests import rich
from tests.export.documents import (
    SIGNATURE,
    TICK,
    signed,
)


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
