"""Rich text becomes nodes with numbers, notes and references worked out."""

from collections.abc import Iterable
from types import MappingProxyType

import pytest

from desktop_app.document.model import (
    Break,
    DataTable,
    Heading,
    Item,
    Node,
    NoteMark,
    Para,
    Ref,
    RefPart,
    Span,
)
from desktop_app.document.text import Texts, amount_columns
from desktop_app.domain.numbering import Counter, Numbers
from desktop_app.domain.richtext import (
    Block,
    Cell,
    CrossRef,
    Footnote,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    Slot,
    SubHeading,
    Table,
    Text,
    text_runs,
)
from desktop_app.domain.scheme import Scheme

SCHEME = Scheme("{section}.", ("{n}.", "({a})"), letters=("{a})", "{i})"), bullets=("•", "–"))
KEY = "note.facts"


def para(text: str, level: int = 0, *, numbered: bool = True, id_: str = "p") -> Paragraph:
    return Paragraph(text_runs(text), level, numbered, id_)


def item(text: str, kind: ListKind = ListKind.LETTER, level: int = 0, id_: str = "") -> ListItem:
    return ListItem(text_runs(text), kind, level, id_ or text)


def nodes(blocks: Iterable[Block], *, ids: bool = True, hangs: bool = True, level: int = 2) -> list[Node]:
    """Return the nodes of blocks, numbered as they stand."""
    given = tuple(blocks)
    counter = Counter(SCHEME)
    labels = {KEY: {block.id: counter.label(block) for block in given}}
    texts = Texts(Numbers({}, labels), SCHEME, ids=ids)
    return texts.blocks(KEY, given, hangs=hangs, level=level)


def items(*given: ListItem) -> list[Item]:
    return [node for node in nodes(given) if isinstance(node, Item)]


class DescribeParagraphs:
    def it_gives_them_their_number_level_and_identity(self) -> None:
        one, two = nodes([para("one", id_="a"), para("two", 1, id_="b")])
        assert one == Para((Span("one"),), "1.", 0, KEY, "a")
        assert two == Para((Span("two"),), "(a)", 1, KEY, "b")

    def it_lets_those_without_a_number_stand_in_with_the_others(self) -> None:
        assert nodes([para("aside", numbered=False)]) == [Para((Span("aside"),), "", 0, KEY, "p", hangs=True)]

    def it_lets_them_stand_at_the_margin_where_nothing_is_numbered(self) -> None:
        (node,) = nodes([para("plain", numbered=False)], hangs=False)
        assert isinstance(node, Para)
        assert not node.hangs

    def it_keeps_every_look_link_and_line_end(self) -> None:
        runs = (
            Text("b", bold=True),
            LineBreak(),
            Text("l", italic=True, underline=True, link="https://a.example"),
        )
        (node,) = nodes([Paragraph(runs)])
        assert isinstance(node, Para)
        link = Span("l", italic=True, underline=True, link="https://a.example")
        assert node.runs == (Span("b", bold=True), Break(), link)

    def it_keeps_identities_out_of_a_publication(self) -> None:
        (node,) = nodes([para("one")], ids=False)
        assert isinstance(node, Para)
        assert node.id == ""


class DescribeSubHeadings:
    def it_puts_them_at_the_level_it_is_told(self) -> None:
        heading = SubHeading(text_runs("Risks"))
        assert nodes([heading], level=3) == [Heading(3, (Span("Risks"),), id=heading.id)]


class DescribeLists:
    def it_marks_and_begins_them(self) -> None:
        made = items(item("x"), item("y"))
        assert [(node.marker, node.first, node.under) for node in made] == [
            ("a)", True, True),
            ("b)", False, True),
        ]

    def it_begins_a_nested_list_each_time_anew(self) -> None:
        made = items(item("x"), item("x1", level=1), item("y"), item("y1", level=1), item("y2", level=1))
        assert [node.marker for node in made] == ["a)", "i)", "b)", "i)", "ii)"]
        assert [node.first for node in made] == [True, True, False, True, False]

    def it_goes_on_with_the_letters_after_bullets_between_them_as_their_numbers_do(self) -> None:
        made = items(item("x"), item("dot", ListKind.BULLET), item("y"))
        assert [node.marker for node in made] == ["a)", "•", "b)"]
        assert [node.first for node in made] == [True, True, False]

    def it_begins_bullets_once_for_a_list(self) -> None:
        made = items(*(item(f"{n}", ListKind.BULLET) for n in range(3)))
        assert [node.first for node in made] == [True, False, False]

    def it_begins_a_new_list_behind_a_paragraph(self) -> None:
        made = nodes([item("x"), para("between"), item("y")])
        assert [node.first for node in made if isinstance(node, Item)] == [True, True]


class DescribeFootnotes:
    def it_numbers_them_in_their_order_across_fields(self) -> None:
        texts = Texts(Numbers({}, {}), SCHEME)
        runs = (Text("a"), Footnote("f1", (Text("one"),)), Footnote("f2", (Text("two"), LineBreak())))
        first = texts.runs(runs)
        later = texts.runs((Footnote("f3", ()),))
        assert first[1:] == (NoteMark("f1", 1, (Span("one"),)), NoteMark("f2", 2, (Span("two"), Break())))
        assert later == (NoteMark("f3", 3, ()),)


class DescribeReferences:
    BLOCKS = (Paragraph((), id="p"), Paragraph((), 1, id="q"), ListItem((), ListKind.BULLET, 1, id="b"))
    LABELS = MappingProxyType({"p": "3.1.", "q": "a)", "b": "•"})
    NUMBERS = Numbers({}, {KEY: LABELS}, {KEY: BLOCKS}, ((KEY,),))

    def it_prints_the_number_of_what_it_means_without_its_point(self) -> None:
        assert Texts(self.NUMBERS, SCHEME).runs((CrossRef("p"),)) == (Ref("3.1", "p"),)

    def it_is_put_together_of_the_numbers_that_its_own_stands_under(self) -> None:
        sub, dot = Texts(self.NUMBERS, SCHEME).runs((CrossRef("q"), CrossRef("b")))
        parts = RefPart("p", "3.1"), RefPart("q", "a)", "\u00a0")
        assert sub == Ref("3.1\u00a0a)", "q", parts)
        words = RefPart("b", "first bullet", ", ", counted=False)
        assert dot == Ref("3.1\u00a0a), first bullet", "b", (*parts, words))

    def it_says_where_it_is_lost(self) -> None:
        assert Texts(self.NUMBERS, SCHEME).runs((CrossRef("gone"),)) == (Ref("[reference lost]", ""),)

    def it_names_no_identity_in_a_publication(self) -> None:
        assert Texts(self.NUMBERS, SCHEME, ids=False).runs((CrossRef("q"),)) == (Ref("3.1\u00a0a)", ""),)


class DescribeSlots:
    def it_refuses_one_that_was_not_filled(self) -> None:
        with pytest.raises(ValueError, match="title"):
            Texts(Numbers({}, {}), SCHEME).runs((Slot("title"),))


def grid(*rows: str, header: int = 1) -> Table:
    """Return a table whose cells are parted by |."""
    cells = tuple(tuple(Cell(text_runs(cell.strip())) for cell in row.split("|")) for row in rows)
    return Table(cells, header, id="t")


class DescribeAmounts:
    @pytest.mark.parametrize(
        "figure", ["£1,234", "1,234.00", "(1,234)", "(£12)", "12%", "-5", "−5", "£2.1m", "£3 million", "+7"]
    )
    def it_knows_a_figure(self, figure: str) -> None:
        assert amount_columns(grid("Item | Cost", f"Paper | {figure}")) == {1}

    @pytest.mark.parametrize("words", ["2 years", "Vodafone", "£1 or £2", "n/a", "June 2019", "1st"])
    def it_knows_words_from_figures(self, words: str) -> None:
        assert amount_columns(grid("Item | Cost", f"Paper | {words}")) == set()

    @pytest.mark.parametrize("nothing", ["–", "-", "", "nil"])
    def it_takes_a_sign_for_nothing_among_figures(self, nothing: str) -> None:
        assert amount_columns(grid("Item | Cost", f"Paper | {nothing}", "Ink | £3")) == {1}

    def it_does_not_take_a_column_of_dashes_for_figures(self) -> None:
        assert amount_columns(grid("Item | Cost", "Paper | –", "Ink | –")) == set()

    def it_sets_the_head_of_such_a_column_like_its_figures(self) -> None:
        (node,) = nodes([grid("Item | 2022/23", "Paper | £5")])
        assert isinstance(node, DataTable)
        assert [[cell.amount for cell in row] for row in node.rows] == [[False, True], [False, True]]

    def it_copes_with_a_table_of_nothing(self) -> None:
        assert amount_columns(Table((), 0)) == set()


class DescribeTables:
    def it_keeps_header_total_and_caption(self) -> None:
        table = Table(((Cell(text_runs("a")),), (Cell(text_runs("b")),)), 1, True, "Costs", "t")
        (node,) = nodes([table])
        assert isinstance(node, DataTable)
        assert (node.header, node.total, node.caption, node.under, node.id) == (1, True, "Costs", True, "t")

    def it_counts_notes_cell_by_cell(self) -> None:
        cells = tuple(Cell((Footnote(f"f{n}", ()),)) for n in range(2))
        (node,) = nodes([Table((cells,), 0)])
        assert isinstance(node, DataTable)
        assert [run.number for cell in node.rows[0] for run in cell.runs if isinstance(run, NoteMark)] == [
            1,
            2,
        ]


class DescribeIdentities:
    def it_gives_each_once_although_a_block_prints_twice(self) -> None:
        texts = Texts(Numbers({}, {}), SCHEME)
        block = para("followed")
        made = [*texts.blocks("a.one", [block]), *texts.blocks("a.two", [block])]
        assert [node.id for node in made if isinstance(node, Para)] == ["p", ""]
