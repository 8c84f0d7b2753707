"""Where a PDF puts things: footnotes at the foot of their page, heads with their text, numbers that hang."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.document.model import (
    Box,
    DataTable,
    Declaration,
    Edition,
    Heading,
    Inlines,
    Item,
    Node,
    NoteMark,
    Para,
    Question,
    Questions,
    Signature,
    Span,
    Statement,
    Title,
)
from desktop_app.document.style import STYLE, Indents
from desktop_app.export.columns import column_widths
from desktop_app.export.pdf.blocks import Blocks
from desktop_app.export.pdf.fonts import load_fonts
from desktop_app.export.pdf.indents import Hanging
from desktop_app.export.pdf.outline import targets
from desktop_app.export.pdf.pages import NOTE_GAP, Page, Pager
from desktop_app.export.pdf.strips import Strip
from desktop_app.export.pdf.text import Setter

from .papers import documents_of, papers
from .pdf_samples import DECISION, REPORT, body, document, table, words

RESOURCES = Path(__file__).parents[2] / "resources"
HEIGHT = STYLE.page.height - 2 * STYLE.page.margin
_LINE = "The archive holds records that must be kept for seven years after the case is closed. "


def laid_out(*nodes: Node) -> list[Page]:
    paper = document(*nodes)
    setter = Setter(load_fonts(RESOURCES), targets(paper), STYLE.colors.link)
    blocks = Blocks(paper, setter, STYLE)
    return Pager(HEIGHT, blocks.note_strips).fill(blocks.strips())


def read(strips: list[Strip]) -> str:
    return "\n".join("".join(piece.text for piece in strip.pieces) for strip in strips)


def text_of(page: Page) -> str:
    return read([placed.strip for placed in page.body])


def long_text(lines: int) -> Inlines:
    return words(_LINE * lines)


class DescribePages:
    def it_carries_a_paragraph_over_three_pages_without_a_line_alone(self) -> None:
        pages = laid_out(Para(long_text(110), "1.1."))
        assert len(pages) == 3
        assert all(len(page.body) >= 2 for page in pages)
        assert all(page.used <= HEIGHT + 0.1 for page in pages)

    @pytest.mark.parametrize("filler", range(30, 50))
    def it_leaves_no_line_of_a_paragraph_alone(self, filler: int) -> None:
        fillers = [Para(words("Filler."), keep_next=False) for _ in range(filler)]
        pages = laid_out(*fillers, Para(words(_LINE * 5, bold=True)))
        for page in pages:
            bold = [p for p in page.body if p.strip.pieces[0].look.bold]
            assert len(bold) != 1

    @pytest.mark.parametrize("filler", range(20, 40))
    def it_keeps_a_heading_with_the_text_below_it(self, filler: int) -> None:
        nodes = [Para(words("Filler.")) for _ in range(filler)]
        pages = laid_out(*nodes, Heading(1, words("The heading")), Para(long_text(4)))
        assert all(not text_of(page).endswith("The heading") for page in pages)

    @pytest.mark.parametrize("filler", range(20, 36))
    def it_keeps_a_signature_with_its_statement_and_box(self, filler: int) -> None:
        pages = laid_out(
            *(Para(words("Filler.")) for _ in range(filler)),
            Para(words("I confirm."), fixed=True),
            Box((), "b"),
            Para(words("Approved."), fixed=True),
            Signature("Chief Executive", "s"),
        )
        (holding,) = [text_of(page) for page in pages if "Chief Executive" in text_of(page)]
        assert "I confirm." in holding
        assert "Approved." in holding

    def it_begins_a_page_where_a_heading_asks_for_one(self) -> None:
        pages = laid_out(Para(words("One")), Heading(1, words("Two"), new_page=True), Para(words("Three")))
        assert [text_of(page) for page in pages] == ["One", "Two\nThree"]

    def it_makes_one_page_of_an_empty_document(self) -> None:
        assert len(laid_out()) == 1

    def it_goes_on_when_more_must_stay_together_than_a_page_holds(self) -> None:
        pages = laid_out(*(Para(words(f"No {n}:")) for n in range(120)))
        assert len(pages) > 1
        assert "\n".join(map(text_of, pages)).split("\n") == [f"No {n}:" for n in range(120)]


class DescribeFootnotes:
    def it_puts_each_at_the_foot_of_the_page_of_its_mark(self) -> None:
        for page in laid_out(*body(12)):
            marks = [note.number for placed in page.body for note in placed.strip.notes]
            notes = [int(found) for found in re.findall(r"^(\d+)Board", read(page.notes), re.MULTILINE)]
            assert notes == marks
            assert page.used + page.foot <= HEIGHT + 0.1

    def it_lets_a_long_one_go_on_at_the_foot_of_the_next_page(self) -> None:
        note = NoteMark("n", 1, (Span(" ".join(f"w{n}" for n in range(900))),))
        fillers = [Para(words("Filler.")) for _ in range(28)]
        pages = laid_out(*fillers, Para((Span("Marked"), note)), *(Para(words("After.")) for _ in range(40)))
        holding = [number for number, page in enumerate(pages) if page.notes]
        assert len(holding) >= 2
        assert "Marked" in text_of(pages[holding[0]])
        said = "\n".join(read(page.notes) for page in pages).split()
        assert said == ["1w0", *(f"w{n}" for n in range(1, 900))]
        assert all(page.used + page.foot <= HEIGHT + 0.1 for page in pages)

    def it_finds_room_for_any_number_of_notes_in_one_line(self) -> None:
        notes = tuple(NoteMark(f"n{n}", n, (Span(f"note {n} ends"),)) for n in range(1, 200))
        pages = laid_out(Para((Span("Many"), *notes)), Para(words("After.")))
        said = "".join(read(page.notes) for page in pages)
        assert re.findall(r"note (\d+) ends", said) == [str(n) for n in range(1, 200)]
        assert "After." in "".join(map(text_of, pages))

    def it_sets_notes_of_a_table_where_their_row_falls(self) -> None:
        rows = [["Item", "Cost"], *([f"row {n}", "£5"] for n in range(80))]
        plain = table(rows)
        note = NoteMark("n", 1, words("of row 70"))
        cell = plain.rows[71][0]
        marked = (type(cell)((*cell.runs, note)), plain.rows[71][1])
        pages = laid_out(DataTable((*plain.rows[:71], marked, *plain.rows[72:])))
        (holding,) = [page for page in pages if page.notes]
        assert "row 70" in text_of(holding)


class DescribeTables:
    def it_repeats_the_head_on_every_page_and_loses_no_row(self) -> None:
        pages = laid_out(table([["Item", "Cost"], *([f"row {n}", f"£{n}"] for n in range(120))], total=True))
        assert len(pages) > 2
        assert all(text_of(page).startswith("ItemCost") for page in pages)
        rows = re.findall(r"^row (\d+)", "\n".join(map(text_of, pages)), re.MULTILINE)
        assert rows == [str(n) for n in range(120)]

    def it_keeps_the_total_with_the_row_above_it(self) -> None:
        for count in range(20, 40):
            rows = [["Item", "Cost"], *([f"row {n}", "£1"] for n in range(count)), ["Total", "£9"]]
            pages = laid_out(table(rows, total=True))
            assert re.search(rf"row {count - 1}£1\nTotal£9$", text_of(pages[-1]))

    def it_cuts_a_row_that_is_higher_than_a_page(self) -> None:
        pages = laid_out(table([["Item", "Words"], ["one", _LINE * 90]]))
        assert len(pages) > 1
        assert sum(text_of(page).count("archive") for page in pages) == 90

    def it_sets_amounts_at_the_right_of_their_column(self) -> None:
        (page,) = laid_out(table([["Item", "Cost"], ["a", "£5"], ["b", "£1,234,567"]]))
        ends = {
            round(piece.x + piece.width, 2)
            for placed in page.body
            for piece in placed.strip.pieces
            if piece.text.strip() in {"Cost", "£5", "£1,234,567"}
        }
        assert ends == {round(STYLE.page.measure - STYLE.tables.pad_x, 2)}

    def it_sets_a_table_of_many_columns_smaller_rather_than_break_its_figures(self) -> None:
        rows = [[f"Year {n}" for n in range(11)], [f"£{n},234,567" for n in range(11)]]
        (page,) = laid_out(table(rows))
        figures = [p for placed in page.body for p in placed.strip.pieces if p.text.startswith("£")]
        assert [piece.text for piece in figures] == rows[1]
        assert {piece.look.size for piece in figures} < {9.0, 8.0, 7.0, 6.0}

    @given(
        st.lists(st.tuples(st.floats(12, 90), st.floats(0, 400)), min_size=1, max_size=8),
        st.lists(st.booleans(), min_size=8, max_size=8),
    )
    def it_divides_the_whole_measure_among_columns(
        self, needs: list[tuple[float, float]], amounts: list[bool]
    ) -> None:
        needs = [(least, least + more) for least, more in needs]
        widths = column_widths(needs, amounts[: len(needs)], 451)
        assert sum(widths) == pytest.approx(451)
        if sum(least for least, _ in needs) <= 451:
            assert all(width >= least - 0.01 for width, (least, _) in zip(widths, needs, strict=True))

    def it_breaks_an_address_before_an_amount(self) -> None:
        address, *rest = column_widths([(600, 900), (50, 50), (60, 300)], [False, True, False], 451)
        assert address < 600
        assert all(width >= least for width, least in zip(rest, (50, 60), strict=True))


class DescribeQuestions:
    def it_sets_all_answers_of_a_document_at_one_place(self) -> None:
        long = "If the decision were known early, the price of the land could rise."
        rows = (Question(words("Deferred?"), words("YES"), "a"), Question(words("Why?"), words(long), "b"))
        other = (Question(words("Is there a Part 2?"), words("NO"), "c"),)
        (page,) = laid_out(Questions(rows), Para(words("Between.")), Questions(other))
        answers = {piece.x for placed in page.body for piece in placed.strip.pieces if piece.look.bold}
        assert len(answers) == 1


class DescribeRowsAlone:
    def it_leaves_no_row_alone_below_the_head_or_on_the_last_page(self) -> None:
        for filler in range(20, 45):
            rows = [["Item", "Cost"], *([f"row {n}", "£1"] for n in range(24))]
            pages = laid_out(*(Para(words("Filler.")) for _ in range(filler)), table(rows))
            for page in pages:
                assert text_of(page).count("row ") != 1

    def it_keeps_a_declaration_on_one_page(self) -> None:
        rows = tuple(Statement(f"Advice {n}", (words("It was taken."),), True, f"t{n}") for n in range(7))
        for filler in range(10, 32, 3):
            pages = laid_out(
                *(Para(words("Filler.")) for _ in range(filler)), Declaration(("Statement", "Tick"), rows)
            )
            assert len([page for page in pages if "Advice" in text_of(page)]) == 1


class DescribeNumbers:
    def it_hangs_them_at_the_margin_with_the_text_at_34_points(self) -> None:
        (page,) = laid_out(Para(long_text(3), "1.1."))
        first, second = (placed.strip.pieces for placed in page.body[:2])
        assert [piece.x for piece in first] == [0, 34]
        assert second[0].x == 34

    def it_hangs_letters_under_the_text_of_numbers(self) -> None:
        (page,) = laid_out(
            Para(words("One"), "1.1."), Item(words("Two"), "(a)", "letter", "({a})", under=True, first=True)
        )
        assert [piece.x for piece in page.body[1].strip.pieces] == [34, 58]

    @pytest.mark.parametrize("number", ["10.12.", "110.112.", "Paragraph 12"])
    def it_never_lets_a_wide_number_run_into_its_text(self, number: str) -> None:
        (page,) = laid_out(Para(words("A"), "1.1."), Para(words("B"), number))
        one, two = (placed.strip.pieces for placed in page.body)
        assert two[1].x >= two[0].x + two[0].width + STYLE.indents.gap - 0.01
        assert one[1].x == two[1].x

    def it_widens_a_list_for_its_widest_marker_alone(self) -> None:
        nodes = [
            Item(words("a"), "(a)", "letter", "", first=True),
            Para(words("Between")),
            Item(words("b"), "(xxxviii)", "letter", "", first=True),
        ]
        hanging = Hanging(nodes, Indents(), lambda text: 6.0 * len(text))
        assert hanging.item(0).text == 34
        assert hanging.item(2).text == 8 + 9 * 6 + 6


PAPERS = {
    f"{name} {each.name} {edition}": each
    for name, paper in papers().items()
    for edition in (Edition.REVIEW, Edition.SIGNING)
    for each in documents_of(paper, edition, draft=edition is Edition.REVIEW)
}


def hold_together(pages: list[Page]) -> None:
    """Hold the ends of pages against what must stay together, where a page has room for it at all."""
    where: dict[int, list[int]] = {}
    for number, page in enumerate(pages):
        for node in {id(p.node): p.node for placed in page.body for p in placed.strip.pieces}.values():
            if node.tag in {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Title"}:
                lines = sum(any(p.node is node for p in placed.strip.pieces) for placed in page.body)
                where.setdefault(id(node), []).append(lines)
        ended = page.body[-1].strip if page.body else None
        if ended is not None and number < len(pages) - 1:
            follows = pages[number + 1].body[0].strip.entry if pages[number + 1].body else None
            empty = ended.entry and follows and follows.level <= ended.entry.level
            assert not ended.entry or empty, f"page {number + 1} ends with a heading"
            leads = read([ended]).rstrip().endswith(":") and ended.row is None
            assert not leads or follows, f"page {number + 1} ends in {read([ended])!r}"
            assert not ended.keep, f"page {number + 1} ends in {read([ended])!r}"
    alone = [lines for lines in where.values() if len(lines) > 1 and 1 in lines]
    assert alone == [], "a line of a paragraph stands alone on a page"


class DescribeEveryForm:
    @pytest.mark.parametrize("name", PAPERS)
    def it_keeps_together_what_belongs_together(self, name: str) -> None:
        hold_together(laid_out(*PAPERS[name].nodes))

    @pytest.mark.parametrize("name", PAPERS)
    def it_sets_amounts_in_line_and_repeats_the_head_of_a_table(self, name: str) -> None:
        for page in laid_out(*PAPERS[name].nodes):
            assert page.used + page.foot <= HEIGHT + 0.1
            first = page.body[0].strip if page.body else Strip(0)
            assert [placed.strip for placed in page.body[: len(first.head)] if placed.repeated] == [
                *first.head
            ]
            ends: dict[tuple[int, int], set[float]] = {}
            for placed in page.body:
                for piece in placed.strip.pieces:
                    if re.fullmatch(r"£[\d,]+", piece.text.strip()) and piece.node.tag == "TD":
                        table = piece.node.parent.parent if piece.node.parent else None
                        ends.setdefault((id(table), piece.cell), set()).add(round(piece.x + piece.width, 1))
            assert all(len(places) == 1 for places in ends.values())

    @pytest.mark.parametrize("name", PAPERS)
    def it_says_of_every_tick_box_whether_it_is_ticked(self, name: str) -> None:
        pieces = [
            p for page in laid_out(*PAPERS[name].nodes) for placed in page.body for p in placed.strip.pieces
        ]
        for piece in pieces:
            assert (piece.text.strip() in {"☑", "☐"}) == (piece.node.alt in {"ticked", "not ticked"})


class DescribeEmptySections:
    def it_fills_a_page_with_their_headings(self) -> None:
        sections = [Heading(1, words("Empty"), f"{n}.") for n in range(60)]
        pages = laid_out(*sections, Heading(2, words("Within")), Para(words("Text.")))
        assert pages[0].used > HEIGHT - 60
        assert text_of(pages[-1]).endswith("59. Empty\nWithin\nText.")


class DescribeItemsThatLeadOver:
    @pytest.mark.parametrize("filler", range(24, 40))
    def it_keeps_them_with_the_table_below(self, filler: int) -> None:
        item = Item(words("The cost is:"), "(1)", "letter", "({n})", first=True)
        pages = laid_out(
            *(Para(words("Filler.")) for _ in range(filler)), item, table([["a", "b"], ["c", "£1"]])
        )
        assert all(not text_of(page).endswith("The cost is:") for page in pages)


class DescribeTitles:
    def it_leaves_no_word_alone_on_the_last_line(self) -> None:
        title = "Renewal of the Custody Records Archive Service"
        (page,) = laid_out(Title(words(title), "t"), Para(words("Text.")))
        lines = [text_of(Page([placed])).strip() for placed in page.body[:-1]]
        assert " ".join(lines) == title
        assert len(lines) == 2
        assert len(lines[1]) > len(lines[0]) / 2


class DescribeDashes:
    @pytest.mark.parametrize("count", range(1, 60))
    def it_begins_no_line_with_one(self, count: int) -> None:
        text = f"{'word ' * count}OFFICIAL – PUBLIC and more — or less"
        (page,) = laid_out(Para(words(text)))
        assert all(placed.strip.pieces[0].text[0] not in "–—" for placed in page.body)


class DescribeTheSampleDocuments:
    def it_leaves_no_text_outside_the_measure(self) -> None:
        for paper in (DECISION, REPORT):
            for page in laid_out(*paper.nodes):
                for strip in (*(placed.strip for placed in page.body), *page.notes):
                    assert all(p.x + p.width <= STYLE.page.measure + 0.5 for p in strip.pieces)

    def it_leaves_room_above_footnotes_for_their_line(self) -> None:
        assert STYLE.note.size < NOTE_GAP
