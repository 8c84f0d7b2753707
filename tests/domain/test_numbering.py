import pytest

from desktop_app.domain.numbering import (
    Counter,
    kinds_of,
    labeller,
    letters,
    marker,
    notes_before,
    number,
    roman,
)
from desktop_app.domain.paper import RichText
from desktop_app.domain.reading import read_public
from desktop_app.domain.richtext import Footnote, ListKind, Paragraph, SubHeading, Table, Text, text_runs
from desktop_app.domain.scheme import Scheme
from tests.domain.forms_for_tests import NOTE, REPORT, TEMPLATE, item, paper, rich


@pytest.mark.parametrize(("count", "told"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (703, "aaa")])
def test_letters_go_on_after_z(count: int, told: str) -> None:
    assert letters(count) == told


@pytest.mark.parametrize(
    ("count", "told"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (1999, "mcmxcix")]
)
def test_roman_numbers(count: int, told: str) -> None:
    assert roman(count) == told


@pytest.mark.parametrize(
    ("pattern", "section", "told"),
    [
        ("{section}.{n}.", 3, "3.2."),
        ("({a})", 0, "(b)"),
        ("{A})", 0, "B)"),
        ("{i}.", 1, "ii."),
        ("{section}.", 0, ""),
    ],
)
def test_a_pattern_is_filled_and_empty_where_it_lacks_its_section(
    pattern: str, section: int, told: str
) -> None:
    assert marker(pattern, 2, section) == told


class DescribeNumbersOfADocument:
    def it_numbers_by_section(self) -> None:
        reading = read_public(TEMPLATE, paper({"note.facts": rich("a", "b"), "note.money": rich("c")}).public)
        numbers = number(NOTE, reading)
        assert numbers.headings["note.facts"] == "1."
        assert numbers.headings["note.money"] == "2."
        assert numbers.of("note.facts", "p1") == "1.2."
        assert numbers.of("note.money", "p0") == "2.1."

    def it_runs_on_through_a_report_that_follows_several_sections(self) -> None:
        money = RichText((Paragraph(text_runs("c"), id="c"),))
        reading = read_public(TEMPLATE, paper({"note.facts": rich("a", "b"), "note.money": money}).public)
        numbers = number(REPORT, reading)
        assert [numbers.of("report.all", id_) for id_ in ("p0", "p1", "c")] == ["1.", "2.", "3."]

    def it_says_where_a_reference_points_and_nothing_where_it_is_gone(self) -> None:
        numbers = number(NOTE, read_public(TEMPLATE, paper({"note.facts": rich("a", "b")}).public))
        assert numbers.target("p1") == "1.2"
        assert numbers.target("gone") == ""

    def it_numbers_recommendations_by_their_own_marker(self) -> None:
        numbers = number(NOTE, read_public(TEMPLATE, paper({"note.ask": rich("a", "b")}).public))
        assert numbers.of("note.ask", "p1") == "(2)"

    def it_numbers_text_being_written_as_it_will_print(self) -> None:
        reading = read_public(TEMPLATE, paper({"note.facts": rich("a")}).public)
        label = labeller(NOTE, reading, "note.money")
        written = rich("x", "y").blocks
        assert label(written) == {"p0": "2.1.", "p1": "2.2."}
        assert label(written) == {"p0": "2.1.", "p1": "2.2."}


class DescribeKindsOfNumber:
    def it_tells_what_the_first_of_each_kind_prints(self) -> None:
        facts = kinds_of(NOTE, "note.facts")
        assert (facts.paragraph, facts.below) == ("1.1.", "(a)")
        assert facts.items == {ListKind.BULLET: "•", ListKind.LETTER: "a)", ListKind.NUMBER: "1."}
        assert kinds_of(NOTE, "note.ask").paragraph == "(1)"
        assert kinds_of(REPORT, "report.all").paragraph == "1."


class DescribeCounting:
    def counter(self) -> Counter:
        scheme = Scheme(levels=("{n}", "({a})"), letters=("{a})", "{i})"))
        return Counter(scheme)

    def it_starts_letters_anew_after_a_paragraph(self) -> None:
        counter = self.counter()
        blocks = [Paragraph(()), item("a"), item("b"), Paragraph(()), item("c")]
        assert [counter.label(block) for block in blocks] == ["1", "a)", "b)", "2", "a)"]

    def it_goes_on_after_a_deeper_item(self) -> None:
        counter = self.counter()
        blocks = [item("a"), item("x", level=1), item("y", level=1), item("b"), item("z", level=1)]
        assert [counter.label(block) for block in blocks] == ["a)", "i)", "ii)", "b)", "i)"]

    def it_starts_sub_paragraphs_anew_under_each_paragraph(self) -> None:
        counter = self.counter()
        blocks = [Paragraph((), level) for level in (0, 1, 1, 0, 1)]
        assert [counter.label(block) for block in blocks] == ["1", "(a)", "(b)", "2", "(a)"]

    def it_gives_no_number_to_a_plain_paragraph_heading_or_table(self) -> None:
        counter = self.counter()
        blocks = (Paragraph((), numbered=False), SubHeading(()), Table(()), Paragraph(()))
        assert [counter.label(block) for block in blocks] == ["", "", "", "1"]

    def it_keeps_kinds_of_list_apart(self) -> None:
        counter = self.counter()
        blocks = [item("a"), item("b", ListKind.NUMBER), item("c"), item("d", ListKind.BULLET)]
        assert [counter.label(block) for block in blocks] == ["a)", "1.", "b)", "•"]


class DescribeFootnotes:
    def it_counts_those_before_a_field(self) -> None:
        note = Footnote("f", (Text("n"),))
        facts = RichText((Paragraph((Text("a"), note, note)),))
        reading = read_public(TEMPLATE, paper({"note.facts": facts}).public)
        assert notes_before(NOTE, reading, "note.facts") == 0
        assert notes_before(NOTE, reading, "note.money") == 2
