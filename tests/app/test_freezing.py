"""What was submitted is what final files are made of, whatever is written since."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.app import acts
from desktop_app.app.acts import move_to
from desktop_app.app.desk import Desk
from desktop_app.app.freezing import changed_since, final_paper, paper_for_files
from desktop_app.app.session import Session
from desktop_app.domain.fields import Stage
from desktop_app.domain.record import EventKind
from desktop_app.domain.state import State
from desktop_app.storage.errors import NotFound, NotSaved
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import PaperFile
from tests.conftest import ROOT


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(acts, "check", lambda *_, **__: ())  # whether all is filled is no matter here
    desk = Desk(load_catalogue(ROOT / "forms"), Library(tmp_path))
    made = desk.open(desk.new_paper("mopac/decision-2021", {"decision.title": "As drafted"}))
    for state in (State.DECLARED, State.SUBMITTED):
        move_to(made, state, "A. Bee")
    made.save()
    yield made
    made.close()
    desk.library.close()


def retitled(session: Session, title: str) -> None:
    session.change("decision.title", title, label="Typing in Title")
    session.save()


def final_title(session: Session) -> object:
    return final_paper(session.template, session.paper, session.keeper).public.answers["decision.title"]


class DescribeSubmitting:
    def it_puts_the_digest_of_the_text_on_record(self, session: Session) -> None:
        assert session.paper.record[-1].digest

    def it_freezes_what_final_files_are_made_of(self, session: Session) -> None:
        retitled(session, "Written since")
        assert final_title(session) == "As drafted"
        assert "changed after it was submitted" in changed_since(session.template, session.paper)

    def it_makes_no_final_file_that_cannot_go_on_record(self, session: Session) -> None:
        keeper = session.keeper
        assert isinstance(keeper, PaperFile)
        keeper.read_only = True
        with pytest.raises(NotSaved, match="No file was made: this paper is open for reading only"):
            paper_for_files(session.template, session.paper, keeper, final=True)
        assert paper_for_files(session.template, session.paper, keeper, final=False) == session.paper

    def it_says_nothing_while_the_text_is_what_was_submitted(self, session: Session) -> None:
        assert changed_since(session.template, session.paper) == ""
        assert final_title(session) == "As drafted"

    def it_lets_what_is_decided_in(self, session: Session) -> None:
        key = next(item.key for item in session.template.fields if item.required is Stage.DECIDED)
        session.change(key, "Approved", label="Decision")
        session.save()
        assert changed_since(session.template, session.paper) == ""
        final = final_paper(session.template, session.paper, session.keeper)
        assert final.public.answers[key] == "Approved"

    def it_goes_along_with_the_record_as_it_is_now(self, session: Session) -> None:
        retitled(session, "Written since")
        final = final_paper(session.template, session.paper, session.keeper)
        assert final.record == session.paper.record

    def it_is_taken_back_with_the_state(self, session: Session) -> None:
        move_to(session, State.DRAFTING, "A. Bee")
        retitled(session, "Written since")
        assert final_title(session) == "Written since"

    def it_is_refused_where_what_was_submitted_is_not_there(self, session: Session) -> None:
        for state in (State.DRAFTING, State.DECLARED):
            move_to(session, state, "A. Bee")
        session.record(
            session.event(EventKind.STATE, who="A. Bee", choice=State.SUBMITTED.value, digest="0" * 64)
        )
        session.save()
        with pytest.raises(NotFound, match="not among the versions"):
            final_title(session)
