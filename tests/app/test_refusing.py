"""A paper that was refused says so in the words of its form, and never that it was approved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.app import acts
from desktop_app.app.acts import NotAllowed, move_to, states_after
from desktop_app.app.desk import Desk
from desktop_app.app.session import Session
from desktop_app.document.build import build_public
from desktop_app.document.model import Para, Span
from desktop_app.domain.edition import Edition
from desktop_app.domain.state import State
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library
from tests.conftest import ROOT

WAY = (State.DECLARED, State.SUBMITTED)
APPROVED = "The above request has my approval."
REFUSED = "The above request does not have my approval."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(acts, "check", lambda *_, **__: ())  # whether all is filled is no matter here
    made = Desk(load_catalogue(ROOT / "forms"), Library(tmp_path))
    yield made
    made.library.close()


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    made = desk.open(desk.new_paper("mopac/decision-2021", {"decision.title": "Refit of the launch"}))
    for state in WAY:
        move_to(made, state, "A. Bee")
    yield made
    made.close()


def printed(session: Session, edition: Edition) -> list[str]:
    document = build_public(session.template, "decision", session.paper.public, edition, draft=False)
    paragraphs = [node for node in document.nodes if isinstance(node, Para) and node.fixed]
    return ["".join(run.text for run in node.runs if isinstance(run, Span)) for node in paragraphs]


class DescribeARefusal:
    @pytest.mark.parametrize("edition", list(Edition))
    @pytest.mark.parametrize("since", [(), (State.PUBLISHED,), (State.DEFERRED, State.PUBLISHED)])
    def it_prints_the_words_of_the_form(
        self, session: Session, edition: Edition, since: tuple[State, ...]
    ) -> None:
        for state in (State.REFUSED, *since):
            move_to(session, state, "A. Bee")
        assert REFUSED in printed(session, edition)
        assert APPROVED not in printed(session, edition)

    @pytest.mark.parametrize("way", [(), (State.DECIDED,), (State.DECIDED, State.PUBLISHED)])
    def it_is_not_said_of_any_other_paper(self, session: Session, way: tuple[State, ...]) -> None:
        for state in way:
            move_to(session, state, "A. Bee")
        assert APPROVED in printed(session, Edition.PUBLICATION)
        assert REFUSED not in printed(session, Edition.PUBLICATION)

    def it_is_asked_for_only_where_the_form_has_words_for_it(self, desk: Desk, session: Session) -> None:
        assert State.REFUSED in states_after(session)
        other = desk.open(desk.new_paper("northmoor/committee-report-2025", {}))
        for state in WAY:
            move_to(other, state, "A. Bee")
        assert State.REFUSED not in states_after(other)
        with pytest.raises(NotAllowed):
            move_to(other, State.REFUSED, "A. Bee")
        other.close()
