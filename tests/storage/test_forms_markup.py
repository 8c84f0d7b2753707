"""The small markup of form files."""

import pytest

from desktop_app.domain.richtext import (
    Footnote,
    Inlines,
    LineBreak,
    ListItem,
    Paragraph,
    Slot,
    SubHeading,
    Text,
    block_text,
)
from desktop_app.storage.markup import Markup, MarkupError


def full(key: str) -> str:
    return f"doc.{key}"


MARKUP = Markup("form place", full, {"note": "See *there*."})


class DescribeInline:
    @pytest.mark.parametrize(
        ("text", "runs"),
        [
            ("", ()),
            ("plain – 5 - 3", (Text("plain – 5 - 3"),)),
            ("a **b** c", (Text("a "), Text("b", bold=True), Text(" c"))),
            ("*a*", (Text("a", italic=True),)),
            ("**a *b***", (Text("a ", bold=True), Text("b", bold=True, italic=True))),
            ("{years} years", (Slot("doc.years"), Text(" years"))),
            ("[here](https://a.example/b)", (Text("here", link="https://a.example/b"),)),
            (r"5 \* 3 \{x\}", (Text("5 * 3 {x}"),)),
            ("OFFICIAL-SENSITIVE [LEGAL]", (Text("OFFICIAL-SENSITIVE [LEGAL]"),)),
            ("a\nb", (Text("a"), LineBreak(), Text("b"))),
        ],
    )
    def it_reads(self, text: str, runs: Inlines) -> None:
        assert MARKUP.inlines(text) == runs

    def it_binds_a_footnote_to_its_mark(self) -> None:
        text, note = MARKUP.inlines("Plan[^note]")
        assert text == Text("Plan")
        assert isinstance(note, Footnote)
        assert note.note == (Text("See "), Text("there", italic=True), Text("."))

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("a **b", r'"\*\*" is opened but not closed in "a \*\*b"'),
            ("a *b", r'"\*" is opened but not closed in "a \*b"'),
            ("{Years}", r'"{" stands alone in "{Years}"'),
            ("a } b", r'"}" stands alone'),
            ("[^Note!]", r'"\[\^" stands alone'),
            ("[a](b c)", r'"\]\(" stands alone'),
            ("x[^other]", r'no footnote "other" \(there are: note\)'),
        ],
    )
    def it_refuses(self, text: str, sentence: str) -> None:
        with pytest.raises(MarkupError, match=sentence):
            MARKUP.inlines(text)

    def it_allows_no_slot_in_a_footnote(self) -> None:
        with pytest.raises(MarkupError, match="a footnote can have no slot"):
            Markup("p", full, {"note": "{years}"}).inlines("x[^note]")


class DescribeBlocks:
    def it_parts_paragraphs_by_empty_lines_and_joins_their_lines(self) -> None:
        blocks = MARKUP.blocks("\nOne\ngoes on.\n\nTwo.\n")
        assert [block_text(block) for block in blocks] == ["One goes on.", "Two."]
        assert all(isinstance(block, Paragraph) and not block.numbered for block in blocks)

    def it_keeps_a_line_break_after_a_backslash(self) -> None:
        (block,) = MARKUP.blocks("One:\\\n{years}")
        assert isinstance(block, Paragraph)
        assert block.runs == (Text("One:"), LineBreak(), Slot("doc.years"))

    def it_nests_bullets_by_two_spaces(self) -> None:
        blocks = MARKUP.blocks("- one\n  goes on\n  - two\n- three\n\nEnd.")
        assert [type(block) for block in blocks] == [ListItem, ListItem, ListItem, Paragraph]
        assert [block.level for block in blocks if isinstance(block, ListItem)] == [0, 1, 0]
        assert block_text(blocks[0]) == "one goes on"

    def it_refuses_a_bullet_half_way_between_levels(self) -> None:
        with pytest.raises(MarkupError, match="two spaces for each level"):
            MARKUP.blocks("- one\n   - two")

    def it_knows_sub_headings(self) -> None:
        heading, text = MARKUP.blocks("# Head **x**\nText.")
        assert isinstance(heading, SubHeading)
        assert heading.runs == (Text("Head "), Text("x", bold=True))
        assert block_text(text) == "Text."

    def it_gives_the_same_ids_each_time_and_others_elsewhere(self) -> None:
        text = "One.\n\nTwo[^note]."
        assert MARKUP.blocks(text) == MARKUP.blocks(text)
        elsewhere = Markup("another place", full, MARKUP.notes).blocks(text)
        ids = {block.id for block in (*MARKUP.blocks(text), *elsewhere)}
        assert len(ids) == 4
