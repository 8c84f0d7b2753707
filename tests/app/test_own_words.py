"""Words of one's own, of the paper, and of its names; Part 2 keeps its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.app.acts import NotAllowed
from desktop_app.app.moving import plan, step_of
from desktop_app.app.own_words import OwnWords, add_mine, add_to_paper, known_in, paper_words, take_from_paper
from desktop_app.app.session import Session
from desktop_app.domain.fields import PersonField
from desktop_app.domain.paper import Paper, Part, Person
from desktop_app.domain.step import applied
from desktop_app.storage.library import Library
from tests.domain.forms_for_tests import CLOSED, NOTE, TEMPLATE, paper, rich, section

NAMED = replace(
    TEMPLATE,
    forms=(
        replace(NOTE, sections=(*NOTE.sections, section("who", PersonField(key="note.who", label="Who")))),
        TEMPLATE.forms[1],
        replace(
            CLOSED,
            sections=(
                *CLOSED.sections,
                section("who", PersonField(key="closed.who", label="Who"), document="closed"),
            ),
        ),
    ),
)


def opened(folder: Path, held: Paper) -> Session:
    return Session(NAMED, Library(folder).create(held))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An open paper with names in both parts."""
    made = opened(
        tmp_path,
        paper(
            {"note.who": Person("Ngozi Farquharsen", "Skipper")}, {"closed.who": Person("Bram Quillfether")}
        ),
    )
    yield made
    made.close()


class DescribePaperWords:
    def it_takes_a_word_in_as_a_step(self, session: Session) -> None:
        add_to_paper(session, "note.facts", "Marketsite’s")
        assert paper_words(session, Part.ONE) == {"Marketsite"}
        assert "Market" not in session.undo_label
        session.undo()
        assert paper_words(session, Part.ONE) == frozenset()

    def it_takes_a_word_out_as_a_step(self, session: Session) -> None:
        add_to_paper(session, "note.facts", "Marketsite")
        add_to_paper(session, "note.facts", "Wherry")
        take_from_paper(session, Part.ONE, "Marketsite")
        assert paper_words(session, Part.ONE) == {"Wherry"}
        assert "Market" not in session.undo_label
        take_from_paper(session, Part.ONE, "Wherry")
        assert paper_words(session, Part.ONE) == frozenset()
        session.undo()
        assert paper_words(session, Part.ONE) == {"Wherry"}

    def it_takes_a_word_in_once(self, session: Session) -> None:
        for _ in range(2):
            add_to_paper(session, "note.facts", "Marketsite")
        session.undo()
        assert session.undo_label == ""

    def it_keeps_words_of_part_two_with_part_two(self, session: Session) -> None:
        add_to_paper(session, "closed.facts", "Nightjar")
        assert paper_words(session, Part.TWO) == {"Nightjar"}
        assert "Nightjar" not in str(session.paper.public.answers)
        assert "Nightjar" not in known_in(session, "note.facts", OwnWords())
        assert "Nightjar" in known_in(session, "closed.facts", OwnWords())

    def it_has_words_of_part_one_in_part_two_as_well(self, session: Session) -> None:
        add_to_paper(session, "note.facts", "Marketsite")
        assert "Marketsite" in known_in(session, "closed.facts", OwnWords())

    def it_has_them_after_closing_and_opening(self, session: Session, tmp_path: Path) -> None:
        add_to_paper(session, "note.facts", "Marketsite")
        add_to_paper(session, "closed.facts", "Nightjar")
        session.close()
        again = Session(NAMED, Library(tmp_path).open(session.paper.id))
        assert paper_words(again, Part.ONE) | paper_words(again, Part.TWO) == {"Marketsite", "Nightjar"}
        again.close()

    def it_changes_no_finding_and_no_text(self, session: Session) -> None:
        session.change("note.facts", rich("a"), label="Typing")
        before = session.findings(), session.text_digest("note.tick")
        add_to_paper(session, "note.facts", "Marketsite")
        assert (session.findings(), session.text_digest("note.tick")) == before


class DescribeMyWords:
    def it_keeps_them(self, session: Session) -> None:
        kept: list[list[str]] = []
        own = OwnWords(frozenset({"wherry"}), kept.append)
        add_mine(session, "note.facts", "Marketsite", own)
        assert kept == [["Marketsite", "wherry"]]
        assert "Marketsite" in known_in(session, "note.facts", own)

    def it_takes_none_from_part_two(self, session: Session) -> None:
        own = OwnWords()
        with pytest.raises(NotAllowed, match="stay with the paper"):
            add_mine(session, "closed.facts", "Nightjar", own)
        assert own.words == frozenset()


class DescribeNames:
    def it_knows_the_persons_of_the_paper(self, session: Session) -> None:
        assert known_in(session, "note.facts", OwnWords()) >= {"Ngozi", "Farquharsen"}

    def it_knows_persons_of_part_two_in_part_two_alone(self, session: Session) -> None:
        assert "Quillfether" not in known_in(session, "note.facts", OwnWords())
        assert "Quillfether" in known_in(session, "closed.facts", OwnWords())

    def it_knows_the_words_of_the_form(self, session: Session) -> None:
        assert {"Harbour", "Deferred"} <= known_in(session, "note.facts", OwnWords())


class DescribeAMoveToANewerForm:
    def it_takes_the_words_along(self, session: Session) -> None:
        add_to_paper(session, "note.facts", "Marketsite")
        newer = replace(NAMED, key="harbour/note-2")
        session.paper = applied(
            session.paper, step_of(plan(NAMED, newer, session.paper), session.paper).changes
        )
        assert paper_words(session, Part.ONE) == {"Marketsite"}
        assert session.paper.public.leftovers == ()
