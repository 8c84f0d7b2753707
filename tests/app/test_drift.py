from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.app.acts import go_own_way
from desktop_app.app.drift import Outcome, agree, drift_of, drifts, outcome_of
from desktop_app.app.session import Session
from desktop_app.domain.compare import Kind
from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.richtext import Blocks, Paragraph, blocks_text, text_runs
from desktop_app.storage.library import Library
from tests.domain.forms_for_tests import TEMPLATE, paper, rich

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A paper whose report follows its note in everything."""
    library = Library(tmp_path)
    answers: dict[str, Value] = {
        "note.title": "Dredging",
        "note.facts": rich("The boats are old."),
        "note.money": rich("£1."),
    }
    made = Session(TEMPLATE, library.create(paper(answers)), lambda: NOW)
    yield made
    made.close()
    library.close()


def keys(session: Session) -> list[str]:
    return [drift.key for drift in drifts(session)]


def own(session: Session) -> Blocks:
    value = session.reading.own("report.all")
    assert isinstance(value, RichText)
    return value.blocks


def reworded(session: Session) -> Paragraph:
    """Return its first paragraph with a word more, as an author would type it in."""
    return Paragraph(text_runs("The four boats are old."), id=own(session)[0].id)


def outcome(session: Session) -> Outcome:
    (drift,) = drifts(session)
    return outcome_of(session.reading, drift)


class DescribeDrift:
    def it_is_nowhere_while_everything_follows(self, session: Session) -> None:
        assert keys(session) == []

    def it_is_where_a_section_goes_its_own_way_though_the_words_are_still_the_same(
        self, session: Session
    ) -> None:
        go_own_way(session, "report.all")
        (drift,) = drifts(session)
        assert (drift.key, drift.sources) == ("report.all", ("note.facts", "note.money"))
        assert not drift.change.changed

    def it_shows_what_differs_word_by_word(self, session: Session) -> None:
        go_own_way(session, "report.all")
        session.change("note.facts", rich("The four boats are old."), label="Typing")
        (drift,) = drifts(session)
        assert (drift.change.words(Kind.DELETED), drift.change.words(Kind.INSERTED)) == (1, 0)

    def it_is_where_a_line_has_words_of_its_own(self, session: Session) -> None:
        session.change("report.name", "Deep dredging", label="Typing")
        assert keys(session) == ["report.name"]

    def it_is_not_where_a_line_says_the_same(self, session: Session) -> None:
        session.change("report.name", "Dredging", label="Typing")
        assert keys(session) == []

    def it_is_not_where_text_was_only_added_behind_what_is_followed(self, session: Session) -> None:
        session.change("report.all", rich("And more."), label="Typing")
        assert keys(session) == []

    def it_is_never_in_a_field_that_can_follow_nothing(self, session: Session) -> None:
        assert drift_of(session.reading, "note.facts") is None


class DescribeAgreeing:
    def it_lets_a_section_follow_again_and_keeps_what_else_it_says(self, session: Session) -> None:
        go_own_way(session, "report.all")
        own = session.reading.own("report.all")
        assert isinstance(own, RichText)
        more = RichText((*own.blocks, Paragraph(text_runs("And more."))))
        session.change("report.all", more, label="Typing")
        agree(session, "report.all")
        assert blocks_text(session.reading.blocks("report.all")) == "The boats are old.\n£1.\nAnd more."
        assert keys(session) == []

    def it_says_what_would_happen_before_it_does(self, session: Session) -> None:
        go_own_way(session, "report.all")
        assert outcome(session).words == ""
        _, money = own(session)
        session.change("report.all", RichText((Paragraph(text_runs("And so on.")),)), label="Typing")
        assert outcome(session).words == (
            "1 paragraph that stands only here stays, behind what is followed. "
            "2 paragraphs that are missing here come back. Undo takes it back in one step."
        ), "nothing of it is like what is followed"
        session.change("report.all", RichText((reworded(session), money)), label="Typing")
        assert outcome(session).words == (
            "1 paragraph here says it differently: take the followed words, or keep yours behind them. "
            "Undo takes it back in one step."
        )

    @pytest.mark.parametrize(
        ("keeps", "text"),
        [
            (True, "The boats are old.\n£1.\nThe four boats are old."),
            (False, "The boats are old.\n£1."),
        ],
    )
    def it_keeps_or_lets_go_what_says_it_differently_in_one_step(
        self, session: Session, keeps: bool, text: str
    ) -> None:
        go_own_way(session, "report.all")
        _, money = own(session)
        session.change("report.all", RichText((reworded(session), money)), label="Typing")
        before = session.reading.blocks("report.all")
        agree(session, "report.all", without=() if keeps else outcome(session).changed)
        assert blocks_text(session.reading.blocks("report.all")) == text
        session.undo()
        assert session.reading.blocks("report.all") == before
        assert keys(session) == ["report.all"]

    def it_lets_a_line_follow_again_in_one_step(self, session: Session) -> None:
        session.change("report.name", "Deep dredging", label="Typing")
        agree(session, "report.name")
        assert session.reading.words("report.name") == "Dredging"
        session.undo()
        assert session.reading.words("report.name") == "Deep dredging"
