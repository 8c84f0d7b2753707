from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.app.acts import (
    NotAllowed,
    NotReady,
    dismiss,
    follow_again,
    go_own_way,
    move_to,
    sign,
    tick,
    withdraw,
)
from desktop_app.app.session import Changed, ReadOnly, Session
from desktop_app.domain.paper import Leftover, Paper, Part, RichText
from desktop_app.domain.record import EventKind, broken_at
from desktop_app.domain.richtext import Paragraph, blocks_text, text_runs
from desktop_app.domain.signoff import Standing
from desktop_app.domain.state import State
from desktop_app.domain.step import Step
from desktop_app.storage.errors import NotSaved
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import Saved
from tests.domain.forms_for_tests import TEMPLATE, paper, rich

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An open paper in a library of its own."""
    library = Library(tmp_path)
    made = Session(TEMPLATE, library.create(paper({"note.title": "Dredging"})), lambda: NOW)
    yield made
    made.close()
    library.close()


def again(session: Session, tmp_path: Path) -> Session:
    """Close the paper and open it as after a restart."""
    session.close()
    return Session(TEMPLATE, Library(tmp_path).open(session.paper.id), lambda: NOW)


class DescribeWriting:
    def it_changes_the_paper_and_says_so(self, session: Session) -> None:
        heard: list[Changed] = []
        session.subscribe(heard.append)
        session.change("note.facts", rich("a"), label="Typing", origin="me")
        assert session.reading.blocks("note.facts") == rich("a").blocks
        assert heard == [Changed(frozenset({"note.facts"}), "me")]

    def it_takes_no_step_where_nothing_differs(self, session: Session) -> None:
        session.change("note.title", "Dredging", label="Typing")
        assert session.undo_label == ""
        assert not session.save_state.dirty

    def it_says_saved_only_after_it_was_read_back(self, session: Session) -> None:
        session.change("note.title", "New", label="Typing")
        assert session.save_state.dirty
        session.save()
        assert not session.save_state.dirty
        assert session.save_state.at is not None

    def it_keeps_part_two_apart(self, session: Session) -> None:
        session.change("closed.facts", rich("secret"), label="Typing")
        assert "closed.facts" not in session.paper.public.answers
        assert session.paper.restricted.answers["closed.facts"] == rich("secret")

    def it_has_all_of_it_after_a_restart(self, session: Session, tmp_path: Path) -> None:
        session.change("note.facts", rich("a", "b"), label="Typing")
        opened = again(session, tmp_path)
        assert opened.reading.blocks("note.facts") == rich("a", "b").blocks
        assert opened.undo_label == "Typing"
        opened.undo()
        assert opened.reading.blocks("note.facts") == ()
        opened.close()


class DescribeUndo:
    def it_survives_a_restart_where_each_change_is_saved_as_it_is_told(
        self, session: Session, tmp_path: Path
    ) -> None:
        session.subscribe(lambda _: session.save())
        session.change("note.facts", rich("a"), label="First")
        session.change("note.facts", rich("b"), label="Second")
        opened = again(session, tmp_path)
        assert opened.undo_label == "Second"
        opened.subscribe(lambda _: opened.save())
        opened.undo()
        once_more = again(opened, tmp_path)
        assert (once_more.undo_label, once_more.redo_label) == ("First", "Second")
        once_more.redo()
        assert once_more.reading.blocks("note.facts") == rich("b").blocks
        once_more.close()

    def it_goes_back_and_forth(self, session: Session) -> None:
        session.change("note.title", "A", label="Typing in Title")
        session.change("note.facts", rich("b"), label="Typing in Facts")
        session.undo()
        assert session.reading.blocks("note.facts") == ()
        assert session.redo_label == "Typing in Facts"
        session.undo()
        assert session.reading.words("note.title") == "Dredging"
        assert session.undo() is None
        session.redo()
        session.redo()
        assert session.redo() is None
        assert session.reading.blocks("note.facts") == rich("b").blocks

    def it_joins_typing_that_goes_on(self, session: Session) -> None:
        for words in ("A", "Ab", "Abc"):
            session.change("note.title", words, label="Typing", join=True)
        session.undo()
        assert session.reading.words("note.title") == "Dredging"

    def it_does_not_join_across_an_undo(self, session: Session) -> None:
        session.change("note.title", "A", label="Typing")
        session.change("note.title", "B", label="Typing", join=True)
        session.undo()
        session.change("note.title", "C", label="Typing", join=True)
        session.undo()
        assert session.reading.words("note.title") == "Dredging"

    def it_forgets_what_was_undone_once_something_else_is_done(self, session: Session) -> None:
        session.change("note.title", "A", label="Typing")
        session.undo()
        session.change("note.facts", rich("x"), label="Typing")
        assert session.redo_label == ""


class DescribeTicks:
    def it_stands_until_the_text_changes_and_again_after_undo(self, session: Session) -> None:
        session.change("note.money", rich("£5"), label="Typing")
        tick(session, "note.tick", "A. Bee", "Treasurer")
        assert session.sign_off("note.tick").standing is Standing.STANDS
        session.change("note.money", rich("£6"), label="Typing")
        assert session.sign_off("note.tick").standing is Standing.STALE
        session.undo()
        assert session.sign_off("note.tick").standing is Standing.STANDS

    def it_is_taken_back_by_undo_and_that_is_on_record(self, session: Session) -> None:
        tick(session, "note.tick", "A. Bee", "Treasurer")
        session.undo()
        assert session.sign_off("note.tick").standing is Standing.OPEN
        kinds = [event.kind for event in session.paper.record]
        assert kinds == [EventKind.TICKED, EventKind.WITHDRAWN]
        assert broken_at(session.paper.record) is None

    def it_never_vouches_for_other_words_when_a_second_tick_is_undone(self, session: Session) -> None:
        session.change("note.money", rich("£5"), label="Typing")
        tick(session, "note.tick", "A. Bee", "Treasurer")
        session.change("note.money", rich("£6"), label="Typing")
        tick(session, "note.tick", "C. Dee", "Treasurer")
        session.undo()
        given = session.sign_off("note.tick")
        assert given.standing is Standing.STALE
        assert given.event is not None
        assert given.event.who == "A. Bee"

    def it_can_be_withdrawn(self, session: Session) -> None:
        tick(session, "note.tick", "A. Bee", "")
        withdraw(session, "note.tick")
        assert session.sign_off("note.tick").standing is Standing.OPEN
        session.undo()
        assert session.sign_off("note.tick").standing is Standing.STANDS

    def it_needs_a_name_and_for_another_answer_a_reason(self, session: Session) -> None:
        with pytest.raises(NotAllowed, match="name"):
            tick(session, "note.tick", "  ", "")
        with pytest.raises(NotAllowed, match="reason"):
            tick(session, "note.tick", "A", "", choice="none")
        with pytest.raises(NotAllowed, match="no answer called"):
            tick(session, "note.tick", "A", "", choice="perhaps", reason="r")
        tick(session, "note.tick", "A", "", choice="none", reason="No money in it.")
        event = session.sign_off("note.tick").event
        assert event is not None
        assert (event.choice, event.note) == ("none", "No money in it.")

    def it_survives_a_restart(self, session: Session, tmp_path: Path) -> None:
        tick(session, "note.tick", "A. Bee", "Treasurer")
        opened = again(session, tmp_path)
        assert opened.sign_off("note.tick").standing is Standing.STANDS
        opened.undo()
        assert opened.sign_off("note.tick").standing is Standing.OPEN
        opened.close()


class DescribeSignatures:
    def it_records_who_and_which_day(self, session: Session) -> None:
        sign(session, "note.sign", "R. Harbour", "", date(2026, 3, 1))
        event = session.sign_off("note.sign").event
        assert event is not None
        assert (event.who, event.role, event.choice) == ("R. Harbour", "Harbour master", "2026-03-01")

    def it_refuses_a_day_that_has_not_come(self, session: Session) -> None:
        with pytest.raises(NotAllowed, match="has not come"):
            sign(session, "note.sign", "R", "", date(2026, 3, 3))

    def it_tells_a_statement_from_a_signature(self, session: Session) -> None:
        with pytest.raises(NotAllowed):
            sign(session, "note.tick", "R", "", date(2026, 3, 1))
        with pytest.raises(NotAllowed):
            tick(session, "note.sign", "R", "")


class DescribeFollowing:
    def it_becomes_its_own_text_when_it_is_let_go(self, session: Session) -> None:
        session.change("note.facts", rich("a"), label="Typing")
        go_own_way(session, "report.all")
        session.change("note.facts", rich("changed"), label="Typing")
        assert blocks_text(session.reading.blocks("report.all")) == "a"
        assert session.reading.blocks("report.all")[0].id != "p0"

    def it_follows_again_and_keeps_what_says_something_else(self, session: Session) -> None:
        session.change("note.facts", rich("a", "b"), label="Typing")
        go_own_way(session, "report.all")
        copied = session.reading.blocks("report.all")
        more = (*copied, Paragraph(text_runs("only here")))
        session.change("report.all", RichText(more), label="Typing")
        follow_again(session, "report.all")
        assert blocks_text(session.reading.blocks("report.all")) == "a\nb\nonly here"
        session.undo()
        assert session.reading.sources("report.all") == ()

    def it_does_nothing_where_nothing_is_followed(self, session: Session) -> None:
        go_own_way(session, "note.facts")
        follow_again(session, "report.all")
        assert session.undo_label == ""


class DescribeLeftovers:
    def it_is_dismissed_and_brought_back(self, tmp_path: Path) -> None:
        held = paper().with_public(leftovers=(Leftover("Skip to main content", why="furniture", id="x"),))
        session = Session(TEMPLATE, Library(tmp_path).create(held), lambda: NOW)
        dismiss(session, "x")
        assert session.paper.public.leftovers == ()
        session.undo()
        assert session.paper.public.leftovers == held.public.leftovers
        session.close()


class DescribeMovingOn:
    def it_refuses_to_skip_a_state(self, session: Session) -> None:
        with pytest.raises(NotAllowed, match="cannot become"):
            move_to(session, State.DECIDED, "A")

    def it_says_what_stands_in_the_way(self, session: Session) -> None:
        with pytest.raises(NotReady) as refused:
            move_to(session, State.DECLARED, "A")
        assert {finding.field for finding in refused.value.findings} >= {"note.tick"}

    def it_goes_on_record(self, session: Session) -> None:
        move_to(session, State.IN_REVIEW, "A")
        assert session.state is State.IN_REVIEW
        assert session.paper.record[-1].who == "A"


class FailingKeeper:
    """A paper's file on a disk that is full."""

    read_only = False
    revision = 1

    def read(self) -> Paper:
        return paper()

    def save(
        self, paper: Paper, *, label: str = "", steps: Sequence[Step] | None = None, position: int = 0
    ) -> Saved:
        raise NotSaved("Not saved: the disk is full.")

    def steps(self) -> tuple[list[Step], int]:
        return [], 0

    def close(self) -> None:
        pass


class DescribeTrouble:
    def it_keeps_the_text_and_says_it_is_not_saved(self) -> None:
        session = Session(TEMPLATE, FailingKeeper(), lambda: NOW)
        session.change("note.title", "Kept", label="Typing")
        session.save()
        assert session.save_state.dirty
        assert session.save_state.failed == "Not saved: the disk is full."
        assert session.reading.words("note.title") == "Kept"

    def it_changes_nothing_when_open_for_reading_only(self) -> None:
        keeper = FailingKeeper()
        keeper.read_only = True
        session = Session(TEMPLATE, keeper, lambda: NOW)
        with pytest.raises(ReadOnly):
            session.change("note.title", "x", label="Typing")
        assert session.paper == paper()

    def it_belongs_to_the_part_of_its_document(self, session: Session) -> None:
        assert session.part_of("closed.facts") is Part.TWO
        assert session.event(EventKind.EXPORTED, "closed.facts").part == Part.TWO
