from dataclasses import replace

import pytest

from desktop_app.domain.comments import (
    Answer,
    Comment,
    Decision,
    comment_data,
    comment_from,
    in_order,
    merged_comment,
)
from desktop_app.domain.merge import merged
from desktop_app.domain.paper import Part
from desktop_app.domain.paper_json import paper_data, paper_from
from desktop_app.domain.step import Step, applied, comment_change, decision_change
from tests.strategies import paper_with

PAPER = paper_with("Tasers")
NOON = "2026-03-02T12:00:00+00:00"
ASKED = Comment("c1", "b1", "decision.risks", "£48,000", "Ann", NOON, "Is this right?")
REPLY = Answer("a1", "Jo", NOON, "It is.")
REPLIED = replace(ASKED, answers=(REPLY,))
SETTLED = replace(ASKED, settled_at=NOON, settled_by="Jo")
REFUSED = Decision("d1", False, "Jo", NOON, "Not so.", "Ann", NOON, "deleted", "decision.risks", "a", "")


class DescribeComments:
    def it_is_put_there_by_a_step_and_taken_away_by_undo(self) -> None:
        step = Step("Comment", (comment_change(Part.ONE, None, ASKED),))
        after = applied(PAPER, step.changes)
        assert after.public.comments == {"c1": ASKED}
        assert after.restricted.comments == {}
        assert applied(after, step.reversed.changes) == PAPER

    def it_keeps_those_of_part_2_apart(self) -> None:
        after = applied(PAPER, (comment_change(Part.TWO, None, ASKED),))
        assert after.public == PAPER.public
        assert after.comments == {"c1": ASKED}

    def it_goes_through_json(self) -> None:
        paper = applied(
            PAPER, (comment_change(Part.ONE, None, REPLIED), decision_change(Part.TWO, None, REFUSED))
        )
        assert paper_from(paper_data(paper)) == paper

    @pytest.mark.parametrize("spoilt", [{"who": 5}, {"answers": [{"id": "a"}]}, {"more": ""}])
    def it_takes_nothing_for_a_comment_that_is_none(self, spoilt: dict[str, object]) -> None:
        with pytest.raises((ValueError, TypeError)):
            comment_from({**comment_data(ASKED), **spoilt})

    def it_stands_in_the_order_of_the_text(self) -> None:
        loose, second = replace(ASKED, id="c0", block=""), replace(ASKED, id="c2", block="b2")
        assert in_order([loose, second, ASKED], ["b1", "b2"]) == [ASKED, second, loose]


class DescribeTwoWhoGoOn:
    def it_keeps_the_answers_of_both(self) -> None:
        other = replace(ASKED, answers=(Answer("a2", "Kit", NOON, "I think so."),))
        assert merged_comment(ASKED, other, REPLIED).answers == (*other.answers, REPLY)

    @pytest.mark.parametrize(
        ("base", "theirs", "settled"), [(ASKED, SETTLED, True), (SETTLED, SETTLED, False)]
    )
    def it_settles_what_was_settled_there_since(self, base: Comment, theirs: Comment, settled: bool) -> None:
        assert merged_comment(base, ASKED, theirs).settled is settled

    def it_brings_comments_and_decisions_along_with_a_paper(self) -> None:
        base = applied(PAPER, (comment_change(Part.ONE, None, ASKED),))
        changes = (comment_change(Part.ONE, ASKED, REPLIED), decision_change(Part.ONE, None, REFUSED))
        theirs = applied(base, changes)
        assert applied(base, merged(base, base, theirs).changes) == theirs

    def it_takes_one_away_that_was_taken_away_there(self) -> None:
        base = applied(PAPER, (comment_change(Part.ONE, None, ASKED),))
        assert applied(base, merged(base, base, PAPER).changes) == PAPER
