"""What is left of a paper: every open point, in form order, each with its place."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.app.acts import dismiss, tick
from desktop_app.app.left import SETTLE, SIGN, Point, counts_in, what_is_left
from desktop_app.app.progress import counts_of
from desktop_app.app.session import Session
from desktop_app.domain.paper import Leftover
from desktop_app.storage.library import Library
from tests.domain.forms_for_tests import TEMPLATE, paper, rich


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An open paper with a title and nothing else."""
    made = Session(TEMPLATE, Library(tmp_path).create(paper({"note.facts": rich("Old.")})))
    yield made
    made.close()


def points(session: Session) -> list[Point]:
    return [point for group in what_is_left(session) for point in group.points]


def kinds(session: Session, section: str) -> list[str]:
    return [point.kind for point in points(session) if point.section == section]


def titles(session: Session, section: str) -> list[str]:
    return [point.title for point in points(session) if point.section == section]


class DescribeWhatIsLeft:
    def it_lists_gaps_ticks_and_signatures_in_form_order(self, session: Session) -> None:
        places = [point.section for point in points(session)]
        order = [section.key for form in TEMPLATE.forms for section in form.sections]
        assert places == sorted(places, key=order.index)
        assert kinds(session, "note.head") == [SETTLE]
        assert kinds(session, "note.ticks") == [SETTLE, SIGN]

    def it_leads_to_the_field(self, session: Session) -> None:
        first = points(session)[0]
        assert (first.section, first.caret.field) == ("note.head", "note.title")

    def it_groups_by_document(self, session: Session) -> None:
        assert next(iter(what_is_left(session))).label == "Decision note"

    def it_tells_a_thing_once(self, session: Session) -> None:
        told = [(p.section, p.caret, p.kind, p.title) for p in points(session)]
        assert len(told) == len(set(told))

    def it_lets_a_point_go_once_it_is_settled(self, session: Session) -> None:
        session.change("note.title", "Dredging", label="Typing")
        assert kinds(session, "note.head") == []
        tick(session, "note.tick", "A. Teller", "Treasurer")
        assert SETTLE not in kinds(session, "note.ticks")

    def it_says_what_was_found_with_its_place(self, session: Session) -> None:
        session.change("note.facts", rich("Costs are £XX."), label="Typing")
        found = [point for point in points(session) if point.section == "note.facts"]
        assert found
        assert found[0].place.startswith("Facts")
        assert found[0].caret.block == "p0"

    def it_lists_what_an_import_left_over_until_it_is_dismissed(self, session: Session) -> None:
        left = (Leftover("Stray words", "note.facts", "No heading.", "l1"), Leftover("Head", "", "", "l2"))
        session.paper = session.paper.with_public(leftovers=left)
        assert "Not in the paper: “Stray words”" in titles(session, "note.facts")
        assert what_is_left(session)[-1].label == "The paper as a whole"
        dismiss(session, "l1")
        assert "Not in the paper: “Stray words”" not in titles(session, "note.facts")

    def it_is_empty_for_a_paper_that_is_done(self, session: Session) -> None:
        from desktop_app.app.acts import sign

        for key, value in {
            "note.title": "Dredging",
            "note.reference": "HB 1",
            "note.deferred": False,
        }.items():
            session.change(key, value, label="Typing")
        session.change("note.ask", rich("Dredge."), label="Typing")
        session.change("note.money", rich("None."), label="Typing")
        tick(session, "note.tick", "A. Teller", "Treasurer")
        sign(session, "note.sign", "H. Master", "", date(2024, 1, 2))
        assert [point for point in points(session) if point.must] == []


class DescribeTheCount:
    def it_is_the_same_for_the_list_the_findings_and_the_steps(self, session: Session) -> None:
        session.change("note.facts", rich("Costs are £XX."), label="Typing")
        counts = counts_in(what_is_left(session))
        assert counts.settle == counts_of(session.findings()).settle > 0
        assert counts.look == counts_of(session.findings()).look
        assert counts.settle == sum(state.counts.settle for state in session.steps_state())

    def it_takes_a_tick_that_went_stale_once(self, session: Session) -> None:
        session.change("note.money", rich("None."), label="Typing")
        tick(session, "note.tick", "A. Teller", "Treasurer")
        session.change("note.money", rich("Some."), label="Typing")
        assert kinds(session, "note.ticks") == [SETTLE, SIGN]
