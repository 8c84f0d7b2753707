import pytest

from desktop_app.document.build import build_public
from desktop_app.document.model import with_comments
from desktop_app.domain.comments import Comment
from desktop_app.domain.edition import Edition
from desktop_app.domain.paper import RichText, with_answer
from desktop_app.domain.richtext import Paragraph, text_runs
from tests.export.papers import sample, templates

BLOCKS = tuple(Paragraph(text_runs(f"Paragraph {n}."), id=f"b{n}") for n in (1, 2))
PAPER = with_answer(sample(), "decision.introduction", RichText(BLOCKS), restricted=False)


def said(id_: str, block: str, key: str = "decision.introduction") -> Comment:
    return Comment(id_, block, key, "", "Ann", "2026-03-02T12:00:00+00:00", "Is this right?")


SAID = [
    said("c1", "b2"),
    said("c2", "b1"),
    said("c3", "gone"),
    said("c4", "", ""),
    said("c5", "", "report.x"),
]


class DescribeCommentsOfADocument:
    def it_has_those_on_what_it_prints_in_the_order_of_the_text(self) -> None:
        template = templates()[PAPER.public.template]
        document = build_public(template, "decision", PAPER.public, Edition.REVIEW, draft=False)
        assert [each.id for each in with_comments(document, SAID).comments] == ["c2", "c1", "c4"]

    @pytest.mark.parametrize("edition", [Edition.SIGNING, Edition.PUBLICATION])
    def it_has_none_where_it_goes_to_anybody_else(self, edition: Edition) -> None:
        template = templates()[PAPER.public.template]
        document = build_public(template, "decision", PAPER.public, edition, draft=False)
        assert with_comments(document, SAID).comments == ()
