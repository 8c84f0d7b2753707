import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.richtext import (
    MAX_LEVEL,
    Cell,
    CrossRef,
    Footnote,
    LineBreak,
    ListItem,
    Paragraph,
    SubHeading,
    Table,
    Text,
    block_text,
    blocks_text,
    canonical,
    canonical_runs,
    copied,
    footnotes_of,
    is_empty,
    plain,
    readable,
    text_runs,
)
from desktop_app.domain.richtext_json import block_data, block_from, blocks_data, blocks_from, inline_from
from desktop_app.domain.text import clean, clean_line, new_id

TEXTS = st.text(max_size=20)


class DescribeCleaning:
    @pytest.mark.parametrize(
        ("given_text", "kept"),
        [
            ("a\x0bb", "a\nb"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("a\u2028b\u2029c\x85d\x0ce", "a\nb\nc\nd\ne"),
            ("a\x00\x01\x1f\x7fb", "ab"),
            ("\ufeffa\ufffcb\ufffec\ufdd0", "abc"),
            ("a\ud800b", "ab"),
            ("a\U0001fffeb", "ab"),
            ("tab\tstays", "tab\tstays"),
            ("no\u00a0break, é, £, ₹, 🦊", "no\u00a0break, é, £, ₹, 🦊"),
            ("  spaces stay  ", "  spaces stay  "),
        ],
    )
    def it_mends_what_no_file_can_hold_and_nothing_else(self, given_text: str, kept: str) -> None:
        assert clean(given_text) == kept

    @given(st.text())
    def it_is_done_after_once(self, text: str) -> None:
        assert clean(clean(text)) == clean(text)

    def it_makes_one_line_of_several(self) -> None:
        assert clean_line("a\n\tb") == "a b"

    def it_gives_identities_that_differ(self) -> None:
        assert len({new_id() for _ in range(1000)}) == 1000


class DescribePlainText:
    def it_gives_every_piece_a_place(self) -> None:
        runs = (Text("a"), LineBreak(), Footnote("f", (Text("note"),)), CrossRef("x"), Text("b"))
        assert plain(runs) == "a\n\ufffc\ufffcb"
        assert readable(runs) == "a\nb"

    def it_parts_cells_by_tabs_and_rows_by_lines(self) -> None:
        table = Table(((Cell(text_runs("a")), Cell(text_runs("b"))), (Cell(text_runs("c")), Cell())))
        assert block_text(table) == "a\tb\nc\t"
        assert blocks_text((table, Paragraph(text_runs("d")))) == "a\tb\nc\t\nd"

    def it_makes_line_breaks_of_line_feeds(self) -> None:
        assert text_runs("a\nb") == (Text("a"), LineBreak(), Text("b"))

    @pytest.mark.parametrize(
        ("blocks", "empty"),
        [((), True), ((Paragraph(text_runs(" \u00a0")),), True), ((SubHeading(text_runs("x")),), False)],
    )
    def it_knows_when_nothing_is_written(self, blocks: tuple[Paragraph, ...], empty: bool) -> None:
        assert is_empty(blocks) is empty


class DescribeCanonicalShape:
    def it_joins_equal_neighbours_and_drops_empty_runs(self) -> None:
        runs = (Text("a"), Text(""), Text("b"), Text("c", bold=True), Text("d", bold=True))
        assert canonical_runs(runs) == (Text("ab"), Text("cd", bold=True))

    def it_makes_tables_rectangular_and_their_header_fit(self) -> None:
        (table,) = canonical((Table(((Cell(),), (Cell(), Cell())), header=5),))
        assert isinstance(table, Table)
        assert [len(row) for row in table.rows] == [2, 2]
        assert table.header == 2

    def it_keeps_levels_in_range(self) -> None:
        deep, shallow = canonical((Paragraph((), 99), ListItem((), level=-3)))
        assert isinstance(deep, Paragraph)
        assert deep.level == MAX_LEVEL
        assert isinstance(shallow, ListItem)
        assert shallow.level == 0

    def it_leaves_only_words_and_breaks_in_a_note(self) -> None:
        (note,) = canonical_runs((Footnote("f", (Text("a\nb"),)),))
        assert note == Footnote("f", (Text("a"), LineBreak(), Text("b")))

    @given(st.lists(st.builds(Text, TEXTS, st.booleans(), st.booleans(), st.booleans())))
    def it_is_reached_in_one_go_and_loses_no_word(self, runs: list[Text]) -> None:
        once = canonical_runs(runs)
        assert canonical_runs(once) == once
        assert plain(once) == clean_joined(runs)


def clean_joined(runs: list[Text]) -> str:
    return "".join(clean(run.text) for run in runs)


class DescribeCopies:
    def it_has_identities_of_its_own(self) -> None:
        note = Footnote("f", (Text("n"),))
        first, second = Paragraph((Text("a"), note)), Paragraph((CrossRef("elsewhere"),))
        one, two = copied((first, second))
        assert {one.id, two.id}.isdisjoint({first.id, second.id})
        assert next(footnotes_of((one,))).id != "f"

    def it_follows_references_within_itself_only(self) -> None:
        target = Paragraph(text_runs("t"))
        inside, outside = Paragraph((CrossRef(target.id),)), Paragraph((CrossRef("far"),))
        new_target, new_inside, new_outside = copied((target, inside, outside))
        assert isinstance(new_inside, Paragraph)
        assert new_inside.runs == (CrossRef(new_target.id),)
        assert isinstance(new_outside, Paragraph)
        assert new_outside.runs == (CrossRef("far"),)


class DescribeRichTextAsJson:
    def it_writes_a_plain_run_as_a_bare_string_and_leaves_defaults_out(self) -> None:
        block = Paragraph((Text("a"), Text("b", bold=True)), id="p")
        assert block_data(block) == {
            "id": "p",
            "type": "paragraph",
            "runs": ["a", {"text": "b", "bold": True}],
        }

    def it_leaves_identities_out_for_a_digest(self) -> None:
        block = Paragraph((Footnote("f", (Text("n"),)),), id="p")
        assert block_data(block, ids=False) == {"type": "paragraph", "runs": [{"note": ["n"]}]}

    @pytest.mark.parametrize(
        "block",
        [
            Paragraph((Text("a", link="https://x"), LineBreak(), CrossRef("t")), 2, False),
            ListItem((Text("a", italic=True, underline=True),), level=1),
            SubHeading((Footnote("f", (Text("n"), LineBreak())),)),
            Table(((Cell((Text("1"),)),),), header=0, total=True, caption="c"),
        ],
    )
    def it_comes_back_as_it_went(self, block: Paragraph) -> None:
        assert block_from(block_data(block)) == block
        assert blocks_from(blocks_data((block,))) == (block,)

    @pytest.mark.parametrize("data", [{}, {"type": "picture", "id": "x"}, {"type": "paragraph"}, 7, None])
    def it_refuses_what_is_no_block(self, data: object) -> None:
        with pytest.raises(ValueError, match="not a block"):
            block_from(data)

    def it_refuses_what_is_no_piece_of_text(self) -> None:
        with pytest.raises(ValueError, match="not a piece"):
            inline_from({"image": "x"})
