"""Comments out with a review copy and back: none twice, none of this program's, all that was said kept."""

import re
from collections.abc import Callable, Iterator

import pytest

from desktop_app.app.comments import add_comment, answer, comments_of, settle, take_comments
from desktop_app.app.exporting import public_document
from desktop_app.app.outgoing import GONE, Beside
from desktop_app.app.review import Review, review_of
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Paragraph, text_runs
from desktop_app.storage.library import Library

from .under_review import BLOCKS, DAY, KEY, copy_of, edited, opened

ALL = Beside(kept=True, found=True)
COMMENTS = "word/comments.xml"


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    made = opened(library, *BLOCKS, Paragraph(text_runs("It costs TBC."), id="b4"))
    id_ = add_comment(made, KEY, "b3", "Is that so?", "Ann", quote="Nobody")
    answer(made, id_, "I asked.", "Bob")
    add_comment(made, KEY, "", "Too long.", "Ann")
    settle(made, add_comment(made, KEY, "b1", "Net of tax?", "Cy"), "Ann")
    made.save()
    yield made
    made.close()


def back(session: Session, change: Callable[[str], str] = str, part: str = COMMENTS) -> Review:
    return review_of(session, "back.docx", edited(copy_of(session, ALL), change, part))


def renamed(data: bytes) -> bytes:
    """Return a file as programs leave it that give paragraphs of comments identities of their own."""

    def change(xml: str) -> str:
        return re.sub(r'(paraId(?:Parent)?)="\w(\w+)"', lambda found: f'{found[1]}="1{found[2][::-1]}"', xml)

    return edited(edited(data, change, COMMENTS), change, "word/commentsExtended.xml")


class DescribeAnUnchangedCopy:
    def it_brings_nothing_new(self, session: Session) -> None:
        before = session.paper
        read = back(session)
        assert len(read.comments) > 5
        assert take_comments(session, read) == 0
        assert session.paper == before
        assert (read.proposals, read.unplaced, read.claims) == ((), (), ())

    def it_is_known_by_its_words_where_identities_were_lost(self, session: Session) -> None:
        read = review_of(session, "back.docx", renamed(copy_of(session, Beside(kept=True))))
        take_comments(session, read)
        assert sorted(each.text for each in comments_of(session)) == [
            "Is that so?",
            "Net of tax?",
            "Too long.",
        ]

    def it_stands_by_itself_where_nothing_tells_what_answers_what(self, session: Session) -> None:
        bare = edited(copy_of(session, ALL), lambda xml: re.sub(r' w14:paraId="\w+"', "", xml), COMMENTS)
        read = review_of(session, "back.docx", bare)
        assert {comment.parent for comment, _ in read.comments} == {""}


class DescribeACommentOnTextThatIsGone:
    @pytest.mark.parametrize("lost", [False, True], ids=["as Word keeps it", "without identities"])
    def it_goes_out_at_its_section_says_so_and_comes_back_as_it_was(
        self, session: Session, lost: bool
    ) -> None:
        session.change(KEY, RichText(BLOCKS[:2]), label="Typing")
        before = comments_of(session)
        data = copy_of(session, Beside(kept=True))
        read = review_of(session, "back.docx", renamed(data) if lost else data)
        (asked,) = [each for each, _ in read.comments if each.text == "Is that so?"]
        (told,) = [each for each, _ in read.comments if each.text.startswith(GONE)]
        assert (told.parent, told.text) == (asked.id, f"{GONE} “Nobody”")
        assert asked.quote == "Introduction and background"
        assert take_comments(session, read) == 0
        assert comments_of(session) == before

    def it_goes_out_with_no_other_document(self, session: Session) -> None:
        session.change(KEY, RichText(BLOCKS[:2]), label="Typing")
        form, paper = session.template.form("report"), session.paper.public
        document = public_document(
            session.template, form, paper, final=False, today=DAY, beside=Beside(kept=True)
        )
        assert "Is that so?" not in [each.text for each in document.comments]


class DescribeWhatWasSaidInWord:
    def it_stays_the_same_comment_when_its_words_were_mended(self, session: Session) -> None:
        read = back(session, lambda xml: xml.replace("Is that so?", "Is that really so?"))
        assert take_comments(session, read) == 0
        assert len(comments_of(session)) == 3

    def it_takes_over_what_was_found_only_where_somebody_answered(self, session: Session) -> None:
        found = re.search(r'paraId="(\w+)"[^§]{0,400}?TBC', edited_comments(session))
        assert found
        more = (
            '<w:comment w:id="900" w:author="Dee" w:initials="D"><w:p w14:paraId="00ABCDEF"><w:r><w:t>'
            "It is £5.</w:t></w:r></w:p></w:comment></w:comments>"
        )
        told = f'<w15:commentEx w15:paraId="00ABCDEF" w15:paraIdParent="{found[1]}" w15:done="0"/>'
        data = edited(copy_of(session, ALL), lambda xml: xml.replace("</w:comments>", more), COMMENTS)
        data = edited(
            data,
            lambda xml: xml.replace("</w15:commentsEx>", f"{told}</w15:commentsEx>"),
            "word/commentsExtended.xml",
        )
        assert take_comments(session, review_of(session, "back.docx", data)) == 1
        (taken,) = [each for each in comments_of(session) if each.who == "Engross"]
        assert (taken.block, [(a.who, a.text) for a in taken.answers]) == ("b4", [("Dee", "It is £5.")])


def edited_comments(session: Session) -> str:
    """Return the comments part of a copy."""
    seen: list[str] = []

    def look(xml: str) -> str:
        seen.append(xml)
        return xml

    edited(copy_of(session, ALL), look, COMMENTS)
    return seen[0]
