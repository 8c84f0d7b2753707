"""A passage goes to Part 2 and comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.app.acts import NotAllowed
from desktop_app.app.desk import Desk
from desktop_app.app.parting import to_part1, to_part2
from desktop_app.app.session import Session
from desktop_app.domain.comments import Comment, Decision
from desktop_app.domain.paper import Part, RichText
from desktop_app.domain.richtext import Paragraph, Text, block_text
from desktop_app.domain.step import Step, comment_change, decision_change
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library
from tests.conftest import ROOT

KEY = "decision.issues"
SENTENCE = "Information on this point is in Part 2 of this paper, which is exempt from disclosure."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    desk = Desk(load_catalogue(ROOT / "forms"), Library(tmp_path))
    made = desk.open(desk.new_paper("mopac/decision-2021", {"decision.title": "Refit"}))
    blocks = tuple(
        Paragraph((Text(words),), id=id_) for id_, words in (("a", "A."), ("b", "B."), ("c", "C."))
    )
    made.change(KEY, RichText(blocks), label="Typing")
    yield made
    made.close()
    desk.library.close()


def texts(session: Session, key: str) -> list[str]:
    return [block_text(block) for block in session.reading.blocks(key)]


class DescribeMovingToPart2:
    def it_leaves_the_sentence_of_the_form_in_its_place(self, session: Session) -> None:
        target = to_part2(session, KEY, {"a", "b"})
        assert session.template.is_restricted(target)
        assert texts(session, KEY) == [SENTENCE, "C."]
        assert texts(session, target) == ["A.", "B."]
        assert "A." not in str(session.paper.public.answers)

    def it_keeps_the_identity_of_each_paragraph(self, session: Session) -> None:
        target = to_part2(session, KEY, {"b"})
        assert [block.id for block in session.reading.blocks(target)] == ["b"]

    def it_is_one_step_of_undo(self, session: Session) -> None:
        target = to_part2(session, KEY, {"b"})
        session.undo()
        assert texts(session, KEY) == ["A.", "B.", "C."]
        assert texts(session, target) == []

    def it_can_be_taken_back_later(self, session: Session) -> None:
        target = to_part2(session, KEY, {"a", "b"})
        session.change("decision.title", "Refit of a launch", label="Typing in Title")
        assert to_part1(session, target, {"a", "b"}) == KEY
        assert texts(session, KEY) == ["A.", "B.", "C."]
        assert texts(session, target) == []

    def it_is_not_taken_back_where_its_place_is_not_known(self, session: Session) -> None:
        target = to_part2(session, KEY, {"b"})
        session.change(KEY, None, label="Clear")
        with pytest.raises(NotAllowed, match="not known where"):
            to_part1(session, target, {"b"})
        assert texts(session, target) == ["B."]

    def it_takes_along_what_was_said_about_the_passage(self, session: Session) -> None:
        about = [Comment(id_, id_, KEY, "B.", "A. Bee", "", f"On {id_}") for id_ in ("a", "b")]
        session.take(Step("Comments", tuple(comment_change(Part.ONE, None, each) for each in about)))
        target = to_part2(session, KEY, {"b"})
        assert set(session.paper.public.comments) == {"a"}
        assert session.paper.restricted.comments["b"].key == target
        to_part1(session, target, {"b"})
        assert dict(session.paper.public.comments) == {each.id: each for each in about}
        assert session.paper.restricted.comments == {}
        session.undo()
        session.undo()
        assert set(session.paper.public.comments) == {"a", "b"}

    def it_takes_along_decisions_whose_words_part_1_says_no_longer(self, session: Session) -> None:
        made = [
            Decision(id_, False, "A. Bee", "", "", "C. Dee", "", "replace", KEY, "A.", new)
            for id_, new in (("stays", "C."), ("goes", "A secret."))
        ]
        session.take(Step("Review", tuple(decision_change(Part.ONE, None, each) for each in made)))
        to_part2(session, KEY, {"b"})
        assert set(session.paper.public.decisions) == {"stays"}
        assert set(session.paper.restricted.decisions) == {"goes"}
        session.undo()
        assert set(session.paper.public.decisions) == {"stays", "goes"}

    def it_needs_a_paragraph_of_the_field(self, session: Session) -> None:
        with pytest.raises(NotAllowed, match="caret"):
            to_part2(session, KEY, {"x"})
