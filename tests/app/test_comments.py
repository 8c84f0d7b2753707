"""Comments: from Word and back, answered, settled, opened again, each a step that undo takes back."""

import pytest

from desktop_app.app.acts import NotAllowed
from desktop_app.app.comments import (
    add_comment,
    answer,
    comments_of,
    is_loose,
    open_again,
    remove,
    settle,
    take_comments,
)
from desktop_app.app.review import Review, review_of
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText
from tests.app.under_review import BLOCKS, KEY, copy_of
from tests.intake.docx.commented import Said, commented


def back(session: Session, *said: Said, name: str = "ann.docx") -> Review:
    """Return a copy with comments on its third paragraph."""
    return review_of(session, name, commented(copy_of(session), "Nobody objects.", *said))


ASKED = Said("Ann", "Is that so?")
REPLY = Said("Bob", "I asked them all.", answers=0)


class DescribeCommentsFromWord:
    def it_stands_at_its_paragraph_with_its_answers(self, session: Session) -> None:
        assert take_comments(session, back(session, ASKED, REPLY)) == 1
        [found] = comments_of(session)
        assert (found.block, found.key, found.quote) == ("b3", KEY, "Nobody objects.")
        assert (found.who, found.text, found.at[:10]) == ("Ann", "Is that so?", "2026-03-02")
        assert [(given.who, given.text) for given in found.answers] == [("Bob", "I asked them all.")]
        assert not found.settled
        assert not is_loose(session, found)

    def it_comes_in_as_one_step(self, session: Session) -> None:
        before = session.paper
        take_comments(session, back(session, ASKED, Said("Ann", "And this?")))
        assert session.undo_label == "Take over 2 comments from ann.docx"
        session.undo()
        assert session.paper == before

    def it_knows_that_one_is_settled_in_word(self, session: Session) -> None:
        take_comments(session, back(session, Said("Ann", "Is that so?", done=True)))
        [found] = comments_of(session)
        assert (found.settled, found.settled_by) == (True, "in Word")

    def it_comes_once_from_however_many_copies(self, session: Session) -> None:
        take_comments(session, back(session, ASKED))
        assert take_comments(session, back(session, ASKED)) == 0
        assert take_comments(session, back(session, ASKED, REPLY, name="bob.docx")) == 1
        [found] = comments_of(session)
        assert [given.text for given in found.answers] == ["I asked them all."]

    @pytest.mark.parametrize("names", [("Ann", "Author"), ("Author", "Ann")])
    def it_comes_once_where_word_took_the_name_out_of_one_copy(
        self, session: Session, names: tuple[str, str]
    ) -> None:
        for number, name in enumerate(names):
            said = Said(name, "Is that so?"), Said(name, "I mean it.", answers=0)
            take_comments(session, back(session, *said, name=f"{number}.docx"))
        (taken,) = comments_of(session)
        assert (taken.who, [answer.text for answer in taken.answers]) == ("Ann", ["I mean it."])

    def it_keeps_two_of_the_same_words_apart(self, session: Session) -> None:
        take_comments(session, back(session, ASKED, ASKED))
        assert len(comments_of(session)) == 2

    def it_goes_on_with_one_that_went_out_from_here(self, session: Session) -> None:
        id_ = add_comment(session, KEY, "b3", "Is that so?", "Ann")
        session.save()
        take_comments(session, back(session, Said("Ann", "Is that so?", done=True), REPLY))
        [found] = comments_of(session)
        assert found.id == id_
        assert found.settled
        assert [given.who for given in found.answers] == ["Bob"]

    def it_does_not_open_again_what_was_settled_here_meanwhile(self, session: Session) -> None:
        id_ = add_comment(session, KEY, "b3", "Is that so?", "Ann")
        session.save()
        copy = back(session, ASKED)
        settle(session, id_, "Jo")
        take_comments(session, copy)
        assert [found.settled for found in comments_of(session)] == [True]


class DescribeCommentsHere:
    def it_is_answered_settled_and_opened_again(self, session: Session) -> None:
        id_ = add_comment(session, KEY, "b1", "Check the price.", "Jo")
        answer(session, id_, "It is right.", "Kit")
        settle(session, id_, "Jo")
        [found] = comments_of(session)
        assert [given.text for given in found.answers] == ["It is right."]
        assert (found.settled, found.settled_by) == (True, "Jo")
        open_again(session, id_)
        assert not comments_of(session)[0].settled
        session.undo()
        session.undo()
        assert not comments_of(session)[0].settled
        assert session.undo_label == "Answer to a comment"

    def it_can_be_removed_and_brought_back(self, session: Session) -> None:
        id_ = add_comment(session, KEY, "b1", "Check the price.", "Jo")
        remove(session, id_)
        assert comments_of(session) == []
        session.undo()
        assert [found.id for found in comments_of(session)] == [id_]

    def it_says_nothing_without_words(self, session: Session) -> None:
        with pytest.raises(NotAllowed, match="Write first"):
            add_comment(session, KEY, "b1", "  ", "Jo")

    def it_stays_when_its_text_goes(self, session: Session) -> None:
        add_comment(session, KEY, "b1", "Check the price.", "Jo")
        session.change(KEY, RichText(BLOCKS[1:]), label="Deleting")
        [found] = comments_of(session)
        assert is_loose(session, found)

    def it_belongs_to_part_2_where_its_text_does(self, session: Session) -> None:
        key = next(iter(session.paper.restricted.answers))
        id_ = add_comment(session, key, "", "A restricted remark.", "Jo")
        assert session.paper.public.comments == {}
        settle(session, id_, "Jo")
        assert session.paper.restricted.comments[id_].settled
