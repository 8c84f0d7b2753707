from datetime import date
from itertools import pairwise
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.compare import (
    BlockChange,
    Kind,
    Piece,
    block_words,
    compare_blocks,
    compare_papers,
    compare_values,
    compare_words,
    without,
    words_in,
)
from desktop_app.domain.paper import RichText, with_answer
from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Cell,
    Footnote,
    ListItem,
    Paragraph,
    Table,
    Text,
    copied,
    text_runs,
)
from tests.domain.forms_for_tests import TEMPLATE, paper, rich
from tests.strategies import lines, rich_blocks

texts = st.one_of(
    lines, st.lists(st.sampled_from(["the", "a ", " cost", "£240,000", "is", ".", "\n", "  "])).map("".join)
)


def para(text: str, id_: str = "") -> Paragraph:
    return Paragraph(text_runs(text), id=id_) if id_ else Paragraph(text_runs(text))


def table(*rows: str, id_: str = "t") -> Table:
    return Table(tuple(tuple(Cell(text_runs(cell)) for cell in row.split("|")) for row in rows), id=id_)


def marked(pieces: tuple[Piece, ...]) -> str:
    """Return pieces in the tests' own little language: [-out-] and {+in+}."""
    signs = {Kind.SAME: "{}", Kind.DELETED: "[-{}-]", Kind.INSERTED: "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


def words(old: str, new: str) -> str:
    return marked(compare_words(old, new))


class DescribeComparingWords:
    @given(texts, texts)
    def it_gives_the_old_text_without_the_insertions(self, old: str, new: str) -> None:
        assert without(compare_words(old, new), Kind.INSERTED) == old

    @given(texts, texts)
    def it_gives_the_new_text_without_the_deletions(self, old: str, new: str) -> None:
        assert without(compare_words(old, new), Kind.DELETED) == new

    @given(texts, texts)
    def it_has_no_empty_piece_and_no_two_of_a_kind_together(self, old: str, new: str) -> None:
        pieces = compare_words(old, new)
        assert all(piece.text for piece in pieces)
        assert all(one.kind is not other.kind for one, other in pairwise(pieces))

    @given(texts)
    def it_finds_nothing_between_equal_texts(self, text: str) -> None:
        assert all(piece.kind is Kind.SAME for piece in compare_words(text, text))

    def it_takes_whole_words(self) -> None:
        assert words("The boats were bought.", "The boat was bought.") == (
            "The [-boats were-]{+boat was+} bought."
        )

    def it_takes_an_amount_as_one_word(self) -> None:
        assert words("at £240,000 a year", "at £250,000 a year") == "at [-£240,000-]{+£250,000+} a year"

    def it_leaves_a_full_stop_alone(self) -> None:
        assert words("four engines.", "four new engines.") == "four {+new +}engines."

    def it_sees_white_space_alone(self) -> None:
        assert words("two words", "two  words") == "two{+ +} words"

    def it_does_not_hold_on_to_a_crumb_between_two_rewritten_stretches(self) -> None:
        assert words("hire two boats of the river police", "buy some vans of a new fleet") == (
            "[-hire two boats of the river police-]{+buy some vans of a new fleet+}"
        )

    def it_counts_what_came_and_went(self) -> None:
        pieces = compare_words("one two three", "one three four five")
        assert (words_in(pieces, Kind.DELETED), words_in(pieces, Kind.INSERTED)) == (1, 2)


def dropped(changes: tuple[BlockChange, ...], kind: Kind) -> list[str]:
    """Return the words of each change without the pieces of one kind, changes with nothing left out."""
    found: list[str] = []
    for change in changes:
        if change.new if kind is Kind.DELETED else change.old:
            cells = [without(cell, kind) for row in change.rows if row.kind is not kind for cell in row.cells]
            found.append("\t".join(cells) if change.rows else without(change.pieces, kind))
    return found


def in_groups(changes: tuple[BlockChange, ...], *, new: bool) -> list[str]:
    sides = [change.new if new else change.old for change in changes]
    return ["\n".join(block_words(block) for block in side) for side in sides if side]


def narrow(blocks: Blocks) -> Blocks:
    """Return blocks without tables of several columns, whose columns may come and go."""
    return tuple(block for block in blocks if not isinstance(block, Table) or len(block.rows[0]) == 1)


class DescribeComparingBlocks:
    @given(rich_blocks, rich_blocks)
    def it_has_every_block_of_either_once(self, one: Blocks, other: Blocks) -> None:
        changes = compare_blocks(one, (*one[::2], *other))
        assert sorted(b.id for c in changes for b in c.old) == sorted(b.id for b in one)
        assert sorted(b.id for c in changes for b in c.new) == sorted(b.id for b in (*one[::2], *other))

    @given(rich_blocks, rich_blocks)
    def it_gives_either_text_back(self, one: Blocks, other: Blocks) -> None:
        old, new = narrow(one), narrow((*one[1:], *other))
        changes = compare_blocks(old, new)
        assert dropped(changes, Kind.INSERTED) == in_groups(changes, new=False)
        assert dropped(changes, Kind.DELETED) == in_groups(changes, new=True)

    @given(rich_blocks)
    def it_finds_nothing_between_a_text_and_its_copy(self, blocks: Blocks) -> None:
        assert not any(change.changed for change in compare_blocks(blocks, copied(blocks)))

    def it_keeps_the_new_order(self) -> None:
        old = (para("one", "a"), para("two", "b"), para("three", "c"))
        changes = compare_blocks(old, (old[2], old[0], old[1]))
        assert [change.new[0].id for change in changes] == ["c", "a", "b"]
        assert [change.moved for change in changes] == [True, False, False]

    def it_shows_what_went_where_it_stood(self) -> None:
        old = (para("one", "a"), para("two", "b"), para("three", "c"))
        changes = compare_blocks(old, (old[0], old[2]))
        assert [change.kind for change in changes] == [Kind.SAME, Kind.DELETED, Kind.SAME]

    def it_goes_by_id_however_much_was_rewritten(self) -> None:
        (change,) = compare_blocks((para("Old words stood here.", "a"),), (para("Nothing of it.", "a"),))
        assert change.kind is None

    def it_knows_a_rewritten_paragraph_without_its_id(self) -> None:
        old = (para("The boats are at the end of their life."), para("Parts are no longer made."))
        new = (para("Parts are made no longer."), para("The four boats are at the end of their life."))
        changes = compare_blocks(old, new)
        assert [marked(change.pieces) for change in changes if change.moved or change.changed][-1].startswith(
            "The {+four +}boats"
        )
        assert all(change.old and change.new for change in changes)

    def it_knows_a_split(self) -> None:
        old = (para("The boats are old. Parts are no longer made.", "a"), para("Next.", "n"))
        new = (para("The boats are old.", "a"), para("Parts are no longer made.", "b"), old[1])
        split, rest = compare_blocks(old, new)
        assert marked(split.pieces) == "The boats are old.[- -]{+\n+}Parts are no longer made."
        assert rest.kind is Kind.SAME

    def it_knows_a_split_that_left_the_id_behind(self) -> None:
        old = (para("The boats are old. Parts are no longer made.", "a"),)
        (split,) = compare_blocks(
            old, (para("The boats are old.", "b"), para("Parts are no longer made.", "a"))
        )
        assert [block.id for block in split.new] == ["b", "a"]

    def it_knows_a_split_though_no_id_was_kept(self) -> None:
        old = (para("The boats are old and worn. Parts are no longer made by anybody."),)
        new = (para("The boats are old and worn."), para("Parts are no longer made by anybody."))
        (split,) = compare_blocks(old, new)
        assert len(split.new) == 2

    def it_knows_a_paragraph_cut_short(self) -> None:
        rest = " It is met from the budget of the harbour and no call on capital is made in any year."
        old = para("This paper seeks approval for three boats." + rest)
        (change,) = compare_blocks((old,), (para("This paper seeks approval for four boats."),))
        assert change.old
        assert change.new

    def it_knows_a_join(self) -> None:
        old = (para("The boats are old.", "a"), para("Parts are no longer made.", "b"))
        (join,) = compare_blocks(old, (para("The boats are old. Parts are no longer made.", "a"),))
        assert marked(join.pieces) == "The boats are old.[-\n-]{+ +}Parts are no longer made."

    def it_tells_a_change_of_looks_from_one_of_words(self) -> None:
        bold = Paragraph((Text("one", bold=True),), id="a")
        (change,) = compare_blocks((para("one", "a"),), (bold,))
        assert change.look
        assert marked(change.pieces) == "one"

    def it_tells_a_paragraph_made_a_bullet(self) -> None:
        (change,) = compare_blocks((para("one", "a"),), (ListItem(text_runs("one"), id="a"),))
        assert change.look

    def it_compares_the_words_of_footnotes(self) -> None:
        def noted(note: str) -> Paragraph:
            return Paragraph((Text("Cost"), Footnote("f", (Text(note),))), id="a")

        (change,) = compare_blocks((noted("At 2019 prices."),), (noted("At 2020 prices."),))
        assert marked(change.pieces) == "Cost [note: At [-2019-]{+2020+} prices.]"


def cells(old: Block, new: Block) -> list[tuple[str, ...]]:
    (change,) = compare_blocks((old,), (new,))
    return [tuple(marked(cell) for cell in row.cells) for row in change.rows]


class DescribeComparingTables:
    def it_goes_cell_by_cell(self) -> None:
        assert cells(table("Year|Cost", "2020|£5"), table("Year|Cost", "2020|£6")) == [
            ("Year", "Cost"),
            ("2020", "[-£5-]{+£6+}"),
        ]

    def it_knows_a_row_that_came(self) -> None:
        old, new = table("Year|Cost", "2020|£5"), table("Year|Cost", "2019|£4", "2020|£5")
        (change,) = compare_blocks((old,), (new,))
        assert [row.kind for row in change.rows] == [Kind.SAME, Kind.INSERTED, Kind.SAME]

    def it_knows_a_row_that_went(self) -> None:
        (change,) = compare_blocks((table("Year", "2019", "2020"),), (table("Year", "2020"),))
        assert [row.kind for row in change.rows] == [Kind.SAME, Kind.DELETED, Kind.SAME]

    def it_knows_a_column_that_came(self) -> None:
        assert cells(table("Year|Cost", "2020|£5"), table("Year|Note|Cost", "2020|new|£5")) == [
            ("Year", "{+Note+}", "Cost"),
            ("2020", "{+new+}", "£5"),
        ]

    def it_knows_a_column_that_went(self) -> None:
        assert cells(table("Year|Note|Cost", "2020|new|£5"), table("Year|Cost", "2020|£5")) == [
            ("Year", "[-Note-]", "Cost"),
            ("2020", "[-new-]", "£5"),
        ]

    def it_never_takes_a_table_for_a_paragraph(self) -> None:
        changes = compare_blocks((para("2020", "a"),), (table("2020", id_="a"),))
        assert [change.kind for change in changes] == [Kind.INSERTED, Kind.DELETED]


class DescribeComparingPapers:
    def it_names_the_fields_that_changed_in_form_order(self) -> None:
        old = paper({"note.title": "Dredging", "note.facts": rich("a"), "note.money": rich("b")})
        new = with_answer(old, "note.money", rich("c"), restricted=False)
        new = with_answer(new, "note.title", "Deep dredging", restricted=False)
        changes = compare_papers(TEMPLATE, old, new)
        assert [change.key for change in changes] == ["note.title", "note.money"]
        assert marked(changes[0].pieces) == "[-Dredging-]{+Deep dredging+}"

    def it_has_both_parts(self) -> None:
        old = paper({"note.title": "Dredging"})
        new = with_answer(old, "closed.facts", rich("secret"), restricted=True)
        assert [change.key for change in compare_papers(TEMPLATE, old, new)] == ["closed.facts"]

    def it_tells_text_that_another_document_repeats_once(self) -> None:
        old = paper({"note.facts": rich("a")})
        new = with_answer(old, "note.facts", rich("b"), restricted=False)
        assert [change.key for change in compare_papers(TEMPLATE, old, new)] == ["note.facts"]

    def it_tells_a_field_that_goes_its_own_way_with_the_same_words(self) -> None:
        old = paper({"note.facts": rich("a")})
        own = with_answer(old, "report.all", RichText(copied(rich("a").blocks)), restricted=False)
        (change,) = compare_papers(TEMPLATE, old, own.with_public(own_way=frozenset({"report.all"})))
        assert change.own_way is True
        assert change.words(Kind.INSERTED) == 0

    def it_compares_answers_as_they_print(self) -> None:
        item = TEMPLATE.field("note.until")
        change = compare_values(item, date(2026, 3, 1), date(2027, 3, 1))
        assert marked(change.pieces) == "1 March [-2026-]{+2027+}"


class DescribeItsSpeed:
    def it_compares_eighty_pages_quickly_however_much_changed(self) -> None:
        def page(number: int, shift: int) -> str:
            return " ".join(f"w{(number * 37 + n * (shift or 1)) % 997}" for n in range(60))

        old = tuple(para(page(n, 0), f"a{n}") for n in range(700))
        rewritten = tuple(para(page(n, 3 if n % 2 else 0), f"b{n}") for n in range(700))
        start = process_time()
        compare_blocks(old, rewritten)
        assert process_time() - start < 5
        long = page(1, 7) + " "
        start = process_time()
        compare_words(long * 300, ("x " + long) * 300)
        assert process_time() - start < 5
