"""Cross-references: those that print nothing are found, once, where they can be mended."""

import pytest

from desktop_app.domain.richtext import (
    Block,
    Cell,
    CrossRef,
    Inlines,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
)

from .papers import found, paper, rich

GONE: Inlines = (Text("see "), CrossRef("nowhere"))
THERE: Inlines = (Text("see "), CrossRef("p0"))


class DescribeGone:
    @pytest.mark.parametrize(
        ("block", "cell", "start"),
        [
            (Paragraph(GONE, id="x"), None, 4),
            (ListItem(GONE, id="x"), None, 4),
            (SubHeading((CrossRef("nowhere"),), id="x"), None, 0),
            (Table(((Cell(), Cell(GONE)),), id="x"), (0, 1), 4),
            (Paragraph((Text("🚓 "), CrossRef("p9")), id="x"), None, 2),
        ],
    )
    def it_finds_references_to_what_is_gone(
        self, block: Block, cell: tuple[int, int] | None, start: int
    ) -> None:
        (finding,) = found(paper({"notice.extra": rich("Words.", block)}), "references.gone")
        assert (finding.block, finding.cell, finding.start, finding.end) == ("x", cell, start, start + 1)
        assert "no longer" in finding.message

    @pytest.mark.parametrize(
        "target", [SubHeading((Text("Costs"),), id="s"), Paragraph((Text("Costs"),), numbered=False, id="s")]
    )
    def it_finds_references_to_what_bears_no_number(self, target: Block) -> None:
        text = rich("Words.", target, Paragraph((CrossRef("s"),), id="x"))
        (finding,) = found(paper({"notice.extra": text}), "references.gone")
        assert "bears no number" in finding.message

    @pytest.mark.parametrize(
        "block",
        [
            Paragraph(THERE, id="x"),
            ListItem(THERE, kind=ListKind.LETTER, id="x"),
            SubHeading(THERE, id="x"),
            Table(((Cell(THERE),),), id="x"),
            Paragraph((Text("see 3.1"),), id="x"),
        ],
    )
    def it_leaves_alone_references_to_numbered_text(self, block: Block) -> None:
        assert found(paper({"notice.extra": rich("Words.", block)}), "references.gone") == []

    def it_leaves_alone_references_from_one_section_to_another(self) -> None:
        away = rich(Paragraph((CrossRef("q"),), id="x"))
        there = rich(Paragraph((Text("Words."),), id="q"))
        assert found(paper({"notice.extra": away, "notice.body": there}), "references.gone") == []


class DescribeFollowedText:
    def it_is_told_once_where_it_is_written(self) -> None:
        text = rich(Paragraph(GONE, id="x"))
        (finding,) = found(paper({"notice.body": text}), "references.gone")
        assert finding.document == "notice"

    def it_is_told_where_it_is_repeated_if_only_there_the_target_is_missing(self) -> None:
        text = rich(Paragraph((CrossRef("far"),), id="x"))
        far = rich(Paragraph((Text("Not in the report."),), id="far"))
        (finding,) = found(paper({"notice.body": text, "notice.extra": far}), "references.gone")
        assert (finding.document, finding.field) == ("report", "report.body")
        assert "go its own way" in finding.message
